"""Where do sharing and sparsity save in DenseNet-121, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.densenet import densenet121

_figure = ByDepth(densenet121())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
