"""Where do sharing and sparsity save in GoogLeNet, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.googlenet import googlenet

_figure = ByDepth(googlenet())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
