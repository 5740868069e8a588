"""Train a network: Adam on batches drawn at random."""

from __future__ import annotations

import numpy as np

from sparse_shared.experiments.network import Array, Network

STEPS = 200
BATCH = 64
DECAY, SQUARE_DECAY, TINY = 0.9, 0.999, 1e-8
"""Adam's settings. Source: D. P. Kingma, J. Ba, "Adam: A method for stochastic optimization", 2015."""


def train(network: Network, x: Array, labels: Array, rate: float, seed: int, steps: int = STEPS) -> None:
    """Change a network's parameters so as to lower its loss on images *x* with their *labels*.

    Args:
        network: What to train, in place.
        x: The images, (images, inputs).
        labels: Their classes, (images,).
        rate: The learning rate of the first step; it falls to 0 along a line.
        seed: What the batches are drawn from: the same for every wiring.
        steps: How many batches to take.
    """
    batches = np.random.default_rng((seed, 3)).integers(len(x), size=(steps, BATCH))
    mean = np.zeros_like(network.parameters)
    square = np.zeros_like(network.parameters)
    step_size = np.empty_like(network.parameters)
    for step, batch in enumerate(batches, start=1):
        _, gradient = network.loss(x[batch], labels[batch])
        mean *= DECAY
        mean += (1 - DECAY) * gradient
        square *= SQUARE_DECAY
        square += (1 - SQUARE_DECAY) * gradient**2
        # Both means start at 0, and are made larger for it in early steps.
        np.sqrt(square / (1 - SQUARE_DECAY**step), out=step_size)
        step_size += TINY
        np.divide(mean, step_size, out=step_size)
        step_size *= rate * (1 - (step - 1) / steps) / (1 - DECAY**step)
        network.parameters -= step_size
