"""What a reader meets: each chapter measured in a browser, as it opens, on a laptop and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import pages

CHAPTERS = [page for page in pages() if page.startswith("notebooks/")]
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# Visible words by where they stand; pictures in screens from the top; sizes of text in pictures in pixels.
MEASURE = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true});
  const top = e => e ? (e.getBoundingClientRect().top + scrollY) / innerHeight : 99;
  const article = document.querySelector('article');
  const counts = {prose: 0, tables: 0, other: 0};
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const e = node.parentElement;
    if (!seen(e) || e.closest('svg, [popover], script, style')) continue;
    const words = (node.nodeValue.match(/\\S+/g) || []).length;
    const where = e.closest('table, summary') ? 'tables'
      : e.closest('pre, details.hide, .romsov-pointer, figure, .romsov-head, .headerlink') ? 'other' : 'prose';
    counts[where] += words;
  }
  const verdict = article.querySelector('.romsov-verdict p');
  const pictures = [...article.querySelectorAll('figure.romsov-figure')].filter(seen);
  const drawings = [...article.querySelectorAll('figure.romsov-figure svg')].filter(seen);
  const sizes = drawings.flatMap(svg => [...svg.querySelectorAll('text')].map(text =>
    parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width));
  return {
    verdict: verdict ? verdict.getBoundingClientRect().bottom + scrollY <= innerHeight : false,
    picture: top(pictures[0]),
    length: article.scrollHeight / innerHeight,
    bars: [...article.querySelectorAll('details.hide, div.cell .cell_input, .romsov-pointer')].filter(seen).length,
    words: counts,
    untitled: pictures.filter(figure => !figure.querySelector(':scope > p')).length,
    pictures: pictures.length,
    smallest: sizes.length ? Math.min(...sizes) : 99,
    sideways: [...article.querySelectorAll('.romsov-scroll')]
      .filter(box => seen(box) && box.scrollWidth > box.clientWidth + 1).length,
    open: [...article.querySelectorAll('table.romsov-table')].filter(seen)
      .map(table => table.querySelectorAll('tbody tr').length),
    first: [...document.querySelectorAll('h1, h2, h3')].find(seen)?.tagName,
    heads: [...document.querySelectorAll('h1')].filter(seen).length,
    dead: [...article.querySelectorAll('a[href]')].filter(a => {
      const to = a.getAttribute('href');
      return to === '' || to === '#' || (to.startsWith('#') && !document.getElementById(to.slice(1)));
    }).length,
  };
}"""


@pytest.fixture(scope="module")
def measured(browser: Any, site: Any, pytestconfig: pytest.Config) -> Iterator[dict[str, dict[str, Any]]]:
    """Chapter → measures on a laptop and on a phone; printed as a table at the end."""
    found: dict[str, dict[str, Any]] = {}
    for chapter in CHAPTERS:
        for name, size in (("laptop", LAPTOP), ("phone", PHONE)):
            context = browser.new_context(viewport=size, offline=True, has_touch=name == "phone")
            page = context.new_page()
            page.goto((site / chapter).as_uri())
            page.wait_for_timeout(100)
            found.setdefault(chapter, {})[name] = page.evaluate(MEASURE)
            if name == "laptop":
                found[chapter]["printed"] = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4")))
            context.close()
    yield found
    rows = [line(chapter, measures) for chapter, measures in found.items()]
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    for row in rows if reporter else ():
        reporter.write_line(row)


def line(chapter: str, measures: dict[str, Any]) -> str:
    """The measures of a chapter in a line."""
    laptop, phone = measures["laptop"], measures["phone"]
    return (
        f"{chapter[10:12]}: verdict on the first screen {laptop['verdict']}/{phone['verdict']}, first picture "
        f"{laptop['picture']:.1f}/{phone['picture']:.1f} screens down, length {laptop['length']:.1f} screens, "
        f"prose {share_of_prose(laptop):.0%} of {sum(laptop['words'].values())} words, text in pictures "
        f"{phone['smallest']:.1f} px, {laptop['pictures']} pictures, open tables {laptop['open']}, "
        f"{measures['printed']} printed pages"
    )


def share_of_prose(found: dict[str, Any]) -> float:
    words = found["words"]
    return float(words["prose"] / sum(words.values()))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_reader_meets_the_finding_then_a_picture(measured: dict[str, Any], chapter: str) -> None:
    laptop, phone = measured[chapter]["laptop"], measured[chapter]["phone"]
    assert laptop["verdict"], "the verdict is not on the first screen of a laptop"
    assert phone["verdict"], "the verdict is not on the first screen of a phone"
    assert laptop["picture"] <= 1.2
    assert phone["picture"] <= 2
    assert (laptop["first"], laptop["heads"]) == ("H1", 1)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_mostly_prose_and_not_long(measured: dict[str, Any], chapter: str) -> None:
    laptop = measured[chapter]["laptop"]
    assert laptop["length"] <= 12
    assert laptop["bars"] == 0, "code or its bars stand in the story"
    assert share_of_prose(laptop) >= 0.65
    assert len(laptop["open"]) <= 3
    assert max(laptop["open"], default=0) <= 9
    assert measured[chapter]["printed"] <= 22


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_pictures_have_titles_and_can_be_read_on_a_phone(measured: dict[str, Any], chapter: str) -> None:
    phone = measured[chapter]["phone"]
    assert phone["pictures"] >= 1
    assert phone["untitled"] == 0
    assert phone["smallest"] >= 12
    assert phone["sideways"] == 0
    assert phone["dead"] == 0


def test_the_first_page_has_a_card_and_a_picture_a_chapter(browser: Any, site: Any) -> None:
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.locator(".romsov-chapter").count() == len(CHAPTERS)
    assert page.locator(".romsov-chapter svg").count() == len(CHAPTERS)
    assert page.locator(".romsov-strip a").count() == len(CHAPTERS)
    assert page.locator("article table").count() == 0
    context.close()
