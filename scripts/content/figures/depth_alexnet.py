"""Where do sharing and sparsity save in AlexNet, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.alexnet import alexnet_2012

_figure = ByDepth(alexnet_2012())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
