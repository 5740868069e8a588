"""What the explorer keeps in the address, and how it lives on a page among others."""

from __future__ import annotations

import contextlib
import random
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from explorer_tools import expected, ledger, serve_modules, settle

from content.layers import LAYERS
from sparse_shared import Conv

pytestmark = pytest.mark.xdist_group("explorer")

LEAKS = """() => {
    window.heard = 0;
    const types = ["beforeprint", "afterprint", "popstate"];
    const { addEventListener, removeEventListener } = window;
    window.addEventListener = function (type, listener, options) {
        if (types.includes(type)) {
            heard += 1;
            options?.signal?.addEventListener("abort", () => (heard -= 1));
        }
        return addEventListener.apply(this, arguments);
    };
    window.removeEventListener = function (type) {
        if (types.includes(type)) heard -= 1;
        return removeEventListener.apply(this, arguments);
    };
}"""
"""Count who listens to the window: the explorer, and the theme for each thing on a page that folds."""


def current(page):
    settle(page)
    return page.locator("wiring-explorer .four thead .current").first.inner_text()


def notice(page):
    settle(page)
    return page.locator("wiring-explorer .notice").inner_text()


def test_settings_survive_the_address(reader):
    rng = random.Random(7)
    page = reader.open("explorer/")
    serve_modules(page)
    read = 0
    for _ in range(40):
        axes = rng.choice((1, 2, 2, 3))
        each = lambda *some: "x".join(rng.choice(some) for _ in range(axes))  # noqa: B023, E731
        query = {
            "in": "x".join(map(str, (rng.choice((1, 2, 4)), *(rng.randint(6, 20) for _ in range(axes))))),
            "out": str(rng.choice((2, 4))),
            "kernel": rng.choice(("1", "3", each("1", "2", "5"))),
            "stride": rng.choice(("1", "2", each("1", "2"))),
            "dilation": rng.choice(("1", "1", each("1", "2"))),
            "pad": rng.choice(("valid", "same", "1", "2-0", each("0", "1", "0-2", "2-1"))),
            "mode": rng.choice(("zeros", "circular")),
            "groups": rng.choice(("1", "1", "2")),
            "bias": rng.choice(("true", "unit", "map", "none")),
            "border": rng.choice(("exact", "nominal")),
            "wiring": rng.choice(("dense", "sparse", "shared", "both")),
        }
        if rng.random() < 0.4:
            query |= {"kind": "transposed", "mode": "zeros", "outpad": rng.choice(("0", "1", each("0", "1")))}
        if query["in"].startswith("1x"):
            query["groups"] = "1"
        first, again = page.evaluate(
            """async (query) => {
                const { read, write } = await import("/modules/model/address.js");
                const { fromPreset } = await import("/modules/model/settings.js");
                const plain = { ...fromPreset("toy"), sparse: false, shared: false };
                const [settings, complaints] = read(new URLSearchParams(query), plain);
                if (complaints.length) return [complaints, null];
                const address = write("https://example.org/a/?h=1#here", settings);
                return [settings, [...read(new URL(address).search, plain), address]];
            }""",
            query,
        )
        if again is None:
            assert "cannot be" in first[0]
            continue
        settings, complaints, address = again
        assert complaints == []
        assert settings == first
        assert "h=1" in address
        read += 1
        assert address.endswith("#here")
    assert read > 20


def test_what_is_set_is_in_the_address_and_comes_back_on_reload(reader):
    page = reader.open("explorer/?layer=dumoulin&wiring=dense&utm_source=1")
    page.get_by_role("switch", name=re.compile("Shared")).click()
    page.get_by_label("Output channels").fill("5")
    page.wait_for_url(re.compile("out=5"))
    query = parse_qs(urlsplit(page.url).query)
    assert query["wiring"] == ["shared"]
    assert query["utm_source"] == ["1"]
    page.reload(wait_until="networkidle")
    assert ledger(page) == expected(Conv((1, 4, 4), 5, 3))
    assert current(page) == "shared only"


