"""What figures and tables say of the experiments: what is in the file of results, and what can be derived."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from content import experiments
from content.experiments import FILE, FOUND
from content.figures import (
    effects,
    four_worlds,
    learned_weights,
    learning_curves,
    shift_test,
    switches,
    tied_gradients,
)
from content.tables import fitting
from sparse_shared import Wiring
from sparse_shared.experiments.study import WORLDS
from sparse_shared.experiments.worlds import draw

RAW = json.loads(FILE.read_text(encoding="utf-8"))
WIRINGS = {"dense": "dense", "sparse only": "sparse", "shared only": "shared", "both": "conv"}


def test_curves_show_the_means_and_the_range_of_the_file():
    rows = learning_curves.rows()
    assert len(rows) == 4 * 4 * 4
    for row in rows:
        run = RAW["trained"][f"{row.world}, {row.size}"][WIRINGS[row.wiring]]
        assert row.mean == pytest.approx(100 * np.mean(run["test"]))
        assert (row.low, row.high) == pytest.approx((100 * min(run["test"]), 100 * max(run["test"])))
        assert row.training == pytest.approx(100 * np.mean(run["training"]))
        assert row.rate == run["rate"]


def test_changes_along_the_square_lead_from_dense_to_both():
    runs = {name: np.array(run["test"]) for name, run in RAW["trained"]["moving, clutter, 1000"].items()}
    sides = {(switch, start): np.array(sample.values) for switch, start, sample in effects.sides()}
    over_sparse = sides["sparsity", Wiring.DENSE] + sides["sharing", Wiring.SPARSE]
    over_shared = sides["sharing", Wiring.DENSE] + sides["sparsity", Wiring.SHARED]
    whole = 100 * (runs["conv"] - runs["dense"])
    np.testing.assert_allclose(over_sparse, whole)
    np.testing.assert_allclose(over_shared, whole)
    assert len(effects.rows()) == 4 * len(RAW["seeds"])


def test_every_setting_of_the_file_is_shown_and_the_losses_are_counted():
    rows = switches.rows()
    assert len(rows) == 4 * len(RAW["trained"])
    pairs = (("dense", "sparse"), ("shared", "conv"), ("dense", "shared"), ("sparse", "conv"))
    changes = [
        np.mean(runs[after]["test"]) - np.mean(runs[before]["test"])
        for runs in RAW["trained"].values()
        for before, after in pairs
    ]
    assert sorted(round(100 * c, 4) for c in changes) == sorted(round(r.mean, 4) for r in rows)
    lost = sum(change < 0 for change in changes)
    assert f"**Of {len(changes)} changes {lost} are for the worse.**" in switches.caption()


def test_the_shift_table_is_that_of_the_file():
    for row in shift_test.rows():
        wiring = WIRINGS[row.wiring]
        assert (row.ring, row.edge, row.inside) == pytest.approx(
            tuple(RAW["shift"][border][wiring] for border in ("ring", "edge", "inside")), abs=1e-6
        )
        assert [row.fewest, row.most] == RAW["reach"][wiring]
    both = shift_test.rows()[-1]
    assert (both.ring, both.inside, both.fewest, both.most) == (0, 0, 2 * 2, 3 * 3)


def test_the_digit_that_is_shifted_loses_nothing():
    image = shift_test.image()
    assert not image[:, -1].any()
    assert image.any()


@pytest.mark.parametrize("wiring", [Wiring.SHARED, Wiring.CONV])
def test_the_sums_of_tied_cells_are_a_correlation(wiring):
    """The derivative by a kernel is the correlation of the input with the derivatives by the outputs."""
    expected = np.correlate(tied_gradients.INPUTS, tied_gradients.PULLS, mode="valid")
    assert tied_gradients.sums(wiring) == expected.tolist()
    assert len(set(tied_gradients.sums(wiring))) == 3  # so that a reader can tell them apart


def test_the_caption_adds_up_the_first_tap():
    words = tied_gradients.caption()
    terms, total = words[words.index("a = ") + 4 :].split(" = ")[:2]
    signed = terms.replace("− ", "-").replace("+ ", "").split()
    assert sum(map(int, signed)) == int(total.partition(".")[0])


@pytest.mark.parametrize("wiring", ["sparse", "conv"])
def test_learned_weights_of_sparse_wirings_lie_in_their_frames(wiring):
    kernel, stride = learned_weights.KERNEL, learned_weights.STRIDE
    for place, field in enumerate(np.array(FOUND.learned[wiring])):
        frame = np.s_[place * stride : place * stride + kernel]
        assert field[frame, frame].any()
        field[frame, frame] = 0
        assert not field.any()


def test_learned_weights_of_shared_wirings_move_along():
    stride = learned_weights.STRIDE
    for wiring in ("shared", "conv"):
        first, middle, last = np.array(FOUND.learned[wiring])
        np.testing.assert_array_equal(first[:-stride, :-stride], middle[stride:, stride:])
        np.testing.assert_array_equal(middle[:-stride, :-stride], last[stride:, stride:])
    first, middle, _ = np.array(FOUND.learned["sparse"])
    assert not np.array_equal(first[:-stride, :-stride], middle[stride:, stride:])


def test_equal_weights_are_equal():
    assert len({run["weights"] for run in RAW["trained"]["equal weights"].values()}) == 1
    assert [row.weights for row in fitting.rows()] == [36864, 9216, 9216, 1024]


@pytest.mark.parametrize("world", WORLDS)
def test_the_four_worlds_show_the_digits_that_are_named(world):
    first, second = (draw(WORLDS[world], 0)[0].labels[i] for i in four_worlds.SHOWN)
    assert first != second
    assert f"the digits {first} and {second}:" in four_worlds.alt()


def test_stale_results_are_said_with_what_to_do(monkeypatch):
    assert experiments.stale() is None
    monkeypatch.setattr(experiments, "FOUND", replace(FOUND, key="of other code"))
    assert "make experiments" in str(experiments.stale())
