"""Draw what a figure module draws, with Matplotlib: as an SVG, as a PNG and as a PDF.

Figure modules name colours by their role in the palette ("ink", "muted", …). A figure is drawn in their light
values; in the SVG each role becomes a class with a value for dark as well (see `draw.theming`).

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
from typing import TypeVar

import matplotlib
from fontTools import subset
from matplotlib import colors, font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from draw.theming import VALUES, themed

TEXT, SMALL, TITLE = 10.0, 9.4, 11.5
"""Sizes of text in points: where a figure is as wide as a phone's column, 11.9, 11.2 and 13.7 CSS pixels."""

Draw = Callable[[Figure], None]
Format = TypeVar("Format")

_FONTS = Path(__file__).parent / "fonts"
_OURS = "Atkinson Hyperlegible Next"
_VARIANTS = {"it": ":italic", "bf": ":bold", "bfit": ":bold", **dict.fromkeys(("rm", "sf", "tt", "cal"), "")}
_STYLE = {
    # None but ours: a PDF lists its fonts by where they lie, which is not the same folder everywhere.
    "font.family": [_OURS],
    "mathtext.fontset": "custom",
    "mathtext.fallback": "None",
    **{f"mathtext.{style}": f"{_OURS}{variant}" for style, variant in _VARIANTS.items()},
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
    "svg.hashsalt": "",
    "pdf.fonttype": 42,
}


def written(draw: Draw, *formats: Callable[[Figure], Format]) -> list[Format]:
    """Draw a figure once, and write it in each of the *formats* below.

    Raises:
        ValueError: Matplotlib warned of something, such as a glyph that no font has.
    """
    try:
        with matplotlib.rc_context(), warnings.catch_warnings(), _strict_log():
            warnings.simplefilter("error")
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_STYLE)
            figure = Figure()
            draw(figure)
            return [write(figure) for write in formats]
    except Warning as warning:
        raise ValueError(f"figure {draw.__module__.rpartition('.')[2]}: {warning}") from warning


def rehearse() -> None:
    """Draw what nobody sees: processes forked from this one have what a first drawing loads and reads."""
    written(lambda figure: figure.text(0, 0, "a $b^2$"), svg, png, pdf)


def svg(figure: Figure) -> bytes:
    """Return the SVG of a figure: the same bytes at every build, in the reader's light or dark."""
    buffer = io.StringIO()
    FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    return themed(buffer.getvalue()).encode()


def png(figure: Figure) -> bytes:
    """Return the PNG of a figure, at three times the screen's density, on the light palette's paper."""
    buffer = io.BytesIO()
    figure.dpi = 288
    FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()


def pdf(figure: Figure) -> bytes:
    """Return the PDF of a figure, its fonts embedded, on the paper of the article it goes into."""
    buffer = io.BytesIO()
    undated = {"Creator": None, "Producer": None, "CreationDate": None}
    figure.patch.set_visible(False)
    FigureCanvasPdf(figure).print_pdf(buffer, metadata=undated)
    figure.patch.set_visible(True)
    return buffer.getvalue()


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


# A PDF says of each glyph where it stands: it needs none of the tables by which a font sets its glyphs, and
# to thin them out takes longer than to draw the figure.
subset.Options._drop_tables_default += ["GDEF", "GPOS", "GSUB"]

colors.get_named_colors_mapping().update(VALUES)
_use_shipped_fonts()
