"""The experiments' parts: gradients against two definitions, training, worlds, and the shift by one pixel."""

from itertools import product

import numpy as np
import pytest

from sparse_shared import Conv, Wiring, weight_index
from sparse_shared.experiments.network import Network, Wired
from sparse_shared.experiments.shifting import BORDERS, error
from sparse_shared.experiments.study import PLACES, SETTINGS, WIRINGS, WORLDS, trained
from sparse_shared.experiments.training import train
from sparse_shared.experiments.worlds import CANVAS, SIDE, World, digits, draw

from .oracle import convolve, ties

ARGUMENTS = {"input_shape": (2, 6, 6), "out_channels": 3, "kernel_size": 4, "stride": 2}
LAYER = Conv(**ARGUMENTS)
BATCH = 5


def batch():
    """Return some images of noise and their classes."""
    random = np.random.default_rng(1)
    return random.normal(size=(BATCH, LAYER.num_inputs)), random.integers(4, size=BATCH)


@pytest.mark.parametrize("pooled", [True, False])
@pytest.mark.parametrize("wiring", WIRINGS)
def test_gradient_is_that_of_finite_differences(wiring, pooled):
    x, labels = batch()
    network = Network(LAYER, wiring, 4, seed=2, pooled=pooled, dtype=np.float64)
    network.parameters += np.random.default_rng(3).normal(scale=0.1, size=network.parameters.shape)
    _, gradient = network.loss(x, labels)
    step = 1e-6
    differences = np.empty_like(gradient)
    for i, value in enumerate(network.parameters.copy()):
        losses = []
        for moved in (value - step, value + step):
            network.parameters[i] = moved
            losses.append(network.loss(x, labels)[0])
        network.parameters[i] = value
        differences[i] = (losses[1] - losses[0]) / (2 * step)
    assert np.abs(gradient).max() > 0.01
    np.testing.assert_allclose(gradient, differences, atol=1e-8)


@pytest.mark.parametrize("wiring", WIRINGS)
def test_a_weight_adds_up_the_derivatives_of_the_cells_tied_to_it(wiring):
    index = weight_index(LAYER, wiring)
    cells = np.random.default_rng(0).normal(size=index.shape)
    sums: dict[object, float] = {}
    found = ties(ARGUMENTS, sparse=Wiring.SPARSE in wiring, shared=Wiring.SHARED in wiring)
    for (row, column), tie in found.items():
        sums[tie] = sums.get(tie, 0.0) + cells[row, column]
    gradient = Wired(index).tied(cells)
    assert len(gradient) == len(sums)
    for (row, column), tie in found.items():
        assert gradient[index[row, column]] == pytest.approx(sums[tie])


def test_the_convolution_has_the_gradient_of_a_direct_convolution():
    wired = Wired(weight_index(LAYER))
    x = np.random.default_rng(0).normal(size=LAYER.input_shape)
    pull = np.random.default_rng(1).normal(size=LAYER.output_shape)
    # A convolution is linear in its kernel: the derivative by a tap is the output of that tap alone.
    direct = [np.sum(pull * convolve(ARGUMENTS, x, tap)) for tap in np.eye(wired.weights)]
    np.testing.assert_allclose(wired.tied(np.outer(pull, x)), direct)


def test_the_first_step_of_adam_moves_each_parameter_by_the_rate():
    x, labels = batch()
    network = Network(LAYER, Wiring.CONV, 4, seed=2, dtype=np.float64)
    before = network.parameters.copy()
    chosen = np.random.default_rng((5, 3)).integers(BATCH, size=(1, 64))[0]
    _, gradient = network.loss(x[chosen], labels[chosen])
    train(network, x, labels, rate=0.01, seed=5, steps=1)
    assert np.all(gradient != 0)
    np.testing.assert_allclose(before - network.parameters, 0.01 * np.sign(gradient), rtol=1e-4)


def test_training_learns_what_it_is_shown():
    network = trained(SETTINGS["moving, 100"], Wiring.CONV, rate=0.06, seed=0)
    shown, _, _ = draw(WORLDS["moving"], 0)
    assert network.accuracy(shown.x[:100], shown.labels[:100]) > 0.97
    assert network.accuracy(shown.x[:100], np.roll(shown.labels[:100], 1)) < 0.3


def test_no_digit_is_both_learned_from_and_tested_on():
    splits = draw(WORLDS["fixed"], 0)
    middle = slice(PLACES[1], PLACES[1] + SIDE)
    images, labels = digits()
    known = {image.tobytes(): label for image, label in zip(images, labels, strict=True)}
    seen = []
    for x, shown in splits:
        canvases = x.reshape(-1, CANVAS, CANVAS)[:, middle, middle]
        darkest, brightest = (f(canvases, axis=(1, 2), keepdims=True) for f in (np.min, np.max))
        restored = (canvases - darkest) / (brightest - darkest)
        restored = np.rint(16 * restored * images.max()).astype(np.float32) / 16
        seen.append({image.tobytes() for image in restored})
        assert np.mean([known.get(i.tobytes()) == t for i, t in zip(restored, shown, strict=True)]) > 0.9
    assert [len(x) for x, _ in splits] == [1000, 200, 500]
    assert all(not a & b for a, b in ((seen[0], seen[1]), (seen[0], seen[2]), (seen[1], seen[2])))


def test_a_digit_that_moves_is_in_one_of_nine_places():
    found = set()
    for canvas in draw(WORLDS["moving"], 0)[0].x.reshape(-1, CANVAS, CANVAS):
        ink = canvas > canvas.min()
        fits = [
            place
            for place in product(PLACES, PLACES)
            if not np.delete(ink, np.s_[place[0] : place[0] + SIDE], 0).any()
            and not np.delete(ink, np.s_[place[1] : place[1] + SIDE], 1).any()
        ]
        found.update(fits if len(fits) == 1 else [])
        assert fits
    assert found == set(product(PLACES, PLACES))


@pytest.mark.parametrize("name", WORLDS)
def test_images_have_no_mean_and_unit_variance(name):
    for x, _ in draw(WORLDS[name], 1):
        np.testing.assert_allclose(x.mean(axis=1), 0, atol=1e-5)
        np.testing.assert_allclose(x.std(axis=1), 1, atol=1e-5)


def test_permuted_images_are_the_same_images_in_another_order():
    plain = draw(WORLDS["moving, clutter"], 0)
    permuted = draw(World(PLACES, WORLDS["moving, clutter"].fragments, permuted=True), 0)
    order = np.lexsort(plain[0].x), np.lexsort(permuted[0].x)
    np.testing.assert_array_equal(plain[0].x[:, order[0]], permuted[0].x[:, order[1]])
    assert not np.array_equal(plain[0].x, permuted[0].x)


@pytest.mark.parametrize("wiring", [Wiring.SHARED, Wiring.CONV])
def test_outputs_of_shared_weights_shift_along_where_no_edge_is_near(wiring):
    assert error(BORDERS["ring"], wiring) < 1e-12
    assert error(BORDERS["inside"], wiring) < 1e-12
    assert 0.1 < error(BORDERS["edge"], wiring) < 0.5


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("wiring", [Wiring.DENSE, Wiring.SPARSE])
def test_outputs_of_unshared_weights_are_as_far_off_as_chance(border, wiring):
    assert error(BORDERS[border], wiring) == pytest.approx(np.sqrt(2), abs=0.06)
