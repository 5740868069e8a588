"""What the figures and tables of the worked examples and the variations say, as data."""

from __future__ import annotations

import math
from dataclasses import astuple
from fractions import Fraction

import numpy as np
import pytest

from content.figures import borders, groups, pruning, recurrent_attention, stride_dilation_padding
from content.layers import LAYERS, WORKED
from content.tables import errors, lecun_1989, products, variations
from draw.identity import ABSENT, OWN
from sparse_shared import Conv, Wiring, connectivity_mask, count, weight_index, weight_matrix
from write.maths import set_formulas
from write.tables import as_csv


def by_first_cell(table) -> dict[str, object]:
    return {astuple(row)[0]: row for row in table.rows()}


# The worked examples.


def test_parameters_are_the_published_ones():
    ng, lenet, alexnet, keras = (LAYERS[name] for name in ("ng", "lenet_c1", "alexnet_conv1", "keras"))
    wirings = (ng.dense, ng.sparse, ng.shared, ng.conv)
    assert [c.parameters for c in wirings] == [14_455_392, 357_504, 62_664, 456]
    assert (alexnet.sparse.parameters, alexnet.conv.parameters) == (105_705_600, 34_944)
    assert (keras.sparse.parameters, keras.conv.parameters) == (1_612_800, 1_792)
    assert LAYERS["nielsen"].conv.parameters == 520
    assert (lenet.sparse.parameters, lenet.conv.parameters) == (122_304, 156)


def test_nominal_differs_from_exact_only_under_zero_padding():
    differing = {
        name
        for name, e in ((name, LAYERS[name]) for name in WORKED)
        if e.sparse.weights != e.sparse_nominal.weights
    }
    assert differing == {"thread_same", "d2l", "kernels"}
    assert LAYERS["d2l"].sparse_nominal.weights == 441_000_000


@pytest.mark.parametrize("row", products.rows(), ids=lambda row: row.layer)
def test_products_multiply_out(row):
    for cell in astuple(row)[1:]:
        factors, total = cell.replace(",", "").split(products.EQUALS)
        assert math.prod(map(int, factors.split(products.TIMES))) == int(total)


def test_a_product_breaks_before_what_it_comes_to_and_nowhere_else():
    assert all(cell.count(" ") == 1 for row in products.rows() for cell in astuple(row)[1:])


def test_spaces_that_hold_a_line_together_stay_out_of_csv():
    assert "3,072 × 4,704 = 14,450,688" in as_csv(products.rows())


@pytest.mark.parametrize(
    ("network", "links", "weights"),
    [
        ("Net-1", 2570, 2570),
        ("Net-2", 3214, 3214),
        ("Net-3", 1226, 1226),
        ("Net-4", 2266, 1132),
        ("Net-5", 5194, 1060),
    ],
)
def test_networks_of_1989_are_the_published_ones(network, links, weights):
    row = by_first_cell(lecun_1989)[network]
    assert (row.links, row.weights) == (links, weights)


def test_what_is_said_of_the_networks_of_1989():
    caption = lecun_1989.caption()
    assert "128 of the 146 parameters of Net-4’s first layer are biases" in caption
    assert "1,226 links 1,179 really exist" in caption
    assert "all connected it would have 17,658 weights" in caption


# The errors in circulation.


def right(fragment: str) -> str:
    (row,) = [row for row in errors.rows() if fragment in row.said]
    return row.right


def test_errors_are_run_again():
    assert "2,000 against 2,020,000 with biases" in right("200 kernels")
    assert "2,000,000 without" in right("200 kernels")
    assert right("takes 156 parameters") == "456"
    assert "2,365,632,000,000 weights dense" in right("27,000,100")
    assert right("4Δ²") == "(2Δ + 1)² = 441"
    assert right("1 million") == "1,999² = 3,996,001"
    assert right("due to sharing").endswith("15 dense, 9 sparse only, 7 shared only, 3 both")
    assert right("fully connected") == "All 30 pairs of maps, but an output sees 27 of 12,288 inputs"
    assert right("as wide as the image") == "Ng’s layer: 59×59, since 32 + 28 − 1 = 59, and 62,658 weights"
    assert "40.96 times fewer multiply-adds" in right("speeds training up")
    assert right("speeds training up").endswith("sharing alone leaves 14,450,688")


def test_a_slip_is_reproduced_before_it_is_mended():
    """What the sources say follows from our counts once their slip is made."""
    quiz, kernels, ng = LAYERS["quiz"], LAYERS["kernels"], LAYERS["ng"]
    units = quiz.layer.out_channels
    assert (quiz.layer.num_inputs + 1) * units == errors.QUIZ_DENSE
    assert quiz.conv.parameters == errors.QUIZ_CONV
    assert kernels.conv.parameters == 2_000
    assert LAYERS["thread_same"].dense.weights == 10_000
    one_channel = Conv((1, *ng.layer.input_shape[1:]), ng.layer.out_channels, ng.layer.kernel_size)
    assert count(one_channel).parameters == errors.NG_PARAMETERS
    assert errors.D2L_FORMULA == 400


def test_the_edge_detector_is_as_in_the_book():
    """Figure 9.6: entries, those not zero, and operations of which n products take n - 1 additions."""
    edges = LAYERS["goodfellow"]
    dense, conv = (2 * c.connections - c.outputs for c in (edges.dense, edges.conv))
    assert (conv, edges.sparse.weights) == (267_960, 178_640)
    assert divmod(dense, conv) == (59_733, 0)
    assert (edges.dense.weights, edges.reduction.total) == (8_003_072_000, 4_001_536_000)


