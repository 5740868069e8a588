"""Why does sparsity save more where weights are shared already?

How many connections use each weight of shared only: a column of cells for each offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.figure import Figure

from content.layers import LAYERS
from draw.identity import identity, names
from draw.sheet import Sheet
from sparse_shared import Wiring
from write.numbers import divisor
from write.tables import column

TOY = LAYERS["toy"]
LOOKS = identity(TOY.layer)
KERNEL, ALL = TOY.conv.weights, TOY.shared.weights
SIDE, STEP = 22.0, 30.0


@dataclass(frozen=True)
class Row:
    weight: str = column("Weight")
    offset: int = column("Offset: input − output")
    connections: int = column("Connections that use it")
    kept: str = column("In the kernel")


def rows() -> list[Row]:
    """Return the weights of shared only from left to right along its kernel."""
    table = names(TOY.layer, Wiring.SHARED)
    outputs, inputs = table.shape
    result = []
    for offset in range(1 - outputs, inputs):
        diagonal = table.diagonal(offset)
        name = int(diagonal[0])
        kept = "yes" if name < KERNEL else "no"
        result.append(Row(LOOKS.look(name).letter, offset, len(diagonal), kept))
    return result


def caption() -> str:
    sparsity = TOY.reduction.sparsity
    kept = [r.connections for r in rows() if r.kept == "yes"]
    lost = [r.connections for r in rows() if r.kept == "no"]
    return (
        f"Each column is one weight of shared only, and its cells are the connections that use it. **The "
        f"{len(kept)} weights of the kernel are used {kept[0]} times each, the other {len(lost)} only "
        f"{divisor(Fraction(sum(lost), len(lost)))} times on average.** So sparsity keeps "
        f"{sum(kept)} of {TOY.shared.connections} connections, ÷ {divisor(sparsity.alone)}, but only "
        f"{KERNEL} of {ALL} weights, ÷ {divisor(sparsity.after_sharing)}: it saves more where sharing "
        f"came first."
    )


def alt() -> str:
    columns = ", ".join(f"{r.weight} {r.connections}" for r in rows())
    return (
        f"A chart of {ALL} columns, one for each weight of shared only, as high as the number of connections "
        f"that use it: {columns}. The three of the kernel are vivid, the others pale."
    )


def draw(figure: Figure) -> None:
    highest = max(r.connections for r in rows())
    base = 44 + highest * SIDE
    sheet = Sheet(figure, base + 76)
    sheet.title(0, 14, "shared only: connections that use each weight")
    table = names(TOY.layer, Wiring.SHARED)
    left = (sheet.width - ALL * STEP) / 2 + (STEP - SIDE) / 2
    for i, r in enumerate(rows()):
        look = LOOKS.look(int(table.diagonal(r.offset)[0]))
        x = left + i * STEP
        corners = [(x + 0.6, base - (j + 1) * SIDE + 0.6) for j in range(r.connections)]
        sheet.squares(corners, SIDE - 1.2, look.name, facecolor=look.fill)
        sheet.text(x + SIDE / 2, base - r.connections * SIDE - 6, str(r.connections), ha="center")
        bold = {"fontweight": "bold"} if r.kept == "yes" else {"color": "muted"}
        sheet.text(x + SIDE / 2, base + 17, r.weight, ha="center", **bold)
    kept = [i for i, r in enumerate(rows()) if r.kept == "yes"]
    start, end = left + kept[0] * STEP, left + kept[-1] * STEP + SIDE
    sheet.line((start, base + 26), (start, base + 31), (end, base + 31), (end, base + 26), color="ink")
    sheet.text((start + end) / 2, base + 48, f"the short kernel: {KERNEL} of {ALL} weights,", ha="center")
    sheet.text(
        (start + end) / 2,
        base + 66,
        f"{TOY.conv.connections} of {TOY.shared.connections} connections",
        ha="center",
        fontweight="bold",
    )
