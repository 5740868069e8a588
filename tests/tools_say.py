"""Ask the tools that count layers for the parameters and the work of one padded layer.

    python3.11 -m venv /tmp/tools
    /tmp/tools/bin/pip install torch torchinfo fvcore ptflops thop torchprofile jax flax keras
    /tmp/tools/bin/python tests/tools_say.py > scripts/content/tables/tools_say.csv

Nothing else needs these packages, so neither `make` nor a test runs this; a test compares the file, which
says with which versions it was made, with what this project counts. A tool that is missing is left out, and
named.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata

MAPS_IN, SIDE, MAPS_OUT, KERNEL, STRIDE, PADDING = 4, 14, 8, 3, 2, 1
"""The layer, `LAYERS["fastbook"]` of the pages: PyTorch's Conv2d(4, 8, 3, stride=2, padding=1) on 14×14."""

Said = tuple[str, str, int]
"""What was called, the tool's own word for what it printed, and the number."""


def torch_layer():
    import torch

    layer = torch.nn.Conv2d(MAPS_IN, MAPS_OUT, KERNEL, stride=STRIDE, padding=PADDING)
    return torch.nn.Sequential(layer).eval(), torch.zeros(1, MAPS_IN, SIDE, SIDE)


def keras() -> Iterator[Said]:
    os.environ["KERAS_BACKEND"] = "jax"
    import keras

    layers = [
        keras.layers.ZeroPadding2D(PADDING),
        keras.layers.Conv2D(MAPS_OUT, KERNEL, strides=STRIDE),
    ]
    model = keras.Sequential([keras.Input((SIDE, SIDE, MAPS_IN)), *layers])
    yield "model.summary()", "Total params", model.count_params()


def torchinfo() -> Iterator[Said]:
    import torchinfo

    layer, x = torch_layer()
    summary = torchinfo.summary(layer, input_size=tuple(x.shape), verbose=0)
    yield "summary()", "Total params", summary.total_params
    yield "summary()", "Total mult-adds", summary.total_mult_adds


def fvcore() -> Iterator[Said]:
    from fvcore.nn import FlopCountAnalysis, parameter_count

    layer, x = torch_layer()
    yield "parameter_count()", "parameters", parameter_count(layer)[""]
    yield "FlopCountAnalysis()", "flops", int(FlopCountAnalysis(layer, x).total())


def ptflops() -> Iterator[Said]:
    from ptflops import get_model_complexity_info

    layer, x = torch_layer()
    work, parameters = get_model_complexity_info(
        layer, tuple(x.shape[1:]), as_strings=False, print_per_layer_stat=False
    )
    yield "get_model_complexity_info()", "Number of parameters", parameters
    yield "get_model_complexity_info()", "Computational complexity (MACs)", work


def thop() -> Iterator[Said]:
    from thop import profile

    layer, x = torch_layer()
    work, parameters = profile(layer, inputs=(x,), verbose=False)
    yield "profile()", "params", int(parameters)
    yield "profile()", "MACs", int(work)


def torchprofile() -> Iterator[Said]:
    from torchprofile import profile_macs

    yield "profile_macs()", "MACs", int(profile_macs(*torch_layer()))


def torch() -> Iterator[Said]:
    from torch.utils.flop_counter import FlopCounterMode

    layer, x = torch_layer()
    yield "sum of numel()", "parameters", sum(weight.numel() for weight in layer.parameters())
    with FlopCounterMode(display=False) as counter:
        layer(x)
    yield "FlopCounterMode", "FLOPs", int(counter.get_total_flops())


def jax() -> Iterator[Said]:
    import jax
    from jax import numpy as np

    def layer(x, weight, bias):
        padding = [(PADDING, PADDING)] * 2
        y = jax.lax.conv_general_dilated(x, weight, (STRIDE, STRIDE), padding)
        return y + bias[:, None, None]

    x = np.zeros((1, MAPS_IN, SIDE, SIDE))
    weight, bias = np.zeros((MAPS_OUT, MAPS_IN, KERNEL, KERNEL)), np.zeros(MAPS_OUT)
    cost = jax.jit(layer).lower(x, weight, bias).compile().cost_analysis()
    yield "cost_analysis() of XLA", "flops", int(cost["flops"])


TOOLS: tuple[Callable[[], Iterator[Said]], ...] = (
    keras,
    torchinfo,
    fvcore,
    ptflops,
    thop,
    torchprofile,
    torch,
    jax,
)


def main() -> None:
    warnings.simplefilter("ignore")  # the tools' own, about one another
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["tool", "version", "call", "word", "printed", "run"])
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for ask in TOOLS:
        name = ask.__name__
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            print(f"{name} is not installed: left out", file=sys.stderr)
            continue
        with contextlib.redirect_stdout(io.StringIO()):  # some print what they are doing
            said = list(ask())
        out.writerows([name, version, *line, today] for line in said)


if __name__ == "__main__":
    main()
