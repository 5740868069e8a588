"""Where do sharing and sparsity save in AlexNet, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.alexnet import alexnet, alexnet_2012, alexnet_2012_ungrouped

_figure = ByDepth(alexnet_2012(), alexnet_2012_ungrouped(), alexnet())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
