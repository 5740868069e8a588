"""Where do today's frameworks have a layer that is sparse and not shared?"""

from __future__ import annotations

from dataclasses import dataclass

from write.tables import Link, column


@dataclass(frozen=True)
class Row:
    framework: str = column("Framework")
    layer: str = column("Its unshared layer")
    source: Link = column("Source")


def caption() -> str:
    return "Where a locally connected layer can be had ready-made, and where not."


def rows() -> list[Row]:
    return [
        Row(
            "JAX",
            "jax.lax.conv_general_dilated_local",
            Link(
                "documentation",
                "https://docs.jax.dev/en/latest/_autosummary/jax.lax.conv_general_dilated_local.html",
            ),
        ),
        Row(
            "Flax Linen",
            "flax.linen.ConvLocal, built on it",
            Link(
                "documentation",
                "https://flax.readthedocs.io/en/v0.6.11/api_reference/_autosummary/flax.linen.ConvLocal.html",
            ),
        ),
        Row(
            "Keras 2",
            "LocallyConnected1D and LocallyConnected2D",
            Link(
                "documentation",
                "https://www.tensorflow.org/versions/r2.13/api_docs/python/tf/keras/layers/LocallyConnected2D",
            ),
        ),
        Row(
            "Keras 3",
            "none among its convolution layers",
            Link("list of layers", "https://keras.io/api/layers/convolution_layers/"),
        ),
        Row(
            "PyTorch",
            "none built in: unfold and multiply, as below",
            Link("open request", "https://github.com/pytorch/pytorch/issues/499"),
        ),
    ]
