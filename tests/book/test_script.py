"""The script that opens cards, in a browser, on a small book of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sites

PAGE = (
    "# Page\n\nAt [](result:goods.twice), by [](cite:bls_wpi); of [](person:vyshinsky).\n"
    + "\nMore.\n" * 60
    + "\nOn a phone [](cite:bls_wpi?p).\n\n- In a list [](cite:bls_wpi?p).\n"
)
STYLE = Path(__file__).resolve().parents[2] / "book" / "_static"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("script")
    (folder / "source").mkdir()
    shutil.copytree(STYLE, folder / "source" / "_static")
    style: dict[str, Any] = {"html_static_path": ["_static"], "html_css_files": ["romsov.css"]}
    book = sites.build(folder, {"page": PAGE}, **style)
    assert book.said == ""
    return (book.folder / "page.html").as_uri()


@pytest.fixture
def page(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(
        **{"viewport": {"width": 900, "height": 700}, "offline": True} | getattr(request, "param", {})
    )
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def open_cards(page: Any) -> list[str]:
    ids: list[str] = page.evaluate("[...document.querySelectorAll(':popover-open')].map(e => e.id)")
    return ids


def focused(page: Any, what: str) -> bool:
    return bool(page.evaluate(f"document.activeElement.matches({what!r})"))


def test_a_press_opens_and_a_second_closes(page: Any) -> None:
    words = page.locator("a.evidence").first
    assert words.get_attribute("aria-haspopup") == "dialog"
    assert words.get_attribute("aria-expanded") == "false"
    words.click()
    assert open_cards(page) == ["card-result-goods-twice"]
    assert words.get_attribute("aria-expanded") == "true"
    words.click()
    assert open_cards(page) == []
    assert words.get_attribute("aria-expanded") == "false"
    words.click()
    assert open_cards(page) == ["card-result-goods-twice"]
    assert page.url.endswith("page.html")


def test_the_card_stands_by_its_words(page: Any) -> None:
    words = page.locator("a.evidence").nth(1)
    words.click()
    card, there = page.locator(":popover-open").bounding_box(), words.bounding_box()
    assert 0 <= card["y"] - (there["y"] + there["height"]) < 20
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 900


def test_the_keyboard_goes_in_and_comes_back(page: Any) -> None:
    words = page.locator("a.evidence").nth(2)
    words.focus()
    page.keyboard.press("Enter")
    assert open_cards(page) == ["card-person-vyshinsky"]
    assert focused(page, "#card-person-vyshinsky")
    page.keyboard.press("Tab")
    assert focused(page, "#card-person-vyshinsky .close")
    page.keyboard.press("Tab")
    assert focused(page, "#card-person-vyshinsky a")
    page.keyboard.press("Escape")
    assert open_cards(page) == []
    assert words.evaluate("node => node === document.activeElement")
    assert words.get_attribute("aria-expanded") == "false"


def test_other_words_take_over(page: Any) -> None:
    page.locator("a.evidence").nth(0).click()
    page.keyboard.press("Escape")
    page.locator("a.evidence").nth(1).click()
    assert open_cards(page) == ["card-work-bls-wpi"]
    page.mouse.click(880, 680)
    assert open_cards(page) == []
    assert page.locator("a.evidence[aria-expanded=true]").count() == 0


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["without script"])
def test_without_the_script_words_lead_to_the_entry(page: Any) -> None:
    page.locator("a.evidence").first.click()
    assert page.url.endswith("results-05.html#result-goods-twice")


def test_a_press_for_a_new_tab_is_left_to_the_browser(page: Any) -> None:
    with page.context.expect_page() as opened:
        page.locator("a.evidence").first.click(modifiers=["Control"])
    assert opened.value.url.endswith("results-05.html#result-goods-twice")
    assert open_cards(page) == []


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}, {}], indirect=True)
def test_a_work_in_brackets_is_a_mark_on_a_narrow_screen_and_keeps_its_words(page: Any) -> None:
    narrow = page.viewport_size["width"] < 400
    cited = page.locator("p:not(li p) > a.evidence[data-cite]")
    assert cited.count() == 1  # a work that is part of a sentence is none
    shown = "a => [getComputedStyle(a, '::after').content.includes('[*]'), getComputedStyle(a).fontSize === '0px']"
    assert cited.evaluate(shown) == [narrow, narrow]
    assert cited.inner_text().startswith("(U.S. Bureau of Labor Statistics")
    assert page.locator("li a.evidence[data-cite]").evaluate(shown) == [False, False]
    page.emulate_media(media="print")
    assert cited.evaluate(shown) == [False, False]
    page.emulate_media(media="screen")
    assert page.get_by_role("link", name="(U.S. Bureau of Labor Statistics", exact=False).count() == 2
    cited.click()
    assert open_cards(page) == ["card-work-bls-wpi"]
