"""The self-check in a real browser: by keyboard, without scripts, right and wrong said in words."""

from __future__ import annotations

import pytest

from content.questions import QUESTIONS

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def page(reader):
    return reader.open("questions/", java_script_enabled=False)


def test_it_opens_by_keyboard_without_scripts(page):
    first = page.locator(".check details.option").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("p").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".check details[open]").count() == 2
    page.keyboard.press("Space")
    assert page.locator(".check details[open]").count() == 1


def test_each_verdict_is_said_in_words(page):
    checks = page.locator(".check[aria-live=polite]")  # and to those who listen
    assert checks.count() == len(QUESTIONS)
    verdicts = [check.locator("details strong").all_text_contents() for check in checks.all()]
    assert all(said.count("Right.") == 1 for said in verdicts)
    assert all(said.count("Not quite.") == len(said) - 1 >= 3 for said in verdicts)


def test_no_answer_is_given_away_before_it_is_opened(page):
    assert page.locator(".check details[open]").count() == 0
    summaries = page.locator(".check summary")
    styles = page.evaluate(
        "() => [...document.querySelectorAll('.check summary .letter')]"
        ".map(e => getComputedStyle(e).borderColor)"
    )
    assert len(styles) == summaries.count()
    assert len(set(styles)) == 1
