"""With sharing on, what does the size of the kernel decide?

From a kernel of one pixel to one as large as the image: sparsity, varied while weights stay shared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import SHORT
from draw.sheet import Sheet, plain
from sparse_shared import Wiring, count, reduction
from write.numbers import divisor, integer
from write.tables import column

NG = LAYERS["ng"]
SIDE = NG.layer.input_shape[-1]
SHOWN = (1, 5, 16)


@dataclass(frozen=True)
class Row:
    kernel: int = column("Kernel size")
    shared: int = column("Weights, shared only")
    both: int = column("Weights, both")
    saved: Fraction = column("Sparsity divides by")


def rows() -> list[Row]:
    return [_row(size) for size in range(1, SIDE + 1)]


def _row(size: int) -> Row:
    layer = replace(NG.layer, kernel_size=size)
    shared, both = (count(layer, wiring).weights for wiring in (Wiring.SHARED, Wiring.CONV))
    return Row(size, shared, both, reduction(layer).sparsity.after_sharing)


def caption() -> str:
    ng = rows()[SHOWN[1] - 1]
    return (
        f"Ng’s {NG.image} image and {NG.layer.out_channels} maps, **weights shared throughout**; the kernel "
        f"grows from one pixel to the whole image. Without padding the outputs then shrink, from "
        f"{SIDE}×{SIDE} to one, which is why shared only falls too. Both axes are logarithmic, so the gap is "
        f"what sparsity still divides by: {divisor(ng.saved)} at Ng’s {NG.kernel}. It closes only where the "
        f"kernel is the image and one position is left."
    )


def alt() -> str:
    parts = "; ".join(
        f"kernel {r.kernel}: {integer(r.shared)} shared only, {integer(r.both)} both, a factor "
        f"of {divisor(r.saved)}"
        for r in (_row(size) for size in (*SHOWN, SIDE))
    )
    return f"Two curves that meet at the right: weights against kernel size. {parts}."


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 330)
    ax = sheet.axes(42, 30, 344, 246)
    table = rows()
    sizes = [r.kernel for r in table]
    shared, both = [r.shared for r in table], [r.both for r in table]
    ax.fill_between(sizes, both, shared, color="panel", linewidth=0)
    ax.plot(sizes, shared, color="ink", linewidth=2)
    ax.plot(sizes, both, color="accent", linewidth=2)
    for size in SHOWN:
        r = table[size - 1]
        ax.plot([size, size], [r.both, r.shared], color="muted", linewidth=1.1, clip_on=False)
        ax.plot(size, r.both, "o", color="accent", markersize=5.5, clip_on=False)
        ax.plot(size, r.shared, "o", color="ink", markersize=5.5, clip_on=False)
        middle = (r.both * r.shared) ** 0.5
        ax.annotate(f"÷ {divisor(r.saved)}", (size, middle), (5, 0), textcoords="offset points", va="center")
    last = table[-1]
    ax.plot(SIDE, last.both, "o", color="ink", markersize=6, clip_on=False)
    below = {"textcoords": "offset points", "ha": "right", "va": "top"}
    ax.annotate(f"kernel = image:\n÷ {divisor(last.saved)}", (SIDE, last.both), (2, -34), **below)
    ax.text(2.3, table[1].shared * 1.55, SHORT[Wiring.SHARED], color="ink", va="bottom")
    ax.text(2.9, table[2].both * 0.52, SHORT[Wiring.CONV], color="accent", va="top")
    ax.set(xscale="log", yscale="log", xlim=(1, SIDE), ylim=(10, 200_000))
    ax.set_xticks([1, 2, 5, 10, 16, SIDE], ["1", "2", "5", "10", "16", str(SIDE)])
    plain(ax)
    sheet.note(0, 14, "weights, log scale")
    sheet.note(42, 322, "kernel size (side of a square, in pixels), log scale")
