"""Fill in the pages: Markdown with Jinja2, whose values, figures and tables are all computed.

    {{ ng.conv.parameters | integer }}      a count of a named layer (see `content.layers`)
    {{ figure("four_wirings") }}            a figure with its caption and downloads
    {{ table("worked_examples") }}          a table with its caption and CSV
    {{ table("vocabulary", caption="…") }} a table of words, docs/tables/vocabulary.csv, and its caption
    {{ table("layers", "vgg16") }}          one of the tables that a module makes, with the same

An unknown name is a mistake, reported with page and line; so is a figure or table that fails.
"""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from markupsafe import escape

from build import cache
from build.gallery import Gallery
from build.mistakes import locate
from write import numbers
from write.maths import set_formulas
from write.tables import words_as_html


class Pages:
    """The pages of a folder, the files they bring with them, and the mistakes met on the way."""

    def __init__(self, docs: Path, gallery: Gallery, names: dict[str, object]) -> None:
        self.files: dict[str, bytes] = {}
        """What pages use besides text: figures and tables, by path."""
        self.mistakes: list[str] = []
        """What went wrong, each as ``file:line: what``."""
        self._docs = docs
        self._gallery = gallery
        compiled = cache.FOLDER.with_name("pages")
        compiled.mkdir(parents=True, exist_ok=True)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(docs),
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)),
            undefined=jinja2.StrictUndefined,
            comment_start_string="{##",  # {#id} belongs to Markdown's attribute lists
            comment_end_string="##}",
            keep_trailing_newline=True,
        )
        self._environment.filters.update(
            integer=numbers.integer,
            tex=numbers.tex,
            factor=numbers.factor,
            divisor=numbers.divisor,
            percent=numbers.percent,
            decimal=numbers.decimal,
        )
        self._environment.globals.update(
            names,
            figure=self._figure,
            table=self._table,
        )

    def render(self, source: Path) -> str:
        """Return the Markdown of a page, its values filled in."""
        try:
            text = self._environment.get_template(source.relative_to(self._docs).as_posix()).render()
            return set_formulas(text) if "$" in text else text
        except Exception as error:  # whatever an author's page does wrong is reported, none is hidden
            self._report(error, source)
            return source.read_text(encoding="utf-8")

    def _figure(self, name: str, *, eager: bool = False) -> str:
        """Return the Markdown of a figure; *eager* for one on a page's first screen."""
        self._check("figure", name)
        try:
            files = self._gallery.figure(name)
        except Exception as error:  # as above: reported, and the other figures are still tried
            self._report(error, self._gallery.source("figures", name))
            return ""
        links = []
        for kind in ("svg", "png", "csv"):  # in this order, drawn or from the cache
            if f"figure.{kind}" in files:
                path = f"figures/{name}.{kind}"
                self.files[path] = files[f"figure.{kind}"]
                links.append((kind.upper(), path))
        words = cache.decode(files["words.json"])
        width, height = _size(files["figure.svg"])
        loading = "fetchpriority=high" if eager else "loading=lazy"
        size = f"width={width} height={height}"
        image = f"![{_attribute(words['alt'])}](figures/{name}.svg){{ {size} {loading} }}"
        return _framed("figure", name, image, words["caption"], links)

    def _table(self, name: str, *of: str, caption: str = "") -> str:
        """Return the Markdown of a table, *of* what if its module makes several.

        One of words lies under docs, and its page says the *caption*.
        """
        words = self._docs / f"tables/{name}.csv"
        if words.is_file():
            html = words_as_html(words.read_text(encoding="utf-8"))
            return _framed("table", name, html, caption, [("CSV", f"tables/{name}.csv")])
        self._check("table", name)
        try:
            caption, html, csv = self._gallery.table(name, *of)
        except Exception as error:  # as above
            self._report(error, self._gallery.source("tables", name))
            return ""
        name = "-".join([name, *of])
        path = f"tables/{name}.csv"
        self.files[path] = csv.encode()
        return _framed("table", name, html, caption, [("CSV", path)], searched=not of)

    def _check(self, kind: str, name: str) -> None:
        known = self._gallery.names(f"{kind}s")
        if name not in known:
            raise ValueError(f'{kind}("{name}"): expected one of {", ".join(known)}')

    def _report(self, error: BaseException, source: Path) -> None:
        mistake = locate(error, source)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def _framed(
    kind: str, name: str, body: str, caption: str, links: list[tuple[str, str]], *, searched: bool = True
) -> str:
    """Return the Markdown of a figure or table; one that is not *searched* stays out of the search index."""
    downloads = " ".join(f"[{label}]({path}){{ download={Path(path).name} }}" for label, path in links)
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


def _size(svg: bytes) -> tuple[int, int]:
    """Return the width and height of an SVG in CSS pixels, from the points of its root element."""
    width, height = re.findall(rb'(?:width|height)="([\d.]+)pt"', svg)[:2]
    return round(float(width) * 96 / 72), round(float(height) * 96 / 72)


def _attribute(text: str) -> str:
    return str(escape(text)).replace("[", r"\[").replace("]", r"\]")
