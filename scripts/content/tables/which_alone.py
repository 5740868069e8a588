"""Which leaves fewer weights, sparsity alone or sharing alone?"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from content.named import NamedLayer
from write.tables import column


@dataclass(frozen=True)
class Row:
    case: str = column("Layer")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    fewer: str = column("Fewer weights", compared=True)


def caption() -> str:
    patches = LAYERS["patches"]
    return (
        "Weights with one switch on. The first three layers have stride 1, no padding and no groups; in the "
        f"others a stride or groups favour sparsity. The patches are from [{patches.source}]({patches.url})."
    )


def rows() -> list[Row]:
    """Return the three layers that the rule covers, by the size of the kernel, and then two exceptions."""
    edges, ng = LAYERS["goodfellow"], LAYERS["ng"]
    tie, patches, groups = LAYERS["two_taps"], LAYERS["patches"], LAYERS["grouped"]
    (stride,) = {axis.stride for axis in patches.layer.axes}
    return [
        _row(f"Goodfellow’s edge detector: {edges.kernel} on {edges.image}", edges),
        _row(f"Kernel {tie.kernel} on {tie.image}", tie),
        _row(f"Ng’s layer: {ng.kernel} on {ng.image}", ng),
        _row(f"{patches.label}: {patches.kernel} on {patches.image}, stride {stride}", patches),
        _row(f"{groups.layer.groups} groups: {groups.kernel} on {groups.image}, padded", groups),
    ]


def _row(case: str, e: NamedLayer) -> Row:
    sparse, shared = e.sparse.weights, e.shared.weights
    fewer = "equal" if sparse == shared else "sparse only" if sparse < shared else "shared only"
    return Row(case, sparse, shared, fewer)
