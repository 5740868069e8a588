"""Which errors about these counts are in circulation, and what is right like for like?

What is quoted stands here as data, each number with its source; what is right is computed.
"""

from __future__ import annotations

from dataclasses import dataclass

from content.layers import LAYERS
from write.numbers import divisor, integer
from write.tables import Link, column

KERNELS, NG = LAYERS["kernels"], LAYERS["ng"]
QUIZ, D2L = LAYERS["quiz"], LAYERS["d2l"]
LECTURE, TINY = LAYERS["lecture_row"], LAYERS["tiny_vgg"]
WIDE = LAYERS["ng_wide"]

# What the sources print or say, each named below where it is used.
THREAD_KERNELS, THREAD_DENSE = "2K", "10K"
NG_PARAMETERS = 156
QUIZ_DENSE, QUIZ_CONV = 27_000_100, 7_600
D2L_WINDOW, D2L_SHARED = "4Δ²", "at most 1 million"
SHARING_DENSE = "nearly 14 million"

D2L_DELTA = D2L.layer.axes[0].kernel_size // 2
D2L_FORMULA = 4 * D2L_DELTA**2
"""What the book's formula gives for a window that reaches Δ to each side."""


@dataclass(frozen=True)
class Row:
    said: str = column("What is said")
    where: Link = column("Where")
    mistake: str = column("What slips")
    right: str = column("Like for like")


def caption() -> str:
    return (
        "Slips in circulation, each run again in a line; the sections above tell five of them in full. "
        "Most of them stand in sources we learnt from and recommend, and leave the point of these untouched."
    )


def rows() -> list[Row]:
    return [
        Row(
            f"{KERNELS.layer.out_channels} kernels make {THREAD_KERNELS} parameters against {THREAD_DENSE}",
            Link("an answer on Data Science Stack Exchange", KERNELS.url),
            f"{KERNELS.layer.out_channels} maps against one, and biases on one side only.",
            f"{integer(KERNELS.conv.parameters)} against {integer(KERNELS.dense.parameters)} with biases, "
            f"{integer(KERNELS.conv.weights)} against {integer(KERNELS.dense.weights)} without",
        ),
        Row(
            f"{NG.image} to {NG.layer.out_channels} maps by {NG.kernel} takes {NG_PARAMETERS} parameters",
            Link(
                "Ng’s lecture “Why convolutions?”",
                "https://www.coursera.org/lecture/convolutional-neural-networks/why-convolutions-Xv7B5",
            ),
            f"The {NG.layer.in_channels} input channels are dropped.",
            integer(NG.conv.parameters),
        ),
        Row(
            f"{integer(QUIZ_DENSE)} parameters dense, {integer(QUIZ_CONV)} as a convolution",
            Link("a quiz of the course, in two questions side by side", QUIZ.url),
            f"{QUIZ.layer.out_channels} outputs against {integer(QUIZ.layer.num_outputs)}.",
            f"{integer(QUIZ.dense.weights)} weights dense against {integer(QUIZ.conv.weights)}",
        ),
        Row(
            f"A window of ±Δ has {D2L_WINDOW} coefficients",
            Link("Dive into Deep Learning, §7.1", D2L.url),
            f"From −Δ to Δ there are 2Δ + 1 values. The formula gives {integer(D2L_FORMULA)} for "
            f"Δ = {D2L_DELTA}.",
            f"(2Δ + 1)² = {integer(D2L.conv.weights)}",
        ),
        Row(
            f"Shared and all connected, a megapixel layer has {D2L_SHARED} coefficients",
            Link(
                "Dive into Deep Learning, an early edition",
                "https://github.com/d2l-ai/d2l-en/blob/0361bb4d2794b5d11ab7a03b6ef71074e533ecd3/chapter_convolutional-neural-networks/why-conv.md",
            ),
            "Offsets run over both signs. Later editions say about four million.",
            f"{integer(D2L.layer.axes[0].offsets)}² = {integer(D2L.shared.weights)}",
        ),
        Row(
            "Gradient descent sets parameters to zero, and that is the sparsity of connections",
            Link("a wrong option of the course’s quiz, often copied as the explanation", QUIZ.url),
            "A connection that was never made has no parameter to set. Pruning and L1 work on a layer that "
            "has them.",
            f"In Ng’s layer {integer(NG.dense.connections - NG.conv.connections)} of "
            f"{integer(NG.dense.connections)} connections are missing before training begins",
        ),
        Row(
            f"Sparsity means fewer computations; that {LECTURE.sparse.weights} weights become "
            f"{LECTURE.conv.weights} is all due to sharing",
            Link("a lecture note that many course pages repeat", ""),
            f"The {LECTURE.sparse.weights} were counted after sparsity had taken {LECTURE.dense.weights} "
            "down to them. It is the student’s doubt, taught.",
            f"{LECTURE.dense.inputs} inputs, {LECTURE.dense.outputs} outputs, kernel {LECTURE.kernel}: "
            f"{LECTURE.dense.weights} dense, {LECTURE.sparse.weights} sparse only, {LECTURE.shared.weights} "
            f"shared only, {LECTURE.conv.weights} both",
        ),
        Row(
            "The convolutional layers of the network are fully connected",
            Link("the article with CNN Explainer, of Tiny VGG", TINY.url),
            "It means the maps: each is connected to every map before. Over pixels the layer is sparse.",
            f"All {TINY.layer.channel_pairs} pairs of maps, but an output sees "
            f"{TINY.conv.connections // TINY.conv.outputs} of {integer(TINY.conv.inputs)} inputs",
        ),
        Row(
            "Without sparsity a shared kernel would be as wide as the image",
            Link("an earlier version of this site", ""),
            "As wide as the image it has one position, and nothing to share with. It has to reach every "
            "input from every stop.",
            f"Ng’s layer: {WIDE.kernel}, since {NG.layer.axes[0].size} + {NG.layer.axes[0].outputs} − 1 = "
            f"{WIDE.layer.axes[0].kernel_size}, and {integer(WIDE.conv.weights)} weights",
        ),
        Row(
            f"Sharing makes {NG_PARAMETERS} parameters of {SHARING_DENSE}, and so it speeds training up",
            Link(
                "an answer in Board Infinity’s forum, and the same thought in many places",
                "https://discuss.boardinfinity.com/t/explain-the-significance-of-parameter-sharing-and-sparsity-of-connections-in-cnn/8552",
            ),
            "Each connection costs a multiplication, whoever else uses its weight: sharing "
            "saves parameters and no work.",
            f"Ng’s layer has {divisor(NG.reduction.total)} times fewer weights and "
            f"{divisor(NG.reduction.sparsity.alone)} times fewer multiply-adds, all saved "
            f"by sparsity; sharing alone leaves {integer(NG.shared.multiply_adds)}",
        ),
    ]
