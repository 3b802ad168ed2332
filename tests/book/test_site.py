"""The built site as files: what a page refers to is there, and nothing is asked of another host."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import SITE, pages
from romsov_analysis.book.remains import raw_links

_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


class Page(HTMLParser):
    """Ids, links, what is loaded, cards that are named and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.targets: list[str] = []
        self.evidence_in: list[str] = []
        self.svgs: list[dict[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self._open.append(tag)
        self.ids += [found["id"]] if found.get("id") else []
        self.targets += [found["data-card"]] if found.get("data-card") else []
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if tag in _LOADED and found.get(_LOADED[tag]):
            self.loaded.append(found[_LOADED[tag]] or "")
        if tag == "svg":
            self.svgs.append(found)
        if tag == "a" and "evidence" in (found.get("class") or "").split():
            self.evidence_in += self._open

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "pre", "code"} & set(self._open):
            self.text += data


@cache
def parsed(name: str) -> Page:
    page = Page()
    page.feed((SITE / name).read_text(encoding="utf-8"))
    return page


@pytest.mark.parametrize("name", pages())
def test_every_id_stands_once(name: str) -> None:
    assert [found for found, count in Counter(parsed(name).ids).items() if count > 1] == []


@pytest.mark.parametrize("name", pages())
def test_every_number_has_its_card(name: str) -> None:
    page = parsed(name)
    assert set(page.targets) - set(page.ids) == set()


@pytest.mark.parametrize("name", pages())
def test_links_inside_the_site_lead_somewhere(name: str) -> None:
    broken = []
    for link in parsed(name).links:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (SITE / name).parent / unquote(path) if path else SITE / name
        if not target.resolve().is_file():
            broken.append(link)
        elif fragment and target.suffix == ".html":
            inner = parsed(target.resolve().relative_to(SITE).as_posix())
            broken += [link] if unquote(fragment) not in inner.ids else []
    assert broken == []


@pytest.mark.parametrize("name", pages())
def test_nothing_is_loaded_from_another_host(name: str) -> None:
    assert [url for url in parsed(name).loaded if re.match(r"(?:[a-z]+:)?//", url)] == []


def test_style_sheets_load_nothing_from_another_host(site: Path) -> None:
    for path in site.rglob("*.css"):
        urls = re.findall(r"(?:url\(|@import\s+)[\"']?([^\"')\s]+)", path.read_text(encoding="utf-8"))
        assert [url for url in urls if re.match(r"(?:https?:)?//", url)] == [], path.name


@pytest.mark.parametrize("name", pages())
def test_no_page_shows_a_raw_link_or_role(name: str) -> None:
    assert raw_links((SITE / name).read_text(encoding="utf-8")) == []


def test_numbers_work_in_every_place_of_a_chapter(site: Path) -> None:
    # Sentence, list, table, caption, admonition and footnote; a heading shows plain text.
    page = parsed("notebooks/05_reparations_valuation.html")
    assert {"p", "td", "figcaption", "aside"} <= set(page.evidence_in)
    assert not {"h1", "h2"} & set(page.evidence_in)
    text = (site / "notebooks/05_reparations_valuation.html").read_text(encoding="utf-8")
    assert re.search(r"<h\d[^>]*>[^<]*US\$300 million", text)


def test_figures_are_inline_with_their_text(site: Path) -> None:
    figures = [
        (name, svg)
        for name in pages()
        for svg in parsed(name).svgs
        if "romsov" in name or svg.get("role") == "img"
    ]
    assert figures
    for name, svg in figures:
        assert svg.get("aria-label"), name
        assert "width" not in svg, name
    for path in site.rglob("*.html"):
        assert "#010203" not in path.read_text(encoding="utf-8"), "ink must follow the page"


def test_the_front_page_is_the_root(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert text.count('class="romsov-chapter ') == len(list((site / "notebooks").glob("*.html")))
    assert "refresh" not in text.lower()


def test_the_site_names_no_place_of_this_machine(site: Path, root: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".js", ".css", ".txt", ".ipynb", ".md"):
            assert str(root) not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("name", pages())
def test_only_pages_with_code_load_what_copies_code(name: str) -> None:
    page = (SITE / name).read_text(encoding="utf-8")
    assert ("copybutton.js" in page) == ('class="highlight' in page)
    assert ("clipboard.min.js" in page) == ('class="highlight' in page)
