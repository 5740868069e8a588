"""When does the order of the two steps not matter?

The same layer with zero padding and with its edges joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.named import NamedLayer
from content.wirings import HEADINGS, SHORT
from draw.roads import draw_roads
from draw.sheet import Sheet
from sparse_shared import Wiring
from write.numbers import divisor, factor, integer
from write.tables import column

PADDED, TORUS = LAYERS["thread_same"], LAYERS["torus"]
BORDERS = {"zero padding": PADDED, "torus: edges joined": TORUS}


@dataclass(frozen=True)
class Row:
    border: str = column("Border")
    dense: int = column(HEADINGS[Wiring.DENSE])
    sparse: int = column(HEADINGS[Wiring.SPARSE])
    shared: int = column(HEADINGS[Wiring.SHARED])
    both: int = column(HEADINGS[Wiring.CONV])
    sparsity_first: Fraction = column("Sparsity, coming first")
    sparsity_last: Fraction = column("Sparsity, coming last")
    sharing_first: Fraction = column("Sharing, coming first")
    sharing_last: Fraction = column("Sharing, coming last")


def _row(border: str, e: NamedLayer) -> Row:
    sparsity, sharing = e.reduction.sparsity, e.reduction.sharing
    return Row(
        border,
        *e.weights,
        sparsity.alone,
        sparsity.after_sharing,
        sharing.alone,
        sharing.after_sparsity,
    )


def rows() -> list[Row]:
    return [_row(border, e) for border, e in BORDERS.items()]


def caption() -> str:
    padded, torus = rows()
    return (
        f"A {PADDED.image} image and a kernel of {PADDED.kernel}, as many outputs as inputs. Sparsity’s "
        f"steps are solid, sharing’s dashed, heights on one log scale. **On the torus opposite edges are "
        f"parallel**: sparsity divides by {divisor(torus.sparsity_first)} and sharing by "
        f"{divisor(torus.sharing_first)}, whichever comes first. With zero padding the same total, "
        f"{factor(TORUS.reduction.total)}, is {divisor(padded.sparsity_first)} × "
        f"{divisor(padded.sharing_last)} on one road and {divisor(padded.sharing_first)} × "
        f"{divisor(padded.sparsity_last)} on the other."
    )


def alt() -> str:
    parts = [
        f"{r.border}: dense {integer(r.dense)}, sparse only {integer(r.sparse)}, shared only "
        f"{integer(r.shared)}, both {r.both}; sparsity first divides by {divisor(r.sparsity_first)} and then "
        f"sharing by {divisor(r.sharing_last)}; sharing first by {divisor(r.sharing_first)} and then "
        f"sparsity by {divisor(r.sparsity_last)}"
        for r in rows()
    ]
    return f"Two diamonds of weights on a log axis. {'. '.join(parts)}."


def draw(figure: Figure) -> None:
    tall = 280
    sheet = Sheet(figure, 2 * tall + 14)
    for i, (border, e) in enumerate(BORDERS.items()):
        sheet.title(0, 14 + i * (tall + 14), border)
        ax = sheet.axes(0, i * (tall + 14) + 4, sheet.width, tall - 8)
        draw_roads(ax, dict(zip(SHORT.values(), e.weights, strict=True)), e.reduction, below=6)
        ax.set(yticklabels=[])
