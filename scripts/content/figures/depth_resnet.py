"""Where do sharing and sparsity save in the ResNets and ResNeXt, and where are the parameters?"""

from __future__ import annotations

from content.by_depth import ByDepth
from sparse_shared.networks.resnet import resnet18, resnet50, resnet152, resnext50_32x4d

_figure = ByDepth(resnet18(), resnet50(), resnet152(), resnext50_32x4d())
caption, alt, rows, draw = _figure.caption, _figure.alt, _figure.rows, _figure.draw
