"""Make scripts and style sheets small without changing what they do.

A script loses its comments, its white space and the length of those names that it declares itself, never of
properties. It has to be a module with a semicolon after every statement, and without `var`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from string import ascii_uppercase

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_NAMED = {"variable_declarator", "function_declaration", "class_declaration"}
_SCOPES = {
    "statement_block", "for_statement", "for_in_statement", "catch_clause",
    "function_declaration", "function_expression", "arrow_function", "method_definition",
}  # fmt: skip
_STATEMENTS = {"lexical_declaration", "expression_statement", "return_statement", "throw_statement"}
_SHORTHANDS = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_WHOLE = {"string", "regex"}
_LETTERS = "tesnriaolchdumpfgwbyvkxjqz" + ascii_uppercase  # as common in what is left: it compresses better
_KEYWORDS = {"as", "do", "if", "in", "of"}


class _Scope:
    """Where names are declared, in the order they are."""

    def __init__(self, around: _Scope | None = None) -> None:
        self.around = around
        self.names: list[str] = []

    def declare(self, pattern: Node | None) -> None:
        """Take in the names of a pattern: one, or those it takes an object or a list apart into."""
        if pattern is None:
            return
        if pattern.type in ("identifier", "shorthand_property_identifier_pattern"):
            self.names.append(_text(pattern))
        elif pattern.type in ("assignment_pattern", "object_assignment_pattern"):
            self.declare(pattern.child_by_field_name("left"))
        elif pattern.type == "pair_pattern":
            self.declare(pattern.child_by_field_name("value"))
        else:
            for child in pattern.named_children:
                self.declare(child)

    def owner(self, name: str) -> _Scope | None:
        """Return the scope that declares a name: this one or one around it."""
        return self if name in self.names else self.around and self.around.owner(name)

    @property
    def depth(self) -> int:
        """How many names the scopes around this one declare, but for the whole script's."""
        return self.around.depth + len(self.around.names) if self.around and self.around.around else 0


def script(text: str) -> str:
    """Return a script that does the same in fewer characters.

    >>> script("const twice = (of) => {\\n  return { of, two: 2 * of }; // such\\n};\\ntwice(window.two);")
    'let e=(t)=>{return{of:t,two:2*t}};e(window.two);'
    """
    tree = _PARSER.parse(text.encode())
    if tree.root_node.has_error:
        raise ValueError("The script cannot be parsed")
    top = _Scope()
    tokens = list(_tokens(tree.root_node, top))
    short = _short_names(tokens, top)
    squeezed, end = "", 0
    for node, scope in tokens:
        new = _text(node)
        if _is_name(node) and (owner := scope.owner(new)):
            new = (f"{new}:" if node.type in _SHORTHANDS else "") + short[owner, new]
        elif node.type in ("const", "let"):
            new = "let"  # as good as const once it is known to work
            if _goes_on(node):
                squeezed, new = squeezed.removesuffix(";"), ","
        elif node.type == "string" and node.parent and node.parent.child_by_field_name("key") == node:
            new = new[1:-1] if new[1:-1].isidentifier() else new
        elif node.type in ("}", "]", ")"):
            squeezed = squeezed.removesuffix(",").removesuffix(";" if new == "}" else "")
        apart = node.start_byte > end and re.fullmatch(r"[\w$#]{2}", squeezed[-1:] + new[:1])
        squeezed += f" {new}" if apart else new
        end = node.end_byte
    return squeezed


def style(text: str) -> str:
    """Return a style sheet that says the same in fewer characters.

    >>> style('/* Such. */\\n.a :is(b, c) {\\n  content: " , ";\\n  margin: 0 auto;\\n}\\n')
    '.a :is(b,c){content:" , ";margin:0 auto}'
    """
    text = re.sub(r'("[^"]*")|/\*.*?\*/', r"\1", text, flags=re.S)
    space = re.compile(r'("[^"]*")|\s*([{};,])\s*|(:)\s+|\s+')
    text = space.sub(lambda found: "".join(filter(None, found.groups())) or " ", text)
    return text.replace(";}", "}").strip()


def _tokens(node: Node, scope: _Scope) -> Iterator[tuple[Node, _Scope]]:
    """Yield each token with its scope, which holds all its names only after the last."""
    if node.type in _NAMED:
        scope.declare(node.child_by_field_name("name"))
    if node.type in _SCOPES:
        scope = _Scope(scope)
        scope.declare(node.child_by_field_name("parameters") or node.child_by_field_name("parameter"))
        if node.child_by_field_name("kind"):  # for (const … of …)
            scope.declare(node.child_by_field_name("left"))
    unfinished = node.type in _STATEMENTS and node.children[-1].type != ";"
    if unfinished or node.type in ("variable_declaration", "empty_statement"):
        raise ValueError(f"{_text(node)!r} lacks a semicolon, or is nothing but one, or declares with var")
    if not node.children or node.type in _WHOLE:
        if node.type != "comment":
            yield node, scope
        return
    for child in node.children:
        yield from _tokens(child, scope)


def _short_names(tokens: list[tuple[Node, _Scope]], top: _Scope) -> dict[tuple[_Scope, str], str]:
    """Return a short name for each declared one: no two alike in scopes within each other."""
    uses = Counter((scope.owner(_text(node)), _text(node)) for node, scope in tokens if _is_name(node))
    taken = _KEYWORDS | {name for owner, name in uses if not owner}
    letters = chain(_LETTERS, map("".join, product(_LETTERS, repeat=2)))
    free = [name for name in letters if name not in taken]
    inner = {
        (owner, name): owner.depth + owner.names.index(name)
        for owner, name in uses
        if owner and owner is not top
    }
    short = {use: free[place] for use, place in inner.items()}
    rest = iter(free[1 + max(inner.values(), default=-1) :])
    return short | {(owner, name): next(rest) for (owner, name), _ in uses.most_common() if owner is top}


def _goes_on(keyword: Node) -> bool:
    """Return whether the declaration that begins here can be part of one just before."""
    if not keyword.parent or keyword.parent.type != "lexical_declaration":
        return False  # for (const … of …)
    before = keyword.parent.prev_sibling
    while before and before.type == "comment":
        before = before.prev_sibling
    return before is not None and before.type == "lexical_declaration"


def _is_name(node: Node) -> bool:
    return node.type == "identifier" or node.type in _SHORTHANDS


def _text(node: Node) -> str:
    return (node.text or b"").decode()
