"""The explorer for every reader: in either palette, at any width, without a mouse, without motion."""

from __future__ import annotations

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import AT_REST
from explorer_tools import cell, pixels, settle, stage

pytestmark = pytest.mark.xdist_group("explorer")

STATES = {
    "at rest": lambda page: None,
    "lit": lambda page: stage(page, "matrix").focus(),
    "trying": lambda page: page.get_by_role("button", name="What does sharing do?").click(),
    "guessing": lambda page: (
        page.get_by_role("button", name="Play the argument").click(),
        page.get_by_label("let me guess").check(),
        page.get_by_role("button", name="Step on").click(),
    ),
    "playing": lambda page: page.locator(".question button").first.click(),
    "large": lambda page: (
        page.get_by_role("button", name="Leave the argument").click(),
        page.get_by_label("Layer").select_option("alexnet_conv1"),
    ),
    "copying": lambda page: (
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"),
        page.get_by_role("button", name="Markdown").click(),
    ),
    "impossible": lambda page: page.get_by_label("Kernel, down").fill("777"),
    "refused": lambda page: page.goto(page.url.partition("?")[0] + "?kernel=x"),
}


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(reader, palette):
    page = reader.open("explorer/?layer=thread&wiring=both", palette=palette)
    for name, bring_about in STATES.items():
        bring_about(page)
        settle(page)
        page.wait_for_function(AT_REST)
        result = Axe().run(page, context="wiring-explorer")
        assert result.violations_count == 0, f"{name}: {result.generate_report()}"


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_axe_finds_nothing_on_the_embed_page(reader, palette):
    page = reader.open("embed.html", palette=palette, width=500)
    page.wait_for_function(AT_REST)
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("query", ["layer=thread", "in=3x90000x90000&kernel=5&out=8"])
def test_nothing_is_wider_than_the_window_or_lies_over_another(reader, query):
    page = reader.open(f"explorer/?{query}&wiring=both")
    for width in (320, 390, 700, 1000, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        check_layout(page, width)


def check_layout(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = page.evaluate("""() => [...document.querySelectorAll("wiring-explorer *")]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5)
        .map((e) => e.outerHTML.slice(0, 90))""")
    assert wide == []
    overlapping = page.evaluate("""() => {
        const parts = [...document.querySelectorAll(".switch, .counter, .telling, .choices, .view, .sums, "
            + ".four, .identity, .explorer > fieldset, .explorer > .actions")].filter((part) => part.checkVisibility());
        const boxes = parts.map((part) => part.getBoundingClientRect());
        const hits = [];
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
            const across = a.left < b.right - 1 && b.left < a.right - 1;
            const down = a.top < b.bottom - 1 && b.top < a.bottom - 1;
            if (across && down) hits.push([parts[i].className, parts[i + 1 + j].className]);
        }));
        return hits;
    }""")
    assert overlapping == []


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_enough_for_a_finger(reader, width):
    page = reader.open("explorer/?layer=thread&wiring=both", width=width)
    page.get_by_role("button", name="Play the argument").click()
    small = page.evaluate("""() => [...document.querySelectorAll(
            "wiring-explorer :is(button, select, input, a, [tabindex])")]
        .filter((e) => e.checkVisibility())
        .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([what]) => what)""")
    assert small == []


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("path", ["", "explorer/", "embed.html"])
def test_the_room_it_takes_is_kept_while_it_loads(engine, address, width, path):
    context = engine.new_context(viewport={"width": width, "height": 6000})
    page = context.new_page()
    page.add_init_script("""
        window.heights = [];
        const look = () => {
            const explorer = document.querySelector("wiring-explorer");
            if (explorer) heights.push([explorer.className, explorer.getBoundingClientRect().height]);
            requestAnimationFrame(look);
        };
        look();
    """)
    page.route("**/explorer.js", lambda route: (time.sleep(0.5), route.continue_()))  # after the first paint
    page.goto(f"{address}/{path}", wait_until="networkidle")
    page.wait_for_selector("wiring-explorer.ready")
    page.wait_for_timeout(200)
    heights = page.evaluate("heights")
    context.close()
    assert {state for state, _ in heights} == {"", "ready"}
    assert len({height for _, height in heights}) == 1


def test_the_palette_toggle_repaints_the_drawings(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    bare = cell(page, 0, 7)
    light = pixels(page, "matrix", "base", [bare])[0]
    page.locator("label[for=__palette_1]").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    settle(page)
    dark = pixels(page, "matrix", "base", [cell(page, 0, 7)])[0]
    assert min(light[:3]) > 230
    assert max(dark[:3]) < 60


def test_paper_gets_light_drawings_and_no_controls(reader):
    page = reader.open("explorer/?layer=toy&wiring=both", palette="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    settle(page)
    assert min(pixels(page, "matrix", "base", [cell(page, 0, 7)])[0][:3]) > 230
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Copy link").is_visible()
    assert page.locator("wiring-explorer .four").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    settle(page)
    assert max(pixels(page, "matrix", "base", [cell(page, 0, 7)])[0][:3]) < 60


def test_focus_is_seen_on_all_that_can_have_it(reader):
    page = reader.open("explorer/?layer=thread&wiring=both")
    page.locator(".switch-sparse").focus()
    page.keyboard.press("Shift+Tab")
    seen = []
    for _ in range(70):
        page.keyboard.press("Tab")
        inside, outline, name, drawn = page.evaluate("""() => {
            const e = document.activeElement, s = getComputedStyle(e);
            return [!!e.closest("wiring-explorer"), s.outlineStyle !== "none" && parseFloat(s.outlineWidth),
                e.outerHTML.slice(0, 99).replace(" focus-visible", ""), s.outline];
        }""")
        if not inside:
            break
        assert outline >= 1.5, (name, drawn)
        seen.append(name)
    assert len(seen) > 25
    for name in ("switch switch-sparse", "stage matrix", "stage output", "stage kernel", "stage tray"):
        assert any(f'class="{name}"' in element for element in seen), name


def test_each_control_says_its_name_once(reader):
    page = reader.open("explorer/")
    names = page.evaluate("""() => [...document.querySelectorAll("wiring-explorer :is(select, input)")]
        .map((e) => e.getAttribute("aria-label") ?? [...e.labels].map((l) => l.textContent.trim()).join())""")
    assert all(re.fullmatch(r"[A-Z][\w, ]+|let me guess", name) for name in names), names
    assert len(names) > 20


def test_a_laptops_screen_holds_switches_matrix_and_count(reader):
    page = reader.open("explorer/?layer=toy&wiring=shared")
    page.set_viewport_size({"width": 1280, "height": 720})
    settle(page)
    for part in (".switch-sparse", ".switch-shared", ".counter", ".stage.matrix"):
        box = page.locator(f"wiring-explorer {part}").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 720, part


def test_paper_has_an_image_for_every_canvas(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    settle(page)
    page.emulate_media(media="print")
    images = page.locator("wiring-explorer .stage.matrix img")
    assert images.count() >= 1
    assert images.first.is_visible()
    inked = images.first.evaluate("""async (image) => {
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth,
            height: image.naturalHeight });
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
    }""")
    assert inked >= 4  # paper and the three colours of the kernel


def test_in_forced_colours_a_switch_that_is_on_looks_on(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense")
    page.emulate_media(forced_colors="active")
    sparse = page.locator("wiring-explorer .switch-sparse")
    off = sparse.screenshot()
    sparse.click()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    settle(page)
    page.wait_for_timeout(300)
    assert sparse.screenshot() != off
    track = sparse.locator(".track, .knob, [class*=slide], [class*=toggle]").first
    assert track.evaluate("e => getComputedStyle(e).borderStyle") != "none"
