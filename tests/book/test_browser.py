"""The pages in a browser, opened from disk with the network cut."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest

from conftest import RULES, RULES_OF_COLOUR, pages, violations

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
NUMBER = "main a.evidence[data-card^=card-result]"
CHAPTER = "notebooks/05_reparations_valuation.html"


class Opened:
    """A page and what the browser said while it was open."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page = page
        self.site = site
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self.messages.append(f"failed: {request.url}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def go(self, name: str) -> Opened:
        path, _, query = name.partition("?")
        self.page.goto((self.site / path).as_uri() + (f"?{query}" if query else ""))
        self.page.wait_for_load_state("load")
        return self


@pytest.fixture
def opened(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    wanted = {"viewport": DESK, "color_scheme": "light", "offline": True, **getattr(request, "param", {})}
    context = browser.new_context(**wanted)
    yield Opened(context.new_page(), site)
    context.close()


def name_of(page: str) -> str:
    return page.removesuffix(".html")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_page_loads_from_disk_in_silence(opened: Opened, page: str) -> None:
    opened.go(page).page.wait_for_timeout(200)
    assert opened.messages == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
@pytest.mark.parametrize("opened", [{"viewport": PHONE, "has_touch": True}], indirect=True, ids=["phone"])
def test_page_fits_a_phone(opened: Opened, page: str) -> None:
    opened.go(page)
    wide = opened.page.evaluate(
        """() => [...document.querySelectorAll('article *')]
            .filter(e => !e.closest('pre, .romsov-scroll, [popover]') && e.getBoundingClientRect().right > 361)
            .map(e => e.tagName + ' ' + e.className).slice(0, 5)"""
    )
    assert wide == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    "page", [page for page in pages() if page.startswith("notebooks/") or page == "index.html"]
)
@pytest.mark.parametrize(
    "opened", [{"viewport": PHONE}, {"viewport": DESK}], indirect=True, ids=["phone", "desk"]
)
def test_no_word_of_a_picture_is_cut(opened: Opened, page: str) -> None:
    opened.go(page)
    cut = opened.page.evaluate(
        """() => [...document.querySelectorAll('figure svg, .romsov-svg svg')].flatMap(svg => {
            const whole = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < whole.left - 1 || box.right > whole.right + 1
                    || box.top < whole.top - 1 || box.bottom > whole.bottom + 1);
            }).map(text => text.textContent);
        })"""
    )
    assert cut == []


# What A4 leaves between margins of 15 mm, at 96 dots an inch.
PAPER = {"width": 680, "height": 1000}


@pytest.mark.parametrize("page", pages(), ids=name_of)
@pytest.mark.parametrize("opened", [{"viewport": PAPER}], indirect=True, ids=["paper"])
def test_nothing_is_cut_at_the_margin_of_the_paper(opened: Opened, page: str) -> None:
    opened.page.emulate_media(media="print")
    opened.go(page)
    opened.page.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true; })")
    wide = opened.page.evaluate(
        """most => [...document.querySelectorAll('article *')]
            .filter(e => e.getClientRects().length && !e.closest('svg *') && (e.getBoundingClientRect().right > most + 1
                || (getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)))
            .map(e => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 60)}`).slice(0, 5)""",
        PAPER["width"],
    )
    assert wide == []


