"""Set formulas at build time: LaTeX between dollars becomes MathML, which needs no script to be read.

`$…$` stands in a line of text, and may be wrapped with it; `$$…$$` stands on lines of its own. Code is
left alone, and `\\$` is a dollar. So is one with a space inside of it or a digit behind it, as Pandoc has
it: $5 and $6 are sums of money.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

from latex2mathml.converter import convert

_FENCE = r"^[ ]*(?P<fence>`{3,}|~{3,}).*?^[ ]*(?P=fence)"
_CODE = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)"
_TEMPLATE = r"\{%-?\s*raw\b.*?endraw\s*-?%\}|\{##.*?##\}|\{\{.*?\}\}|\{%.*?%\}"
_DISPLAY = r"\$\$(?P<display>.+?)\$\$"
_INLINE = r"\$(?P<inline>(?![\s$])(?:[^$\n\\]|\\.|\n(?!\s*\n))+?)(?<!\s)\$(?![\d$])"
_OPEN = r"\$(?P<open>[^\s\d$][^\n]*)"
_PATTERN = re.compile(
    rf"{_FENCE}|{_CODE}|{_TEMPLATE}|(?P<dollar>\\\$)|{_DISPLAY}|{_INLINE}|{_OPEN}", re.MULTILINE | re.DOTALL
)
_NOT_SET = re.compile(r"<mi>(\\[a-zA-Z]*|&amp;|&|[#{}])</mi>")
_COMMENT = re.compile(r"(?<!\\)%")
_PARTS = {
    "mfrac": 2,
    "msup": 2,
    "msub": 2,
    "mover": 2,
    "munder": 2,
    "mroot": 2,
    "msubsup": 3,
    "munderover": 3,
}
"""How many parts an element of MathML has."""

KINDS = ("inline", "block", "open")
"""In a line of text, on lines of its own, and one that has no end."""
Set = Callable[[str, str], str]
"""What becomes of a formula of a kind."""


def set_formulas(markdown: str) -> str:
    r"""Return Markdown whose formulas are MathML.

    >>> set_formulas("`$code$` and $n^2$")[:32]
    '`$code$` and <span><math xmlns="'

    Raises ``ValueError`` for a formula that cannot be set; the converter itself says nothing.
    """
    return replace_formulas(markdown, set_formula)


def replace_formulas(markdown: str, become: Set) -> str:
    r"""Return Markdown in which *become* has replaced each formula.

    >>> replace_formulas(r"$n$, `$n$`, $5 and \$6", lambda latex, display: f"<{latex}>")
    '<n>, `$n$`, $5 and $6'
    """

    def replaced(match: re.Match[str]) -> str:
        if match["display"] is not None:
            return become(match["display"], "block")
        if match["inline"] is not None:
            return become(match["inline"], "inline")
        if match["open"] is not None:
            return become(match["open"], "open")
        return "$" if match["dollar"] else match[0]

    return _PATTERN.sub(replaced, markdown) if "$" in markdown else markdown


def set_formula(latex: str, display: str) -> str:
    """Return a formula as MathML, of a kind: "inline" or a "block". An "open" one has none.

    It is in a span, for Markdown takes a formula at the start of a line, or a div, for a block of its own.

    Raises:
        ValueError: It cannot be set.
    """
    if display == "open":
        raise ValueError(f"formula {latex!r}: no $ ends it in its paragraph; write \\$ for a dollar")
    kind = ' class="formula"' if display == "block" else ""
    return f"<span{kind}>{_mathml(' '.join(latex.split()), display)}</span>"


def _mathml(latex: str, display: str) -> str:
    if _COMMENT.search(latex):
        raise ValueError(f"formula {latex!r}: % cannot be set, it begins a comment; write \\%")
    braces = re.sub(r"\\.", "", latex)
    if braces.count("{") != braces.count("}"):
        raise ValueError(f"formula {latex!r}: cannot be set, its braces do not pair")
    try:
        mathml = convert(latex, display=display)
    except Exception as error:  # the converter's own have no message
        raise ValueError(f"formula {latex!r}: cannot be set, {type(error).__name__}") from error
    unknown = _NOT_SET.search(mathml)
    if unknown:
        raise ValueError(f"formula {latex!r}: {unknown[1]} cannot be set")
    for element in ElementTree.fromstring(mathml).iter():
        name = element.tag.rpartition("}")[2]
        if len(element) != _PARTS.get(name, len(element)):
            raise ValueError(f"formula {latex!r}: cannot be set, a part of it is missing")
    mathml = mathml.replace("</mn><mrow><mo>&#x0002C;</mo></mrow><mn>", ",")  # one number, not a list
    for special in "*_`":  # Markdown would take them for its own
        mathml = mathml.replace(special, f"&#{ord(special)};")
    return mathml
