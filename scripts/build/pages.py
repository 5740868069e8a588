"""Fill in the pages: Markdown with Jinja2, whose values, figures and tables are all computed.

    {{ ng.conv.parameters | integer }}      a count of a named layer (see `content.layers`)
    {{ figure("four_wirings") }}            a figure with its caption and downloads
    {{ table("worked_examples") }}          a table with its caption and CSV
    {{ table("vocabulary", caption="…") }}  a table of words, docs/tables/vocabulary.csv, and its caption
    {{ table("layers", "vgg16") }}          one of the tables that a module makes, with the same
    $n^2$                                   a formula, which may have values in it

An unknown name is a mistake, reported with page and line; so is a figure, table or formula that fails.
"""

from __future__ import annotations

import functools
import pickle
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2.ext import Extension
from markupsafe import escape

from build import cache
from build.cache import Bytecode
from build.drawing import Drawing, Tabled, size
from build.gallery import Gallery
from build.mistakes import MISTAKES, PATIENCE, ROOT, Mistake, locate, within
from write import numbers
from write.maths import replace_formulas, set_formula, set_formulas
from write.tables import words_as_html

FILTERS = (
    numbers.integer,
    numbers.tex,
    numbers.factor,
    numbers.divisor,
    numbers.percent,
    numbers.decimal,
)
COMPILED = ROOT / ".cache" / "pages"
FILLED = ROOT / ".cache" / "filled"
_QUOTES = re.compile(rb"{%-?\s*(include|import|from|extends)\b")
"""What makes a page depend on another's text, too. It is not kept then."""


@dataclass
class Page:
    """A page whose values are filled in, and what it shows."""

    text: str = ""
    figures: dict[str, Hashable] = field(default_factory=dict)
    """What it says of each of its figures."""
    tables: dict[str, Tabled] = field(default_factory=dict)
    """Its tables, by name, with captions as they are written."""


class Pages:
    """The pages of a folder, the files they bring with them, and the mistakes met on the way.

    Args:
        docs: The folder.
        gallery: The figures and tables that pages may show.
        names: What computes all else that they may name. It is asked when a page must be filled in anew.
        made_of: A hash of all that pages are made of besides their texts, or nothing to keep none.
    """

    def __init__(
        self, docs: Path, gallery: Gallery, names: Callable[[], dict[str, object]], made_of: bytes = b""
    ) -> None:
        self.files: dict[str, bytes] = {}
        """What pages use besides text: figures and tables, by path."""
        self.drawings: dict[str, Drawing] = {}
        """The figures that pages show, by name."""
        self.tables: dict[str, Tabled] = {}
        """The tables that pages show, by name, with captions as they are written."""
        self.mistakes: list[str] = []
        """What went wrong, each as ``file:line: what``."""
        self._docs = docs
        self._gallery = gallery
        self._names = names
        self._made_of = made_of
        self._page = Page()

    @functools.cached_property
    def environment(self) -> jinja2.Environment:
        """What fills a page in."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._docs),
            bytecode_cache=Bytecode(COMPILED, _what_compiles()),
            extensions=[_Formulas],
            undefined=jinja2.StrictUndefined,
            comment_start_string="{##",  # {#id} belongs to Markdown's attribute lists
            comment_end_string="##}",
            keep_trailing_newline=True,
        )
        environment.filters.update({function.__name__: _defined(function) for function in FILTERS})
        environment.filters.update(formula_inline=_inline, formula_block=_block)
        environment.globals.update(
            {name: _written(value) if callable(value) else value for name, value in self._names().items()},
            figure=self._figure,
            table=self._table,
        )
        return environment

    def render(self, source: Path) -> str:
        """Return the text of a page, its values filled in: now, or earlier from all the same."""
        name = source.relative_to(self._docs).as_posix()
        file, made_of = FILLED / name.replace("/", " "), self._made_of + source.read_bytes()
        page = self._kept(file, made_of)
        if page is None:
            mistakes = len(self.mistakes)
            page = self._fill_in(source)
            if self._made_of and len(self.mistakes) == mistakes and not _QUOTES.search(made_of):
                cache.keep(file, pickle.dumps(page), made_of)
        self.tables |= page.tables
        self.files |= {f"tables/{name}.csv": table.csv for name, table in page.tables.items()}
        return page.text

    def _kept(self, file: Path, made_of: bytes) -> Page | None:
        """Return a page as it was filled in earlier, if all that it shows is as it was."""
        content = cache.kept(file, made_of) if self._made_of else None
        page: Page | None = pickle.loads(content) if content else None
        try:
            shown = page and all(self._drawing(name).said() == said for name, said in page.figures.items())
        except Mistake:  # which has its place once the page is filled in
            return None
        return page if shown else None

    def _fill_in(self, source: Path) -> Page:
        environment = self.environment  # what is wrong with the names is not wrong with the page
        page = self._page = Page()
        try:
            page.text = environment.get_template(source.relative_to(self._docs).as_posix()).render()
        except MISTAKES as error:  # whatever an author's page does wrong is reported, none is hidden
            self._report(error, source)
        return page

    def _drawing(self, name: str) -> Drawing:
        """Return a figure that a page shows, and bring its files."""
        drawing = self.drawings[name] = self._gallery.figure(name)
        self.files |= {f"figures/{name}.{kind}": file for kind, file in drawing.downloads().items()}
        return drawing

    def _figure(self, name: str, *, eager: bool = False) -> str:
        """Return the Markdown of a figure; *eager* for one on a page's first screen."""
        self._check("figure", name)
        try:
            drawing = self._drawing(name)
            caption, table = set_formulas(drawing.caption), set_formulas(drawing.table)
        except MISTAKES as error:  # as above: reported, and the other figures are still tried
            self._report(error, self._gallery.source("figures", name))
            return ""
        self._page.figures[name] = drawing.said()
        links = {kind: f"figures/{name}.{kind}" for kind in drawing.downloads()}
        lazy = drawing.wide or not eager  # of two layouts, a screen shows one and need not fetch the other
        loading = " ".join(["fetchpriority=high"] * eager + ["loading=lazy"] * bool(lazy))
        if drawing.wide:
            image = _image(drawing.svg, drawing.alt, links["svg"], f".narrow {loading}")
            image += _image(drawing.wide, drawing.alt, links.pop("wide.svg"), f".wide {loading}")
        else:
            image = _image(drawing.svg, drawing.alt, links["svg"], loading)
        framed = _framed("figure", name, image, caption, links, unshown=0 if table else drawing.rows)
        return _beside(framed, table) if table else framed

    def _table(self, name: str, *of: str, caption: str = "") -> str:
        """Return the Markdown of a table, *of* what if its module makes several.

        One of words lies under docs, and its page says the *caption*.
        """
        words = self._docs / f"tables/{name}.csv"
        if words.is_file():
            html = words_as_html(words.read_text(encoding="utf-8"))
            self._page.tables[name] = Tabled(caption, html, words.read_bytes())
            return _framed("table", name, html, caption, {"csv": f"tables/{name}.csv"})
        self._check("table", name)
        try:
            table = self._gallery.table(name, *of)
            caption, html = set_formulas(table.caption), set_formulas(table.html)
        except MISTAKES as error:  # as above
            self._report(error, self._gallery.source("tables", name))
            return ""
        name = "-".join([name, *of])
        self._page.tables[name] = table
        return _framed("table", name, html, caption, {"csv": f"tables/{name}.csv"}, searched=not of)

    def _check(self, kind: str, name: str) -> None:
        known = self._gallery.names(f"{kind}s")
        if name not in known:
            raise ValueError(f'{kind}("{name}"): expected one of {", ".join(known)}')

    def _report(self, error: BaseException, source: Path) -> None:
        mistake = locate(error, source)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def _image(svg: bytes, alt: str, path: str, attributes: str) -> str:
    width, height = size(svg)
    return f"![{_attribute(alt)}]({path}){{ {attributes} width={width} height={height} }}"


