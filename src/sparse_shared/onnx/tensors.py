"""What a file says of a tensor that it stores: name, shape and kind of number, and where the values lie.

The values themselves stay unread. Only where they are few (a shape that a Reshape goes by, say) are they
kept, because the sizes further on follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from math import prod
from pathlib import Path
from struct import iter_unpack

from sparse_shared.onnx.wire import BYTES, VARINT, Field, MalformedError, encode, fields, numbers, text

FEW = 1024
"""Values of up to so many bytes are kept."""

MOST = 2**48
"""More values than this are in no file; a product of hostile sizes is."""

_BITS = {1: 32, 2: 8, 3: 8, 4: 16, 5: 16, 6: 32, 7: 64, 9: 8, 10: 16, 11: 64, 12: 32, 13: 64, 14: 64, 15: 128}
_BITS |= {16: 16, 17: 8, 18: 8, 19: 8, 20: 8, 21: 4, 22: 4, 23: 4, 24: 8, 25: 2, 26: 2}
_FLOATS = frozenset({1, 10, 11, 14, 15, 16})
_QUANTISED = frozenset({2, 3, 4, 5, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26})
_COMPLEX = frozenset({14, 15})
_INT32, _INT64, _STRING = 6, 7, 8
_MOST_AXES = 64

_DIMS, _KIND, _FLOAT_DATA, _INT32_DATA, _STRING_DATA, _INT64_DATA, _NAME, _RAW = 1, 2, 4, 5, 6, 7, 8, 9
_DOUBLE_DATA, _UINT64_DATA, _MARK, _EXTERNAL, _LOCATION = 10, 11, 12, 13, 14
_PAYLOAD = {_FLOAT_DATA, _INT32_DATA, _STRING_DATA, _INT64_DATA, _RAW, _DOUBLE_DATA, _UINT64_DATA}


@dataclass(frozen=True)
class Tensor:
    """Describe a stored tensor.

    Attributes:
        name: What the file calls it; may be empty.
        shape: Its sizes.
        kind: What its values are, by ONNX's number (1: float, 7: int64, …).
        values: What it holds, where these are few integers.
    """

    name: str
    shape: tuple[int, ...]
    kind: int
    values: tuple[int, ...] | None = None

    @property
    def size(self) -> int:
        """How many values it holds."""
        return prod(self.shape)

    @property
    def is_float(self) -> bool:
        """Whether its values are real numbers, as trained ones are."""
        return self.kind in _FLOATS

    @property
    def may_be_quantised(self) -> bool:
        """Whether its values are of the few bits that quantised weights have."""
        return self.kind in _QUANTISED


def read_tensor(message: memoryview, mark: int, folder: Path | None) -> tuple[Tensor, bytes]:
    """Return what a TensorProto says, and the same message without its values, bearing a *mark*.

    Args:
        message: The TensorProto.
        mark: A number to know the tensor by; it is written where a comment would stand.
        folder: Where its values may be kept in a file of their own.

    Raises:
        MalformedError: Sizes and values do not fit each other, or such a file is missing or lies elsewhere.
    """
    shape: list[int] = []
    kind, name = 0, ""
    external: dict[str, str] = {}
    payload: list[Field] = []
    for field in fields(message):
        number, wire, value = field
        if number == _DIMS:
            shape.extend(islice(numbers(wire, value), _MOST_AXES + 1))
        elif number == _KIND and isinstance(value, int):
            kind = value
        elif number == _NAME:
            name = text(value)
        elif number == _EXTERNAL and isinstance(value, memoryview):
            entry = {n: text(v) for n, _, v in fields(value)}
            external[entry.get(1, "")] = entry.get(2, "")
        elif number in _PAYLOAD:
            payload.append(field)
        if max(len(shape), len(payload) // FEW) > _MOST_AXES:
            raise MalformedError(
                f"the tensor {name!r} has more axes, or more pieces, than any exporter writes"
            )
    what = f"the tensor {name!r} of shape {_times(shape)}"
    if any(n < 0 for n in shape) or prod(shape) > MOST:
        raise MalformedError(f"{what} has sizes that no tensor has")
    if kind not in _BITS and kind != _STRING:
        raise MalformedError(f"{what} has values of kind {kind}, which ONNX does not know")
    if external:
        values = _external_values(what, external, -(-prod(shape) * _BITS.get(kind, 0) // 8), folder)
        payload = [(_RAW, BYTES, values)] if values else []
    else:
        _check_payload(what, payload, prod(shape), kind)
    if _bytes_of(payload) > FEW:
        payload = []
    stripped = b"".join(encode(_DIMS, VARINT, n) for n in shape) + encode(_KIND, VARINT, kind)
    stripped += encode(_NAME, BYTES, name.encode()) + b"".join(encode(*field) for field in payload)
    tensor = Tensor(name, tuple(shape), kind, _integers(kind, payload))
    return tensor, stripped + encode(_MARK, BYTES, str(mark).encode())


def _bytes_of(payload: list[Field]) -> int:
    return sum(8 if isinstance(value, int) else len(value) for _, _, value in payload)


def _check_payload(what: str, payload: list[Field], size: int, kind: int) -> None:
    """Refuse a tensor that holds fewer or more bytes than its sizes say."""
    has, held = _bytes_of(payload), {number for number, _, _ in payload}
    if kind == _STRING:
        least, most = 0, MOST
    elif held & {_RAW, _FLOAT_DATA, _DOUBLE_DATA}:
        bits = _BITS[kind] if _RAW in held else 32 if _FLOAT_DATA in held else 64
        if kind in _COMPLEX and _RAW not in held:
            bits *= 2
        least = most = -(-size * bits // 8)
    else:  # one to ten bytes a number, of which one may hold several that are smaller than a byte
        least, most = -(-size * min(8, _BITS[kind]) // 8), 10 * size
    if not least <= has <= most:
        raise MalformedError(f"{what} holds {has:,} bytes: expected {least:,}" + " or more" * (most > least))


def _integers(kind: int, payload: list[Field]) -> tuple[int, ...] | None:
    """Return the values of a small tensor of int32 or int64."""
    if kind not in (_INT32, _INT64):
        return None
    found: list[int] = []
    for number, wire, value in payload:
        if number == _RAW and isinstance(value, memoryview):
            found.extend(x for (x,) in iter_unpack("<i" if kind == _INT32 else "<q", value))
        elif number in (_INT32_DATA, _INT64_DATA):
            found.extend(numbers(wire, value))
    return tuple(found) if payload else None


def _external_values(what: str, entries: dict[str, str], size: int, folder: Path | None) -> memoryview | None:
    """Return the values that lie in a file of their own, *size* bytes, or None if they are not few.

    Only the file's size is looked at. A file outside the model's folder is not touched.
    """
    location = entries.get("location", "")
    said = f"{what} keeps its values in {location!r}"
    if folder is None:
        raise MalformedError(f"{said}: expected them in the model, which has no folder")
    if not location:
        raise MalformedError(f"{said}: expected a file in the model's folder")
    try:
        path = (folder / location).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise MalformedError(f"{said}: expected a file in the model's folder, and this one is outside")
        if not path.is_file():
            raise MalformedError(f"{said}, which is not there: copy it into the model's folder")
        available = path.stat().st_size
    except MalformedError:
        raise
    except (OSError, ValueError, RuntimeError):
        raise MalformedError(f"{said}, which cannot be read") from None
    try:
        offset = int(entries.get("offset") or 0)
        length = int(entries.get("length") or size)
    except ValueError:
        raise MalformedError(f"{said} at no place: expected whole numbers as offset and length") from None
    if length != size:
        raise MalformedError(f"{said} and says they take {length:,} bytes: expected {size:,}")
    if offset < 0 or offset + length > available:
        raise MalformedError(
            f"{said} up to byte {offset + length:,}, and it has {available:,}: it is cut off"
        )
    if length > FEW:
        return None
    with path.open("rb") as file:
        file.seek(offset)
        return memoryview(file.read(length))


def _times(shape: list[int]) -> str:
    return "×".join(map(str, shape[:8])) + "×…" * (len(shape) > 8) if shape else "1"
