"""The self-check as files for a course, read back as Moodle and Canvas read them: nothing lost or added.

GIFT is read in the order in which Moodle's own importer reads it (question/format/gift/format.php), QTI as
XML, along the links that lead Canvas from the manifest to each option's feedback.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import files
from content.questions import GROUPS, QUESTIONS
from content.questions.gift import as_gift
from content.questions.qti import as_qti
from content.questions.question import Groups, Option, Question
from content.reuse import LICENCE, citation

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"


@dataclass
class Read:
    """A question as it was read back: each option with its credit in per cent and its feedback."""

    topic: str
    title: str
    ask: str
    options: dict[str, tuple[int, str]]


def expected(groups: Groups) -> list[Read]:
    return [
        Read(topic, q.title, q.ask, {o.shown: (100 * o.right, o.diagnosis) for o in q.lettered().values()})
        for topic, questions in groups.items()
        for q in questions
    ]


def read_gift(text: str) -> list[Read]:
    """Read GIFT: blank lines part questions, escaped signs are set aside, then braces, ~, = and # part."""
    category, read = "", []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line for line in block.split("\n") if not line.strip().startswith("//")]
        block = _set_aside("\n".join(lines)).strip()
        if block.startswith("$CATEGORY:"):
            category = block.removeprefix("$CATEGORY:").strip().rpartition("/")[2]
        elif block:
            title, _, block = block.removeprefix("::").partition("::")
            ask, _, rest = block.partition("{")
            answers, _, after = rest.partition("}")
            assert after == ""
            form, _, ask = ask.strip().removeprefix("[").partition("]")
            assert form == "plain"
            options = dict(_option(answer) for answer in answers.replace("=", "~=").split("~")[1:])
            read.append(Read(category, _set_back(title), _set_back(ask.strip()), options))
    return read


ESCAPABLE = {f"\\{sign}": (chr(0xE000 + i), sign) for i, sign in enumerate(":#={}~")} | {
    "\\n": ("\ue010", "\n")
}


def _set_aside(text: str) -> str:
    text = text.replace("\\\\", "\ue020")
    for escaped, (stand_in, _) in ESCAPABLE.items():
        text = text.replace(escaped, stand_in)
    return text.replace("\ue020", "\\")


def _set_back(text: str) -> str:
    for stand_in, sign in ESCAPABLE.values():
        text = text.replace(stand_in, sign)
    return text


def _option(answer: str) -> tuple[str, tuple[int, str]]:
    right = answer.startswith("=")
    shown, _, feedback = answer.strip().removeprefix("=").partition("#")
    return _set_back(shown.strip()), (100 * right, _set_back(feedback.strip()))


