"""Set formulas at build time: LaTeX between dollars becomes MathML, which needs no script to be read.

`$…$` stands in a line of text, and may be wrapped with it; `$$…$$` stands on lines of its own. Code is
left alone, and `\\$` is a dollar.
"""

from __future__ import annotations

import re

from latex2mathml.converter import convert

_CODE = r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`"
_FORMULA = r"(?<!\\)\$\$(?P<display>.+?)\$\$|(?<![\\$])\$(?P<inline>(?:[^$\n]|\n(?!\s*\n))+?)(?<!\\)\$"
_PATTERN = re.compile(f"{_CODE}|{_FORMULA}", re.MULTILINE | re.DOTALL)
_NOT_SET = re.compile(r"<mi>(\\[a-zA-Z]*|&amp;|&)</mi>")


def set_formulas(markdown: str) -> str:
    r"""Return Markdown whose formulas are MathML.

    >>> set_formulas("`$code$` and $n^2$")[:32]
    '`$code$` and <span><math xmlns="'

    Raises ``ValueError`` for a formula that cannot be set; the converter itself says nothing.
    """
    return _PATTERN.sub(_replaced, markdown).replace(r"\$", "$")


def _replaced(match: re.Match[str]) -> str:
    display, inline = match["display"], match["inline"]
    # In a span, for Markdown takes a formula at the start of a line, or a div, for a block of its own.
    if display is not None:
        return f'<span class="formula">{_mathml(display, "block")}</span>'
    return match[0] if inline is None else f"<span>{_mathml(inline, 'inline')}</span>"


def _mathml(latex: str, display: str) -> str:
    mathml = convert(" ".join(latex.split()), display=display)
    unknown = _NOT_SET.search(mathml)
    if unknown:
        raise ValueError(f"formula {latex.strip()!r}: {unknown[1]} cannot be set")
    mathml = mathml.replace("</mn><mrow><mo>&#x0002C;</mo></mrow><mn>", ",")  # one number, not a list
    for special in "*_`":  # Markdown would take them for its own
        mathml = mathml.replace(special, f"&#{ord(special)};")
    return mathml
