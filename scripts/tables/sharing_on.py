"""What does sparsity save in layers whose weights are shared already?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from examples import EXAMPLES, VARIANTS
from sparse_shared import Counts
from style.tabulate import Link, column

NG = EXAMPLES["ng"]


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer, shared throughout")
    left_out: str = column("Left out")
    before: int = column("Weights before")
    after: int = column("Weights after")
    factor: Fraction = column("Fewer")
    work: Fraction = column("Multiply-adds fewer")
    source: Link = column("Source")


def caption() -> str:
    return (
        "Sparsity varied, sharing on in both columns of weights. If sparsity were redundant once weights are "
        "shared, the two columns would agree. Zero padding is not counted as a connection."
    )


def _row(layer: str, left_out: str, before: Counts, after: Counts, source: Link) -> Row:
    return Row(
        layer,
        left_out,
        before.weights,
        after.weights,
        Fraction(before.weights, after.weights),
        Fraction(before.multiply_adds, after.multiply_adds),
        source,
    )


def rows() -> list[Row]:
    v = VARIANTS
    c3, conv2 = v["lenet_c3"], v["alexnet_conv2"]
    maps = v["kernel_3"].layer.out_channels
    image = "×".join(map(str, v["kernel_3"].layer.input_shape[1:]))
    here = Link("this site", "")
    return [
        _row(
            f"Ng’s layer, {NG.image}",
            f"offsets outside {NG.kernel}",
            NG.shared,
            NG.conv,
            Link(NG.source, NG.url),
        ),
        _row(
            f"{maps} → {maps} maps of {image}, kernel {v['kernel_9'].kernel}",
            f"taps outside {v['kernel_3'].kernel}",
            v["kernel_9"].conv,
            v["kernel_3"].conv,
            here,
        ),
        _row(
            c3.label,
            "pairs of maps not in its table",
            v["lenet_c3_full"].conv,
            c3.conv,
            Link(c3.source, c3.url),
        ),
        _row(
            conv2.label,
            f"pairs of maps across its {conv2.layer.groups} groups",
            v["alexnet_conv2_full"].conv,
            conv2.conv,
            Link(conv2.source, conv2.url),
        ),
        _row(
            f"{maps} → {maps} maps, kernel {v['kernel_3'].kernel}",
            "all pairs of different maps: depthwise",
            v["kernel_3"].conv,
            v["depthwise"].conv,
            here,
        ),
    ]
