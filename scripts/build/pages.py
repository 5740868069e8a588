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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2.ext import Extension

from build import cache, frame
from build.cache import Bytecode
from build.drawing import Drawing, Tabled
from build.gallery import Gallery
from build.mistakes import MISTAKES, PATIENCE, Mistake, locate, within
from write import numbers
from write.maths import KINDS, replace_formulas, set_formula, set_formulas
from write.tables import words_as_html

FILTERS = (
    numbers.integer,
    numbers.tex,
    numbers.factor,
    numbers.divisor,
    numbers.percent,
    numbers.decimal,
)
TAKEN = frozenset({*jinja2.defaults.DEFAULT_NAMESPACE, "figure", "table"})
"""Names that mean something on every page."""
COMPILED = cache.CACHE / "pages"
FILLED = cache.CACHE / "filled"
_QUOTES = re.compile(rb"{%-?\s*(include|import|from|extends)\b")
"""What makes a page depend on another's text, too. It is not kept then."""
_STRANGER = re.compile(r"\{#(?!#)[^}\n]*(?<!#)#\}")
"""A comment as Jinja has it elsewhere, and not here."""


@dataclass
class Page:
    """A page whose values are filled in, and what it shows."""

    text: str = ""
    figures: list[str] = field(default_factory=list)
    """The names of its figures."""
    tables: dict[str, Tabled] = field(default_factory=dict)
    """Its tables, by name, with captions as they are written."""


class Pages:
    """The pages of a folder, what they show, and the mistakes met on the way.

    Args:
        docs: The folder.
        gallery: The figures and tables that pages may show.
        names: What computes all else that they may name. It is asked when a page must be filled in anew.
        made_of: A hash of all that pages are made of besides their texts, or nothing to keep none.
    """

    def __init__(
        self, docs: Path, gallery: Gallery, names: Callable[[], dict[str, object]], made_of: bytes = b""
    ) -> None:
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
        environment.filters.update({f"formula_{kind}": _setter(kind) for kind in KINDS})
        environment.globals.update(
            {name: _written(value) if callable(value) else value for name, value in self._names().items()},
            figure=self._figure,
            table=self._table,
        )
        return environment

    def render(self, source: Path) -> str:
        """Return the text of a page, its values filled in: now, or earlier from all the same."""
        name = source.relative_to(self._docs).as_posix()
        text = source.read_bytes()
        file, made_of = FILLED / name.replace("/", " "), self._made_of + text
        page = self._kept(file, made_of)
        if page is None:
            mistakes = len(self.mistakes)
            page = self._fill_in(source)
            if self._made_of and len(self.mistakes) == mistakes and not _QUOTES.search(text):
                cache.keep(file, pickle.dumps((page, self._said(page))), made_of)
        self.tables |= page.tables
        return page.text

    def files(self) -> dict[str, bytes]:
        """Return what pages use besides text, by path: their figures in every form, their tables as CSV."""
        files = {f"tables/{name}.csv": table.csv for name, table in self.tables.items()}
        for name, drawing in self.drawings.items():
            files |= {f"figures/{name}.{kind}": file for kind, file in drawing.downloads().items()}
        return files

    def _kept(self, file: Path, made_of: bytes) -> Page | None:
        """Return a page as it was filled in earlier, if its figures say what they said."""
        content = cache.kept(file, made_of) if self._made_of else None
        if content is None:
            return None
        page: Page
        page, said = pickle.loads(content)
        try:
            return page if self._said(page) == said else None
        except Mistake:  # which has its place once the page is filled in
            return None

    def _said(self, page: Page) -> list[object]:
        """Return what the figures of a page say in it."""
        return [self._drawing(name).said() for name in page.figures]

    def _fill_in(self, source: Path) -> Page:
        environment = self.environment  # what is wrong with the names is not wrong with the page
        page = self._page = Page()
        try:
            page.text = environment.get_template(source.relative_to(self._docs).as_posix()).render()
        except MISTAKES as error:  # whatever an author's page does wrong is reported, none is hidden
            self._report(error, source)
        return page

    def _drawing(self, name: str) -> Drawing:
        """Return a figure that a page shows."""
        drawing = self.drawings[name] = self._gallery.figure(name)
        return drawing

    def _figure(self, name: str, *, eager: bool = False) -> str:
        """Return the Markdown of a figure; *eager* for one on a page's first screen."""
        self._check("figure", name)
        try:
            framed = frame.figure(name, self._drawing(name), eager=eager)
        except MISTAKES as error:  # as above: reported, and the other figures are still tried
            self._report(error, self._gallery.source("figures", name))
            return ""
        self._page.figures.append(name)
        return framed

    def _table(self, name: str, *of: str, caption: str = "") -> str:
        """Return the Markdown of a table, *of* what if its module makes several.

        One of words lies under docs, and its page says the *caption*.
        """
        words = self._docs / f"tables/{name}.csv"
        if words.is_file():
            html = words_as_html(words.read_text(encoding="utf-8"))
            self._page.tables[name] = Tabled(caption, html, words.read_bytes())
            return frame.table(name, caption, html)
        self._check("table", name)
        try:
            table = self._gallery.table(name, *of)
            caption, html = set_formulas(table.caption), set_formulas(table.html)
        except MISTAKES as error:  # as above
            self._report(error, self._gallery.source("tables", name))
            return ""
        name = "-".join([name, *of])
        self._page.tables[name] = table
        return frame.table(name, caption, html, searched=not of)

    def _check(self, kind: str, name: str) -> None:
        known = self._gallery.names(f"{kind}s")
        if name not in known:
            raise ValueError(f'{kind}("{name}"): expected one of {", ".join(known)}')

    def _report(self, error: BaseException, source: Path) -> None:
        mistake = locate(error, source)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


class _Formulas(Extension):
    """Formulas of a page, each as a filter in its place, so that a mistake in one has page and line."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        stranger = _STRANGER.search(source)
        if stranger:
            line = source.count("\n", 0, stranger.start()) + 1
            why = f"{stranger[0]} would be published: expected {{## a comment ##}}"
            raise jinja2.TemplateSyntaxError(why, line, name, filename)
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


def _setter(kind: str) -> Callable[[str], str]:
    return lambda latex: set_formula(latex, kind)


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