# Variations.


def test_what_leaves_weights_alone_and_what_does_not():
    rows = by_first_cell(variations)
    base = next(iter(rows.values()))
    for name in ("No padding", "Circular padding", "Stride 2", "Dilation 2"):
        assert rows[name].weights == base.weights
    assert 4 * rows["4 groups"].weights == base.weights
    assert 4 * rows["4 groups"].connections == base.connections
    assert rows["4 groups"].sharing == variations.BASE.reduction.sharing.after_sparsity


def test_savings_multiply_to_the_total_only_where_the_order_makes_no_difference():
    dense = {name: LAYERS[key].dense.weights for name, key in variations.VARIATIONS.items() if key in LAYERS}
    rows = by_first_cell(variations)
    alike = {
        n for n, d in dense.items() if rows[n].sparsity * rows[n].sharing == Fraction(d, rows[n].weights)
    }
    assert alike == {"Circular padding", "Kernel 32×32, no padding: the whole image"}


def test_a_stride_keeps_exactly_a_quarter_here():
    rows = by_first_cell(variations)
    assert 4 * rows["Stride 2"].connections == next(iter(rows.values())).connections


def test_depthwise_separable_is_the_published_saving():
    row = by_first_cell(variations)["Depthwise, then 1×1: separable"]
    assert (variations.BASE.conv.weights, row.weights) == (73_728, 8_768)


@pytest.mark.parametrize("name", ["wrapped", "pointwise"])
def test_where_the_order_of_the_two_steps_matters(name):
    saving = LAYERS[name].reduction
    assert (saving.sparsity.alone == saving.sparsity.after_sharing) == (name == "wrapped")
    assert (saving.sharing.alone == saving.sharing.after_sparsity) == (name == "wrapped")


# Figures.


def test_borders_lose_taps_and_no_weight():
    assert [(r.taps, r.outputs) for r in borders.rows()] == [(9, 64), (6, 32), (4, 4)]
    assert sum(r.connections for r in borders.rows()) == borders.taps().sum() == 784
    assert borders.PADDED.sparse_nominal.connections == 900


def test_stride_keeps_every_other_row_and_transposing_transposes():
    drawn = stride_dilation_padding.indices()
    assert np.array_equal(drawn["stride 2"], drawn["zeros padded"][::2])
    assert np.array_equal(drawn[stride_dilation_padding.TRANSPOSED], drawn["stride 2"].T)
    assert {row.weights for row in stride_dilation_padding.rows()} == {stride_dilation_padding.KERNEL}


def test_a_transposed_convolution_spreads_each_input_over_its_taps():
    """The transposed matrix does what frameworks call a transposed convolution."""
    kernel, x = np.array([2.0, 3.0, 5.0]), np.array([1.0, 10.0, 100.0, 1000.0])
    layer = stride_dilation_padding.VARIATIONS["stride 2"]
    spread = np.zeros(2 * len(x) + 1)
    for position, value in enumerate(x):
        spread[2 * position : 2 * position + 3] += value * kernel
    cropped = spread[1:]  # the padding of 1, with PyTorch's output_padding of 1
    assert np.array_equal(weight_matrix(layer, Wiring.CONV, kernel).T @ x, cropped)


def test_groups_are_blocks_of_the_full_table():
    by_title = {panel.title: panel for panel in groups.PANELS}
    for row in groups.rows():
        panel = by_title[row.wiring]
        assert panel.pairs.sum() == row.kernels
        assert row.kernels * row.weights_each == row.weights == count(panel.layer).weights
    assert np.array_equal(by_title["depthwise"].pairs, np.eye(groups.CHANNELS, dtype=bool))


def test_an_unrolled_recurrent_net_is_its_recurrence():
    steps, w_in, w_back = recurrent_attention.STEPS, 0.5, -2.0
    x = np.arange(1.0, steps + 1)
    states = [0.0]
    for value in x:
        states.append(w_in * value + w_back * states[-1])
    matrix = np.append([w_in, w_back], 0.0)[recurrent_attention.recurrent()]
    assert np.allclose(matrix @ np.concatenate([x, states[:-1]]), states[1:])


def test_a_graph_net_is_as_sparse_as_its_graph():
    index = recurrent_attention.graph()
    assert np.array_equal(index, index.T)
    assert (index == 1).sum() == 2 * len(recurrent_attention.EDGES)


def test_attention_is_dense_and_depends_on_its_input():
    one, other = recurrent_attention.attention(1), recurrent_attention.attention(2)
    assert (one > 0).all()
    assert np.allclose(one.sum(axis=1), 1)
    assert not np.allclose(one, other)


@pytest.mark.parametrize("seed", range(4))
def test_pruning_keeps_the_largest_and_misses_some_of_the_band(seed):
    table = pruning.pruned(seed)
    assert set(np.unique(table)) == {ABSENT, OWN}
    kept = table == OWN
    assert kept.sum() == pruning.CONV.connections
    size = np.abs(pruning.trained(seed))
    assert size[kept].min() > size[~kept].max()
    assert not np.array_equal(kept, connectivity_mask(pruning.LAYER))


def test_the_band_of_the_structural_layer_needs_no_training():
    assert (weight_index(pruning.LAYER) >= 0).sum() == pruning.rows()[2].connections
    assert pruning.rows()[2].trained == len(pruning.KERNEL)


def test_a_number_in_a_formula_is_one_number():
    assert "<mn>14,450,688</mn>" in set_formulas("$14{,}450{,}688$")
