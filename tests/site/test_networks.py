"""Tables that sort, in a real browser: by pointer, by keyboard, after instant navigation, without scripts."""

from __future__ import annotations

import pytest

from content.networks import NETWORKS, SHOWN

pytestmark = pytest.mark.xdist_group("site")

TITLES = [NETWORKS[name].title for name in SHOWN]
BY_WEIGHTS = [NETWORKS[name].title for name in sorted(SHOWN, key=lambda name: NETWORKS[name].weights[-1])]


def names(page) -> list[str]:
    return page.locator("#table-real_networks tbody th").all_inner_texts()


def head(page, text: str):
    return page.locator("#table-real_networks thead th", has_text=text).first


def test_the_first_press_puts_the_largest_on_top_and_the_second_the_smallest(reader):
    page = reader.open("real-networks/")
    assert names(page) == TITLES
    weights = head(page, "Both")
    weights.locator("button").click()
    assert names(page) == BY_WEIGHTS[::-1]
    assert weights.get_attribute("aria-sort") == "descending"
    weights.locator("button").click()
    assert names(page) == BY_WEIGHTS
    assert weights.get_attribute("aria-sort") == "ascending"


def test_by_keyboard_and_by_factors_and_one_head_at_a_time(reader):
    page = reader.open("real-networks/")
    head(page, "Year").locator("button").click()
    head(page, "Sparsity saves").locator("button").focus()
    page.keyboard.press("Enter")
    by_sparsity = sorted(SHOWN, key=lambda name: NETWORKS[name].sparsity, reverse=True)
    assert names(page) == [NETWORKS[name].title for name in by_sparsity]
    assert page.locator("#table-real_networks [aria-sort]").count() == 1


def test_on_a_phone_the_heads_are_pressed_as_well(reader):
    page = reader.open("real-networks/", width=390)
    head(page, "Both").locator("button").click()
    assert names(page) == BY_WEIGHTS[::-1]


def test_after_instant_navigation(reader):
    page = reader.open("history/")
    page.get_by_role("link", name="Real networks", exact=True).last.click()
    page.wait_for_url("**/real-networks/")
    head(page, "Both").locator("button").click()
    assert names(page) == BY_WEIGHTS[::-1]


def test_without_scripts_the_table_is_whole_and_has_nothing_to_press(reader):
    page = reader.open("real-networks/", java_script_enabled=False)
    assert names(page) == TITLES
    assert page.locator("article :is(button, select)").count() == 0
