"""What the explorer says is so of every layer, also of those where a switch has nothing to do."""

from __future__ import annotations

import random
import re

import pytest
from explorer_tools import made, serve_modules
from test_explorer_model import golden, some_layer

from content.named import NamedLayer

pytestmark = pytest.mark.xdist_group("explorer")

SAY = """async (cases) => {
    const of = (name) => import(`/modules/model/${name}.js`);
    const [{ layerOf }, { count, WIRINGS }, words] = await Promise.all(["layer", "counting", "words"].map(of));
    return cases.map((given) => {
        const layer = layerOf(given);
        const counts = {};
        for (const [name, wiring] of Object.entries(WIRINGS)) counts[name] = count(layer, wiring);
        return [Object.keys(counts).map((name) => words.summary(name, counts)),
            words.argument(counts).map(({ sentence, trail }) => [trail.at(-1), sentence])];
    });
}"""
REDUNDANT = "Nothing is left for sparsity to remove"
NOT_REDUNDANT = "haring had not made sparsity redundant."


@pytest.fixture(scope="module")
def say(engine, address):
    page = engine.new_page()
    serve_modules(page)
    page.goto(f"{address}/embed.html")
    yield lambda cases: page.evaluate(SAY, cases)
    page.close()


def counted(*numbers: int) -> str:
    nouns = "connection", "weight"
    return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in zip(numbers, nouns, strict=True))


def check(given: dict, said: tuple) -> None:
    """Check all sentences on a layer against the package's counts."""
    layer = NamedLayer("", made(given), "", "")
    counts = [counted(c.connections, c.weights) for _, c in layer.wirings.values()]
    dense, sparse, shared, both = layer.weights
    summaries, argument = said
    steps = dict(enumerate(sentence for _, sentence in argument))
    order = 0, 1, 2, 3, 0, 2, 3, 0, 1, 3
    for number, sentence in zip(order, [*summaries, *steps.values()], strict=True):
        assert counts[number] in sentence, given
        assert not re.search(r"-\d|\b0 of |\b1 \w+s\b|removes 0", sentence), sentence
    removes = layer.conv.connections < layer.shared.connections
    assert (NOT_REDUNDANT in steps[2]) == (both < shared), given
    assert (REDUNDANT in steps[2]) == (both >= shared and not removes), given
    assert (", but no weights" in steps[2]) == (both >= shared and removes), given
    for sentence in summaries[1], summaries[3], steps[4]:
        assert ("Sparsity removes" in sentence) == removes, given
    assert ("and no two" in summaries[2]) == ("and no two" in steps[1]) == (shared == dense), given
    assert ("nothing to share" in summaries[3]) == ("nothing to share" in steps[5]) == (both >= sparse), given
    assert ("only ever meet padding" in summaries[3]) == (both > sparse), given
    assert ("only ever meet padding" in steps[2]) == (both > shared), given


TORUS = {"input_shape": [1, 10, 10], "out_channels": 1, "padding": "same", "padding_mode": "circular"}
ODD = {
    "kernel as large as the torus": {**TORUS, "kernel_size": 10},
    "one position": {"input_shape": [16, 5, 5], "out_channels": 120, "kernel_size": 5},
    "taps on padding only": {"input_shape": [1, 1], "out_channels": 1, "kernel_size": 3, "padding": 1},
    "no connection": {
        "input_shape": [1, 1], "out_channels": 1, "kernel_size": 2, "padding": 1, "dilation": 2,
    },
    "connections go, weights do not": {
        "input_shape": [1, 2], "out_channels": 1, "kernel_size": 3, "padding": 2, "dilation": 2,
    },
    "one of two weights goes": {"input_shape": [1, 2], "out_channels": 1, "kernel_size": 1, "stride": 2},
    "a single connection": {"input_shape": [1, 1], "out_channels": 1, "kernel_size": 1},
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_where_a_switch_does_nothing_the_words_say_so(say, name):
    check(ODD[name], say([ODD[name]])[0])


def test_the_words_of_every_layer_hold(say):
    rng = random.Random(11)
    cases = [some_layer(rng, 6) for _ in range(400)]
    cases = [given for given in cases if golden(given)["refused"] is None]
    for given, said in zip(cases, say(cases), strict=True):
        check(given, said)


def test_a_torus_read_whole_leaves_sparsity_nothing(say):
    said = say([ODD["kernel as large as the torus"]])[0][1][2][1]
    assert said == (
        "Then remove connections. Nothing is left for sparsity to remove: "
        f"{counted(10000, 100)}. Here it is redundant."
    )
