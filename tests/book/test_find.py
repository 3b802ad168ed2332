"""The search as readers use it: their questions on the built book, and its rules on an index of the test's own."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from conftest import violations
from romsov_analysis.book import search

# Question → number of the chapter that answers it.
ASKED = {
    "oil prices 1944": "05",
    "Titulescu": "02",
    "Litvinov Riga": "02",
    "grain": "05",
    "Maican island": "07",
    "Gusa telephone Moscow": "08",
    "Tehran": "07",
    "Finland reparations": "05",
    "secret protocol": "03",
    "broken pacts": "03",
    "surcharge": "05",
    "Iliescu request": "08",
    "Ceausescu letter Gorbachev": "07",
    "Poland pact 1932": "02",
    "lei exchange rate": "05",
}


class Found:
    """What the page of the search shows."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.said: str = page.locator("#search-count").inner_text()
        self.links: list[str] = page.eval_on_selector_all(
            "#search-results a", "links => links.map(link => link.getAttribute('href'))"
        )
        self.excerpts: list[str] = page.eval_on_selector_all(
            "#search-results p", "parts => parts.map(part => part.textContent)"
        )

    def marks(self, number: int) -> list[str]:
        """The words marked in an excerpt."""
        found: list[str] = (
            self.page.locator("#search-results p").nth(number).locator("mark").all_inner_texts()
        )
        return found


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.on(
        "request", lambda asked: asked.url.startswith("file:") or opened.said.append(f"asked for {asked.url}")
    )
    yield opened
    context.close()


def find(page: Any, site: Path, query: str) -> Found:
    page.said.clear()
    page.goto(f"{(site / 'search.html').as_uri()}?q={quote(query)}")
    page.wait_for_load_state("load")
    assert page.said == []
    return Found(page)


def folded(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)
    ).casefold()


@pytest.mark.parametrize(("query", "number"), ASKED.items())
def test_a_question_leads_to_its_chapter(page: Any, site: Path, query: str, number: str) -> None:
    found = find(page, site, query)
    places = [link.startswith(f"notebooks/{number}_") for link in found.links[:2]]
    assert True in places, found.links[:2]
    words = tuple(word.removesuffix("s") for word in folded(query).split())
    marks = found.marks(places.index(True))
    assert marks
    assert [mark for mark in marks if not folded(mark).startswith(words)] == []
    assert max(map(len, found.excerpts)) < 260
    for link in found.links:
        name, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (site / name).read_text(encoding="utf-8"), link
    page.locator("#search-results a").first.click()
    page.wait_for_load_state("load")
    assert page.locator(":target").count() == 1
    assert page.locator(":target").evaluate(
        "part => Math.abs(part.getBoundingClientRect().top) < innerHeight"
    )


@pytest.mark.parametrize(("one", "other"), [("Ceausescu", "Ceaușescu"), ("IASI", "Iași"), ("pacts", "pact")])
def test_marks_case_and_number_make_no_difference(page: Any, site: Path, one: str, other: str) -> None:
    found = find(page, site, one)
    assert len(found.links) > 1
    assert find(page, site, other).links == found.links


def test_the_dialog_leads_to_the_page_and_the_page_to_the_section(page: Any, site: Path) -> None:
    page.goto((site / "method.html").as_uri())
    page.keyboard.press("Control+k")
    field = page.locator("dialog[open] input[type=search]")
    field.fill("Titulescu")
    field.press("Enter")
    page.wait_for_selector("#search-results li")
    assert page.locator("article input[type=search]").input_value() == "Titulescu"
    assert page.evaluate("document.activeElement.matches('article input[type=search]')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#search-results li:first-child a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notebooks/02_*#*")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_was_found_meets_wcag(page: Any, site: Path, theme: str) -> None:
    page.emulate_media(
        color_scheme=theme, reduced_motion="reduce"
    )  # no colour measured on its way to another
    find(page, site, "treaty")
    assert violations(page) == []


def test_what_was_found_is_named_and_counted_aloud(page: Any, site: Path) -> None:
    find(page, site, "treaty")
    assert page.get_by_role("list", name="What was found").get_by_role("listitem").count() == 30
    count = page.get_by_role("status")
    assert count.get_attribute("aria-live") == "polite"
    assert re.fullmatch(r"\d+ places found, the first 30 are shown\.", count.inner_text())


# --- the rules, on an index of the test's own ------------------------------------------------------------------

Unit = tuple[int, str, str, str, str]


@pytest.fixture
def small(site: Path, tmp_path: Path, page: Any) -> Callable[[str, Sequence[Unit]], Found]:
    """Search an index of two pages, a chapter and a register, in the book's own page."""
    shutil.copytree(site / "_static", tmp_path / "_static")
    shutil.copyfile(site / "search.html", tmp_path / "search.html")

    def ask(query: str, units: Sequence[Unit]) -> Found:
        pages = [["a.html", "2. Chapter", 0], ["b.html", "Register", 1]]
        index = json.dumps({"pages": pages, "units": units})
        (tmp_path / search.INDEX).write_text(f"window.romsovSections = {index};", encoding="utf-8")
        return find(page, tmp_path, query)

    return ask


def anchors(found: Found) -> list[str]:
    return [link.partition("#")[2] for link in found.links]


def test_all_words_are_wanted_and_any_where_no_place_has_all(small: Any) -> None:
    units = [(0, "both", "", "grain and oil", ""), (0, "one", "Oil", "oil oil", ""), (0, "no", "", "rye", "")]
    found = small("oil grain", units)
    assert (anchors(found), found.said) == (["both"], "1 place found.")
    found = small("timber oil grain", units)
    assert anchors(found) == ["both", "one"]
    assert found.said == "No place has all of these words; 2 places found with some."


