"""The experiments' results: repeatable, of the code and data that are there, and as pages say they are."""

import shutil
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from sparse_shared import Wiring, count, masking
from sparse_shared.experiments import results, worlds
from sparse_shared.experiments.results import Comparison, Run, Sample, as_json, key, load
from sparse_shared.experiments.running import run
from sparse_shared.experiments.study import SETTINGS, SIZES, WIRINGS, WORLDS, Setting, trained
from sparse_shared.experiments.worlds import draw

FILE = Path(__file__).parents[2] / "scripts" / "content" / "experiments" / "results.json"
PACKAGE = Path(results.__file__).parent
RATES = {Wiring.DENSE: 1 / 64, Wiring.SPARSE: 1 / 16, Wiring.SHARED: 1 / 64, Wiring.CONV: 1 / 4}
"""What the learning rates of most settings are."""
SEEDS = range(100, 106)
"""None of the study's own."""


@pytest.fixture(scope="module")
def found():
    """Return the committed results."""
    return load(FILE)


def small(setting):
    """Train the four wirings from few seeds at rates that are not searched for."""
    runs = {}
    for wiring in WIRINGS:
        accuracies = []
        for seed in SEEDS:
            network = trained(setting, wiring, RATES[wiring], seed)
            accuracies.append(100 * network.accuracy(*draw(setting.world, seed)[2]))
        runs[str(wiring.name).lower()] = Run(0, RATES[wiring], Sample(tuple(accuracies)), Sample(()))
    return Comparison(**runs)


def test_with_clutter_and_motion_each_switch_helps_after_the_other():
    c = small(Setting(WORLDS["moving, clutter"], 300))
    for helps in (c.sparsity.after, c.sharing.alone, c.sharing.after, c.together):
        assert helps.mean > 3
        assert helps.chance < 0.05


def test_a_fixed_digit_alone_is_learned_worst_by_both():
    c = small(Setting(WORLDS["fixed"], 30))
    for hurts in (c.sparsity.after, c.sharing.after):
        assert hurts.mean < 0
        assert hurts.chance < 0.05


def test_pixels_out_of_order_turn_locality_into_a_loss():
    c = small(SETTINGS["permuted"])
    for hurts in (c.sparsity.alone, c.sparsity.after, c.sharing.after):
        assert hurts.mean < -3
        assert hurts.chance < 0.05


def test_two_runs_give_the_same_bytes():
    first, second = (as_json(run(["fixed, 30"])) for _ in range(2))
    assert first == second
    assert set(first.split()) >= {'"fixed,', '"dense":', '"conv":'}


def test_committed_results_are_those_of_this_code_and_data(found):
    assert not found.stale(), "run `make experiments` and commit the results"


def test_committed_results_are_whole(found):
    assert set(found.trained) == set(SETTINGS)
    assert len(found.seeds) >= 10
    for name, c in found.trained.items():
        for wiring in WIRINGS:
            assert c[wiring].weights == count(SETTINGS[name].layer(wiring), wiring).weights
            assert len(c[wiring].test.values) == len(c[wiring].training.values) == len(found.seeds)
    assert set(found.learned) == {"dense", "sparse", "shared", "conv"}
    assert np.shape(found.learned["conv"]) == (3, 16, 16)
    assert np.abs(found.learned["conv"]).max() == 127


def test_committed_results_are_roughly_those_of_a_training_here(found):
    """A whole run takes minutes in a test; one training shows that the file was not made by other code."""
    setting, wiring = "moving, clutter, 300", Wiring.SPARSE
    expected = found.trained[setting][wiring]
    network = trained(SETTINGS[setting], wiring, expected.rate, found.seeds[0])
    accuracy = 100 * network.accuracy(*draw(SETTINGS[setting].world, found.seeds[0])[2])
    assert accuracy == pytest.approx(expected.test.values[0], abs=3)  # other platforms sum in other orders


