"""Wire a small network in any of the four ways, and differentiate it.

A layer's weights are a list, and its matrix is that list looked up in the weight index: two cells of the
matrix that have the same index have the same weight, and a cell without an index has none. Everything
about the four wirings is in these lines; the rest of a network does not know which one it has.

Backwards the same look-up is undone. Every cell of the matrix has a derivative of its own; a weight's is
the sum over the cells that use it (`numpy.bincount`), because a change to it changes all of them. A cell
without an index passes nothing on.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sparse_shared.counting import Wiring
from sparse_shared.layers import Conv
from sparse_shared.masking import weight_index

Array = NDArray[Any]


class Wired:
    """A linear layer without biases whose weights are wired as an index says.

    Args:
        index: The weight of each connection, (outputs, inputs), -1 for no connection. There are as many
            weights as its highest entry says.

    Examples:
        A kernel of 2 on 3 inputs. Its first weight is used in two cells, and the second, too:

        >>> layer = Wired(weight_index(Conv((1, 3), out_channels=1, kernel_size=2)))
        >>> layer.matrix(np.array([5.0, 7.0]))
        array([[5., 7., 0.],
               [0., 5., 7.]])

        One cell pulls the first weight by 1, another by 10; the weight itself by 11:

        >>> layer.tied(np.array([[1.0, 2.0, 3.0], [9.0, 10.0, 20.0]]))
        array([11., 22.])
    """

    def __init__(self, index: NDArray[np.int64]) -> None:
        self.shape = index.shape
        self.weights = int(index.max()) + 1
        self._index = np.where(index < 0, self.weights, index)
        self._connected = np.flatnonzero(index >= 0)
        self._weight_of = index.take(self._connected)

    def matrix(self, weights: Array) -> Array:
        """Return the layer's matrix, (outputs, inputs): each connection has the weight it is tied to."""
        absent_is_last = np.append(weights, weights.dtype.type(0))
        return absent_is_last.take(self._index)

    def tied(self, cells: Array) -> Array:
        """Return the derivative of each weight: the sum over the derivatives of the *cells* tied to it."""
        connected = cells.take(self._connected)
        return np.bincount(self._weight_of, connected, self.weights).astype(cells.dtype)


class Network:
    """Pixels → one wired layer → ReLU → mean over the positions of each map → linear → class scores.

    All parameters are one flat array, `parameters`, so that training and tests need not know what is in
    it. Each map has one bias, whatever the wiring, so that networks differ in their weights alone.

    Args:
        layer: The wired layer's shape.
        wiring: Which of its two switches are on.
        classes: How many scores come out.
        seed: What the initial weights are drawn from: normal, with variance 2 / (connections an output).
            Source: K. He et al., "Delving deep into rectifiers", 2015, §2.2.
        pooled: Whether scores are made from each map's mean; otherwise each hidden unit has a weight of
            its own for each class, and the readout knows places apart.
        dtype: The precision of all arithmetic.
    """

    def __init__(
        self,
        layer: Conv,
        wiring: Wiring,
        classes: int,
        seed: int,
        *,
        pooled: bool = True,
        dtype: DTypeLike = np.float32,
    ) -> None:
        index = weight_index(layer, wiring)
        self.wired = Wired(index)
        self.pooled = pooled
        self.maps = layer.out_channels
        features = self.maps if pooled else layer.num_outputs
        sizes = (self.wired.weights, self.maps, features * classes, classes)
        self.parameters = np.zeros(sum(sizes), dtype)
        self.weights, self.biases, readout, self.offsets = self._parts = tuple(
            np.split(self.parameters, np.cumsum(sizes)[:-1])  # views: they change as the parameters do
        )
        self.readout = readout.reshape(classes, features)

        random = np.random.default_rng((seed, 2))
        connections_an_output = np.count_nonzero(index >= 0) / len(index)
        self.weights[:] = random.normal(scale=np.sqrt(2 / connections_an_output), size=sizes[0])
        self.readout[:] = random.normal(scale=np.sqrt(2 / features), size=self.readout.shape)

    def scores(self, x: Array) -> Array:
        """Return the scores (batch, classes) of images *x* (batch, inputs)."""
        _, features = self._forward(x, self.wired.matrix(self.weights))
        return np.asarray(features @ self.readout.T + self.offsets)

    def accuracy(self, x: Array, labels: Array) -> float:
        """Return the share of images whose highest score is that of their label."""
        return float(np.mean(self.scores(x).argmax(axis=1) == labels))

    def loss(self, x: Array, labels: Array) -> tuple[float, Array]:
        """Return the mean cross-entropy of a batch, and its gradient in the order of `parameters`."""
        hidden, features = self._forward(x, self.wired.matrix(self.weights))
        scores = features @ self.readout.T + self.offsets
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        totals = shares.sum(axis=1, keepdims=True)
        shares /= totals
        batch = np.arange(len(x))
        loss = float((np.log(totals[:, 0]) - scores[batch, labels]).mean())

        d_scores = shares
        d_scores[batch, labels] -= 1
        d_scores /= len(x)
        d_hidden = d_scores @ self.readout
        if self.pooled:
            d_hidden = np.repeat(d_hidden / self.positions, self.positions, axis=1)
        d_hidden *= hidden > 0
        gradient = np.concatenate(
            [
                self.wired.tied(d_hidden.T @ x),
                d_hidden.sum(axis=0).reshape(self.maps, -1).sum(axis=1),
                (d_scores.T @ features).ravel(),
                d_scores.sum(axis=0),
            ]
        )
        return loss, gradient

    @property
    def positions(self) -> int:
        """How many hidden units a map has."""
        return int(self.wired.shape[0]) // self.maps

    def _forward(self, x: Array, matrix: Array) -> tuple[Array, Array]:
        """Return the hidden units, after the ReLU, and what of them the readout sees."""
        hidden = x @ matrix.T
        hidden += np.repeat(self.biases, self.positions)
        np.maximum(hidden, 0, out=hidden)
        if self.pooled:
            return hidden, hidden.reshape(len(x), self.maps, -1).mean(axis=2)
        return hidden, hidden
