"""The explorer's arithmetic is the package's: the same counts, ids, factors and refusals."""

from __future__ import annotations

import random

import pytest

from content.layers import LAYERS
from content.presets import OFFERED
from sparse_shared import Conv, Wiring, count, reduction, weight_index
from write.numbers import factor, integer

pytestmark = pytest.mark.xdist_group("explorer")

SMALL = 2500
AGREES = """async (cases) => {
    const model = await import(new URL("../javascripts/explorer/model.mjs", location.href));
    const { factor } = await import(new URL("../javascripts/explorer/numbers.mjs", location.href));
    const wrong = [];
    const compare = (given, what, here, there) => {
        if (JSON.stringify(here) !== JSON.stringify(there)) wrong.push([given, what, here, there]);
    };
    // A list of paddings is written by each language in its own way.
    const plain = (text) => text?.replace(/padding=.* is circular/, "padding is circular");
    for (const { given, refused, counts, index, factors } of cases) {
        let layer;
        try {
            layer = model.conv(given);
        } catch (error) {
            compare(given, "refusal", plain(error.message), plain(refused));
            continue;
        }
        compare(given, "refusal", null, refused);
        if (refused) continue;
        [0, 1, 2, 3].forEach((number) => {
            const wiring = { sparse: !!(number & 1), shared: !!(number & 2) };
            ["exact", "nominal"].forEach((border, i) => {
                const c = model.count(layer, wiring, border);
                const here = [c.inputs, c.outputs, c.connections, c.weights, c.biases, c.parameters];
                const all = [...here, c.multiplyAdds].map(String);
                compare(given, [number, border], all, counts[number][i]);
            });
            if (!index) return;
            const built = new model.WeightIndex(layer, wiring);
            const palette = Int32Array.from({ length: 502 + built.columns }, (_, id) => id % 251);
            for (let row = 0; row < built.rows; row++) {
                const ids = model.range(built.columns).map((column) => Number(built.id(row, column)));
                compare(given, ["ids", number, row], ids, index[number][row]);
                const colours = new Int32Array(built.columns).fill(-1);
                built.paint(row, palette, colours);
                const there = index[number][row].map((id) => (id < 0 ? -1 : id % 251));
                compare(given, ["colours", number, row], [...colours], there);
            }
        });
        const r = model.reduction(layer);
        const road = ({ sparsity, sharing }) => [sparsity, sharing];
        const here = r && [r.total, ...road(r.sparsityFirst), ...road(r.sharingFirst)];
        compare(given, "factors", here && here.map(factor), factors);
    }
    return wrong.slice(0, 3);
}"""


def golden(given: dict) -> dict:
    """Return what the package says of a layer with these arguments."""
    try:
        layer = Conv(**given)
    except (TypeError, ValueError) as error:
        return {"given": given, "refused": str(error)}
    counts = []
    for number in range(4):
        both = []
        for border in ("exact", "nominal"):
            c = count(layer, Wiring(number), border)
            all_ = c.inputs, c.outputs, c.connections, c.weights, c.biases, c.parameters, c.multiply_adds
            both.append([str(value) for value in all_])
        counts.append(both)
    index = None
    if layer.num_inputs * layer.num_outputs <= SMALL:
        index = [weight_index(layer, Wiring(number)).tolist() for number in range(4)]
    try:
        r = reduction(layer)
        first = r.sparsity.alone, r.sharing.after_sparsity
        last = r.sparsity.after_sharing, r.sharing.alone
        factors = [factor(part) for part in (r.total, *first, *last)]
    except ValueError:
        factors = None
    return {"given": given, "refused": None, "counts": counts, "index": index, "factors": factors}


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
    return given


def spoilt(rng: random.Random) -> dict:
    """Return the arguments of a layer, one of them nonsense such as a control or an address can ask for."""
    given = some_layer(rng, 7)
    given.pop("channel_mask", None)  # its shape is the presets' business
    name = rng.choice(
        ["kernel_size", "stride", "dilation", "padding", "groups", "out_channels", "input_shape"]
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
    page.goto(f"{address}/explorer/")
    yield page
    page.close()


def test_presets_are_counted_alike(place):
    cases = []
    for example in map(LAYERS.__getitem__, OFFERED):
        layer = example.layer
        padding = layer.padding if isinstance(layer.padding, str) else [list(p) for p in layer.padding]
        given = {
            "input_shape": list(layer.input_shape),
            "out_channels": layer.out_channels,
            "kernel_size": list(layer.kernel_size),
            "stride": list(layer.stride),
            "padding": padding,
            "padding_mode": layer.padding_mode,
            "groups": layer.groups,
            "channel_mask": layer.channel_mask,
        }
        cases.append(golden(given))
    assert len(cases) > 10
    assert place.evaluate(AGREES, cases) == []


@pytest.mark.parametrize(("seed", "largest"), [(1, 6), (2, 8), (3, 300), (4, 90000)])
def test_layers_nobody_thought_of_are_counted_alike(place, seed, largest):
    rng = random.Random(seed)
    cases = [golden(some_layer(rng, largest)) for _ in range(250)]
    sound = [case for case in cases if case["refused"] is None]
    assert 60 < len(sound) < 240
    if largest < 10:
        assert sum(case["index"] is not None for case in sound) > 40
    assert place.evaluate(AGREES, cases) == []


def test_nonsense_is_refused_in_the_same_words(place):
    rng = random.Random(5)
    cases = [golden(spoilt(rng)) for _ in range(300)]
    assert sum(case["refused"] is not None for case in cases) > 200
    assert place.evaluate(AGREES, cases) == []


def test_counts_beyond_the_doubles_are_exact(place):
    case = golden(
        {"input_shape": [3, 99991, 99989], "out_channels": 7, "kernel_size": [3, 5], "padding": "same"}
    )
    assert int(case["counts"][0][0][2]) > 2**53
    assert place.evaluate(AGREES, [case]) == []


def test_presets_are_the_examples_and_nothing_else(place):
    presets = place.evaluate(
        "async () => (await import(new URL('../javascripts/explorer/presets.mjs', location.href))).PRESETS"
    )
    assert list(presets) == list(OFFERED)
    for name, example in ((name, LAYERS[name]) for name in OFFERED):
        assert presets[name]["title"] == example.title
        layer = Conv(**presets[name]["layer"])
        assert layer == example.layer


@pytest.mark.parametrize("value", [0, 7, 999, 1000, 14450688, 2**70])
def test_integers_are_written_alike(place, value):
    code = """async (text) => (await import(new URL("../javascripts/explorer/numbers.mjs", location.href)))
        .integer(BigInt(text))"""
    assert place.evaluate(code, str(value)) == integer(value)