def read_qti(package: bytes) -> list[Read]:
    """Read a package from its manifest on."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        named = {file.get("href", "") for file in manifest.iter(f"{CP}file")}
        assert named | {"imsmanifest.xml", "LICENSE", "CITATION.cff"} == set(archive.namelist())
        (quiz,) = (r for r in manifest.iter(f"{CP}resource") if r.get("type") == "imsqti_xmlv1p2")
        root = ElementTree.fromstring(archive.read(_only(quiz, f"{CP}file").get("href", "")))
    items = list(root.iter(f"{QTI}item"))
    idents = [e.get("ident") for e in root.iter() if e.get("ident") and not e.tag.endswith("response_lid")]
    assert len(set(idents)) == len(idents)
    return [_item(item) for item in items]


def _item(item: Element) -> Read:
    fields = {_text(f, "fieldlabel"): _text(f, "fieldentry") for f in item.iter(f"{QTI}qtimetadatafield")}
    assert fields["question_type"] == "multiple_choice_question"
    said = {f.get("ident"): _text(f, "mattext") for f in item.iter(f"{QTI}itemfeedback")}
    credit, feedback = dict.fromkeys(_labels(item), 0), {}
    for condition in item.iter(f"{QTI}respcondition"):
        chosen = _text(condition, "varequal")
        credit[chosen] = 0
        for score in condition.iter(f"{QTI}setvar"):
            credit[chosen] = int(score.text or "")
        for shown in condition.iter(f"{QTI}displayfeedback"):
            feedback[chosen] = said.pop(shown.get("linkrefid"))
    assert said == {}
    ask = next(item.iter(f"{QTI}presentation"))
    return Read(
        fields["qmd_topic"],
        item.get("title", ""),
        ElementTree.fromstring(_only(ask, f"{QTI}material", f"{QTI}mattext").text or "").text or "",
        {shown: (credit[ident], feedback[ident]) for ident, shown in _labels(item).items()},
    )


def _labels(item: Element) -> dict[str, str]:
    return {o.get("ident", ""): _text(o, "mattext") for o in item.iter(f"{QTI}response_label")}


def _only(element: Element, *path: str) -> Element:
    (found,) = element.findall("/".join(path))
    return found


def _text(element: Element, tag: str) -> str:
    (found,) = element.iter(f"{QTI}{tag}")
    return found.text or ""


def test_moodle_reads_the_same_questions():
    assert read_gift(files()["downloads/self-check.gift.txt"].decode()) == expected(GROUPS)


def test_canvas_reads_the_same_questions():
    assert read_qti(files()["downloads/self-check.qti.zip"]) == expected(GROUPS)


awkward = st.text(alphabet="~=#{}:\\\n<>&\"'×;/n b", min_size=1, max_size=12).map(lambda t: f"v{t}w")


@given(awkward, awkward, awkward, st.lists(awkward, min_size=2, max_size=4, unique=True))
@settings(max_examples=60, deadline=None)
def test_no_sign_is_taken_for_the_format_itself(title, ask, feedback, shown):
    options = tuple(Option(value, feedback, right=value == shown[0]) for value in shown)
    groups = {"Topic": [Question("name", title, ask, options)]}
    assert read_gift(as_gift(groups)) == expected(groups)
    assert read_qti(as_qti(groups)) == expected(groups)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_a_question_is_plain_text_and_can_be_asked_alone(question):
    """A course's program sets no formula, and asks questions in any order."""
    texts = [question.title, question.ask, *(t for o in question.options for t in (o.shown, o.diagnosis))]
    assert [text for text in texts if re.search(r"[$<>`*\\]|[Tt]he same layer|above|below", text)] == []
    if "Ng’s" in question.ask:
        assert "32×32×3" in question.ask


def test_no_feedback_has_a_name_that_canvas_reads_as_feedback_on_the_whole_question():
    with zipfile.ZipFile(io.BytesIO(as_qti(GROUPS))) as archive:
        names = re.findall(r'itemfeedback ident="(.+?)"', archive.read("self-check/self-check.xml").decode())
    assert len(names) == sum(len(q.options) for q in QUESTIONS)
    whole = re.compile("wrong|correct|_c$|_ic$|solution|general_|_all", re.IGNORECASE)
    assert [name for name in names if whole.search(name)] == []


def test_each_file_says_its_licence_and_how_to_cite_it(request):
    cited = request.config.rootpath / "CITATION.cff"
    title, version = (
        re.findall(rf'^{f}: "?(.+?)"?$', cited.read_text(), re.M)[0] for f in ("title", "version")
    )
    assert f"{title}. Version {version}." in citation()
    assert "creativecommons.org/licenses/by/4.0" in LICENCE
    gift = as_gift(GROUPS)
    with zipfile.ZipFile(io.BytesIO(as_qti(GROUPS))) as archive:
        manifest, settings = (
            archive.read(n).decode() for n in ("imsmanifest.xml", "self-check/assessment_meta.xml")
        )
        assert archive.read("CITATION.cff") == cited.read_bytes()
    for text in (gift, manifest, settings):
        assert LICENCE in text
        assert citation() in text
