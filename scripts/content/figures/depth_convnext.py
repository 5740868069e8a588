"""Where do sharing and sparsity save in ConvNeXt-T, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.convnext import convnext_tiny

_figure = ByDepth(convnext_tiny())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
