"""What differs between two paddings that make equally many outputs and connections at stride 2?"""

from __future__ import annotations

from matplotlib.figure import Figure

from content.layers import LAYERS
from content.named import NamedLayer
from draw.identity import identity, names
from draw.matrix import draw_matrix
from draw.overhang import draw_overhang, on_padding
from draw.sheet import Sheet
from sparse_shared import Wiring

SIDE = 17.0
PANELS = {"Keras: “same”": LAYERS["same_tensorflow"], "PyTorch: padding=1": LAYERS["same_pytorch"]}


def padding_of(named: NamedLayer) -> str:
    """Write how many cells are padded before and after."""
    (axis,) = named.layer.axes
    return f"padding {axis.before} + {axis.after}"


def caption() -> str:
    keras, torch = PANELS.values()
    return (
        f"A kernel of {keras.kernel} at stride 2 on {keras.image} inputs, padded in two ways. Both "
        f"make {keras.conv.outputs} outputs with {keras.conv.connections} connections and "
        f"{torch.conv.weights} weights, but **not between the same neurons**: a tap is lost at the end on "
        "the left, at the start on the right (hollow cells)."
    )


def alt() -> str:
    each = "; ".join(f"{name}, {padding_of(layer)}" for name, layer in PANELS.items())
    return (
        "Two matrices of one size with the letters a, b and c, each row two cells further right than the one "
        f"above. {each}. What stands in the right one stands one cell further left."
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 148)
    for left, (title, named) in zip((44, 246), PANELS.items(), strict=True):
        looks = identity(named.layer)
        grid = draw_matrix(sheet, left, 46, SIDE, names(named.layer, Wiring.CONV), looks, labels=False)
        sheet.title(left, 22, title)
        grid.name_inputs()
        grid.name_outputs(x=left - SIDE - 5)
        draw_overhang(grid, on_padding(named.layer), looks)
        sheet.text(left, grid.bottom + 20, padding_of(named))