class _Formulas(Extension):
    """Formulas of a page, each as a filter in its place, so that a mistake in one has page and line."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return replace_formulas(
            source, lambda latex, kind: f"{{% filter formula_{kind} %}}{latex}{{% endfilter %}}"
        )


def _defined(function: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that says of an unknown name that it is unknown, and not that it is no number."""

    @functools.wraps(function)
    def filtered(value: object, *arguments: object) -> str:
        if isinstance(value, jinja2.Undefined):
            str(value)  # which raises
        return function(value, *arguments)

    return filtered


def _inline(latex: str) -> str:
    return set_formula(latex, "inline")


def _block(latex: str) -> str:
    return set_formula(latex, "block")


def _what_compiles() -> bytes:
    """Return the sources that a compiled page is made with: it holds what filters made of constants."""
    sources = [Path(__file__), *sorted(Path(numbers.__file__).parent.glob("*.py"))]
    return b"\0".join(source.read_bytes() for source in sources)


def _written(compute: Callable[..., object]) -> Callable[..., str]:
    """Return a function of the content's as pages call it: formulas set, and not for ever."""

    @functools.wraps(compute)
    def written(*arguments: object, **options: object) -> str:
        with within(PATIENCE):
            return set_formulas(str(compute(*arguments, **options)))

    return written


def _framed(
    kind: str,
    name: str,
    body: str,
    caption: str,
    links: dict[str, str],
    *,
    searched: bool = True,
    unshown: int = 0,
) -> str:
    """Return the Markdown of a figure or table; one that is not *searched* stays out of the search index.

    Of rows of numbers that are *unshown*, only to be had as a file, it is said how many they are.
    """
    labels = {"py": "Code", "csv": f"CSV, {numbers.integer(unshown)} rows" if unshown else "CSV"}
    downloads = " ".join(
        f"[{labels.get(ending, ending.upper())}]({path}){{ download={Path(path).name} }}"
        for ending, path in links.items()
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


def _attribute(text: str) -> str:
    return str(escape(text)).replace("[", r"\[").replace("]", r"\]")
