"""Which leaves fewer weights, sparsity alone or sharing alone?"""

from __future__ import annotations

from dataclasses import dataclass

from examples import EXAMPLES, VARIANTS, VARIED, Example
from style.tabulate import column


@dataclass(frozen=True)
class Row:
    case: str = column("Layer")
    sparse: int = column("Sparse only")
    shared: int = column("Shared only")
    fewer: str = column("Fewer weights")


def caption() -> str:
    return (
        "Weights with one switch on. The first four layers have stride 1, no padding and no groups; the last "
        "two show that a stride or groups can turn the order round."
    )


def rows() -> list[Row]:
    """Return the four layers that the rule covers, by the size of the kernel, and then two exceptions."""
    small, tie, patches, groups = (
        VARIANTS["pointwise"],
        VARIANTS["two_taps"],
        VARIANTS["patches"],
        VARIED["grouped"],
    )
    edges, ng = EXAMPLES["goodfellow"], EXAMPLES["ng"]
    return [
        _row(f"Kernel {small.kernel} on {small.image}", small),
        _row(f"Goodfellow’s edge detector: {edges.kernel} on {edges.image}", edges),
        _row(f"Kernel {tie.kernel} on {tie.image}", tie),
        _row(f"Ng’s layer: {ng.kernel} on {ng.image}", ng),
        _row(f"{patches.label}: {patches.image}, {patches.shape}", patches),
        _row(f"{groups.image}, {groups.shape}", groups),
    ]


def _row(case: str, e: Example) -> Row:
    sparse, shared = e.sparse.weights, e.shared.weights
    fewer = "equal" if sparse == shared else "sparse only" if sparse < shared else "shared only"
    return Row(case, sparse, shared, fewer)
