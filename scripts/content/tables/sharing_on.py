"""What does sparsity save in layers whose weights are shared already?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from content.layers import LAYERS
from content.named import NamedLayer
from sparse_shared import Counts
from write.tables import column

NG = LAYERS["ng"]
_MAPS = LAYERS["kernel_3"].layer.out_channels


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer, shared throughout")
    left_out: str = column("Left out")
    how: str = column("Maps in × out × kernel")
    before: int = column("Weights before")
    after: int = column("Weights after")
    factor: Fraction = column("Fewer")


def caption() -> str:
    conv2 = LAYERS["alexnet_conv2"]
    return (
        "Sparsity varied, over positions in the first two rows and over channels in the others, with sharing "
        "on before and after. If sparsity were redundant once weights are shared, *before* and *after* "
        f"would agree. AlexNet is from [{conv2.source}]({conv2.url}); the layers of {_MAPS} maps are made up "
        "here."
    )


def rows() -> list[Row]:
    v = LAYERS
    wide, narrow, depthwise = v["kernel_9"], v["kernel_3"], v["depthwise"]
    c3, conv2 = v["lenet_c3"], v["alexnet_conv2"]
    image = _times(narrow.layer.input_shape[1:])
    offsets = _times(axis.offsets for axis in NG.layer.axes)
    return [
        Row(
            f"Ng’s layer, {NG.image}",
            f"offsets outside {NG.kernel}",
            f"{_pairs(NG)}×{offsets} → {_formula(NG)}",
            *_weights(NG.shared, NG.conv),
        ),
        _row(f"{_MAPS} → {_MAPS} maps of {image}", f"taps outside {narrow.kernel}", wide, narrow),
        _row(c3.label, "pairs of maps not in its table", v["lenet_c3_full"], c3),
        _row(
            conv2.label,
            f"pairs of maps across its {conv2.layer.groups} groups",
            v["alexnet_conv2_full"],
            conv2,
        ),
        _row(
            f"{_MAPS} → {_MAPS} maps, kernel {narrow.kernel}",
            "all pairs of different maps: depthwise",
            narrow,
            depthwise,
        ),
    ]


def _row(layer: str, left_out: str, before: NamedLayer, after: NamedLayer) -> Row:
    how = f"{_formula(before)} → {_formula(after)}"
    return Row(layer, left_out, how, *_weights(before.conv, after.conv))


def _weights(before: Counts, after: Counts) -> tuple[int, int, Fraction]:
    return before.weights, after.weights, Fraction(before.weights, after.weights)


def _formula(e: NamedLayer) -> str:
    return f"{_pairs(e)}×{e.kernel}"


def _pairs(e: NamedLayer) -> str:
    """Write the connected pairs of channels as a product, if they are one."""
    layer, groups = e.layer, e.layer.groups
    if layer.channel_mask is not None:
        return str(layer.channel_pairs)
    sides = _times((layer.in_channels // groups, layer.out_channels // groups))
    return f"{groups}×{sides}" if groups > 1 else sides


def _times(sizes: Iterable[int]) -> str:
    return "×".join(map(str, sizes))
