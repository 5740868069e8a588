"""The self-check: one right option a question, and it is what can be counted without the package."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from content.layers import LAYERS
from content.questions import GROUPS, QUESTIONS, all_questions
from sparse_shared import Wiring, connectivity_mask, count, weight_index, weight_matrix

PUBLISHED = {
    "saves-work": "Multiplications",
    "equivariant": "Sharing",
    "small-kernel": "A kernel smaller than the image",
    "one-kernel": 2 * 2,
    "locality": "What matters for an output lies nearby",
    "parameters": 456,  # Ng's layer, the channels not forgotten
    "locally-connected": 352_800,
    "redundant": Fraction(62_658, 450),
    "work": 64 * 100,  # 8×8 outputs, 10×10 inputs
    "flops": 2 * 352_800,
    "output-size": 290_400,  # CS231n's 55×55×96
    "border": 784,
    "torus": 100,
    "like-for-like": 2_000_000,
    "window": 441,
    "second-layer": 36_928,  # torchvision's vgg16, features.2
    "pruning": 14_450_688,
    "channel-table": 1_516,  # LeCun et al. 1998
    "separable": 8_768,
    "receptive-field": 75,
    "offsets": 8 + 6 - 1,
    "groups": 128 * 32 * 9,
    "whole-image": Fraction(1),
}


def test_there_are_enough_of_them_and_each_has_a_name():
    names = [q.name for q in QUESTIONS]
    assert len(set(names)) == len(names) >= 12
    assert set(names) == set(PUBLISHED)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_one_option_is_right_and_no_two_are_the_same(question):
    assert [o.value for o in question.options if o.right] == [PUBLISHED[question.name]]
    texts = [o.shown for o in question.options]
    assert len(set(texts)) == len(texts) >= 4
    assert [o.value for o in question.lettered().values()] == sorted(o.value for o in question.options)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_mistake_is_diagnosed(question):
    diagnoses = [o.diagnosis for o in question.options]
    assert len(set(diagnoses)) == len(diagnoses)
    assert all(len(text) > 15 and text.endswith((".", "?")) for text in diagnoses)


def test_the_right_option_is_not_always_in_the_same_place():
    places = [[o.right for o in q.lettered().values()].index(True) for q in QUESTIONS]
    assert max(places.count(place) for place in set(places)) <= len(places) / 2


def test_the_markdown_has_a_heading_to_link_to_for_each():
    text = all_questions()
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == list(GROUPS)
    for number, question in enumerate(QUESTIONS, start=1):
        assert f"\n#### {number}. {question.title} {{#check-{question.name}}}" in text
    assert text.count("<details") == sum(len(q.options) for q in QUESTIONS)


def test_sharing_makes_it_equivariant_with_or_without_sparsity_and_sparsity_alone_does_not():
    layer = LAYERS["ring"].layer
    weights = np.arange(100)

    def commutes(wiring: Wiring) -> bool:
        matrix = weight_matrix(layer, wiring, weights[: count(layer, wiring).weights])
        return (np.roll(matrix, (1, 1), axis=(0, 1)) == matrix).all()

    assert [commutes(w) for w in (Wiring.SHARED, Wiring.CONV)] == [True, True]
    assert [commutes(w) for w in (Wiring.DENSE, Wiring.SPARSE)] == [False, False]


def test_who_counts_a_kernel_at_every_position_has_counted_the_locally_connected_layer():
    layer = LAYERS["two_by_two"].layer
    question = next(q for q in QUESTIONS if q.name == "one-kernel")
    for wiring, weights in (Wiring.CONV, 4), (Wiring.SPARSE, 36), (Wiring.DENSE, 144):
        index = weight_index(layer, wiring)
        assert len(np.unique(index[index >= 0])) == weights
        assert weights in [option.value for option in question.options]


def test_the_torus_is_circulant_block_by_block_and_not_as_a_whole():
    layer = LAYERS["torus"].layer
    index = weight_index(layer, Wiring.SHARED)
    side = layer.axes[0].size
    blocks = index.reshape(side, side, side, side)  # block row, row within, block column, column within
    assert (np.roll(blocks, (1, 1), axis=(0, 2)) == blocks).all()
    assert (np.roll(blocks, (1, 1), axis=(1, 3)) == blocks).all()
    assert not (np.roll(index, (1, 1), axis=(0, 1)) == index).all()


def test_lenet_c3_is_table_i_of_the_paper():
    mask = np.array(LAYERS["lenet_c3"].layer.channel_mask)
    assert mask.sum(axis=1).tolist() == [3] * 6 + [4] * 9 + [6]
    assert mask.sum(axis=0).tolist() == [10] * 6
    assert count(LAYERS["lenet_c3_full"].layer).parameters - count(LAYERS["lenet_c3"].layer).parameters == 900


def test_the_layers_of_the_quiz_have_the_parameters_it_states():
    assert LAYERS["quiz_dense"].conv.parameters == 27_000_100
    assert LAYERS["quiz"].conv.parameters == 7_600
    assert LAYERS["quiz"].conv.outputs == 8_761_600
    assert LAYERS["quiz"].dense.weights == 2_365_632_000_000


def test_a_layer_as_wide_as_its_image_shares_nothing():
    layer = LAYERS["lenet_c5"].layer
    assert (weight_index(layer, Wiring.CONV) == weight_index(layer, Wiring.DENSE)).all()
    assert connectivity_mask(layer).all()
