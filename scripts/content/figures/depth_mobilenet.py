"""Where do sharing and sparsity save in networks of depthwise convolutions, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.separable import efficientnet_b0, mobilenet_v1, mobilenet_v2, xception

_figure = ByDepth(xception(), mobilenet_v1(), mobilenet_v2(), efficientnet_b0())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
