"""Questions about the four wirings: what is connected, what is shared, what it costs."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from content.layers import LAYERS
from content.questions.question import Option, Question, right

NG, TOY, THREAD, SAME = (LAYERS[name] for name in ("ng", "toy", "thread", "thread_same"))
MANY, SMALL = LAYERS["kernels"], LAYERS["two_by_two"]
MAPS, CHANNELS, TAPS = NG.layer.out_channels, NG.layer.in_channels, NG.taps
PIXELS = prod(NG.layer.input_shape[1:])
PLACES = "×".join(map(str, THREAD.layer.output_shape[1:]))
MANY_MAPS = MANY.layer.out_channels
NG_LAYER = f"Ng’s layer ({NG.image}, {NG.shape})"

TITLE = "Connections, weights, work"
QUESTIONS = (
    Question(
        "receptive-field",
        "How much does one output see?",
        f"In {NG_LAYER}, to how many inputs is one output unit connected?",
        (
            right(
                NG.conv.connections // NG.conv.outputs,
                f"A patch of {NG.kernel}, through all {CHANNELS} channels: {TAPS} × {CHANNELS}.",
            ),
            Option(TAPS, f"That is one channel of the patch. A kernel reaches through all {CHANNELS}."),
            Option(
                PIXELS * CHANNELS,
                "That is every input there is: a dense layer. Sparsity is what makes it fewer.",
            ),
            Option(
                NG.conv.weights,
                f"Those are the weights of all {NG.layer.out_channels} kernels together. One output unit "
                "belongs to one kernel.",
            ),
        ),
    ),
    Question(
        "parameters",
        "Ng’s layer",
        f"Ng’s layer: {NG.image} in, {MAPS} kernels of {NG.kernel}, a bias for each. How many parameters "
        "does it have?",
        (
            right(
                NG.conv.parameters,
                f"{MAPS} × ({TAPS} × {CHANNELS} + 1): each kernel is as deep as its input, and has one bias.",
            ),
            Option(
                MAPS * (TAPS + 1),
                f"The {CHANNELS} input channels are missing: {MAPS} × ({TAPS} + 1). This number is found in "
                "the lecture itself; it is right for an image of one channel, such as LeNet-5’s.",
            ),
            Option(MAPS * TAPS * CHANNELS, "All weights are here, the biases are not: one for each map."),
            Option(
                NG.conv.weights + NG.conv.outputs,
                "That is a bias for each output unit. Sharing shares the bias as well: one per map.",
            ),
        ),
    ),
    Question(
        "locally-connected",
        "Sparse, but not shared",
        f"Give every position of {NG_LAYER} kernels of its own. How many weights does this locally "
        "connected layer have?",
        (
            right(
                NG.sparse.weights,
                f"{NG.positions} positions × {MAPS} maps × {TAPS * CHANNELS} weights: one per connection.",
            ),
            Option(NG.conv.weights, "That is the convolution, which uses one kernel at all positions."),
            Option(
                NG.positions * MAPS * TAPS,
                f"One channel only: each kernel has {TAPS} × {CHANNELS} weights.",
            ),
            Option(
                PIXELS * MAPS * TAPS * CHANNELS,
                f"A kernel for each of the {PIXELS:,} pixels. Without padding there are {NG.positions} "
                "positions.",
            ),
            Option(NG.dense.weights, "That is the dense layer: sparsity has not been used yet."),
        ),
    ),
    Question(
        "one-kernel",
        f"{SMALL.conv.weights} or {SMALL.sparse.weights} weights?",
        f"One kernel of {SMALL.kernel}, the same at all its positions, slides over a {SMALL.image} image. "
        "How many weights does the layer have?",
        (
            right(
                SMALL.conv.weights,
                f"The kernel’s, and no others: all {SMALL.positions} positions use the same ones.",
            ),
            Option(
                SMALL.sparse.weights,
                f"{SMALL.positions} positions × {SMALL.taps} connections. You described sharing and counted "
                "a locally connected layer, in which each connection has a weight of its own.",
            ),
            Option(SMALL.positions, "Those are the positions, each of which makes one output."),
            Option(
                SMALL.dense.weights,
                f"Every pair of {SMALL.conv.inputs} inputs and {SMALL.conv.outputs} outputs: dense.",
            ),
        ),
    ),
    Question(
        "offsets",
        "Shared, but not sparse",
        f"Connect all {TOY.conv.inputs} inputs of a row to all {TOY.conv.outputs} outputs, and "
        "use one weight for each offset between the two. How many weights are there?",
        (
            right(
                TOY.shared.weights,
                f"The first output sees {TOY.conv.inputs} offsets, each of the other {TOY.conv.outputs - 1} "
                "adds one: the diagonals of the matrix.",
            ),
            Option(
                TOY.conv.inputs,
                "True on a ring, where the last offset meets the first. A row has ends, so offsets to the "
                "left and to the right are different ones.",
            ),
            Option(
                TOY.conv.inputs + TOY.conv.outputs,
                "One too many: a matrix has rows + columns − 1 diagonals, for the corner is counted in both.",
            ),
            Option(TOY.dense.weights, "One for each pair: nothing is shared yet."),
            Option(TOY.conv.weights, f"That takes sparsity too: a kernel of {TOY.kernel} and no more."),
        ),
    ),
    Question(
        "redundant",
        "The student’s question",
        f"In {NG_LAYER} weights are shared already. By what factor does sparsity divide the weights that "
        "are left?",
        (
            right(
                NG.reduction.sparsity.after_sharing,
                f"From {NG.shared.weights:,} down to {NG.conv.weights}. Not redundant at all.",
            ),
            Option(
                Fraction(1),
                f"It would be, if sharing alone led to {NG.conv.weights} weights. It leads to "
                f"{NG.shared.weights:,}.",
            ),
            Option(
                NG.reduction.sparsity.alone,
                "That is what sparsity saves on the other road, where nothing is shared yet. With sharing "
                "on it saves more.",
            ),
            Option(NG.reduction.total, "That is both together, from dense to convolution."),
        ),
    ),
    Question(
        "work",
        "What sharing costs to run",
        f"Tie the weights of a dense layer on a {THREAD.image} image ({PLACES} "
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
                THREAD.sparse.multiply_adds,
                "That is what sparsity would leave. This layer is not sparse.",
            ),
            Option(
                THREAD.conv.outputs,
                "One per output: but each output adds up one product for every input.",
            ),
        ),
    ),
    Question(
        "flops",
        "Multiply-adds and FLOPs",
        f"How many FLOPs, floating-point operations, does {NG_LAYER} take without biases, if each "
        "multiply-add counts as two?",
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
    ),
    Question(
        "like-for-like",
        "Like for like",
        f"{MANY_MAPS} kernels of {SAME.kernel} slide over a padded {SAME.image} image. How many weights "
        "has the dense layer with as many inputs and outputs?",
        (
            right(
                MANY.dense.weights,
                f"{MANY_MAPS} kernels make {MANY_MAPS} maps of {SAME.conv.outputs}: {MANY.dense.outputs:,} "
                f"outputs, each connected to {MANY.dense.inputs} inputs.",
            ),
            Option(
                THREAD.conv.inputs * SAME.conv.outputs,
                f"That dense layer has one map of outputs. A forum’s answer compares it with "
                f"{MANY_MAPS} maps of the convolution, and so makes the saving look small.",
            ),
            Option(MANY.dense.outputs, "Those are its outputs. Each of them has a weight for every input."),
            Option(
                MANY.conv.parameters,
                f"That is the convolution with its biases: {MANY_MAPS} × ({SAME.taps} + 1).",
            ),
        ),
    ),
)
