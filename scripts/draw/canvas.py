"""Draw a figure module with Matplotlib, as an SVG that follows the reader's palette and as a PNG.

Figure modules name colours by their role in the palette ("ink", "muted", …). For the SVG each name
stands for a sentinel colour, which becomes a CSS custom property with a value for light and for dark;
for the PNG it stands for its light value.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import matplotlib
from matplotlib import colors, font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from draw.palette import DARK, LIGHT

WIDTH = 5.6
"""The width of a figure in inches: such that its 11 points are still 8 on a phone."""

_FONTS = Path(__file__).parent / "fonts"
_SENTINELS = {name: f"#0102{16 + i:02x}" for i, name in enumerate(LIGHT)}
_STYLE = {
    "font.family": ["Atkinson Hyperlegible Next", "DejaVu Sans"],
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.labelsize": 11,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "text.color": "ink",
    "axes.edgecolor": "rule",
    "axes.labelcolor": "muted",
    "axes.titlecolor": "ink",
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "grid.color": "rule",
    "xtick.color": "muted",
    "ytick.color": "muted",
    "figure.facecolor": "paper",
    "savefig.facecolor": "paper",
    "figure.dpi": 100,
    "svg.fonttype": "path",
}

Draw = Callable[[Figure], None]


def _named(palette: dict[str, str]) -> None:
    """Let Matplotlib know the palette's names, with these values."""
    names = colors.get_named_colors_mapping()
    for name, value in palette.items():
        names[name] = value


_named(LIGHT)
for _font in sorted(_FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_font)


def svg(name: str, draw: Draw) -> str:
    """Return the SVG of a figure: the same bytes at every build, in the reader's light or dark."""
    _named(_SENTINELS)
    try:
        with matplotlib.rc_context({**_STYLE, "svg.hashsalt": name}):
            figure = Figure(figsize=(WIDTH, WIDTH))
            draw(figure)
            buffer = io.StringIO()
            FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    finally:
        _named(LIGHT)
    return _themed(buffer.getvalue())


def png(draw: Draw) -> bytes:
    """Return the PNG of a figure, at twice the screen's density, on the light palette's paper."""
    with matplotlib.rc_context({**_STYLE, "figure.dpi": 192}):
        figure = Figure(figsize=(WIDTH, WIDTH))
        draw(figure)
        buffer = io.BytesIO()
        FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()


def _themed(text: str) -> str:
    for name, sentinel in _SENTINELS.items():
        text = text.replace(sentinel, f"var(--{name})")
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in palette.items()) for palette in (LIGHT, DARK)
    )
    style = f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    return re.sub(r"(<svg\b[^>]*>)", lambda match: match[1] + style, text, count=1)
