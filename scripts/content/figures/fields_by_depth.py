"""After how many layers has a network seen its whole image?"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from content.networks import NETWORKS, SHOWN
from content.real_network import RealNetwork
from draw.canvas import SMALL
from draw.sheet import Sheet
from write.numbers import integer
from write.tables import column

LOCAL = tuple(
    NETWORKS[name]
    for name in SHOWN
    if name not in ("zipcode", "alexnet_2012_ungrouped", "alexnet", "efficientnet_b0", "vit_b_16")
)
"""Networks in which only windows decide what is seen: no attention, no gates over whole maps."""


@dataclass(frozen=True)
class Row:
    network: str = column("Network")
    layer: int = column("Layer on the longest path")
    field: int = column("Receptive field, pixels a side")
    image: int = column("Image, pixels a side")


def rows() -> list[Row]:
    return [
        Row(net.title, i, field, net.side) for net in LOCAL for i, field in enumerate(net.fields, start=1)
    ]


def caption() -> str:
    vgg, deep = NETWORKS["vgg16"], NETWORKS["resnet152"]
    return (
        "The receptive field, layer by layer along each network’s longest path: a stroke for each "
        "convolution or pooling, from the image on, and a ring at the side of the image. Strokes left of the "
        "ring are layers in which no unit sees the whole image. In "
        f"{vgg.title} that is all of them, until the fully connected layers; in {deep.title} the last one’s "
        f"field is {integer(deep.fields[-1])} pixels wide. **Sparsity keeps each layer local, and depth adds "
        "the layers up.** Log scale."
    )


def alt() -> str:
    return f"A row of strokes for each network. {'; '.join(map(_said, LOCAL))}."


def _said(net: RealNetwork) -> str:
    local = sum(field < net.side for field in net.fields)
    return (
        f"{net.title}: from {net.fields[0]} to {integer(net.fields[-1])} pixels over {len(net.fields)} "
        f"layers, {local} of which see less than the image of {net.side}"
    )


def draw(figure: Figure) -> None:
    sheet = Sheet(figure, 54 + 26 * len(LOCAL))
    ax = sheet.axes(132, 6, 254, 26 * len(LOCAL))
    for y, net in enumerate(LOCAL):
        ax.plot([net.fields[0], net.fields[-1]], [y, y], color="rule", linewidth=1.2, zorder=1)
        ax.plot(net.fields, [y] * len(net.fields), "|", color="ink", markersize=10, zorder=2)
        ring = {"markerfacecolor": "paper", "markeredgewidth": 1.8}
        ax.plot(net.side, y, "o", color="accent", markersize=7, zorder=3, **ring)
    ticks = [3, 10, 30, 100, 300, 1000]
    ax.set(xscale="log", ylim=(len(LOCAL) - 0.4, -0.6), yticks=range(len(LOCAL)))
    ax.set_xticks(ticks, map(integer, ticks))
    ax.minorticks_off()
    ax.set_yticklabels([net.title for net in LOCAL], color="ink", va="center_baseline", fontsize=SMALL)
    sheet.note(132, sheet.height - 8, "receptive field, pixels a side, log scale")
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.grid(True, linewidth=0.8)
    ax.set_axisbelow(True)
