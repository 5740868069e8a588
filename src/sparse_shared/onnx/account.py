"""Where every value that a file stores belongs: to which layer, or else to what.

No file says what is trainable. What a value is used for says it nearly always, and the rest is given a
class of its own, so that a reader can check the sum: each stored value is counted exactly once. So is what
the file has a ConstantOfShape make for a layer, which would be stored otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase

from sparse_shared.counting import count
from sparse_shared.layers import Layer
from sparse_shared.onnx.found import Found, Product
from sparse_shared.onnx.graph import Node
from sparse_shared.onnx.operators import LAYERS, found_in
from sparse_shared.onnx.sources import DATA, QUANTISING, TAKEN, Part, Scope
from sparse_shared.onnx.wire import MalformedError

FIXED_FILTERS = "fixed filters"
STATISTICS = "running statistics"
QUANTISATION = "quantisation"
SHAPES = "shapes and indices"
SCALARS = "single numbers"
UNUSED = "unused"
INITIAL_STATES = "initial states"
UNTRAINED = (STATISTICS, FIXED_FILTERS, QUANTISATION, INITIAL_STATES, SHAPES, SCALARS, UNUSED)
"""What training does not change."""

SAME_BRANCH = "If that takes the same branch at every run"

SCALES = "scales and shifts"
OTHERS = "other arrays"

_FIXED_WORDS = ("*buffer*", "*stft*", "*dft*", "*mel_basis*", "*melspec*", "*window*")
"""Names of weights that nobody trains: PyTorch's buffers, and the filters of a spectrum."""

_NORMALISATIONS = {
    "BatchNormalization": "batch normalisation",
    "LayerNormalization": "layer normalisation",
    "InstanceNormalization": "instance normalisation",
    "GroupNormalization": "group normalisation",
    "RMSNormalization": "RMS normalisation",
    "SimplifiedLayerNormalization": "RMS normalisation",
    "com.microsoft.SkipLayerNormalization": "layer normalisation",
    "com.microsoft.SkipSimplifiedLayerNormalization": "RMS normalisation",
}
_SCALING = frozenset({"Add", "Sub", "Mul", "Div", "Sum", "PRelu", "Pow", "com.microsoft.BiasGelu"})
_ARRANGING = frozenset({"Resize", "Upsample", "Pad", "Clip", "OneHot", "Range", "TopK", "NonMaxSuppression"})
_CONNECTING = frozenset({"Einsum", "DeformConv"})
"""ONNX's own operators that connect inputs and outputs with weights, in ways that are no layer's here."""

_PASSING_ON = frozenset({"Expand", "Slice", "Tile", "Identity", "Cast", "Transpose", "Unsqueeze", "Squeeze"})
_FURTHER = 8
_PRIORITY = (
    *dict.fromkeys(_NORMALISATIONS.values()),
    STATISTICS,
    "embeddings",
    "initial states",
    SCALES,
    OTHERS,
)

Key = tuple[tuple[int, tuple[object, ...]], ...]
"""By what to know the weights of a layer: the marks of their tensors, and how each is cut out."""


