"""Count ResNet-50 and VGG-16: here, under all four wirings, and with other tools, as they are.

Each function builds a network, counts it in the fastest way its tool has, and returns the parameters. Those
that count multiply-adds as well do so, as is done here. What a function needs is imported by it, so that one
can be asked without the others.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NETWORKS = ("resnet50", "vgg16")
IMAGE = (1, 3, 224, 224)


def sparse_shared(name: str) -> int:
    from sparse_shared import Wiring, networks

    networks.load.cache_clear()
    network = networks.load(name)
    wirings = Wiring.DENSE, Wiring.SPARSE, Wiring.SHARED, Wiring.CONV
    return [network.count(wiring).parameters for wiring in wirings][-1]


def torch(name: str) -> int:
    return sum(p.numel() for p in module(name).parameters())


def meta(name: str) -> int:
    return sum(p.numel() for p in on_meta(name).parameters())


def flop_counter(name: str) -> int:
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    network = on_meta(name)
    with FlopCounterMode(display=False):
        network(torch.empty(IMAGE, device="meta"))
    return sum(p.numel() for p in network.parameters())


def torchinfo(name: str) -> int:
    from torchinfo import summary

    return int(summary(on_meta(name), IMAGE, device="meta", verbose=0).total_params)


def fvcore(name: str) -> int:
    import torch
    from fvcore.nn import FlopCountAnalysis, parameter_count

    network = module(name)  # which it cannot trace on the meta device
    FlopCountAnalysis(network, torch.zeros(IMAGE)).unsupported_ops_warnings(False).total()
    return parameter_count(network)[""]


def keras(name: str) -> int:
    """Its ResNet-50 has biases in its convolutions, and its total includes running statistics."""
    import os

    os.environ.setdefault("KERAS_BACKEND", "torch")
    from keras import applications

    return int(
        {"resnet50": applications.ResNet50, "vgg16": applications.VGG16}[name](weights=None).count_params()
    )


def on_meta(name: str) -> Any:
    """Return a network of PyTorch's whose parameters have shapes and no values, which is made faster."""
    from torch import device

    with device("meta"):
        return module(name)


def module(name: str) -> Any:
    """Return a network as torchvision builds it, which not every PyTorch has beside it."""
    return {"resnet50": _resnet50, "vgg16": _vgg16}[name]()


def _vgg16() -> Any:
    from torch import nn

    layers: list[nn.Module] = []
    maps = 3
    for wide, times in (64, 2), (128, 2), (256, 3), (512, 3), (512, 3):
        for _ in range(times):
            layers += nn.Conv2d(maps, wide, 3, padding=1), nn.ReLU(inplace=True)
            maps = wide
        layers.append(nn.MaxPool2d(2))
    layers += nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU()
    return nn.Sequential(*layers, nn.Linear(4096, 1000))


def _resnet50() -> Any:
    from torch import nn

    class Block(nn.Module):
        def __init__(self, before: int, maps: int, stride: int) -> None:
            super().__init__()
            self.way = nn.Sequential(
                *_conv_norm(before, maps, 1),
                nn.ReLU(),
                *_conv_norm(maps, maps, 3, stride=stride, padding=1),
                nn.ReLU(),
                *_conv_norm(maps, 4 * maps, 1),
            )
            same = before == 4 * maps
            self.shortcut = (
                nn.Identity() if same else nn.Sequential(*_conv_norm(before, 4 * maps, 1, stride=stride))
            )

        def forward(self, x: Any) -> Any:
            return nn.functional.relu(self.way(x) + self.shortcut(x))

    layers = [*_conv_norm(3, 64, 7, stride=2, padding=3), nn.ReLU(), nn.MaxPool2d(3, stride=2, padding=1)]
    before = 64
    for stage, blocks in enumerate((3, 4, 6, 3)):
        maps = 64 * 2**stage
        for i in range(blocks):
            layers.append(Block(before, maps, 2 if stage and not i else 1))
            before = 4 * maps
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, 1000))


def _conv_norm(before: int, maps: int, kernel: int, **settings: int) -> tuple[Any, Any]:
    from torch import nn

    return nn.Conv2d(before, maps, kernel, bias=False, **settings), nn.BatchNorm2d(maps)
