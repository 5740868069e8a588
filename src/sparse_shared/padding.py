"""Read what is said of padding as one (before, after) pair an axis, and translate other frameworks' words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sparse_shared.arguments import INTEGRAL, READING, integer, one_each, sequence

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

Padding: TypeAlias = "int | Sequence[int] | Sequence[tuple[int, int]] | Literal['same', 'valid']"
Pairs = tuple[tuple[int, int], ...]


def resolve_padding(
    padding: object, sizes: Sequence[int], strides: Sequence[int], spans: Sequence[int]
) -> Pairs:
    """Return how many cells of padding lie before and after each axis of these sizes.

    >>> resolve_padding("same", sizes=(10,), strides=(1,), spans=(4,))
    ((1, 2),)
    >>> resolve_padding("causal", sizes=(10,), strides=(1,), spans=(4,))
    Traceback (most recent call last):
    ValueError: padding='causal': expected 'valid', 'same' or ints; the same is said by padding=((3, 0),)
    """
    if not isinstance(padding, str):
        return _pairs_of_ints(padding, len(sizes), "or 'valid' or 'same'")
    if padding == "valid":
        return ((0, 0),) * len(sizes)
    same = tuple(map(_same, sizes, strides, spans))
    if padding == "same":
        return same
    raise ValueError(
        f"padding={padding!r}: expected 'valid', 'same' or ints{_translation(padding, same, spans)}"
    )


def resolve_padding_of_transposed(
    padding: object, sizes: Sequence[int], strides: Sequence[int], spans: Sequence[int]
) -> Pairs:
    """Return the padding of a transposed convolution, which is said by ints alone.

    >>> resolve_padding_of_transposed("same", sizes=(4,), strides=(2,), spans=(3,))
    Traceback (most recent call last):
    ValueError: padding='same': expected ints; for as many outputs as inputs times the stride, as in Keras, \
padding=((0, 1),)
    """
    if not isinstance(padding, str):
        return _pairs_of_ints(padding, len(sizes))
    way = ""
    if padding.lower() == "valid":
        way = "; the same is said by padding=0"
    elif padding.lower() == "same":
        ends = tuple(
            _same(n * stride, stride, span) for n, stride, span in zip(sizes, strides, spans, strict=True)
        )
        way = f"; for as many outputs as inputs times the stride, as in Keras, padding={ends}"
        added = tuple(max(stride - span, 0) for stride, span in zip(strides, spans, strict=True))
        if any(added):
            way += f" and output_padding={added}"
    raise ValueError(f"padding={padding!r}: expected ints{way}")


def _pairs_of_ints(padding: object, axes: int, words: str = "") -> Pairs:
    """Return an int, one int an axis or one (before, after) pair an axis as pairs.

    The message on anything else adds the *words* that are allowed besides.
    """
    if isinstance(padding, INTEGRAL):
        return ((integer("padding", padding, minimum=0),) * 2,) * axes
    expected = f"an int, or {one_each(axes, 'int', '(before, after) pair')}" + (words and f", {words}")
    items = sequence("padding", padding, expected)
    if len(items) != axes:
        message = f"padding={padding!r}: expected {expected}, not {len(items)}; {READING}"
        if len(items) == 2 * axes and all(isinstance(item, INTEGRAL) for item in items):
            begins_and_ends = tuple(zip(items[:axes], items[axes:], strict=True))
            raise ValueError(
                f"{message}; if all befores come first and then all afters, as in ONNX, "
                f"the same is said by padding={begins_and_ends}"
            )
        raise ValueError(message)
    return tuple(_pair(f"padding[{i}]", item) for i, item in enumerate(items))


def check_padding_mode(mode: object) -> str:
    """Return the mode if it is one of the two there are, and say which of them stands for another word.

    >>> check_padding_mode("wrap")
    Traceback (most recent call last):
    ValueError: padding_mode='wrap': expected 'zeros' or 'circular'; the same is said by \
padding_mode='circular'
    """
    expected = "expected 'zeros' or 'circular'"
    if not isinstance(mode, str):
        raise TypeError(f"padding_mode={mode!r}: {expected}, not {type(mode).__name__}")
    if mode not in ("zeros", "circular"):
        raise ValueError(f"padding_mode={mode!r}: {expected}{_mode_translation(mode)}")
    return mode


def _pair(name: str, item: object) -> tuple[int, int]:
    if not hasattr(item, "__len__"):
        return (integer(name, item, minimum=0),) * 2
    pair = sequence(name, item, "an int or a (before, after) pair")
    if len(pair) != 2:
        raise ValueError(f"{name}={item!r}: expected an int or a (before, after) pair")
    return integer(f"{name}[0]", pair[0], minimum=0), integer(f"{name}[1]", pair[1], minimum=0)


def _same(size: int, stride: int, span: int) -> tuple[int, int]:
    """Return the padding that gives ceil(size / stride) outputs, as Keras and ONNX SAME_UPPER do."""
    outputs = -(-size // stride)
    needed = max((outputs - 1) * stride + span - size, 0)
    return needed // 2, needed - needed // 2


_WORDS: dict[str, Callable[[Pairs, Sequence[int]], object]] = {
    "valid": lambda same, spans: "valid",
    "notset": lambda same, spans: "valid",
    "same": lambda same, spans: "same",
    "same_upper": lambda same, spans: "same",
    "same_lower": lambda same, spans: tuple((after, before) for before, after in same),
    "causal": lambda same, spans: tuple((span - 1, 0) for span in spans),
    "full": lambda same, spans: tuple(span - 1 for span in spans),
}
"""What other frameworks' words for padding are here, given what "same" is and the kernel's spans."""

_MODES = {"constant": "zeros", "zero": "zeros", "zeros": "zeros", "wrap": "circular", "circular": "circular"}
_MIRRORS = ("reflect", "replicate", "symmetric", "edge", "border", "nearest")


def _translation(word: str, same: Pairs, spans: Sequence[int]) -> str:
    """Say what a word for padding is called here, if it is known."""
    if word.lower() in _WORDS:
        return f"; the same is said by padding={_WORDS[word.lower()](same, spans)!r}"
    return _mode_translation(word)


def _mode_translation(word: str) -> str:
    """Say what a word for what the padding is filled with is called here, if it is known."""
    if word.lower() in _MODES:
        return f"; the same is said by padding_mode={_MODES[word.lower()]!r}"
    if word.lower() in _MIRRORS:
        return (
            "; nothing here says the same, since it makes several taps read one input: "
            "padding_mode='zeros' has as many parameters and, with border='nominal', multiply-adds"
        )
    return ""
