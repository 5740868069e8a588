"""Write the self-check for Canvas, as a package of QTI 1.2: one quiz to practise with.

Built as Canvas builds its own exports: a manifest, the questions, and the quiz's settings. Every option has
its diagnosis as feedback. https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element, SubElement

from markupsafe import escape

from content.questions.question import Groups, Question
from content.reuse import LICENCE, SITE, beside, citation
from write.zips import zipped

PACKAGE, QUIZ, SETTINGS = "package", "self-check", "self-check-settings"
TITLE = f"{SITE}: self-check"
RESPONSE = "response1"
_FILES = {QUIZ: f"{QUIZ}/{QUIZ}.xml", SETTINGS: f"{QUIZ}/assessment_meta.xml"}


def as_qti(groups: Groups) -> bytes:
    """Return all questions as one package."""
    return zipped(
        {
            "imsmanifest.xml": _written(_manifest()),
            _FILES[QUIZ]: _written(_questions(groups)),
            _FILES[SETTINGS]: _written(_settings(points=sum(map(len, groups.values())))),
            **beside(),
        }
    )


def _manifest() -> Element:
    root = Element("manifest", xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", identifier=PACKAGE)
    metadata = SubElement(root, "metadata")
    _say(metadata, "schema", "IMS Content")
    _say(metadata, "schemaversion", "1.1.3")
    lom = SubElement(metadata, "lom", xmlns="http://www.imsglobal.org/xsd/imsmd_v1p2")
    _say(SubElement(SubElement(lom, "general"), "title"), "string", TITLE)
    rights = SubElement(lom, "rights")
    _say(SubElement(rights, "copyrightAndOtherRestrictions"), "value", "yes")
    _say(SubElement(rights, "description"), "string", f"{LICENCE}. {citation()}")
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    quiz = SubElement(resources, "resource", identifier=QUIZ, type="imsqti_xmlv1p2")
    SubElement(quiz, "file", href=_FILES[QUIZ])
    SubElement(quiz, "dependency", identifierref=SETTINGS)
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    settings = SubElement(resources, "resource", identifier=SETTINGS, type=kind, href=_FILES[SETTINGS])
    SubElement(settings, "file", href=_FILES[SETTINGS])
    return root


def _settings(*, points: int) -> Element:
    root = Element("quiz", xmlns="http://canvas.instructure.com/xsd/cccv1p0", identifier=QUIZ)
    _say(root, "title", TITLE)
    _say(root, "description", f"<p>{escape(citation())} {escape(LICENCE)}</p>")
    _say(root, "shuffle_answers", "true")
    _say(root, "quiz_type", "practice_quiz")
    _say(root, "points_possible", f"{points}.0")
    _say(root, "allowed_attempts", "-1")  # as many as one likes
    return root


def _questions(groups: Groups) -> Element:
    root = Element("questestinterop", xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2")
    quiz = SubElement(root, "assessment", ident=QUIZ, title=TITLE)
    section = SubElement(quiz, "section", ident="root_section")
    for topic, questions in groups.items():
        for question in questions:
            _ask(section, question, topic)
    return root


def _ask(section: Element, question: Question, topic: str) -> None:
    """Add a question: what is shown, then what becomes of a choice, then what is said to it."""
    item = SubElement(section, "item", ident=question.name, title=question.title)
    metadata = SubElement(SubElement(item, "itemmetadata"), "qtimetadata")
    said = {"question_type": "multiple_choice_question", "points_possible": "1", "qmd_topic": topic}
    for label, entry in said.items():
        field = SubElement(metadata, "qtimetadatafield")
        _say(field, "fieldlabel", label)
        _say(field, "fieldentry", entry)
    options = {f"{question.name}-{letter}": option for letter, option in question.lettered().items()}

    presentation = SubElement(item, "presentation")
    _show(presentation, f"<p>{escape(question.ask)}</p>", "text/html")
    response = SubElement(presentation, "response_lid", ident=RESPONSE, rcardinality="Single")
    choices = SubElement(response, "render_choice")
    for ident, option in options.items():
        _show(SubElement(choices, "response_label", ident=ident), option.shown)

    processing = SubElement(item, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    for ident in options:
        condition = _if_chosen(processing, ident, "Yes")
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=_feedback(ident))
    for ident, option in options.items():  # Canvas believes the last that is said of an option's score
        if option.right:
            condition = _if_chosen(processing, ident, "No")
            _say(condition, "setvar", "100", action="Set", varname="SCORE")

    for ident, option in options.items():
        feedback = SubElement(item, "itemfeedback", ident=_feedback(ident))
        _show(SubElement(feedback, "flow_mat"), option.diagnosis)


def _feedback(ident: str) -> str:
    return f"{ident}_fb"


def _if_chosen(processing: Element, ident: str, go_on: str) -> Element:
    condition = SubElement(processing, "respcondition", {"continue": go_on})
    _say(SubElement(condition, "conditionvar"), "varequal", ident, respident=RESPONSE)
    return condition


def _show(parent: Element, text: str, kind: str = "text/plain") -> None:
    _say(SubElement(parent, "material"), "mattext", text, texttype=kind)


def _say(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text


def _written(root: Element) -> bytes:
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"
