"""Questions about the four wirings: what is connected, what is shared, what it costs."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from content.layers import LAYERS
from content.questions.question import Option, Question, right, taps_of

NG, TOY, THREAD, SAME = (LAYERS[name] for name in ("ng", "toy", "thread", "thread_same"))
MANY = LAYERS["kernels"]


def receptive_field() -> Question:
    channels, *image = NG.layer.input_shape
    taps = taps_of(NG.layer)
    return Question(
        "receptive-field",
        "How much does one output see?",
        f"In Ng’s layer, {NG.shape} on {NG.image}, to how many inputs is one output unit connected?",
        (
            right(
                NG.conv.connections // NG.conv.outputs,
                f"A patch of {NG.kernel}, through all {channels} channels: {taps} × {channels}.",
            ),
            Option(taps, f"That is one channel of the patch. A kernel reaches through all {channels}."),
            Option(
                prod(image) * channels,
                "That is every input there is: a dense layer. Sparsity is what makes it fewer.",
            ),
            Option(
                NG.conv.weights,
                f"Those are the weights of all {NG.layer.out_channels} kernels together. One output unit "
                "belongs to one kernel.",
            ),
        ),
    )


def parameters() -> Question:
    maps, channels = NG.layer.out_channels, NG.layer.in_channels
    taps = taps_of(NG.layer)
    return Question(
        "parameters",
        "Ng’s layer",
        f"The same layer: {NG.image} in, {maps} kernels of {NG.kernel}, a bias for each. How many "
        "parameters does it have?",
        (
            right(
                NG.conv.parameters,
                f"{maps} × ({taps} × {channels} + 1): each kernel is as deep as its input, and has one bias.",
            ),
            Option(
                maps * (taps + 1),
                f"The {channels} input channels are missing: {maps} × ({taps} + 1). This number is found in "
                "the lecture itself; it is right for an image of one channel, such as LeNet-5’s.",
            ),
            Option(maps * taps * channels, "All weights are here, the biases are not: one for each map."),
            Option(
                NG.conv.weights + NG.conv.outputs,
                "That is a bias for each output unit. Sharing shares the bias as well: one per map.",
            ),
        ),
    )


def locally_connected() -> Question:
    maps, channels = NG.layer.out_channels, NG.layer.in_channels
    _, *image = NG.layer.input_shape
    _, *places = NG.layer.output_shape
    taps = taps_of(NG.layer)
    return Question(
        "locally-connected",
        "Sparse, but not shared",
        "Give every position of Ng’s layer kernels of its own. How many weights does this locally "
        "connected layer have?",
        (
            right(
                NG.sparse.weights,
                f"{prod(places)} positions × {maps} maps × {taps * channels} weights: one per connection.",
            ),
            Option(NG.conv.weights, "That is the convolution, which uses one kernel at all positions."),
            Option(
                prod(places) * maps * taps,
                f"One channel only: each kernel has {taps} × {channels} weights.",
            ),
            Option(
                prod(image) * maps * taps * channels,
                f"A kernel for each of the {prod(image):,} pixels. Without padding there are {prod(places)} "
                "positions.",
            ),
            Option(NG.dense.weights, "That is the dense layer: sparsity has not been used yet."),
        ),
    )


def offsets() -> Question:
    inputs, outputs = TOY.conv.inputs, TOY.conv.outputs
    return Question(
        "offsets",
        "Shared, but not sparse",
        f"Connect all {inputs} inputs of a row to all {outputs} outputs, and use one weight for each offset "
        "between the two. How many weights are there?",
        (
            right(
                TOY.shared.weights,
                f"The first output sees {inputs} offsets, and each of the other {outputs - 1} adds one: the "
                "diagonals of the matrix.",
            ),
            Option(
                inputs,
                "True on a ring, where the last offset meets the first. A row has ends, so offsets to the "
                "left and to the right are different ones.",
            ),
            Option(
                inputs + outputs,
                "One too many: a matrix has rows + columns − 1 diagonals, for the corner is counted in both.",
            ),
            Option(TOY.dense.weights, "One for each pair: nothing is shared yet."),
            Option(TOY.conv.weights, f"That takes sparsity too: a kernel of {TOY.kernel} and no more."),
        ),
    )


def still_saves() -> Question:
    saving = NG.reduction
    return Question(
        "redundant",
        "The student’s question",
        "In Ng’s layer weights are shared already. By what factor does sparsity divide the weights that "
        "are left?",
        (
            right(
                saving.sparsity.after_sharing,
                f"From {NG.shared.weights:,} down to {NG.conv.weights}. Not redundant at all.",
            ),
            Option(
                Fraction(1),
                f"It would be, if sharing alone led to {NG.conv.weights} weights. It leads to "
                f"{NG.shared.weights:,}.",
            ),
            Option(
                saving.sparsity.alone,
                "That is what sparsity saves on the other road, where nothing is shared yet. With sharing "
                "on it saves more.",
            ),
            Option(saving.total, "That is both together, from dense to convolution."),
        ),
    )


def multiply_adds() -> Question:
    return Question(
        "work",
        "What sharing costs to run",
        f"Tie the weights of a dense layer on a {THREAD.image} image ({THREAD.conv.outputs} "
        f"outputs) by their offset: {THREAD.shared.weights} distinct weights are left. How many "
        "multiplications does it take?",
        (
            right(
                THREAD.shared.multiply_adds,
                f"One per connection, and all {THREAD.conv.inputs} × {THREAD.conv.outputs} are still there. "
                "Sharing saves weights and not one multiplication.",
            ),
            Option(
                THREAD.shared.weights,
                "One per weight: but each weight is used by many connections, and every use is a "
                "multiplication.",
            ),
            Option(
                THREAD.sparse.multiply_adds, "That is what sparsity would leave. This layer is not sparse."
            ),
            Option(
                THREAD.conv.outputs, "One per output: but each output adds up one product for every input."
            ),
        ),
    )


def flops() -> Question:
    return Question(
        "flops",
        "Multiply-adds and FLOPs",
        "How many FLOPs, floating-point operations, is Ng’s convolution without biases, if each multiply-add "
        "counts as two?",
        (
            right(2 * NG.conv.multiply_adds, "Two for each connection."),
            Option(
                NG.conv.multiply_adds,
                "Those are the multiply-adds, which many papers report. A FLOP count is twice that: ask "
                "which of the two a table means.",
            ),
            Option(2 * NG.conv.weights, "Two per weight: every weight is used at every position, not once."),
            Option(2 * NG.dense.multiply_adds, "That is the dense layer’s work; sparsity has removed most."),
        ),
    )


def pruning() -> Question:
    return Question(
        "pruning",
        "Zero is not absent",
        f"You train Ng’s dense layer and end with {NG.sparse.weights:,} weights that are not zero, as many "
        "as a locally connected layer has. How many weights did training have to learn?",
        (
            right(
                NG.dense.weights,
                "All of them: a zero that was learned was stored, updated and could have become anything. "
                "In a layer that is sparse by design the others never existed.",
            ),
            Option(
                NG.sparse.weights,
                "So many are left over. That training may end with zeros is pruning; the sparsity of a "
                "convolution is there before training starts.",
            ),
            Option(NG.conv.weights, "That is the convolution. Pruning ties no weights."),
            Option(
                NG.dense.weights - NG.sparse.weights,
                "Those are the zeros. They were learned too, and so were the rest.",
            ),
        ),
    )


def like_for_like() -> Question:
    per_map = THREAD.conv.inputs * SAME.conv.outputs
    maps = MANY.layer.out_channels
    return Question(
        "like-for-like",
        "Like for like",
        f"{maps} kernels of {SAME.kernel} slide over a padded {SAME.image} image. How many weights has the "
        "dense layer with as many inputs and outputs?",
        (
            right(
                MANY.dense.weights,
                f"{maps} kernels make {maps} maps of {SAME.conv.outputs}: {MANY.dense.outputs:,} outputs, "
                f"each connected to {MANY.dense.inputs} inputs.",
            ),
            Option(
                per_map,
                f"That dense layer has one map of outputs. A forum’s answer compares it with {maps} maps of "
                "the convolution, and so makes the saving look small.",
            ),
            Option(MANY.dense.outputs, "Those are its outputs. Each of them has a weight for every input."),
            Option(
                MANY.conv.parameters,
                f"That is the convolution with its biases: {maps} × ({taps_of(SAME.layer)} + 1).",
            ),
        ),
    )
