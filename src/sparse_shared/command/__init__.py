"""The command `sparse-shared`: what would a network weigh without sharing, without sparsity, without both?

    sparse-shared model.onnx
    sparse-shared resnet50
    sparse-shared layer --input 3x224x224 --out 64 --kernel 7 --stride 2 --padding 3

What is needed is imported when it is needed, so that a layer alone is told of at once.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, HelpFormatter, Namespace
from collections.abc import Sequence

from sparse_shared.command.later import import_at_first_use

TYPE_CHECKING = False  # see sparse_shared/__init__
if TYPE_CHECKING:
    from typing import NoReturn

    from sparse_shared.command.rows import Report

FAILED = 2


class _Parser(ArgumentParser):
    """Says in one sentence what is wrong, and does not ask how wide the terminal is, which takes time."""

    def _get_formatter(self) -> HelpFormatter:
        return HelpFormatter(self.prog, width=80)

    def error(self, message: str) -> NoReturn:
        raise ValueError(f"{message} (see {self.prog} --help)")


def run() -> int:
    """Run the command in a process that is its own, and may be spared an import that takes long."""
    import_at_first_use("inspect")
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 2 if one sentence on standard error says why not."""
    try:
        text = answer(sys.argv[1:] if arguments is None else arguments)
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        print(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
    except (ValueError, TypeError, ImportError, OSError, MemoryError, RecursionError) as error:
        print(f"sparse-shared: {_sentence(error)}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    return 0


def answer(arguments: Sequence[str]) -> str:
    """Return what the command prints.

    Raises:
        ValueError: An argument or a file makes no sense.
        ImportError: A package is not installed that is needed for what is asked.
        OSError: A file cannot be read, or written.

    Examples:
        >>> print(answer("layer --input 100 --out 10 --csv".split()).splitlines()[-1])
        all layers,,,,,,,,,,1000,1000,10,1000,1000,1000,1000
    """
    is_layer = list(arguments[:1]) == ["layer"]
    options = (_layer_parser() if is_layer else _model_parser()).parse_args(arguments[is_layer:])
    _check_figure(options)
    report = (_layer if is_layer else _model)(options)
    if options.figure is not None:
        from sparse_shared.command.figure import save

        save(report, options.figure)
    from sparse_shared.command import formats

    text: str = getattr(formats, f"as_{options.format or 'table'}")(report)
    return text


def _sentence(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        words = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        words = str(error) or type(error).__name__
    line = " ".join(words.split())
    return line if len(line) <= 500 else line[:500] + "…"


def _close_output() -> None:
    """Leave quietly when whoever read the output has had enough of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _model_parser() -> ArgumentParser:
    from sparse_shared import networks

    parser = _Parser(
        prog="sparse-shared",
        description="Count a network's weights: as it is, without sharing, without sparsity, without both.",
        epilog=f"Known by name are {', '.join(networks.names())}. "
        "sparse-shared layer --help tells how to ask for one layer.",
    )
    parser.add_argument("model", metavar="MODEL", help="an ONNX file, or a network known by name")
    parser.add_argument(
        "--input",
        metavar="NAME=1x3x224x224",
        action="append",
        default=[],
        help="the size of an input that the file leaves open, batch included; once an input",
    )
    parser.add_argument(
        "--fixed",
        metavar="PATTERN",
        action="append",
        default=[],
        help="weights that training does not change, by their own or their layers' names, such as '*blur*'",
    )
    _add_outputs(parser)
    return parser


def _layer_parser() -> ArgumentParser:
    parser = _Parser(
        prog="sparse-shared layer",
        description="Count the weights of one layer under each of the four wirings.",
        epilog="Sizes are one number, or one an axis: 3x5. Shapes are channels first, without a batch.",
    )
    parser.add_argument(
        "--input", metavar="3x224x224", required=True, help="channels, then the sizes of the image"
    )
    parser.add_argument("--out", metavar="64", required=True, help="output channels")
    parser.add_argument("--kernel", metavar="7", help="kernel size; needed unless the input has no image")
    parser.add_argument("--stride", metavar="2", help="cells from one output to the next; else 1")
    parser.add_argument("--padding", metavar="3", help="cells at each end, or 'same', or 'valid'; else 0")
    parser.add_argument("--padding-mode", metavar="circular", help="makes each axis a ring; else 'zeros'")
    parser.add_argument("--dilation", metavar="2", help="cells from one tap to the next; else 1")
    parser.add_argument("--groups", metavar="4", help="groups of channels that see only each other; else 1")
    parser.set_defaults(**_OF_A_KERNEL)
    parser.add_argument("--no-bias", action="store_true", help="outputs have no biases")
    _add_outputs(parser)
    return parser


def _add_outputs(parser: ArgumentParser) -> None:
    kind = parser.add_mutually_exclusive_group()
    for name in ("CSV", "Markdown", "JSON"):
        kind.add_argument(
            f"--{name.lower()}", dest="format", action="store_const", const=name.lower(), help=f"print {name}"
        )
    parser.add_argument("--figure", metavar="FILE.svg", help="draw it, too: an .svg, .pdf or .png file")


def _check_figure(options: Namespace) -> None:
    if options.figure is not None and not options.figure.lower().endswith((".svg", ".pdf", ".png")):
        raise ValueError(f"--figure {options.figure}: expected a file name that ends in .svg, .pdf or .png")
    if options.figure is not None and not os.path.isdir(os.path.dirname(options.figure) or "."):
        raise ValueError(f"--figure {options.figure}: expected a folder that is there")


_OF_A_KERNEL = {
    "kernel": None,
    "stride": "1",
    "padding": "0",
    "padding_mode": "zeros",
    "dilation": "1",
    "groups": "1",
}
"""What an image is slid over with, where nothing is said."""


def _layer(options: Namespace) -> Report:
    from sparse_shared.axis import MOST_TAPS
    from sparse_shared.command.rows import one_layer
    from sparse_shared.layers import Conv, Dense

    shape = _sizes("--input", options.input)
    (out,) = _sizes("--out", options.out, most=1)
    bias = not options.no_bias
    if len(shape) == 1:
        _refuse_without_image(options)
        return one_layer(Dense(shape[0], out, bias=bias))
    if options.kernel is None:
        raise ValueError("--kernel is missing: expected its size, such as --kernel 7")
    kernel = _per_axis("--kernel", options.kernel)
    if max(kernel if isinstance(kernel, tuple) else (kernel,)) > MOST_TAPS:
        raise ValueError(f"--kernel {options.kernel}: expected at most {MOST_TAPS} taps an axis")
    padding = options.padding
    return one_layer(
        Conv(
            shape,
            out,
            kernel,
            stride=_per_axis("--stride", options.stride),
            padding=padding if padding[:1].isalpha() else _per_axis("--padding", padding),
            padding_mode=options.padding_mode,
            dilation=_per_axis("--dilation", options.dilation),
            groups=_sizes("--groups", options.groups, most=1)[0],
            bias=bias,
        )
    )


def _refuse_without_image(options: Namespace) -> None:
    """Refuse what is said of a kernel where there is no image: left out, it would change the count."""
    for name, default in _OF_A_KERNEL.items():
        said = getattr(options, name)
        if said != default:
            option = name.replace("_", "-")
            raise ValueError(f"--{option} {said}: expected an image to slide over, such as --input 3x224x224")


def _sizes(option: str, words: str, most: int = 16, said: str = "") -> tuple[int, ...]:
    """Read sizes as people write them: 3x224x224."""
    pieces = words.replace("×", "x").replace("X", "x").split("x")
    expected = "whole numbers with x between them, such as 3x224x224" if most > 1 else "a whole number"
    if not all(piece.isascii() and piece.isdecimal() and len(piece) < 19 for piece in pieces):
        raise ValueError(f"{option} {said or words}: expected {expected}")
    if len(pieces) > most:
        raise ValueError(f"{option} {said or words}: expected {expected}")
    return tuple(map(int, pieces))


def _per_axis(option: str, words: str) -> int | tuple[int, ...]:
    sizes = _sizes(option, words, most=3)
    return sizes[0] if len(sizes) == 1 else sizes


def _model(options: Namespace) -> Report:
    from pathlib import Path

    from sparse_shared import networks
    from sparse_shared.command import read
    from sparse_shared.command.progress import Progress

    sizes = {}
    for words in options.input:
        name, equals, shape = words.rpartition("=")
        if not equals or not name:
            raise ValueError(f"--input {words}: expected NAME=1x3x224x224, with the name of an input")
        if name in sizes:
            raise ValueError(f"--input {words}: expected once an input, and {name!r} is said twice")
        sizes[name] = _sizes("--input", shape, said=words)
    path, names = Path(options.model), networks.names()
    if options.model in names and not path.is_file():
        if sizes or options.fixed:
            raise ValueError(f"{options.model} is known by name: expected neither --input nor --fixed")
        return read.report(networks.load(options.model))
    if path.stem == options.model and not path.exists():  # a word, not the name of a file
        raise ValueError(f"{options.model}: expected an ONNX file, or one of {', '.join(names)}")
    progress = Progress()
    try:
        return read.from_file(options.model, sizes, options.fixed, progress)
    finally:
        progress.close()
