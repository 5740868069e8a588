"""Where do sharing and sparsity save in LeNet-5, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.lenet import lenet5

_figure = ByDepth(lenet5())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