@pytest.mark.parametrize("opened", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_text_of_figures_can_be_read_on_a_phone(opened: Opened) -> None:
    sizes = opened.go(CHAPTER).page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return [...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize) * scale);
        })"""
    )
    assert sizes
    assert min(sizes) >= 11  # at 360 px; at 390 px it is 12 and more


@pytest.mark.parametrize("page", pages(), ids=name_of)
@pytest.mark.parametrize(
    ("opened", "rules"),
    [({"color_scheme": "light"}, RULES), ({"color_scheme": "dark"}, RULES_OF_COLOUR)],
    indirect=["opened"],
    ids=["light", "dark"],
)
def test_page_meets_wcag(opened: Opened, page: str, rules: tuple[str, ...]) -> None:
    assert violations(opened.go(page).page, rules) == []


@pytest.mark.parametrize(
    "opened", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_open_card_meets_wcag(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    page.locator(NUMBER).first.click()
    assert violations(page) == []


def open_cards(page: Any) -> list[str]:
    ids: list[str] = page.evaluate("[...document.querySelectorAll(':popover-open')].map(e => e.id)")
    return ids


def test_a_number_opens_its_evidence_by_mouse(opened: Opened) -> None:
    page = opened.go("index.html").page
    number = page.locator(NUMBER).first
    number.click()
    assert open_cards(page) == [number.get_attribute("data-card")]
    card = page.locator(":popover-open")
    text = card.inner_text()
    for part in ("Formula", "Evidence", "Entry among the results", number.inner_text()):
        assert part in text
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= DESK["width"]
    page.mouse.click(5, 890)
    assert open_cards(page) == []


def test_a_number_opens_its_evidence_by_keyboard(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    number = page.locator(NUMBER).first
    number.focus()
    page.keyboard.press("Enter")
    assert open_cards(page) == [number.get_attribute("data-card")]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest(':popover-open') !== null")
    page.keyboard.press("Escape")
    assert open_cards(page) == []
    assert number.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("opened", [{"viewport": PHONE, "has_touch": True}], indirect=True, ids=["phone"])
def test_a_number_opens_its_evidence_by_touch(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    number = page.locator(NUMBER).nth(1)
    number.scroll_into_view_if_needed()
    number.tap()
    assert open_cards(page) == [number.get_attribute("data-card")]
    box = page.locator(":popover-open").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


@pytest.mark.parametrize("opened", [{"viewport": PHONE, "has_touch": True}], indirect=True, ids=["phone"])
def test_a_card_on_a_phone_is_a_sheet_that_closes(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    page.locator(NUMBER).first.tap()
    card = page.locator(":popover-open")
    box = card.bounding_box()
    assert box["width"] == PHONE["width"]
    assert box["y"] + box["height"] == PHONE["height"]
    card.get_by_role("button", name="Close").tap()
    assert open_cards(page) == []


def test_leaving_a_card_with_tab_closes_it(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    page.locator(NUMBER).first.focus()
    page.keyboard.press("Enter")
    inside = page.locator(":popover-open").locator("a, button").count()
    for _ in range(inside + 1):
        page.keyboard.press("Tab")
    assert open_cards(page) == []


def shown(page: Any, selector: str) -> int:
    count: int = page.evaluate(
        f"[...document.querySelectorAll({selector!r})].filter(e => e.checkVisibility()).length"
    )
    return count


CODE = "div.cell > details.hide, div.cell > .cell_input, .romsov-pointer"


def test_the_story_hides_its_workings_until_they_are_asked_for(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    assert shown(page, CODE) == 0
    page.get_by_label("Show the workings").check()
    assert shown(page, CODE) > 0
    opened.go("notebooks/08_aid_question.html")  # it is remembered
    assert page.get_by_label("Show the workings").is_checked()
    page.get_by_label("Show the workings").uncheck()
    assert shown(page, CODE) == 0


def test_an_address_leads_into_the_workings(opened: Opened) -> None:
    page = opened.go("index.html").page
    page.locator(NUMBER).first.click()
    page.locator(":popover-open").get_by_text("computed in cell").click()
    page.wait_for_load_state("load")
    assert shown(page, CODE) > 0
    assert page.locator("div.cell:target").count() == 1
    assert page.locator("div.cell:target").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_without_scripts_nothing_is_hidden(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / CHAPTER).as_uri())
    assert page.locator("div.cell details.hide").first.is_visible()
    context.close()


@pytest.mark.parametrize("opened", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_no_table_scrolls_sideways_on_a_phone(opened: Opened) -> None:
    for name in (page for page in pages() if page.startswith("notebooks/")):
        wide = opened.go(name).page.evaluate(
            """() => { for (const part of document.querySelectorAll('details')) part.open = true;
                return [...document.querySelectorAll('.romsov-scroll:has(.romsov-table)')]
                    .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.ariaLabel); }"""
        )
        assert wide == [], name


@pytest.mark.parametrize("opened", [{"viewport": {"width": 1280, "height": 560}}], indirect=True, ids=["low"])
def test_a_long_card_stays_in_a_low_window_wherever_its_number_stands(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    number = page.locator(f"{NUMBER}[data-card$=basket-1944-net]").first
    for block in ("start", "center", "end"):
        number.evaluate("(e, block) => e.scrollIntoView({block, behavior: 'instant'})", block)
        number.press("Enter")
        box = page.locator(":popover-open").bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= 560, block
        assert box["height"] >= 150, block
        page.keyboard.press("Escape")


def test_the_card_leads_to_the_entry(opened: Opened) -> None:
    page = opened.go("index.html").page
    number = page.locator(NUMBER).last
    number.click()
    page.locator(":popover-open").get_by_text("Entry among the results").click()
    page.wait_for_load_state("load")
    assert page.url.split("#")[0].endswith("results-05.html")
    assert page.locator("dt:target").count() == 1
    assert opened.messages == []


@pytest.mark.parametrize("opened", [{"color_scheme": "dark"}], indirect=True, ids=["dark"])
def test_figures_follow_dark_mode(opened: Opened) -> None:
    page = opened.go(CHAPTER).page
    ink, paper, data = page.evaluate(
        """() => {
            const svg = document.querySelector('figure svg'), text = svg.querySelector('text');
            const line = [...svg.querySelectorAll('path')].map(p => getComputedStyle(p).stroke);
            return [getComputedStyle(text).fill, getComputedStyle(document.body).color, line];
        }"""
    )
    assert ink == page.evaluate("getComputedStyle(document.querySelector('.romsov-verdict p')).color")
    assert paper == ink
    assert "rgb(77, 177, 232)" in data  # the dark value of --fig-blue


LIGHT = {"method.html": 170, "index.html": 170} | {
    page: 250 for page in pages() if page.startswith("notebooks/")
}


@pytest.mark.parametrize(("page", "most"), LIGHT.items())
def test_page_is_light(opened: Opened, page: str, most: int) -> None:
    opened.go(page)
    assert weight(opened) <= most * 1024


def weight(opened: Opened) -> int:
    """Bytes that the page's files would be with gzip; fonts are compressed as they are."""
    total = 0
    for url in dict.fromkeys(opened.requests):
        content = Path(unquote(urlparse(url).path)).read_bytes()
        total += len(content) if url.endswith((".woff", ".woff2")) else len(gzip.compress(content, 6))
    return total
