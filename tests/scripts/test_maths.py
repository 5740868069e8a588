"""Formulas: set as MathML, or refused; never half of each, and never taken for Markdown."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import markdown
import pytest

from write.maths import set_formulas

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def html(text: str) -> ElementTree.Element:
    """Return the page that Markdown makes of a text with formulas."""
    extensions = ["attr_list", "md_in_html", "def_list"]
    return ElementTree.fromstring(
        f"<div>{markdown.markdown(set_formulas(text), extensions=extensions)}</div>"
    )


@pytest.mark.parametrize(
    "formula",
    [
        r"$\nosuchmacro x$",
        r"$$a \nosuch b$$",
        r"$$\begin{aligned}a&=b\end{aligned}$$",
        r"$\frac{1$",
        r"$\frac{1}$",
        r"$$\frac12 {a$$",
        "$a}$",
        "$a } b { c$",
        "$x_{1$",
        "$x^$",
        r"$\sqrt$",
        r"$\left( a$",
        r"$\text{a$",
        r"$$\begin{matrix} a$$",
        r"$\limits$",
        "$x_1_2$",
        "$a % b$",
        "$a # b$",
        "$a & b$",
    ],
)
def test_what_cannot_be_set_is_refused(formula):
    with pytest.raises(ValueError, match="cannot be set"):
        set_formulas(formula)


@pytest.mark.parametrize(
    "text",
    [
        "`$n$`",
        "``$n` and $m$``",
        "```sh\necho $HOME $PATH\n```",
        "~~~\n$a$\n~~~",
        "- so\n\n    ```sh\n    echo $HOME $PATH\n    ```",
        r"`echo \$HOME`",
        "$5 and $6",
        "from $5 to $6, or $ 7 $",
        "US$5 or 6$7",
        "no formula at all",
    ],
)
def test_code_and_sums_of_money_are_left_alone(text):
    assert set_formulas(text) == text


def test_an_escaped_dollar_is_a_dollar():
    assert set_formulas(r"costs \$5 and \$6") == "costs $5 and $6"
    (formula,) = html(r"\$5 are $n$ of them").iter(f"{MATHML}math")
    assert "".join(formula.itertext()) == "n"


@pytest.mark.parametrize("text", ["$a * b * c$", "$x_1 + y_1$ and $x_2$", "$a_i b_i$ *and* $c_i$"])
def test_stars_and_underscores_are_not_emphasis(text):
    page = html(text)
    assert not list(page.iter("em")) or "*and*" in text
    assert all(not list(formula.iter("em")) for formula in page.iter(f"{MATHML}math"))
    assert len(list(page.iter(f"{MATHML}math"))) == text.count("$") // 2


def test_a_star_in_a_formula_is_shown_as_one():
    (formula,) = html("$a * b$").iter(f"{MATHML}math")
    assert "".join(formula.itertext()) in ("a*b", "a∗b")


@pytest.mark.parametrize("text", ["so that\n$n = 3$ holds", "so that $n =\n3$ holds", "$n = 3$ holds"])
def test_a_formula_in_a_line_stays_in_its_paragraph(text):
    page = html(text)
    (paragraph,) = page.findall("p")
    (formula,) = paragraph.iter(f"{MATHML}math")
    assert formula.get("display") == "inline"
    assert "".join(formula.itertext()) == "n=3"


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_formula_on_lines_of_its_own_is_a_block_anywhere(indent):
    lines = [
        "- Hence" if indent else "Hence",
        "",
        f"{indent}$$ m = \\frac{{n}}{{s}} $$",
        "",
        f"{indent}of them.",
    ]
    page = html("\n".join(lines))
    (block,) = page.iter("span")
    assert block.get("class") == "formula"
    assert block.find(f"{MATHML}math").get("display") == "block"
    assert len(list(page.iter("p"))) == 3


def test_thousands_stay_together():
    (formula,) = html("$62{,}658$").iter(f"{MATHML}math")
    assert "".join(formula.itertext()) == "62,658"


def test_a_dollar_does_not_pair_over_paragraphs():
    text = "one $ here\n\nanother $ there"
    assert set_formulas(text) == text
