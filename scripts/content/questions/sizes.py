"""Questions about what the image does to a layer’s counts: positions, borders, windows."""

from __future__ import annotations

from content.layers import LAYERS
from content.questions.question import Option, Question, right

THREAD, SAME, TORUS = (LAYERS[name] for name in ("thread", "thread_same", "torus"))
ALEXNET, D2L = LAYERS["alexnet_conv1"], LAYERS["d2l"]
AXIS, MAPS = ALEXNET.layer.axes[0], ALEXNET.layer.out_channels
SIDE = TORUS.layer.axes[0].size
REACH = D2L.layer.axes[0].kernel_size // 2

TITLE = "Sizes and borders"
QUESTIONS = (
    Question(
        "output-size",
        "How many outputs?",
        f"AlexNet’s first layer: {ALEXNET.image} in, {ALEXNET.shape}, no padding. How many output units?",
        (
            right(
                ALEXNET.conv.outputs,
                f"({AXIS.size} − {AXIS.kernel_size}) ÷ {AXIS.stride} + 1 = {AXIS.outputs} a side, times "
                f"{MAPS} maps.",
            ),
            Option(
                ((AXIS.size - AXIS.kernel_size) // AXIS.stride) ** 2 * MAPS,
                "The first position is missing: so many steps lead to one position more.",
            ),
            Option(
                (AXIS.size // AXIS.stride) ** 2 * MAPS,
                "The kernel has to fit: its last position along each axis would stick out of the image.",
            ),
            Option(
                (AXIS.size - AXIS.kernel_size + 1) ** 2 * MAPS,
                f"That is stride 1. A stride of {AXIS.stride} keeps one position in {AXIS.stride} along "
                "each axis.",
            ),
            Option(AXIS.outputs**2, "That is one map of them."),
        ),
    ),
    Question(
        "border",
        "At the border",
        f"Pad the {SAME.image} image with zeros, so that a {SAME.kernel} kernel leaves its size alone. How "
        "many connections are there between inputs and outputs?",
        (
            right(
                SAME.conv.connections,
                f"{SAME.layer.axes[0].links} taps on inputs along each axis, squared. What lies on the "
                "padding multiplies a zero and connects nothing.",
            ),
            Option(
                SAME.sparse_nominal.connections,
                "A full kernel at each position. Some tables count so, and call it nominal; but at the "
                "edges some taps lie on padding.",
            ),
            Option(THREAD.conv.connections, "That is without padding, where there are fewer positions."),
            Option(SAME.dense.connections, "That is every pair: dense."),
        ),
    ),
    Question(
        "torus",
        "On a torus",
        f"Join the edges of the {TORUS.image} image, so that it has no border. All "
        f"{TORUS.dense.connections:,} pairs are connected and tied by offset. How many weights?",
        (
            right(
                TORUS.shared.weights,
                f"{SIDE} offsets along each axis, counted modulo {SIDE}, and {SIDE} × {SIDE} in all. The "
                "matrix is circulant block by block: doubly block circulant.",
            ),
            Option(
                SAME.shared.weights,
                "That is with zero padding, where an offset to the left is not one to the right.",
            ),
            Option(TORUS.conv.weights, "That is the convolution: sparsity was switched on as well."),
            Option(TORUS.layer.axes[0].offsets, "Along one axis. There are two, and their offsets multiply."),
        ),
    ),
    Question(
        "window",
        f"{REACH} pixels either way",
        f"A pixel is to see what lies within {REACH} of it, up and down and to both sides. How many weights "
        "has the kernel?",
        (
            right(D2L.conv.weights, f"(2 × {REACH} + 1)²: the pixel itself lies between its two sides."),
            Option(
                (2 * REACH) ** 2,
                "4Δ² leaves out the middle row and the middle column. A textbook has it so.",
            ),
            Option(REACH**2, "That is one corner of the window: up and left only."),
            Option(2 * REACH + 1, "That is one row of it."),
        ),
    ),
)
