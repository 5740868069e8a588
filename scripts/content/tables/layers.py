"""What is a network made of, layer by layer, and what would each weigh under the other wirings?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from content.networks import NETWORKS, shape
from content.real_network import Part, RealNetwork
from content.wirings import HEADINGS
from sparse_shared import Wiring
from write.numbers import integer
from write.tables import column


@dataclass(frozen=True)
class Row:
    layer: str = column("Layer")
    shape: str = column("What it is")
    times: int = column("Times", compared=False)
    dense: int = column(HEADINGS[Wiring.DENSE])
    sparse: int = column(HEADINGS[Wiring.SPARSE])
    shared: int = column(HEADINGS[Wiring.SHARED])
    both: int = column(HEADINGS[Wiring.CONV])
    sparsity: Fraction = column("Sparsity saves, sharing on", compared=False)
    sharing: Fraction = column("Sharing saves, sparsity on", compared=False)


def caption(of: str) -> str:
    net = NETWORKS[of]
    biases = net.parameters - net.trained_weights - sum(net.net.other.values())
    said = [f"{integer(net.trained_weights)} weights"]
    if biases:
        said.append(f"{integer(biases)} biases")
    said += [f"{integer(number)} of {what}" for what, number in net.net.other.items()]
    return (
        f"{net.title}: its layers with weights to train. Equal layers stand once, and *times* says how "
        "many there are. In *sparse only* every connection has a weight of its own, so those numbers count "
        f"connections, and multiply-adds, as well. {_wired(net)}{' + '.join(said)} = "
        f"{integer(net.parameters)} parameters, as "
        f"published ([{net.net.source}]({net.net.url}))."
    )


def _wired(net: RealNetwork) -> str:
    """Say which layers are no convolutions."""
    if not net.net.wirings:
        return ""
    names = " and ".join(net.net.wirings)
    return f"{names} {'are' if len(net.net.wirings) > 1 else 'is'} sparse only here, without sharing. "


def rows(of: str) -> list[Row]:
    return [_row(part) for part in NETWORKS[of].parts]


def _row(part: Part) -> Row:
    dense, sparse, shared, both = (counts.weights for counts in part.counts)
    saved = part.over_space * part.over_channels
    name, what = part.names[0], shape(part.layer)
    return Row(name, what, part.times, dense, sparse, shared, both, saved, part.unshared)
