"""Where do sharing and sparsity save in ViT-B/16, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.vit import vit_b_16

_figure = ByDepth(vit_b_16())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