def test_words_that_stand_everywhere_are_not_looked_for(small: Any) -> None:
    units = [(0, "a", "", "what is the grain", ""), (0, "b", "", "timber", "")]
    assert anchors(small("what is the timber", units)) == ["b"]
    assert anchors(small("what is the", units)) == ["a"]


def test_rare_words_count_more(small: Any) -> None:
    units = [(0, "common", "Grain", "oil", ""), (0, "rare", "Oil", "grain", "")]
    more = [(0, f"more{number}", "", "grain", "") for number in range(5)]
    assert anchors(small("grain oil", [*units, *more])) == ["rare", "common"]


def test_headings_count_more_than_text_and_text_more_than_tables(small: Any) -> None:
    units = [(0, "table", "", "x", "grain"), (0, "text", "", "grain", ""), (0, "heading", "Grain", "x", "")]
    assert anchors(small("grain", units)) == ["heading", "text", "table"]


def test_more_and_closer_hits_come_first(small: Any) -> None:
    far = "oil " + "x " * 300 + "grain"
    units = [(0, "far", "", far, ""), (0, "near", "", "grain for oil " + "x " * 300, "")]
    assert anchors(small("oil grain", units)) == ["near", "far"]
    units = [(0, "one", "", "oil x x", ""), (0, "three", "", "oil oil oil", "")]
    assert anchors(small("oil", units)) == ["three", "one"]


def test_whole_words_come_before_beginnings_and_middles_are_none(small: Any) -> None:
    units = [(0, "longer", "", "leisure", ""), (0, "whole", "", "lei", ""), (0, "middle", "", "galei", "")]
    assert anchors(small("lei", units)) == ["whole", "longer"]
    units = [(0, "one", "", "treaty", ""), (0, "many", "", "treaties", ""), (0, "other", "", "treat", "")]
    assert sorted(anchors(small("treaties", units))) == ["many", "one"]


def test_a_phrase_is_met_as_a_whole(small: Any) -> None:
    units = [(0, "apart", "", "broken, and regularly", ""), (0, "phrase", "", "Broken\u00a0regularly", "")]
    for query in ('"broken regularly"', "“broken regularly”"):
        assert anchors(small(query, units)) == ["phrase"]
    assert small('"broken regularly"', units).marks(0) == ["Broken\u00a0regularly"]
    assert sorted(anchors(small('"broken regularly', units))) == ["apart", "phrase"]


def test_sections_come_before_entries_and_leave_room_for_them(small: Any) -> None:
    sections = [(0, f"s{number}", "", "grain", "") for number in range(40)]
    entries = [(1, f"e{number}", "Grain", "grain", "") for number in range(20)]
    found = small("grain", [*entries, *sections])
    assert [anchor[0] for anchor in anchors(found)] == ["s"] * 20 + ["e"] * 10
    assert found.said == "60 places found, the first 30 are shown."
    assert len(anchors(small("grain", sections))) == 30


def test_the_excerpt_is_where_most_stands_together(small: Any) -> None:
    text = "grain " + "word " * 100 + "the oil for grain " + "word " * 100 + "oil"
    found = small("oil grain", [(0, "a", "Heading", text, "")])
    assert found.marks(0) == ["oil", "grain"]
    (excerpt,) = found.excerpts
    assert excerpt.startswith("… word")
    assert excerpt.endswith("word …")
    assert len(excerpt) <= 204
    folded_away = small("oil grain", [(0, "a", "", "oil " * 3, "Table · grain · oil")])
    assert folded_away.excerpts == ["Table · grain · oil"]


def test_marks_stand_where_letters_change_their_length(small: Any) -> None:
    found = small("Gusa", [(0, "a", "", "İĞ ﬀ Łódź 𝕏 Gușă spoke", "")])
    assert found.marks(0) == ["Gușă"]
    assert small("Lodz", [(0, "a", "", "İĞ ﬀ Łódź", "")]).marks(0) == ["Łódź"]


@pytest.mark.parametrize("query", ["", "  ", "!?", '""'])
def test_an_empty_question_says_what_may_be_asked(small: Any, query: str) -> None:
    found = small(query, [(0, "a", "", "grain", "")])
    assert found.links == []
    assert found.said == "Type a word, a name, or a phrase in quotation marks."


def test_nothing_found_is_said_and_the_question_stays(small: Any) -> None:
    found = small("rye .*(", [(0, "a", "", "grain", "")])
    assert found.links == []
    assert found.said.startswith("Nothing was found.")
    assert found.page.locator("article input[type=search]").input_value() == "rye .*("


def test_markup_in_the_index_and_in_the_question_stays_text(small: Any, tmp_path: Path) -> None:
    markup = "<img src=x onerror=window.PWN=1> </script><script>window.PWN=2</script> pact"
    page = (tmp_path / "search.html").read_text(encoding="utf-8")
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert bare != page
    (tmp_path / "search.html").write_text(bare, encoding="utf-8")  # the policy must not hide a hole
    found = small(f"pact {markup}", [(0, 'a"><img>', markup, markup, markup)])
    assert found.excerpts == [markup]
    assert markup in found.page.locator("#search-results a").inner_text()
    assert found.page.locator("#search-results :is(img, script)").count() == 0
    assert found.page.evaluate("window.PWN ?? null") is None
    assert found.links == ["a.html#a%22%3E%3Cimg%3E"]


def test_the_policy_of_the_page_allows_no_script_of_its_body(site: Path) -> None:
    text = (site / "search.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", text.partition("</head>")[2]) == []


def test_without_scripts_the_page_says_so(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    assert "by a script of this site" in page.locator("article").inner_text()
    context.close()
