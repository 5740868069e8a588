"""Frame figures and tables for a page: Markdown, with their captions and what they can be taken away as."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from build.drawing import Drawing, Layout
from write.maths import set_formulas
from write.numbers import integer


def figure(name: str, drawing: Drawing, *, eager: bool = False) -> str:
    """Return the Markdown of a figure; *eager* for one on a page's first screen."""
    caption, table = set_formulas(drawing.caption), set_formulas(drawing.table)
    lazy = drawing.wide or not eager  # of two layouts, a screen shows one and need not fetch the other
    loading = " ".join(["fetchpriority=high"] * eager + ["loading=lazy"] * bool(lazy))
    if drawing.wide:
        image = _image(drawing.narrow, drawing.alt, f"figures/{name}.svg", f".narrow {loading}")
        image += _image(drawing.wide, drawing.alt, f"figures/{name}.wide.svg", f".wide {loading}")
    else:
        image = _image(drawing.narrow, drawing.alt, f"figures/{name}.svg", loading)
    kinds = [kind for kind in drawing.downloads() if kind != "wide.svg"]
    unshown = 0 if table else drawing.rows
    framed = _framed("figure", name, image, caption, kinds, unshown=unshown)
    return _beside(framed, table) if table else framed


def table(name: str, caption: str, html: str, *, searched: bool = True) -> str:
    """Return the Markdown of a table; one that is not *searched* stays out of the search index."""
    return _framed("table", name, html, caption, ["csv"], searched=searched)


def _image(layout: Layout, alt: str, path: str, attributes: str) -> str:
    words = str(escape(alt)).replace("[", r"\[").replace("]", r"\]")
    return f"![{words}]({path}){{ {attributes} width={layout.width} height={layout.height} }}"


def _framed(
    kind: str,
    name: str,
    body: str,
    caption: str,
    endings: Iterable[str],
    *,
    searched: bool = True,
    unshown: int = 0,
) -> str:
    """Return the Markdown of a figure or table with its caption and downloads.

    Of rows of numbers that are *unshown*, only to be had as a file, it is said how many they are.
    """
    labels = {"py": "Code", "csv": f"CSV, {integer(unshown)} rows" if unshown else "CSV"}
    downloads = " ".join(
        f"[{labels.get(ending, ending.upper())}]({kind}s/{name}.{ending}){{ download={name}.{ending} }}"
        for ending in endings
    )
    mode = "span" if kind == "figure" else "block"
    unsearched = "" if searched else ' data-search-exclude=""'
    return "\n".join(
        [
            f'<figure class="{kind}" id="{kind}-{name}" markdown="{mode}"{unsearched}>',
            body,
            f'<figcaption markdown="span">{caption} <span class="downloads">{downloads}</span></figcaption>',
            "</figure>",
        ]
    )


def _beside(figure: str, table: str) -> str:
    """Return the Markdown of a figure with its numbers as a table, which opens on demand, without scripts."""
    return "\n".join(
        [
            '<div class="with-table" markdown="block">',
            figure,
            "",
            '<details class="behind" data-search-exclude="">',
            "<summary>The numbers of this figure as a table</summary>",
            table,
            "</details>",
            "</div>",
        ]
    )
