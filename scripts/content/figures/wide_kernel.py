"""How wide is the kernel of a layer that shares its weights and connects everything?

Shared only as one kernel at its six stops, beside the convolution's kernel at the same stops.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.wirings import SHORT
from draw.identity import identity, names
from draw.kernel import draw_stops
from draw.sheet import Sheet
from sparse_shared import Wiring
from write.tables import column

TOY, NG = LAYERS["toy"], LAYERS["ng"]
LOOKS = identity(TOY.layer)
INPUTS, OUTPUTS = TOY.conv.inputs, TOY.conv.outputs
WIDE, NARROW = TOY.shared.weights, TOY.conv.weights
SIDE = 13.7


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    inputs: int = column("Inputs along one side")
    stops: int = column("Stops along one side")
    wide: int = column("Kernel of shared only")
    short: int = column("Kernel of both")


def rows() -> list[Row]:
    return [
        Row(e.label, axis.size, axis.outputs, axis.offsets, axis.kernel_size)
        for e in (TOY, NG)
        for axis in [e.layer.axes[0]]
    ]


def caption() -> str:
    toy, ng = rows()
    return (
        f"**Wide enough to reach every input from every stop: {toy.inputs} + {toy.stops} − 1 = {toy.wide}.** "
        f"A convolution stops at the same places with {toy.short}. In Ng’s layer, {ng.inputs} "
        f"pixels and {ng.stops} stops a side, shared only takes a kernel of {ng.wide}×{ng.wide}, the "
        f"convolution one of {ng.short}×{ng.short}. A kernel as wide as the image would have one stop only."
    )


def alt() -> str:
    toy, _ = rows()
    return (
        f"Two kernels, each drawn at {toy.stops} stops over {toy.inputs} inputs. Shared only: a kernel of "
        f"{toy.wide}, {LOOKS.look(0).letter} to {LOOKS.look(toy.wide - 1).letter}, which covers all inputs "
        f"at every stop and hangs over their edges. Both: a kernel of {toy.short}, which covers "
        f"{toy.short} inputs at each stop."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 200)
    hang = OUTPUTS - 1
    top = 62.0
    left = 20 + hang * SIDE
    right = sheet.width - INPUTS * SIDE
    sheet.title(0, 14, f"{SHORT[Wiring.SHARED]}: a kernel of {WIDE}")
    sheet.title(right, 14, f"{SHORT[Wiring.CONV]}: {NARROW} wide")
    for x, wiring in ((left, Wiring.SHARED), (right, Wiring.CONV)):
        stops = draw_stops(sheet, x, top, SIDE, names(TOY.layer, wiring), LOOKS, labels=False)
        stops.name_inputs()
        sheet.line((x + 18, top - 9), (stops.right - 18, top - 9), color="muted")
        sheet.note((x + stops.right) / 2, top - 18, f"{INPUTS} inputs", ha="center")
        stops.name_outputs(x=14 if wiring is Wiring.SHARED else None)
    sheet.note(0, stops.bottom + 22, "Each row is a stop of the kernel. Hollow: beyond the inputs, unused.")
    sheet.text(
        0,
        stops.bottom + 46,
        f"Every input from every stop: {INPUTS} inputs + {OUTPUTS} stops − 1 = {WIDE}.",
        fontweight="bold",
    )