def test_back_and_forward_go_through_what_was_chosen(reader):
    page = reader.open("explorer/?layer=toy&wiring=dense")
    page.get_by_label("Layer").select_option("ng")
    page.get_by_role("switch", name=re.compile("Sparse")).click()
    assert current(page) == "sparse only"
    page.go_back()
    page.wait_for_url(re.compile("wiring=dense"))
    assert ledger(page) == expected(LAYERS["ng"].layer)
    assert current(page) == "dense"
    page.go_back()
    page.wait_for_url(re.compile("layer=toy"))
    assert ledger(page) == expected(LAYERS["toy"].layer)
    page.go_forward()
    page.go_forward()
    page.wait_for_url(re.compile("wiring=sparse"))
    assert current(page) == "sparse only"
    assert ledger(page) == expected(LAYERS["ng"].layer)


HOSTILE = [
    ("kernel=abc", "kernel=abc: expected"),
    ("in=1e9x3", "in=1e9x3: expected"),
    ("in=0x10x10", "input_shape[0]=0"),
    ("kernel=-3", "kernel=-3"),
    ("in=1x10x10&kernel=3x3x3", "kernel=3x3x3: expected a number, or one an axis"),
    ("pad=2-1-0", "pad=2-1-0: expected"),
    ("in=1x8&pad=1x1", "pad=1x1: expected"),
    ("kernal=3", "kernal=…, which means nothing here"),
    ("__proto__=3", "__proto__=…, which means nothing here"),
    ("stride=0", "stride[0]=0"),
    ("kernel=999", "kernel_size=999 spans"),
    ("groups=7", "groups=7: expected a divisor"),
    ("layer=lenet_c3&out=5", "channel_mask: expected a table of 5 × 6 maps"),
    ("in=1x999999x999999", "expected at most 100000"),
    ("layer=__proto__", "layer=__proto__"),
    ("layer=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "layer=<img src=x onerror=alert(1)>"),
    ("wiring=constructor", "wiring=constructor"),
    ("bias=toString", "bias=toString"),
    ("kind=other", "kind=other: expected convolution or transposed"),
    ("outpad=-1", "outpad=-1: expected a number"),
    ("pad=99999999999999999999", "pad=99999999999999999999"),
    ("kernel=" + "9" * 5000, "kernel=" + "9" * 40 + ":"),
]


def test_hostile_addresses_are_refused_with_a_message(reader, address):
    page = reader.open("embed.html")
    for query, said in HOSTILE:
        page.goto(f"{address}/embed.html?{query}", wait_until="load")
        assert said in notice(page)
        assert page.locator(".notice img").count() == 0
        layer = Conv((1, 10, 10), 1, 3) if "in=1x10" in query else LAYERS["toy"].layer
        assert ledger(page) == expected(layer), query
        page.get_by_role("switch", name=re.compile("Shared")).click()
        assert notice(page) == ""


def test_a_table_of_maps_outlives_other_settings_and_a_reload_but_not_other_channels(reader):
    c3 = LAYERS["lenet_c3"].layer
    page = reader.open("explorer/?layer=lenet_c3")
    page.get_by_label("Padding", exact=True).select_option("same")
    assert ledger(page) == expected(replace(c3, padding="same"))
    page.wait_for_url(re.compile("pad=same"))
    page.reload()
    page.locator("wiring-explorer.ready").wait_for()
    assert ledger(page) == expected(replace(c3, padding="same"))
    page.get_by_label("Output channels").fill("15")
    assert ledger(page) == expected(replace(c3, padding="same", out_channels=15, channel_mask=None))


def test_other_parameters_are_not_the_explorers(reader):
    page = reader.open("explorer/?h=weights&utm_campaign=5")
    assert notice(page) == ""
    assert ledger(page) == expected(LAYERS["toy"].layer)


def test_several_explorers_do_not_fight(reader):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.evaluate("""() => {
        const first = document.querySelector("wiring-explorer");
        for (const preset of ["ng", "torus"]) {
            const other = document.createElement("wiring-explorer");
            other.setAttribute("preset", preset);
            other.toggleAttribute("compact", preset === "ng");
            first.after(other);
        }
    }""")
    settle(page)
    assert page.evaluate(
        "[...document.querySelectorAll('wiring-explorer .choices select')].map((s) => s.value)"
    ) == ["toy", "torus", "ng"]
    address = page.url
    for explorer in page.locator("wiring-explorer").all()[1:]:
        explorer.get_by_role("switch", name=re.compile("Shared")).click()
    page.wait_for_timeout(400)
    assert page.url == address
    assert page.evaluate("document.querySelectorAll('wiring-explorer .four thead .current').length") == 3
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_the_compact_one_leads_to_the_full_one_with_the_same_layer(reader):
    page = reader.open("explorer/")
    page.evaluate("""() => {
        const compact = document.createElement("wiring-explorer");
        compact.setAttribute("compact", "");
        compact.setAttribute("preset", "lenet_c1");
        compact.setAttribute("wiring", "sparse");
        document.querySelector("wiring-explorer").replaceWith(compact);
    }""")
    settle(page)
    assert page.get_by_label("Groups").count() == 0
    page.get_by_role("link", name=re.compile("Settings")).click()
    page.wait_for_url("**/explorer/?layer=lenet_c1&wiring=sparse")
    page.wait_for_selector("wiring-explorer.ready")
    assert ledger(page) == expected(LAYERS["lenet_c1"].layer)


def test_instant_navigation_comes_and_goes_without_a_trace(reader, address):
    # Where the site is published the map of it has its addresses, and the theme then fetches pages itself.
    places = "".join(f"<url><loc>{address}/{path}</loc></url>" for path in ("", "explorer/"))
    site_map = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    page = reader.open("")
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=site_map, content_type="text/xml"))
    page.goto(f"{address}/explorer/?layer=toy&wiring=both", wait_until="networkidle")
    page.evaluate("window.same = true")
    page.evaluate(LEAKS)
    heard = []
    for _ in range(3):
        page.get_by_label("Output channels").fill("3")  # and leave before it is written down
        page.locator(".md-tabs").get_by_role("link", name="The answer").click()
        page.wait_for_selector(".answer")
        page.wait_for_timeout(400)
        assert urlsplit(page.url).query == ""
        page.locator(".md-tabs").get_by_role("link", name="Explorer").click()
        page.wait_for_selector("article [preset=toy]:not([compact]).ready")
        assert ledger(page) == expected(LAYERS["toy"].layer)
        heard.append(page.evaluate("heard"))
    assert page.evaluate("window.same")
    assert heard[0] == heard[1] == heard[2]
    page.go_back()
    page.wait_for_selector(".answer")
    page.go_forward()
    page.wait_for_selector("article [preset=toy]:not([compact]).ready")
    assert ledger(page) == expected(LAYERS["toy"].layer)