class TestKey:
    @pytest.fixture
    def copy(self, tmp_path, monkeypatch):
        """Let the key be that of a copy of the modules."""
        for file in PACKAGE.glob("*.py"):
            shutil.copy(file, tmp_path)
        monkeypatch.setattr(results, "_HERE", tmp_path)
        return tmp_path

    def test_is_the_same_every_time(self, copy):
        assert key() == key()

    @pytest.mark.parametrize("name", results._DECIDING)
    def test_changes_with_code(self, copy, name):
        before = key()
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("x = 1\n")
        assert key() != before

    def test_does_not_change_with_line_ends(self, copy):
        before = key()
        for file in copy.glob("*.py"):
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        assert key() == before

    @pytest.mark.parametrize("words", ["# A comment.\n", '"""Some\nmore\nwords."""\n', "\n\n"])
    def test_does_not_change_with_what_only_people_read(self, copy, words):
        before = key()
        for file in copy.glob("*.py"):
            file.write_text(file.read_text(encoding="utf-8") + words, encoding="utf-8")
        assert key() == before

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("training.py", "STEPS = 200", "STEPS = 201"),
            ("network.py", "scale=np.sqrt(2 / features)", "scale=np.sqrt(1 / features)"),
            ("worlds.py", "random.choice(world.places", "random.choice(world.places[:1]"),
        ],
    )
    def test_changes_with_one_number(self, copy, name, old, new):
        before, text = key(), (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new), encoding="utf-8")
        assert key() != before

    def test_does_not_change_with_code_that_only_reads_or_shows(self, copy):
        before = key()
        for file in copy.glob("*.py"):
            if file.name not in results._DECIDING:
                file.unlink()
        assert key() == before

    def test_changes_with_data(self, tmp_path, monkeypatch):
        before = key()
        changed = tmp_path / "digits.npz"
        changed.write_bytes(worlds.DIGITS.read_bytes()[:-1] + b"\0\0")
        monkeypatch.setattr(worlds, "DIGITS", changed)
        assert key() != before

    def test_changes_with_the_weight_index(self, monkeypatch):
        before, index = key(), masking.weight_index
        monkeypatch.setattr(masking, "weight_index", lambda layer, wiring: np.flip(index(layer, wiring)))
        assert key() != before

    def test_covers_every_module_that_trains_or_shifts(self):
        others = {"__init__.py", "__main__.py", "results.py"}
        assert {file.name for file in PACKAGE.glob("*.py")} == {*results._DECIDING} | others

    def test_a_changed_key_makes_results_stale(self, found, monkeypatch):
        monkeypatch.setattr(results, "_DECIDING", ("network.py",))
        assert found.stale()


def test_a_sample_is_summed_up_as_usual():
    sample = Sample((1.0, 2.0, 4.0, -1.0))
    assert sample.mean == 1.5
    assert sample.deviation == pytest.approx(np.std(sample.values, ddof=1))
    assert sample.error == pytest.approx(sample.deviation / 2)
    assert (sample.low, sample.high, sample.agreeing) == (-1, 4, 3)
    assert sample.chance == (4 + 1) * 2 / 16
    many = Sample((1.0,) * 60 + (-1.0,) * 40)
    assert many.chance == pytest.approx(2 * NormalDist(50, 5).cdf(40.5), rel=0.02)


def moves(sample, *, up):
    """Say whether a difference is one that ten seeds make plain."""
    return (sample.mean > 0) is up and sample.chance < 0.05


