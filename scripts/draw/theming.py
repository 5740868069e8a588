"""Make an SVG that Matplotlib wrote follow the reader's palette, and right in every other program too.

Colours stand in it as attributes, with their light values: every program draws those. Each coloured element
also has a class, and a style sheet in the file gives the classes their dark values where the reader
prefers dark; `#light` and `#dark` behind the file's address ask for one of the two.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from draw.palette import DARK, LIGHT, ON_WEIGHT, OTHERS_DARK, OTHERS_LIGHT, WEIGHTS

_PAIRS = {
    **{role: (LIGHT[role], DARK[role]) for role in LIGHT},
    **{f"other-{i}": pair for i, pair in enumerate(zip(OTHERS_LIGHT, OTHERS_DARK, strict=True))},
}
VALUES = {role: light for role, (light, _) in _PAIRS.items()}
"""The colour in which each role is drawn. No two share one, so that it tells the role."""
_ROLES = {value: role for role, value in VALUES.items()}
_OF_WEIGHTS = {*WEIGHTS, ON_WEIGHT}
"""The colours that are the same in both palettes."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_GLYPH, _THOUSANDTHS, _STEPS = "scale(0.015625)", "scale(0.1)", 6.4
"""The scale at which Matplotlib outlines letters, ours, and how many of its steps are one of ours: a
thousandth of a letter's size is fine enough."""
_NUMBER = re.compile(r"scale\([^)]*\)|-?\d+\.\d+")
_SPARE = re.compile("(?<=[A-Za-z]) | (?=[A-Za-z])")
"""The spaces of a path that are not between two numbers."""
_UNFILLED = {f"{{{_SVG}}}{tag}" for tag in ("defs", "image")}
_INITIAL = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
"""What Matplotlib sets for all elements by a style sheet, which would beat their attributes."""


def themed(text: str) -> str:
    """Return an SVG with classes for its colours and a style sheet for both palettes."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    root = ElementTree.fromstring(text)
    for parent in root.iter():
        for child in [c for c in parent if c.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style")]:
            parent.remove(child)
    used: set[tuple[str, str]] = set()
    referenced = dict.fromkeys(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    short = {name: f"r{i}" for i, name in enumerate(referenced)}
    for element in root.iter():
        _plain(element, used)
        _tersely(element, short)
        if element.get("id") not in short.values():
            _named(element)
    _refuse_black(root)
    _flatten(root)
    body = list(root)
    dark = ElementTree.Element(f"{{{_SVG}}}g", {"id": "dark"})
    dark.extend(body)
    light = ElementTree.Element(f"{{{_SVG}}}g", {"id": "light"})
    light.append(dark)
    for child in body:
        root.remove(child)
    root.attrib.update(_INITIAL)
    style = ElementTree.SubElement(root, f"{{{_SVG}}}style")
    style.text = _sheet(sorted(used))
    root.append(light)
    ElementTree.indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _plain(element: ElementTree.Element, used: set[tuple[str, str]]) -> None:
    """Turn an element's style into attributes, and give it a class for each role it is coloured by."""
    style = element.attrib.pop("style", "")
    for declaration in filter(None, map(str.strip, style.split(";"))):
        name, value = (part.strip() for part in declaration.split(":", 1))
        element.set(name, value)
    classes = []
    for name in ("fill", "stroke"):
        role = _ROLES.get(element.get(name, ""))
        if role:
            classes.append(_class(name, role))
            used.add((name, role))
        elif element.get(name, "").startswith("#") and element.get(name) not in _OF_WEIGHTS:
            raise _strange(element.get(name))
    if classes:
        element.set("class", " ".join(classes))


def _refuse_black(element: ElementTree.Element) -> None:
    """Refuse what is filled in black, which Matplotlib writes by saying nothing."""
    for child in element:
        if child.get("fill") or child.tag in _UNFILLED:
            continue
        if child.tag != f"{{{_SVG}}}g":
            raise _strange("#000000")
        _refuse_black(child)


def _strange(colour: str | None) -> ValueError:
    return ValueError(f"colour {colour}, which no palette has: expected one of {', '.join(LIGHT)}")


def _tersely(element: ElementTree.Element, short: dict[str, str]) -> None:
    """Say the same in fewer characters: *short* names of what is referred to, hundredths of a point."""
    is_glyph = element.get("transform") == _GLYPH
    if is_glyph:
        element.set("transform", _THOUSANDTHS)
    for name, value in element.attrib.items():
        if name == "id":
            element.set(name, short.get(value, value))
        elif name == f"{{{_XLINK}}}href" and value[1:] in short:
            element.set(name, f"#{short[value[1:]]}")
        elif "url(#" in value:
            element.set(name, re.sub(r"(?<=#)[^)]+", lambda match: short[match[0]], value))
        elif name == "d":
            written = _steps if is_glyph else _hundredths
            words = [word if word.isalpha() else written(word) for word in value.split()]
            element.set(name, _SPARE.sub("", " ".join(words)))
        elif name in ("transform", "points"):
            element.set(name, _NUMBER.sub(lambda match: _hundredths(match[0]), value))


def _steps(number: str) -> str:
    """Return a letter's coordinate in steps of ours."""
    return str(round(float(number) / _STEPS))


def _hundredths(number: str) -> str:
    """Return a number with two decimals at most; a scale, by which all within it is multiplied, as it is."""
    return number if "." not in number or "(" in number else f"{float(number):.2f}".rstrip("0").rstrip(".")


def _named(element: ElementTree.Element) -> None:
    """Keep a name that a drawing gave an element, as a class; drop those that Matplotlib counts up."""
    name = element.attrib.pop("id", "")
    if name and not re.fullmatch(r"\w+_\d+", name):
        element.set("class", " ".join(filter(None, (name, element.get("class")))))


def _flatten(element: ElementTree.Element) -> None:
    """Take away the groups that say nothing, which Matplotlib puts around everything."""
    children = list(element)
    element[:] = []
    for child in children:
        _flatten(child)
        empty = child.tag in (f"{{{_SVG}}}g", f"{{{_SVG}}}defs") and not child.attrib
        if empty and (child.tag.endswith("}g") or not len(child)):
            element.extend(child)
        else:
            element.append(child)


def _class(name: str, role: str) -> str:
    return role if name == "fill" else f"{name}-{role}"


def _sheet(used: list[tuple[str, str]]) -> str:
    def rules(scheme: int, prefix: str = "") -> str:
        return "".join(f"{prefix}.{_class(n, role)}{{{n}:{_PAIRS[role][scheme]}}}" for n, role in used)

    dark = f"@media (prefers-color-scheme:dark){{{rules(1)}}}"
    return dark + rules(0, "#light:target ") + rules(1, "#dark:target ")
