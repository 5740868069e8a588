"""What does each counting rule make of a layer small enough to check by hand?"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from content.named import NamedLayer
from write.tables import column

RULES = (
    "rule_plain",
    "rule_strided",
    "rule_leaping",
    "rule_dilated",
    "rule_padded",
    "rule_uneven",
    "rule_ring",
    "rule_plane",
    "rule_channels",
    "rule_grouped",
    "rule_masked",
    "rule_dead",
)


@dataclass(frozen=True)
class Row:
    rule: str = column("Rule")
    layer: str = column("Layer")
    outputs: int = column("Outputs")
    dense: int = column("Dense")
    sparse: int = column("Sparse only")
    nominal: int = column("Nominal")
    shared: int = column("Shared only")
    both: int = column("Both")


def caption() -> str:
    dead = LAYERS["rule_dead"].conv
    return (
        "Weights, biases left out. *Sparse only* counts the taps that lie on inputs, *nominal* a full kernel "
        "at every position. Under *taps that only meet padding* "
        f"{dead.weights - dead.connections} of the convolution’s {dead.weights} weights are [taps that no "
        "position uses](#dead)."
    )


def rows() -> list[Row]:
    return [
        Row(
            e.label,
            _shape(e),
            e.conv.outputs,
            e.dense.weights,
            e.sparse.weights,
            e.sparse_nominal.weights,
            e.shared.weights,
            e.conv.weights,
        )
        for e in map(LAYERS.__getitem__, RULES)
    ]


def _shape(example: NamedLayer) -> str:
    """Return how a layer is made, in as few words as a column has room for."""
    layer = example.layer
    size = "×".join(str(axis.size) for axis in layer.axes)
    said = [f"{size} in", f"kernel {example.kernel}"]
    axis = layer.axes[0]
    if axis.stride > 1:
        said.append(f"stride {axis.stride}")
    if axis.dilation > 1:
        said.append(f"dilation {axis.dilation}")
    if axis.before or axis.after:
        said.append(f"padding {axis.before} + {axis.after}")
    if layer.in_channels > 1:
        said.append(f"{layer.in_channels} → {layer.out_channels} channels")
    return ", ".join(said)
