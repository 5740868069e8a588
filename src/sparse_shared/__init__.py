"""Sparse × Shared: count and draw up what sparsity and sharing each do to a layer's weights.

    from sparse_shared import Conv, Wiring, count, weight_index

    layer = Conv(input_shape=(3, 32, 32), out_channels=6, kernel_size=5)
    count(layer).parameters                     # of the convolution
    count(layer, Wiring.SPARSE).parameters      # of the same layer without sharing
    weight_index(layer, rows=slice(0, 1))       # which weight each connection of the first output uses

Read `axis`, `layers`, `counting`, `reducing`, `numbering`, `masking`; then `transposing`, `stacking`,
`networks`, `onnx`, `experiments`. What is refused, and in which words, is in `arguments`, `padding` and
`weights`.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in typing, whose import takes a sixth of the time in which counting starts
if TYPE_CHECKING:
    from sparse_shared.counting import Counts, Wiring, count
    from sparse_shared.layers import Conv, Dense
    from sparse_shared.masking import connectivity_mask, weight_index, weight_matrix
    from sparse_shared.reducing import Reduction, SharingFactor, SparsityFactor, reduction
    from sparse_shared.stacking import ReceptiveField, receptive_field
    from sparse_shared.transposing import ConvTranspose

__all__ = [
    "Conv",
    "ConvTranspose",
    "Counts",
    "Dense",
    "ReceptiveField",
    "Reduction",
    "SharingFactor",
    "SparsityFactor",
    "Wiring",
    "connectivity_mask",
    "count",
    "receptive_field",
    "reduction",
    "weight_index",
    "weight_matrix",
]

_MODULES = {
    "counting": ("Counts", "Wiring", "count"),
    "layers": ("Conv", "Dense"),
    "masking": ("connectivity_mask", "weight_index", "weight_matrix"),
    "reducing": ("Reduction", "SharingFactor", "SparsityFactor", "reduction"),
    "stacking": ("ReceptiveField", "receptive_field"),
    "transposing": ("ConvTranspose",),
}
"""Where each name is, to be imported when it is first asked for: who only counts need not wait for NumPy."""


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            value: object = getattr(import_module(f"sparse_shared.{module}"), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List all names, those too that are imported when first asked for."""
    return sorted({*globals(), *__all__})
