"""Compare the package with PyTorch itself: matrices, counts, transposed convolutions, receptive fields.

    python -m venv /tmp/torch && /tmp/torch/bin/pip install . torch
    /tmp/torch/bin/python tests/against_torch.py

PyTorch is too large to be needed by `make test`, which has definitions of its own to compare with. This
was last run with PyTorch 2.13.0. A disagreement ends it with the layer's arguments.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from sparse_shared import Conv, ConvTranspose, Dense, Wiring, count, receptive_field, weight_matrix

Arguments = dict[str, Any]


def convolutions(rng: random.Random) -> Iterator[Arguments]:
    """Make arguments that PyTorch takes as well, of all dimensions."""
    while True:
        axes, groups = rng.choice([1, 2, 3]), rng.choice([1, 1, 2])

        def each(low: int, high: int, axes: int = axes) -> tuple[int, ...]:
            return tuple(rng.randint(low, high) for _ in range(axes))

        mode = rng.choice(["zeros", "circular"])
        yield {
            "input_shape": (groups * rng.randint(1, 2), *each(3, (12, 7, 5)[axes - 1])),
            "out_channels": groups * rng.randint(1, 2),
            "kernel_size": each(1, 3),
            "stride": each(1, 3),
            "padding": rng.choice([each(0, 2), "valid"]),
            "dilation": each(1, 2),
            "groups": groups,
            "padding_mode": mode,
        }


def transposed_convolutions(rng: random.Random) -> Iterator[Arguments]:
    """Make arguments of a transposed convolution; PyTorch says itself which of them it refuses."""
    for arguments in convolutions(rng):
        del arguments["padding_mode"]
        axes = len(arguments["input_shape"]) - 1
        arguments["padding"] = tuple(rng.randint(0, 2) for _ in range(axes))
        arguments["output_padding"] = tuple(rng.randint(0, 2) for _ in range(axes))
        yield arguments


def check_layers(
    torch: Any, kind: Callable[..., Any], name: str, cases: Iterator[Arguments], times: int
) -> None:
    """Compare a matrix times an input, parameters and multiply-adds with what PyTorch's layer does."""
    from torch.utils.flop_counter import FlopCounterMode

    agreed = refused = 0
    while agreed < times:
        arguments = next(cases)
        settings = {k: v for k, v in arguments.items() if k not in ("input_shape", "out_channels")}
        shape = arguments["input_shape"]
        module_of = getattr(torch.nn, f"{name}{len(shape) - 1}d")
        module = module_of(shape[0], arguments["out_channels"], **settings).double()
        x = torch.randn(1, *shape, dtype=torch.float64)
        try:
            layer = kind(**arguments)
        except ValueError as error:
            assert_refuses(module, x, arguments, error)
            refused += 1
            continue
        with FlopCounterMode(display=False) as flops:
            y = module(x)
        matrix = weight_matrix(layer, Wiring.CONV, module.weight.detach())
        bias = module.bias.detach().numpy().reshape(-1, *[1] * (len(shape) - 1))
        ours = (matrix @ x.numpy().ravel()).reshape(layer.output_shape) + bias
        assert y.shape[1:] == layer.output_shape, arguments
        assert np.allclose(ours, y[0].detach().numpy()), arguments
        parameters = sum(p.numel() for p in module.parameters())
        assert count(layer).parameters == parameters, arguments
        if settings.get("padding_mode") != "circular":  # which PyTorch pads beforehand
            assert 2 * count(layer, border="nominal").multiply_adds == flops.get_total_flops(), arguments
        agreed += 1
    print(f"{kind.__name__}: {agreed} layers agree, {refused} are refused")


def assert_refuses(module: Any, x: Any, arguments: Arguments, error: ValueError) -> None:
    """See that PyTorch refuses as well, unless a ring is read twice, which no weight index can say."""
    if "reads an input twice" in str(error):
        return
    try:
        module(x)
    except (RuntimeError, ValueError):
        return
    raise AssertionError(f"PyTorch takes {arguments}, and not we: {error}")


