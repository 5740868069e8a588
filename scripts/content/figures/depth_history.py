"""Where do sparsity and sharing save in LeCun's networks of 1989, layer by layer?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.lecun_1989 import net3, net4, net5, zipcode

_figure = ByDepth(net3(), net4(), net5(), zipcode())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
