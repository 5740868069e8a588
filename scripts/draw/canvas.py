"""Draw what a figure module draws, with Matplotlib: as an SVG, as a PNG and as a PDF.

Figure modules name colours by their role in the palette ("ink", "muted", …). In the SVG each role becomes
a class with a value for light and for dark (see `draw.theming`); PNG and PDF have the light values.

Nothing of the author's machine gets in: Matplotlib starts from its own defaults and sees the fonts that are
shipped here and with it, and no others. Whatever it warns of is an error.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
from matplotlib import colors, font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from draw.palette import LIGHT, OTHERS_LIGHT
from draw.theming import SENTINELS, themed

TEXT, SMALL, TITLE = 10.0, 9.4, 11.5
"""Sizes of text in points: where a figure is as wide as a phone's column, 11.9, 11.2 and 13.7 CSS pixels."""

Draw = Callable[[Figure], None]

_FONTS = Path(__file__).parent / "fonts"
_VALUES = {**LIGHT, **{f"other-{i}": value for i, value in enumerate(OTHERS_LIGHT)}}
_ON_WHITE = {**_VALUES, "paper": "#ffffff"}
"""The palette of a PDF, whose paper is that of the article it goes into."""
_STYLE = {
    "font.family": ["Atkinson Hyperlegible Next", "DejaVu Sans"],
    "font.size": TEXT,
    "axes.titlesize": TEXT,
    "axes.labelsize": TEXT,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": TEXT,
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
    "figure.dpi": 96,
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


def svg(name: str, draw: Draw) -> str:
    """Return the SVG of a figure: the same bytes at every build, in the reader's light or dark.

    Raises:
        ValueError: Matplotlib warned of something, such as a glyph that no font has.
    """
    with _drawn(draw, SENTINELS, **{"svg.hashsalt": name}) as figure:
        buffer = io.StringIO()
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    return themed(buffer.getvalue())


def png(draw: Draw) -> bytes:
    """Return the PNG of a figure, at three times the screen's density, on the light palette's paper.

    Raises:
        ValueError: As for `svg`.
    """
    with _drawn(draw, _VALUES, **{"figure.dpi": 288}) as figure:
        buffer = io.BytesIO()
        FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()


def pdf(draw: Draw) -> bytes:
    """Return the PDF of a figure, its fonts embedded, on white: for LaTeX.

    Raises:
        ValueError: As for `svg`.
    """
    with _drawn(draw, _ON_WHITE) as figure:
        buffer = io.BytesIO()
        undated = {"Creator": None, "Producer": None, "CreationDate": None}
        FigureCanvasPdf(figure).print_pdf(buffer, metadata=undated)
    return buffer.getvalue()


@contextmanager
def _drawn(draw: Draw, palette: dict[str, str], **settings: object) -> Iterator[Figure]:
    """Draw a figure in the colours of a *palette*, and turn warnings into errors while it is written out."""
    _name_colours(palette)
    try:
        with matplotlib.rc_context(), warnings.catch_warnings(), _strict_log():
            warnings.simplefilter("error")
            matplotlib.rcdefaults()
            matplotlib.rcParams.update({**_STYLE, **settings})
            figure = Figure()
            draw(figure)
            yield figure
    except Warning as warning:
        raise ValueError(f"figure {draw.__module__.rpartition('.')[2]}: {warning}") from warning
    finally:
        _name_colours(_VALUES)


def _name_colours(palette: dict[str, str]) -> None:
    """Let Matplotlib know the palette's names, with these values."""
    names = colors.get_named_colors_mapping()
    for name, value in palette.items():
        names[name] = value


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise UserWarning(record.getMessage())


@contextmanager
def _strict_log() -> Iterator[None]:
    """Raise what Matplotlib would log, such as a font that it does not find."""
    handler = _Raise(logging.WARNING)
    logger = logging.getLogger("matplotlib")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _use_shipped_fonts() -> None:
    """Let Matplotlib find our fonts and those that come with it, and none of the machine's."""
    own = Path(matplotlib.get_data_path())
    manager = font_manager.fontManager
    manager.ttflist = [font for font in manager.ttflist if Path(font.fname).is_relative_to(own)]
    for font in sorted(_FONTS.glob("*.ttf")):
        manager.addfont(font)  # which also makes it forget what it found before


_name_colours(_VALUES)
_use_shipped_fonts()
