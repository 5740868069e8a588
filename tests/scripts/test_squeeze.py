"""What is squeezed does the same: names keep apart what was apart, and text stays as it is."""

from __future__ import annotations

import pytest

import squeeze

SAME = [
    ("const a = 1; { const a = 2; f(a); } f(a);", "let e=1;{let t=2;f(t)}f(e);"),
    ("const far = (x) => (y) => [x, y, far, window];", "let s=(t)=>(e)=>[t,e,s,window];"),
    ("for (const [i, k] of list) { const j = i; f(k, j); }", "for(let[t,e]of list){let s=t;f(e,s)}"),
    ("const { one, two: other = one, ...rest } = all;", "let{one:t,two:e=t,...s}=all;"),
    ("const o = { key: 1, o, [o]: 2, 'o-o': 3, \"p\": 4 };", "let t={key:1,o:t,[t]:2,'o-o':3,p:4};"),
    ("try { f(); } catch (error) { f(error.error); }", "try{f()}catch(t){f(t.error)}"),
    ("function late() { return later(); } function later() {}", "function e(){return t()}function t(){}"),
    ("const t = `${a}, ${ 'b; }' } ) const`; // c", "let t=`${a}, ${'b; }'} ) const`;"),
    ("const tested = /[;,] }/g.test(text) ? 1 : 2; let b = 3;", "let t=/[;,] }/g.test(text)?1:2,e=3;"),
    ("for (let i = 0; i < n; i++) f(i);", "for(let t=0;t<n;t++)f(t);"),
    (
        "class A { #x = 1; get y() { return typeof this.#x; } }",
        "class t{#x=1;get y(){return typeof this.#x}}",
    ),
]


@pytest.mark.parametrize(("script", "squeezed"), SAME)
def test_names_are_short_and_stay_apart(script, squeezed):
    assert squeeze.script(script) == squeezed


@pytest.mark.parametrize("script", ["var a = 1;", "const a = 1", "f()\ng()", "if (a);", "const = 1;"])
def test_a_script_in_another_form_is_refused(script):
    with pytest.raises(ValueError, match=r"lacks a semicolon|cannot be parsed"):
        squeeze.script(script)


def test_many_names_are_never_words_of_the_language_or_of_others():
    declared = "".join(f"const name{i} = {i}; f(name{i}, go);" for i in range(900))
    squeezed = squeeze.script(declared)
    names = {part.partition("=")[0] for part in squeezed.split("let ")[1:]}
    assert len(names) == 900
    assert not names & {"as", "do", "f", "go", "if", "in", "of"}
