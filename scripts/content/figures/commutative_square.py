"""Does it matter whether sparsity or sharing comes first?

Both roads from dense to convolution, with the factor of each step on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import SHORT
from draw.roads import draw_roads
from draw.sheet import Sheet
from write.numbers import divisor, factor, integer
from write.tables import column

NG = LAYERS["ng"]


@dataclass(frozen=True)
class Row:
    road: str = column("Road")
    dense: int = column("Dense weights")
    sparsity: Fraction = column("Sparsity divides by")
    sharing: Fraction = column("Sharing divides by")
    between: int = column("Weights in between")
    conv: int = column("Convolution’s weights")


def rows() -> list[Row]:
    r = NG.reduction
    dense, sparse, shared, conv = NG.weights
    return [
        Row("sparsity first", dense, r.sparsity.alone, r.sharing.after_sparsity, sparse, conv),
        Row("sharing first", dense, r.sparsity.after_sharing, r.sharing.alone, shared, conv),
    ]


def caption() -> str:
    r = NG.reduction
    return (
        f"Ng’s layer ({NG.image}, {NG.shape}). **Height is the number of weights on a log scale, so "
        f"equal drops are equal factors.** Both roads fall by {factor(r.total)} in all; sparsity (solid) and "
        f"sharing (dashed) each save more where they come last."
    )


def alt() -> str:
    first, last = rows()
    return (
        f"A diamond with weights on a log axis. From dense, {integer(first.dense)}, sparsity divides by "
        f"{divisor(first.sparsity)} to {integer(first.between)}, then sharing by {divisor(first.sharing)} to "
        f"{integer(first.conv)}. Or sharing divides by {divisor(last.sharing)} to {integer(last.between)}, "
        f"then sparsity by {divisor(last.sparsity)} to the same {integer(last.conv)}."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 372)
    sheet.note(0, 14, "weights, log scale")
    ax = sheet.axes(40, 26, 360, 342)
    draw_roads(ax, dict(zip(SHORT.values(), NG.weights, strict=True)), NG.reduction)
