"""Protocol Buffers' wire format: the fields of a message, none of them copied or read further than needed.

A message is a run of fields. Each begins with a *key*, field number times 8 plus one of four kinds, and only
the kinds tell where it ends: a message can be walked by one who does not know what it means, and whatever is
long (the values of a tensor) can be stepped over unread.

Source: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator

VARINT, EIGHT_BYTES, BYTES, FOUR_BYTES = 0, 1, 2, 5
"""The kinds of field; 3 and 4 are the obsolete groups, which ONNX never had."""

Value = int | memoryview
Field = tuple[int, int, Value]
"""A field's number, its kind and its value: an int, or the bytes it has (a view, not a copy)."""


class MalformedError(ValueError):
    """Raised where bytes are no message: they break off, or no such kind of field exists."""


def fields(message: memoryview) -> Iterator[Field]:
    """Yield the fields of a *message* in the order in which they stand there.

    Raises:
        MalformedError: The bytes are no message.

    Examples:
        Field 1 with the number 150, and field 2 with the string "hi":

        >>> [(number, value) for number, _, value in fields(memoryview(b"\\x08\\x96\\x01"))]
        [(1, 150)]
        >>> [(number, bytes(value)) for number, _, value in fields(memoryview(b"\\x12\\x02hi"))]
        [(2, b'hi')]
    """
    position, end = 0, len(message)
    while position < end:
        key, position = _varint(message, position)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, position = _varint(message, position)
            yield number, kind, value
            continue
        if kind == BYTES:
            length, position = _varint(message, position)
        elif kind in (EIGHT_BYTES, FOUR_BYTES):
            length = 8 if kind == EIGHT_BYTES else 4
        else:
            raise MalformedError(f"a field of kind {kind}, which does not exist, stands at byte {position}")
        if number == 0 or length > end - position:
            raise MalformedError(f"a field of {length} bytes breaks off: only {end - position} are left")
        yield number, kind, message[position : position + length]
        position += length


def numbers(kind: int, value: Value) -> Iterator[int]:
    """Yield the int64 numbers of a repeated field, which come one by one or packed into bytes."""
    if isinstance(value, int):
        yield signed(value)
    elif kind == BYTES:
        position = 0
        while position < len(value):
            number, position = _varint(value, position)
            yield signed(number)


def signed(number: int) -> int:
    """Return a 64-bit *number* with its sign: the wire has negative ones as their complement."""
    return number - 2**64 if number >= 2**63 else number


def text(value: Value) -> str:
    """Return a string, with what cannot be printed (line ends, terminal codes) spelled out."""
    if isinstance(value, int):
        raise MalformedError(f"{value} stands where a string belongs")
    string = str(value, "utf-8", "backslashreplace")
    if string.isprintable():
        return string
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in string)


def encode(number: int, kind: int, value: int | bytes | memoryview) -> bytes:
    """Return one field as bytes.

    Examples:
        >>> encode(1, VARINT, 150) + encode(2, BYTES, b"hi")
        b'\\x08\\x96\\x01\\x12\\x02hi'
    """
    key = _encode_varint(number << 3 | kind)
    if isinstance(value, int):
        return key + _encode_varint(value)
    return key + (_encode_varint(len(value)) if kind == BYTES else b"") + value


def _varint(message: memoryview, position: int) -> tuple[int, int]:
    """Return the number that begins at *position*, seven bits a byte, the lowest first, and where it ends."""
    number = shift = 0
    for byte in message[position : position + 10]:
        position += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number & 2**64 - 1, position
        shift += 7
    raise MalformedError(f"a number that begins at byte {position - shift // 7} has no end")


def _encode_varint(number: int) -> bytes:
    groups = bytearray()
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    groups.append(number)
    return bytes(groups)
