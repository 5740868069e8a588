"""Whole networks to tell of: a reader's own from a file, or one of those known by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sparse_shared.command.rows import WIRINGS, Report, Row
from sparse_shared.counting import Wiring
from sparse_shared.networks.network import Network
from sparse_shared.onnx import OnnxNetwork, UnknownSizeError, load


def from_file(
    path: str,
    sizes: Mapping[str, tuple[int, ...]],
    fixed: Iterable[str],
    progress: Callable[[str, float], None],
) -> Report:
    """Return what there is to tell of the network in an ONNX file (see `sparse_shared.onnx.load`)."""
    try:
        return report(load(path, sizes=sizes, fixed=fixed, progress=progress))
    except UnknownSizeError as error:
        from shlex import quote

        said = (f"{name}={'x'.join(map(str, shape))}" for name, shape in error.likely.items())
        options = " ".join(f"--input {quote(words)}" for words in said)
        raise ValueError(f"{error.what}: say sizes, batch included, such as {options}") from None


def report(network: Network) -> Report:
    """Return what there is to tell of a network."""
    wired = {label: dict(network.count_layers(wiring)) for label, wiring in WIRINGS.items()}
    as_it_is = dict(network.count_layers())
    ops = network.ops if isinstance(network, OnnxNetwork) else {}
    rows = tuple(
        Row(
            name=name,
            op=ops.get(name, type(layer).__name__),
            layer=layer,
            weights={label: counts[name].weights for label, counts in wired.items()},
            counts=as_it_is[name],
            mark="fixed" if name in network.fixed else network.again.get(name, ""),
        )
        for name, layer in network.layers
    )
    mine = network if isinstance(network, OnnxNetwork) else None
    return Report(
        title=_title(network),
        rows=rows,
        other=network.other,
        untrained=mine.untrained if mine else {},
        stored=mine.stored if mine else 0,
        products=sum(network.products.values()),
        notes=(*_notes(network), *(mine.notes if mine else ())),
    )


def _notes(network: Network) -> Iterator[str]:
    """Say what of a network is counted otherwise than a reader expects."""
    for label, wiring in WIRINGS.items():
        names = [name for name, own in network.wirings.items() if own is wiring]
        if names and wiring is not Wiring.CONV:
            are = "are" if len(names) > 1 else "is"
            yield f"{' and '.join(names)} {are} {label} in this network: what is trained counts so."
    if network.border == "nominal":
        yield "A tap on padding counts as a connection here, as in the network's source."


def _title(network: Network) -> str:
    inputs = network.inputs.items() if isinstance(network, OnnxNetwork) else ()
    sizes = ", ".join(
        f"{name} {'x'.join('?' if n is None else str(n) for n in shape)}" for name, shape in inputs if shape
    )
    return f"{network.title} for {sizes}" if sizes else network.title
