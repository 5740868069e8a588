"""Whole networks to tell of: a reader's own from a file, or one of those known by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sparse_shared.command.rows import WIRINGS, Report, Row
from sparse_shared.networks.network import Network
from sparse_shared.onnx import OnnxNetwork, load


def from_file(
    path: str,
    sizes: Mapping[str, tuple[int, ...]],
    fixed: Iterable[str],
    progress: Callable[[str, float], None],
) -> Report:
    """Return what there is to tell of the network in an ONNX file (see `sparse_shared.onnx.load`)."""
    network = load(path, sizes=sizes, fixed=fixed, progress=progress)
    return report(network)


def report(network: Network) -> Report:
    """Return what there is to tell of a network."""
    counts = {name: network.count_layers(wiring) for name, wiring in WIRINGS.items()}
    ops = network.ops if isinstance(network, OnnxNetwork) else {}
    rows = tuple(
        Row(
            name=name,
            op=ops.get(name, type(layer).__name__),
            layer=layer,
            weights={wiring: counts[wiring][i][1].weights for wiring in WIRINGS},
            connections=counts["both"][i][1].connections,
            biases=counts["both"][i][1].biases,
            mark="fixed" if name in network.fixed else network.again.get(name, ""),
        )
        for i, (name, layer) in enumerate(network.layers)
    )
    mine = network if isinstance(network, OnnxNetwork) else None
    return Report(
        title=_title(network),
        rows=rows,
        other=network.other,
        untrained=mine.untrained if mine else {},
        stored=mine.stored if mine else 0,
        products=sum(network.products.values()),
        notes=mine.notes if mine else (),
    )


def _title(network: Network) -> str:
    inputs = network.inputs.items() if isinstance(network, OnnxNetwork) else ()
    sizes = ", ".join(
        f"{name} {'x'.join('?' if n is None else str(n) for n in shape)}" for name, shape in inputs if shape
    )
    return f"{network.title} for {sizes}" if sizes else network.title
