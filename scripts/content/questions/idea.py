"""Questions about the idea, whose options are words: what each of the two does that the other cannot."""

from __future__ import annotations

from content.layers import LAYERS
from content.questions.question import Option, Question, right

NG, TORUS = LAYERS["ng"], LAYERS["torus"]

TITLE = "The idea"
QUESTIONS = (
    Question(
        "saves-work",
        "Only sparsity",
        "What does sparsity save that sharing cannot?",
        (
            right(
                "Multiplications",
                "Each connection costs one, whoever else uses its weight. In Ng’s layer sharing alone leaves "
                f"all {NG.shared.multiply_adds:,} of them, sparsity {NG.sparse.multiply_adds:,}.",
            ),
            Option(
                "Weights",
                f"Both save weights. Of {NG.dense.weights:,} in Ng’s layer sparsity alone leaves "
                f"{NG.sparse.weights:,}, sharing alone {NG.shared.weights:,}.",
            ),
            Option(
                "Biases",
                f"Sharing saves those: {NG.conv.biases} in Ng’s layer instead of {NG.sparse.biases:,}. "
                "A layer that is only sparse has as many as a dense one.",
            ),
            Option(
                "Nothing",
                "Then it would be redundant. But where nothing is connected, nothing is multiplied, and no "
                "sharing of weights takes a connection away.",
            ),
        ),
    ),
    Question(
        "equivariant",
        "Shift the input",
        "Which of the two makes the output shift along when the input shifts, on an image without borders?",
        (
            right(
                "Sharing",
                "Every position does the same, so what moves in moves out: the layer is equivariant. On a "
                f"{TORUS.image} torus even the shared-only layer is, with all {TORUS.shared.connections:,} "
                "connections.",
            ),
            Option(
                "Sparsity",
                "A locally connected layer is sparse, but has weights of its own at every position. What "
                "moves on meets other weights there.",
            ),
            Option(
                "Only both together",
                "A convolution has both, but sharing is enough, with a kernel of any size.",
            ),
            Option(
                "Neither: pooling does it",
                "Pooling over all positions makes the output stay as it is when the input shifts. That is "
                "invariance, and it takes an equivariant layer before it.",
            ),
        ),
    ),
    Question(
        "locality",
        "What sparsity believes",
        "What does the sparsity of a convolution take for granted?",
        (
            right(
                "What matters for an output lies nearby",
                "This is locality. Whoever chooses a small kernel states it before any training.",
            ),
            Option(
                "The same pattern matters everywhere",
                "That is what sharing takes for granted. A locally connected layer does without it.",
            ),
            Option(
                "Most weights will be zero after training",
                "That would be pruning, or an L1 penalty. The connections that a convolution lacks have no "
                "weight that could become zero.",
            ),
            Option(
                "Most pixels or activations are zero",
                "That is a sparse input or output, another one for every image. The layer’s connections are "
                "the same for all images.",
            ),
        ),
    ),
    Question(
        "small-kernel",
        "Where the sparsity comes from",
        "What makes the connections of a convolutional layer sparse?",
        (
            right(
                "A kernel smaller than the image",
                f"In Ng’s layer an output sees {NG.conv.connections // NG.conv.outputs} of "
                f"{NG.conv.inputs:,} inputs, for its kernel covers {NG.kernel} of the {NG.image} only.",
            ),
            Option(
                "Max-pooling, which throws values away",
                "Pooling comes afterwards and chooses among outputs that were all computed. A network "
                "without pooling is just as sparsely connected.",
            ),
            Option(
                "ReLU, which sets outputs to zero",
                "That makes activations sparse, other ones for every image. Each of these zeros was "
                "computed, over all connections of its unit.",
            ),
            Option(
                "The one kernel for all positions",
                "That is sharing. A kernel that reaches every input from every stop is shared as "
                "much, and not sparse at all.",
            ),
        ),
    ),
    Question(
        "pruning",
        "Zero is not absent",
        f"You wire Ng’s layer ({NG.image}, {NG.shape}) densely, train it, and end with "
        f"{NG.sparse.weights:,} weights that are not zero, as many as when it is locally connected. How many "
        "weights did training have to learn?",
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
            Option(
                NG.conv.weights, "That is the convolution, whose weights are shared. Zeros share nothing."
            ),
            Option(
                NG.dense.weights - NG.sparse.weights,
                "Those are the zeros. They were learned too, and so were the rest.",
            ),
        ),
    ),
)
