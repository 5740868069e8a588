"""The one table of colours: figures, style sheets and the explorer all read it.

Ink and paper have a value for each of the reader's palettes, light and dark. A connection's cell is grey
if its weight is its own, coloured if it is shared: vivid for a weight of the kernel, the same in both
palettes, as it stands between the two papers in lightness; pale for an offset that only a wider kernel has.
"""

from __future__ import annotations

from hashlib import sha256
from math import cos, pi, sin

LIGHT = {
    "paper": "#fcfbf8",  # the page, and the ground of every figure
    "panel": "#f3f1ea",  # boxes that stand out from the page
    "rule": "#d8d4c8",  # hairlines, grids, the outline of an absent connection
    "own": "#928e83",  # a connection whose weight nobody shares
    "on-other": "#454a59",  # a letter on the pale colour of an offset beyond the kernel
    "muted": "#5b6070",  # captions, axis labels
    "ink": "#1c2028",  # text
    "accent": "#3346b5",  # links, focus, controls that are on
    "on-accent": "#ffffff",
    "warn": "#a3321f",  # mistakes, named
}
DARK = {
    "paper": "#14171d",
    "panel": "#1d212a",
    "rule": "#3a404d",
    "own": "#6d7078",
    "on-other": "#d0d3da",
    "muted": "#a6acba",
    "ink": "#e9e7e1",
    "accent": "#a5b6ff",
    "on-accent": "#14171d",
    "warn": "#ff9d8a",
}
ON_WEIGHT = "#14171d"
"""The colour of a letter printed on the vivid colour of a weight, in either palette."""


def _oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return an OKLCH colour (hue in turns) as sRGB hex. Source: B. Ottosson, "Oklab", 2020."""
    a, b = chroma * cos(2 * pi * hue), chroma * sin(2 * pi * hue)
    long, medium, short = (
        (lightness + a * ka + b * kb) ** 3
        for ka, kb in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    channels = (
        12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055
        for x in (min(max(x, 0.0), 1.0) for x in linear)
    )
    return "#" + "".join(f"{round(255 * x):02x}" for x in channels)


_GOLDEN = (5**0.5 - 1) / 2

_HUES = 251


def _order() -> list[int]:
    """Return the hues' order: golden steps first, then as if by chance, lest a large matrix have stripes."""
    orderly = range(36)
    rest = sorted(range(len(orderly), _HUES), key=lambda i: sha256(bytes([i])).digest())
    return [*orderly, *rest]


WEIGHTS = tuple(
    _oklch((0.70, 0.62, 0.78)[i % 3], (0.15, 0.16, 0.13)[i % 3], 0.07 + _GOLDEN * i) for i in _order()
)
"""The colours of weights, by id modulo their number: each hue as far as can be from those before it.

Where a layer has more weights than there are colours, some look alike; captions give the count.
"""


OTHERS_LIGHT = tuple(_oklch((0.82, 0.89)[i % 2], 0.06, 0.07 + _GOLDEN * i) for i in range(3, 39))
OTHERS_DARK = tuple(_oklch((0.38, 0.45)[i % 2], 0.06, 0.07 + _GOLDEN * i) for i in range(3, 39))
"""The pale colours of offsets beyond the kernel, which only a layer that shares and is not sparse has.

Their hues go on where those of a kernel of three end: pale red beside vivid red looks like a weaker weight.
Neighbours differ in lightness, too: whoever sees few hues still sees where one ends.
"""


def css() -> str:
    """Return the table as custom properties, for the site's style sheets and scripts."""

    def block(selector: str, scheme: str, colours: dict[str, str]) -> str:
        lines = [f"  --{name}: {value};" for name, value in colours.items()]
        return "\n".join([f"{selector} {{", f"  color-scheme: {scheme};", *lines, "}"])

    weights = f":root {{\n  --on-weight: {ON_WEIGHT};\n  --weights: {' '.join(WEIGHTS)};\n}}"
    light = {**LIGHT, "others": " ".join(OTHERS_LIGHT)}
    dark = {**DARK, "others": " ".join(OTHERS_DARK)}
    return "\n".join(
        [
            "/* Written by scripts/draw/palette.py */",
            weights,
            block('[data-md-color-scheme="default"]', "light", light),
            block('[data-md-color-scheme="slate"]', "dark", dark),
            f"@media print {{\n{block(':root, [data-md-color-scheme]', 'light', light)}\n}}",
            "",
        ]
    )
