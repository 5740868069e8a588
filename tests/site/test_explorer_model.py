"""The explorer's arithmetic is the package's: the same counts, ids, names, factors, sums and refusals."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import numpy as np
import pytest
from explorer_tools import arguments, made, serve_modules

from content.layers import LAYERS
from content.presets import OFFERED
from sparse_shared import Wiring, count, reduction, weight_index, weight_matrix
from sparse_shared.layers import Layer
from write.numbers import factor, integer

pytestmark = pytest.mark.xdist_group("explorer")

SMALL = 2500
AGREES = """async (cases) => {
    const of = async (names) => Object.assign({}, ...await Promise.all(names.map((name) => import(`/modules/model/${name}.js`))));
    const model = await of(["layer", "counting", "index", "names", "numbers", "painter", "arrays"]);
    const wrong = [];
    const compare = (given, what, here, there) => {
        if (JSON.stringify(here) !== JSON.stringify(there)) wrong.push([given, what, here, there]);
    };
    const colours = { bare: 0, own: 9, weights: [...Array(251).keys()].map((n) => 1000 + n),
        others: [...Array(36).keys()].map((n) => 2000 + n) };
    const pixel = (shared, name, taps) => !shared ? 9 : name < taps ? 1000 + name % 251 : 2000 + (name - taps) % 36;
    for (const { given, refused, counts, index, names, factors } of cases) {
        let layer;
        try {
            layer = model.layerOf(given);
        } catch (error) {
            compare(given, "refused argument", error.argument.replace(/\\[.*/, ""), refused);
            continue;
        }
        compare(given, "refused argument", null, refused);
        if (refused) continue;
        const named = new model.Names(layer.mirror ?? layer);
        [0, 1, 2, 3].forEach((number) => {
            const wiring = { sparse: !!(number & 1), shared: !!(number & 2) };
            ["exact", "nominal"].forEach((border, i) => {
                const c = model.count(layer, wiring, border);
                const here = [c.inputs, c.outputs, c.connections, c.weights, c.biases, c.parameters];
                const all = [...here, c.multiplyAdds].map(String);
                compare(given, [number, border], all, counts[number][i]);
            });
            if (!index) return;
            const built = model.indexOf(layer, wiring);
            const painted = new Uint32Array(built.rows * built.columns);
            const painter = new model.Painter(built.mirror ?? built, named, colours);
            painter.all({ kind: "cells", rows: painter.index.rows, columns: painter.index.columns }, painted);
            if (built.mirror) painted.set(model.turned(painted, built.rows));
            for (let row = 0; row < built.rows; row++) {
                const ids = model.range(built.columns).map((column) => Number(built.id(row, column)));
                compare(given, ["ids", number, row], ids, index[number][row]);
                const linked = model.range(built.columns).filter((column) => ids[column] >= 0);
                compare(given, ["linked", number, row], built.linked(row), linked);
                const pixels = painted.subarray(row * built.columns, (row + 1) * built.columns);
                const there = wiring.shared ? names[wiring.sparse ? 1 : 0][row] : null;
                if (there) {
                    const here = ids.map((id) => (id < 0 ? -1 : named.of(built, BigInt(id))));
                    compare(given, ["names", number, row], here, there);
                }
                const looks = ids.map((id, column) => id < 0 ? 0 : pixel(wiring.shared, there?.[column], named.taps));
                compare(given, ["pixels", number, row], [...pixels], looks);
            }
        });
        const r = model.reduction(layer);
        const parts = ({ alone, afterSharing, afterSparsity }) => [alone, afterSharing ?? afterSparsity];
        const here = r && [r.total, ...parts(r.sparsity), ...parts(r.sharing)];
        compare(given, "factors", here && here.map(model.factor), factors);
    }
    return wrong.slice(0, 3);
}"""


def named(layer: Layer, shared: np.ndarray, both: np.ndarray) -> list[list[list[int]]]:
    """Return the names of all cells of shared only and of both, from the definition.

    A tap is named by its id. The other offsets follow in the order in which the matrix of shared only is read, and
    that of a transposed layer is read as if it were not.
    """
    if layer.transposed:
        shared, both = shared.T, both.T
    taps = count(layer).weights
    name = {int(i): int(n) for i, n in zip(shared.flat, both.flat, strict=True) if n >= 0}
    for i in shared.flat:
        name.setdefault(int(i), taps + sum(n >= taps for n in name.values()))
    named_ = np.vectorize(name.get)(shared)
    return [(array.T if layer.transposed else array).tolist() for array in (named_, both)]


def golden(given: dict) -> dict:
    """Return what the package says of a layer with these arguments."""
    try:
        layer = made(given)
    except (TypeError, ValueError) as error:
        return {"given": given, "refused": re.match(r"[a-z_]+", str(error))[0]}
    counts = []
    for number in range(4):
        both = []
        for border in ("exact", "nominal"):
            c = count(layer, Wiring(number), border)
            all_ = c.inputs, c.outputs, c.connections, c.weights, c.biases, c.parameters, c.multiply_adds
            both.append([str(value) for value in all_])
        counts.append(both)
    index = names = None
    if layer.num_inputs * layer.num_outputs <= SMALL:
        arrays = [weight_index(layer, Wiring(number)) for number in range(4)]
        names = named(layer, arrays[2], arrays[3])
        index = [array.tolist() for array in arrays]
    factors = None
    if count(layer).connections:
        dense, sparse, shared, conv = (int(both[0][3]) for both in counts)
        pairs = (dense, conv), (dense, sparse), (shared, conv), (dense, shared), (sparse, conv)
        factors = [factor(Fraction(*pair)) for pair in pairs]
        assert factors[0] == factor(reduction(layer).total)
    return {
        "given": given,
        "refused": None,
        "counts": counts,
        "index": index,
        "names": names,
        "factors": factors,
    }


def some_layer(rng: random.Random, largest: int) -> dict:
    """Return the arguments of a layer, possible or not."""
    axes = rng.choice([1, 1, 2, 2, 2, 3])

    def each(low: int, high: int) -> int | list[int]:
        if rng.random() < 0.5:
            return rng.randint(low, high)
        return [rng.randint(low, high) for _ in range(axes)]

    given = {
        "input_shape": [rng.choice([1, 1, 2, 3, 4, 6]), *(rng.randint(1, largest) for _ in range(axes))],
        "out_channels": rng.choice([1, 1, 2, 3, 4, 6]),
        "kernel_size": each(1, max(3, largest // 3)),
        "bias": rng.choice([True, False, "unit"]),
    }
    if rng.random() < 0.5:
        given["stride"] = each(1, 4)
    if rng.random() < 0.4:
        given["dilation"] = each(1, 3)
    if rng.random() < 0.3:
        given["groups"] = rng.choice([1, 2, 2, 3])
    elif rng.random() < 0.3:
        table = (given["out_channels"], given["input_shape"][0])
        given["channel_mask"] = [[rng.random() < 0.6 for _ in range(table[1])] for _ in range(table[0])]
    if rng.random() < 0.35:
        given["padding_mode"] = "circular"
    pairs = [[rng.randint(0, 3), rng.randint(0, 3)] for _ in range(axes)]
    padding = rng.choice(
        [None, None, "same", "same", "valid", rng.randint(0, 3), pairs, [p[0] for p in pairs]]
    )
    if padding is not None:
        given["padding"] = padding
    return transposed(rng, given) if rng.random() < 0.4 else given


def transposed(rng: random.Random, given: dict) -> dict:
    """Return the arguments of a layer as those of a transposed one, a few with a word for padding, which it has not."""
    given = {name: value for name, value in given.items() if name not in ("padding_mode", "channel_mask")}
    if isinstance(given.get("padding"), str) and rng.random() < 0.8:
        del given["padding"]
    if rng.random() < 0.5:
        added = [rng.choice([0, 0, 1, 2, 3]) for _ in given["input_shape"][1:]]
        given["output_padding"] = rng.choice([added, added[0]])
    return {**given, "transposed": True}


def spoilt(rng: random.Random) -> dict:
    """Return the arguments of a layer, one of them nonsense such as a control or an address can ask for."""
    given = some_layer(rng, 7)
    given.pop("channel_mask", None)  # its shape is the presets' business
    name = rng.choice(
        ["kernel_size", "stride", "dilation", "padding", "groups", "out_channels", "input_shape"]
        + ["output_padding"] * ("transposed" in given)
    )
    value = rng.choice([0, -1, 2.5, 5, 7, 40])
    if name == "input_shape":
        value = [rng.choice([0, 2, -3, 2.5]) for _ in given["input_shape"]]
    elif value == 2.5 and name not in ("groups", "out_channels"):
        value = [value] * (len(given["input_shape"]) - 1)
    return {**given, name: value}


@pytest.fixture(scope="module")
def place(engine, address):
    page = engine.new_page()
    serve_modules(page)
    page.goto(f"{address}/embed.html")
    yield page
    page.close()


def test_presets_are_counted_alike(place):
    cases = [golden(arguments(LAYERS[name].layer)) for name in OFFERED]
    assert len(cases) > 10
    assert place.evaluate(AGREES, cases) == []


@pytest.mark.parametrize(("seed", "largest"), [(1, 6), (2, 8), (3, 300), (4, 90000)])
def test_layers_nobody_thought_of_are_counted_alike(place, seed, largest):
    rng = random.Random(seed)
    cases = [golden(some_layer(rng, largest)) for _ in range(250)]
    sound = [case for case in cases if case["refused"] is None]
    assert 60 < len(sound) < 240
    assert sum("transposed" in case["given"] for case in sound) > 40
    if largest < 10:
        assert sum(case["index"] is not None for case in sound) > 40
    assert place.evaluate(AGREES, cases) == []


def test_the_same_argument_of_nonsense_is_refused(place):
    rng = random.Random(5)
    cases = [golden(spoilt(rng)) for _ in range(300)]
    refused = [case["refused"] for case in cases if case["refused"] is not None]
    assert len(refused) > 200
    assert len(set(refused)) == 8
    assert place.evaluate(AGREES, cases) == []


def test_counts_beyond_the_doubles_are_exact(place):
    case = golden(
        {"input_shape": [3, 99991, 99989], "out_channels": 7, "kernel_size": [3, 5], "padding": "same"}
    )
    assert int(case["counts"][0][0][2]) > 2**53
    assert place.evaluate(AGREES, [case]) == []


SUMS = """async ([given, number]) => {
    const { layerOf } = await import("/modules/model/layer.js");
    const { indexOf } = await import("/modules/model/index.js");
    const { Names } = await import("/modules/model/names.js");
    const { inputValue, terms } = await import("/modules/model/formula.js");
    const layer = layerOf(given);
    const index = indexOf(layer, { sparse: !!(number & 1), shared: !!(number & 2) });
    const scene = { index, names: new Names(layer.mirror ?? layer) };
    const { rows, columns } = scene.index;
    const all = [...Array(rows).keys()].map((row) => terms(scene, row).map(
        ({ column, symbol, weight, input }) => [column, symbol, weight, input, Number(scene.index.id(row, column))]));
    return [[...Array(columns).keys()].map(inputValue), all];
}"""


def check_sums(place, given):
    """Check an output's formula against the matrix: its sum, its missing terms and its repeated symbols."""
    layer = made(given)
    for number in range(4):
        wiring = Wiring(number)
        inputs, rows = place.evaluate(SUMS, [given, number])
        weights = np.zeros(count(layer, wiring).weights)
        symbols = {}
        for row in rows:
            for _, symbol, weight, _, index in row:
                assert weights[index] in (0, weight)
                assert weight != 0
                assert symbols.setdefault(symbol, index) == index
                weights[index] = weight
        assert len(symbols) == np.count_nonzero(weights)
        sums = [sum(weight * value for _, _, weight, value, _ in row) for row in rows]
        np.testing.assert_array_equal(sums, weight_matrix(layer, wiring, weights) @ np.array(inputs))


def test_a_formula_is_a_row_of_the_matrix_times_the_inputs(place):
    check_sums(place, {"input_shape": [1, 8], "out_channels": 1, "kernel_size": 3})
    check_sums(place, arguments(LAYERS["transposed"].layer))
    check_sums(place, {"input_shape": [2, 4, 3], "out_channels": 2, "kernel_size": 2, "padding": "same"})
    rng = random.Random(8)
    checked = 0
    while checked < 25:
        given = some_layer(rng, 5)
        try:
            layer = made(given)
        except ValueError:
            continue
        if layer.num_inputs * layer.num_outputs <= SMALL:
            check_sums(place, given)
            checked += 1


def test_presets_are_the_named_layers_and_nothing_else(place):
    presets = place.evaluate("async () => (await import('/modules/model/presets.js')).PRESETS")
    assert list(presets) == list(OFFERED)
    for name in OFFERED:
        assert presets[name]["title"] == LAYERS[name].title
        assert made(presets[name]["layer"]) == LAYERS[name].layer


@pytest.mark.parametrize("value", [0, 7, 999, 1000, 14450688, 2**70])
def test_integers_are_written_alike(place, value):
    code = "async (text) => (await import('/modules/model/numbers.js')).integer(BigInt(text))"
    assert place.evaluate(code, str(value)) == integer(value)