def test_a_phone_fetches_the_explorer_when_it_comes_near(engine, address):
    with contextlib.closing(engine.new_context(viewport={"width": 390, "height": 800})) as context:
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(300)
        assert not [url for url in asked if url.endswith("/explorer.js")]
        height = page.locator("wiring-explorer").bounding_box()["height"]
        page.mouse.wheel(0, page.locator("wiring-explorer").bounding_box()["y"] - 900)
        page.wait_for_selector("wiring-explorer.ready", state="attached")
        settle(page)
        assert page.locator("wiring-explorer").bounding_box()["height"] == height
        assert page.locator("wiring-explorer .stage.matrix").bounding_box()["height"] > 100


def test_settings_made_on_the_way_out_stay_out_of_the_next_pages_address(reader, address):
    page = reader.open("explorer/?layer=toy&wiring=both")
    page.get_by_label("Output channels").fill("3")
    page.evaluate("history.pushState(null, '', '/elsewhere/')")
    page.wait_for_timeout(400)
    assert page.url == f"{address}/elsewhere/"


def test_the_embed_page_has_the_explorer_and_nothing_else(reader):
    page = reader.open("embed.html?layer=torus&wiring=both", width=700, palette="dark")
    assert ledger(page) == expected(LAYERS["torus"].layer)
    assert page.locator(".md-header, nav").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 29)"
    assert page.evaluate("document.documentElement.scrollWidth") == 700


def test_the_embed_code_shows_what_is_set(reader):
    page = reader.open("explorer/?layer=toy&wiring=shared", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Embed code").click()
    page.get_by_text("Embed code copied").wait_for()
    code = page.evaluate("navigator.clipboard.readText()")
    assert code.startswith("<iframe")
    page.evaluate("code => { document.querySelector('article').innerHTML = code }", code)
    frame = page.frame_locator("iframe")
    frame.locator("wiring-explorer.ready").wait_for()
    frame.locator(".four thead .current", has_text="shared only").wait_for()
    assert frame.locator(".choices select").input_value() == "toy"