class TestClaims:
    """What pages say in words about the results; their numbers are filled in."""

    @pytest.mark.parametrize("size", SIZES)
    def test_moving_among_clutter_both_beat_each(self, found, size):
        c = found.trained[f"moving, clutter, {size}"]
        assert moves(c.sparsity.after, up=True)
        assert moves(c.sharing.after, up=True)
        assert moves(c.sharing.alone, up=True)

    def test_together_they_do_more_than_the_sum(self, found):
        for size in SIZES[1:]:
            assert moves(found.trained[f"moving, clutter, {size}"].together, up=True)

    def test_sparsity_alone_helps_where_there_is_clutter_and_enough_to_learn_from(self, found):
        assert moves(found.trained["moving, clutter, 1000"].sparsity.alone, up=True)
        for size in SIZES[:-1]:
            c = found.trained[f"moving, clutter, {size}"]
            assert c.sparsity.alone.mean < found.trained["moving, clutter, 1000"].sparsity.alone.mean / 2
            assert c.sparsity.alone.mean < c.sparsity.after.mean / 2
        for size in SIZES:
            assert moves(found.trained[f"fixed, clutter, {size}"].sparsity.alone, up=True)

    def test_a_fixed_digit_alone_wants_neither(self, found):
        for size in SIZES:
            c = found.trained[f"fixed, {size}"]
            assert abs(c.sparsity.alone.mean) < 2
            assert abs(c.sharing.alone.mean) < 2
        for size in SIZES[:3]:
            assert moves(found.trained[f"fixed, {size}"].sparsity.after, up=False)
        few = found.trained["fixed, 30"]
        assert moves(few.sharing.after, up=False)
        assert min(WIRINGS, key=lambda wiring: few[wiring].test.mean) is Wiring.CONV

    def test_sharing_costs_where_the_place_tells(self, found):
        for size in SIZES:
            c = found.trained[f"fixed, clutter, {size}"]
            assert moves(c.sharing.after, up=False)
            assert max(WIRINGS, key=lambda wiring: c[wiring].test.mean) is Wiring.SPARSE
        for size in SIZES[2:]:
            assert moves(found.trained[f"fixed, clutter, {size}"].sharing.alone, up=False)

    def test_a_moving_digit_alone_is_a_matter_of_sharing(self, found):
        for size in SIZES:
            c = found.trained[f"moving, {size}"]
            assert moves(c.sharing.alone, up=True)
            assert c.sparsity.alone.mean < 0
        assert abs(found.trained["moving, 1000"].sparsity.after.mean) < 2
        assert moves(found.trained["moving, 100"].sparsity.after, up=True)

    def test_a_readout_that_knows_places_takes_the_gain_of_sharing(self, found):
        clean, clutter = found.trained["dense readout"], found.trained["dense readout, clutter"]
        assert clean.sharing.alone.mean < 1
        assert clean.sharing.after.mean < 0
        assert abs(clutter.sharing.alone.mean) < 2
        assert moves(clutter.sharing.after, up=True)
        assert moves(clutter.sparsity.after, up=True)
        assert clutter.sharing.after.mean < found.trained["moving, clutter, 1000"].sharing.after.mean / 2

    def test_a_kernel_smaller_than_the_digit_loses(self, found):
        assert moves(found.trained["small kernel"].sparsity.after, up=False)
        assert moves(found.trained["small kernel"].sparsity.alone, up=False)
        after = found.trained["small kernel, clutter"].sparsity.after
        assert 0 < after.mean < found.trained["moving, clutter, 1000"].sparsity.after.mean / 2

    def test_permuted_pixels_make_both_the_worst(self, found):
        c = found.trained["permuted"]
        assert moves(c.sparsity.after, up=False)
        assert moves(c.sharing.after, up=False)
        assert min(WIRINGS, key=lambda wiring: c[wiring].test.mean) is Wiring.CONV
        assert c.dense.test.mean == pytest.approx(
            found.trained["moving, clutter, 1000"].dense.test.mean, abs=2
        )

    def test_with_equal_weights_and_anywhere_the_order_stays(self, found):
        for name in ("equal weights", "anywhere"):
            c = found.trained[name]
            assert moves(c.sparsity.after, up=True)
            assert moves(c.sharing.after, up=True)
            assert moves(c.together, up=True)
        plain, anywhere = found.trained["moving, clutter, 1000"], found.trained["anywhere"]
        for wiring in WIRINGS:
            assert anywhere[wiring].test.mean < plain[wiring].test.mean
        for c in (plain, anywhere, found.trained["equal weights"]):
            means = [c[wiring].test.mean for wiring in WIRINGS]
            assert means == sorted(means)
        assert found.trained["equal weights"].conv.test.mean > plain.conv.test.mean

    def test_all_four_fit_what_they_learn_from(self, found):
        for size in SIZES:
            for wiring in WIRINGS:
                assert found.trained[f"moving, clutter, {size}"][wiring].training.mean > 90