def check_dense(torch: Any) -> None:
    module = torch.nn.Linear(7, 5).double()
    x = torch.randn(7, dtype=torch.float64)
    matrix = weight_matrix(Dense(7, 5), Wiring.CONV, module.weight.detach())
    assert np.allclose(matrix @ x.numpy() + module.bias.detach().numpy(), module(x).detach().numpy())
    print("Dense: agrees")


def check_receptive_fields(torch: Any, rng: random.Random, times: int) -> None:
    """Compare with where the gradient of one output is not zero, in stacks whose fields lie on the image."""
    for _ in range(times):
        modules, layers, size = [], [], 120
        for _ in range(rng.randint(1, 4)):
            kernel, stride, dilation, padding = (
                rng.randint(*ends) for ends in ((1, 3), (1, 2), (1, 2), (0, 1))
            )
            settings = {"stride": stride, "padding": padding, "dilation": dilation}
            modules.append(torch.nn.Conv1d(1, 1, kernel, bias=False, **settings))
            torch.nn.init.ones_(modules[-1].weight)
            layers.append(Conv((1, size), 1, kernel, **settings))
            size = layers[-1].output_shape[1]
        image = torch.zeros(1, 1, 120, requires_grad=True)
        output = size // 2
        torch.nn.Sequential(*modules)(image)[0, 0, output].backward()
        seen = torch.nonzero(image.grad[0, 0]).ravel()
        (field,) = receptive_field(layers)
        first = field.start + output * field.step
        assert (int(seen[0]), int(seen[-1])) == (first, first + field.size - 1), layers
    print(f"receptive_field: {times} stacks agree")


def check_tensors(torch: Any) -> None:
    """See that tensors NumPy cannot read are refused with words that help."""
    layer = Conv((1, 4), 1, kernel_size=2)
    tensor = torch.nn.Conv1d(1, 1, 2).weight
    for refused, advised in (
        (tensor, lambda weights: weights.detach().cpu()),
        (tensor.detach().bfloat16(), lambda weights: weights.detach().cpu().float()),
    ):
        assert "weights.detach().cpu()" in refusal(layer, refused)
        assert weight_matrix(layer, Wiring.CONV, advised(refused)).shape == (3, 4)
    print("tensors that are no arrays yet: refused with the way to one")


def refusal(layer: Conv, weights: Any) -> str:
    """Return what is said of weights that are refused."""
    try:
        weight_matrix(layer, Wiring.CONV, weights)
    except TypeError as error:
        return str(error)
    raise AssertionError(f"{weights} was taken")


def check_locally_connected(torch: Any) -> None:
    """Compare with the locally connected layer of the Questions page."""
    from torch.nn.functional import unfold

    layer = Conv((3, 6, 5), 4, kernel_size=2)
    weights = torch.randn(4, 3 * 2 * 2, 5 * 4, dtype=torch.float64)  # out_channels, taps, positions
    x = torch.randn(1, 3, 6, 5, dtype=torch.float64)
    expected = torch.einsum("otp,btp->bop", weights, unfold(x, 2))[0]
    matrix = weight_matrix(layer, Wiring.SPARSE, weights.swapaxes(1, 2).ravel())
    assert np.allclose((matrix @ x.numpy().ravel()).reshape(4, 20), expected.numpy())
    print("the locally connected layer: agrees")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layers", type=int, default=500, help="how many layers of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    import torch

    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    print(f"PyTorch {torch.__version__}")
    check_layers(torch, Conv, "Conv", convolutions(rng), options.layers)
    check_layers(torch, ConvTranspose, "ConvTranspose", transposed_convolutions(rng), options.layers)
    check_dense(torch)
    check_receptive_fields(torch, rng, options.layers)
    check_tensors(torch)
    check_locally_connected(torch)