class Account:
    """Goes through a graph once and takes down what belongs where.

    Attributes:
        layers: The layers, in order, each with a name of its own.
        ops: The operator of each layer, by its name.
        again: Layers that use an earlier layer's weights, by the earlier one's name.
        fixed: The layers whose weights are not trained.
        classes: How many values belong to no layer, by what they are.
        products: How many multiply-adds there are of two computed values.
        kernels_from_elsewhere: How many convolutions compute their kernels, or read them as inputs.
        branches: How many nodes choose between graphs, and how many repeat one.
        stored: How many values the file stores, and has made for a layer.
    """

    def __init__(self, scope: Scope, batch: int, fixed: Iterable[str] = ()) -> None:
        self.scope = scope
        self.tensors = scope.tensors
        self.layers: list[tuple[str, Layer]] = []
        self.ops: dict[str, str] = {}
        self.again: dict[str, str] = {}
        self.fixed: set[str] = set()
        self.products = 0
        self.kernels_from_elsewhere = 0
        self.branches: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self._said_fixed = tuple(fixed)
        self._matched: set[str] = set()
        self._left = {mark: tensor.size for mark, tensor in enumerate(self.tensors)}
        self._users: dict[Key, str] = {}
        self._uses: dict[int, set[str]] = {}

        for where, node in scope.walk():
            if not where.idle:
                self._take_down(where, node, batch)
        for pattern in self._said_fixed:
            if pattern not in self._matched:
                raise MalformedError(f"fixed={pattern!r}: expected a name of a layer, or of its weights")
        for where, node in scope.walk():
            self._note_uses(where, node)
        self._classify()
        self.stored = sum(tensor.size for mark, tensor in enumerate(self.tensors) if mark not in scope.made)
        self.stored += sum(self.tensors[mark].size - self._left[mark] for mark in scope.made)

    def _take_down(self, scope: Scope, node: Node, batch: int) -> None:
        """Take down the layers of a node, or its products, and the graphs that it chooses from or repeats."""
        if node.graphs:
            self.branches[SAME_BRANCH if TAKEN in node.settings else node.op] += 1
        if node.op not in LAYERS or any(scope.sources(name) is not None for name in node.outputs):
            return
        for found in found_in(scope, node, batch):
            if isinstance(found, Product):
                self.products += found.multiply_adds
                self.kernels_from_elsewhere += found.has_kernel
            else:
                self._add(scope, node, found)

    def _add(self, scope: Scope, node: Node, found: Found) -> None:
        """Take down a layer, what it takes its weights from, and its biases."""
        name = self._unused_name(found.name)
        layer = found.build(False)
        key = self._claim(scope, found.weight, count(layer).weights, "", name)
        is_fixed = self._is_fixed(name, found.weight, key or ())
        if key is None or self._users.get(key) in self.fixed:
            self.fixed.add(name)  # where few stored values make up many weights, they stand among the classes
        elif key in self._users:
            self.again[name] = self._users[key]
        elif is_fixed:
            self.fixed.add(name)
            self.classes[FIXED_FILTERS] += count(layer).weights
        if key is not None:
            self._users.setdefault(key, name)
        bias = found.bias or self._added_bias(scope, node, layer)
        has_bias = False
        if bias and scope.sources(bias) is not None:
            bias_key = self._claim(scope, bias, layer.out_channels, found.bias_part, name)
            has_bias = bias_key is not None and bias_key not in self._users
            if bias_key is not None:
                self._users.setdefault(bias_key, name)
        self.layers.append((name, found.build(has_bias)))
        self.ops[name] = node.op

    def _claim(self, scope: Scope, value: str, size: int, half: str, name: str) -> Key | None:
        """Give a layer the stored values of its weights, or biases, and return by what to know them.

        Return None if they are not as many as the layer has.
        """
        parts = [part for part in scope.sources(value) or () if part.role == DATA]
        if half and len(parts) == 1:  # a recurrent node has the biases of its two layers in one tensor
            parts = [Part(p.mark, (*p.cut, half), p.size // 2) for p in parts if p.size == 2 * size]
        elif half:  # or in one made of several
            middle = len(parts) // 2
            parts = parts[:middle] if half == "input" else parts[middle:]
        if sum(part.size for part in parts) != size:
            parts = [part for part in parts if part.size == size]
            if len(parts) != 1:
                return None
        key = tuple((part.mark, part.cut) for part in parts)
        if key not in self._users:
            for part in parts:
                self._left[part.mark] -= part.size
                if self._left[part.mark] < 0:
                    tensor = self.tensors[part.mark].name
                    raise MalformedError(
                        f"{name!r} uses a part of {tensor!r} that other layers use parts of, too"
                    )
        return key

    def _added_bias(self, scope: Scope, node: Node, layer: Layer) -> str:
        """Return what the only reader of a layer's outputs adds to them, if it is one value a channel.

        Keras casts, and puts the channels last, before it adds.
        """
        name = node.outputs[0]
        shape = scope.shape(name)
        if shape is None:
            return ""
        axis = 1 if "Conv" in node.op else len(shape) - 1
        for _ in range(_FURTHER):
            readers = scope.readers.get(name, [])
            if len(readers) != 1 or name in scope.graph.outputs:
                return ""
            reader = readers[0]
            if reader.op == "Add":
                wanted = tuple(layer.out_channels if i == axis else 1 for i in range(len(shape)))
                for other in reader.inputs:
                    added = scope.shape(other) if scope.sources(other) is not None else None
                    if added is not None and (1,) * (len(shape) - len(added)) + added == wanted:
                        return other
                return ""
            if reader.op == "Transpose":
                order = reader.integers("perm") or tuple(reversed(range(len(shape))))
                if sorted(order) != list(range(len(shape))):
                    return ""
                axis = order.index(axis)
            elif reader.op not in ("Cast", "Identity"):
                return ""
            name = reader.outputs[0]
        return ""

    def _is_fixed(self, name: str, value: str, key: Key) -> bool:
        names = [name, value, *(self.tensors[mark].name for mark, _ in key)]
        patterns = (*_FIXED_WORDS, *self._said_fixed)
        matched = {pattern for pattern in patterns if any(fnmatchcase(name, pattern) for name in names)}
        self._matched |= matched
        return bool(matched)

    def _unused_name(self, name: str) -> str:
        unused, number = name, 1
        while unused in self.ops:
            number += 1
            unused = f"{name} ({number})"
        return unused

    def _note_uses(self, scope: Scope, node: Node) -> None:
        """Note what a node uses stored values for, other than to make constants of them."""
        foldable = any(scope.sources(name) is not None for name in node.outputs if name)
        for position, name in enumerate(node.inputs):
            for part in scope.sources(name) or ():
                if part.role != DATA:
                    self._uses.setdefault(part.mark, set()).add(
                        QUANTISATION if part.role == QUANTISING else SHAPES
                    )
                elif scope.idle:
                    self._uses.setdefault(part.mark, set()).add(UNUSED)
                elif not foldable:
                    reader, slot = _reader(scope, node, position)
                    self._uses.setdefault(part.mark, set()).add(self._use(reader, slot, part))
        for mark in () if node.op == "Constant" else node.tensors:
            self._uses.setdefault(mark, set()).add(
                self._use(node, -1, Part(mark, (), self.tensors[mark].size))
            )
        if "." in node.op and node.floats > 1:
            raise MalformedError(_no_rule(node, node.floats))
        for name in scope.graph.outputs:
            for part in scope.sources(name) or ():
                self._uses.setdefault(part.mark, set()).add(OTHERS)

    def _use(self, node: Node, position: int, part: Part) -> str:
        """Return what a node uses an input for."""
        tensor, op = self.tensors[part.mark], node.op
        if op in _NORMALISATIONS:
            return STATISTICS if op == "BatchNormalization" and position > 2 else _NORMALISATIONS[op]
        if op in LAYERS and ("Integer" in op or "QLinear" in op):
            return QUANTISATION
        if op in ("LSTM", "GRU", "RNN"):
            return SHAPES if position == 4 else INITIAL_STATES if position in (5, 6) else SCALES
        if op in ("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear") or "QLinear" in op:
            return QUANTISATION
        if not (tensor.is_float or tensor.may_be_quantised) or op in _ARRANGING:
            return SHAPES
        if op in ("Gather", "GatherND", "GatherElements") and position == 0:
            return "embeddings"
        if ("." in op or op in _CONNECTING) and tensor.size > 1:
            raise MalformedError(_no_rule(node, tensor.size))
        if tensor.size == 1:
            return SCALARS
        return SCALES if op in _SCALING else OTHERS

    def _classify(self) -> None:
        for mark, left in self._left.items():
            uses = self._uses.get(mark, set())
            rank = next((use for use in _PRIORITY if use in uses), None)
            if mark in self.scope.made and (rank is None or rank == OTHERS):
                continue  # not stored, and no parameter: a mask of ones, say
            self.classes[rank or next((use for use in UNTRAINED if use in uses), UNUSED)] += left
            self._left[mark] = 0
        for name in [name for name, values in self.classes.items() if not values]:
            del self.classes[name]


def _reader(scope: Scope, node: Node, position: int) -> tuple[Node, int]:
    """Return which node uses an input, and as which of its own, past those that only pass it on."""
    for _ in range(_FURTHER):
        readers = scope.readers.get(node.outputs[0], []) if node.outputs else []
        if position or node.op not in _PASSING_ON or len(readers) != 1:
            break
        position = readers[0].inputs.index(node.outputs[0])
        node = readers[0]
    return node, position


def _no_rule(node: Node, values: int) -> str:
    return f"{node.op} {node.name!r} holds {values:,} values, and no rule says what it connects with them"
