"""The search of the book: an index of sections and entries, made from the finished pages, read by `static/find.js`.

Of every page each section is a unit, of registers each entry too; pages of results stay out, since each number leads
there. The index is a script that sets a global, so that it loads from disk as well.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from romsov_analysis.book import kept, keys

if TYPE_CHECKING:
    from bs4 import Tag
    from sphinx.application import Sphinx

INDEX = "_static/sections.js"
# Chapters (with their number) and texts; all other pages are registers, which come after these.
_TEXTS = re.compile(r"notebooks/(\d*)|index\b|method\b")
_LEFT_OUT = re.compile(r"results\b|search\b")

_LONGEST_ENTRY = 300  # characters
_LONGEST_HEADING = 160
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_CARDS = re.compile(r'<div class="cards-evidence">.*', re.DOTALL)  # half of a page: not even parsed
_NO_PROSE = {"pre", "svg", "script", "style"}
_NO_PROSE_CLASSES = {"headerlink", "cell_input", "romsov-head", "romsov-pointer"}
_ASIDE = ["table", "details"]
_HEADINGS = ["h1", "h2", "h3"]
_BLOCKS = [
    *("p", "li", "div", "figure", "figcaption", "blockquote", "h4", "h5", "h6"),
    *("dt", "dd", "caption", "summary", "br"),
]

Unit = list[str]  # anchor, heading, text, what stands in tables


def write_index(site: Path) -> None:
    """Write the index of a finished site into it.

    Its form: ``{"pages": [[address, title, 1 for a register or 0], …], "units": [[number of the page, *unit], …]}``.
    """
    pages: list[tuple[str, str, int]] = []
    rows: list[list[int | str]] = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found = units(name, path.read_text(encoding="utf-8"))
        if found:
            place = _TEXTS.match(name)
            number = f"{int(place[1])}. " if place and place[1] else ""
            rows += [[len(pages), *unit] for unit in found]
            pages.append((name, number + found[0][1], 0 if place else 1))
    index = json.dumps({"pages": pages, "units": rows}, ensure_ascii=False, separators=(",", ":"))
    (site / INDEX).write_text(f'"use strict";\nwindow.romsovSections = {index};\n', encoding="utf-8")


def units(name: str, page: str) -> list[Unit]:
    """What the index holds of a page (HTML) under a name; a page that was seen before is not parsed again."""
    article = None if _LEFT_OUT.match(name) else _ARTICLE.search(page)
    if article is None:
        return []
    parts = kept.current()
    key = keys.digest([parts.base, article[0]])
    found = parts.get("units", key)
    if found is None:
        found = json.dumps(units_of(article[0])).encode()
        parts.put("units", key, found)
    known: list[Unit] = json.loads(found)
    return known


def units_of(page: str) -> list[Unit]:
    """The units of a finished page (HTML): its sections, that with the title first, then its entries."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_CARDS.sub("", page), "html.parser")
    for part in soup.find_all(_no_prose):
        part.decompose()
    entries = [_entry(term) for term in soup.find_all("dt", id=True)]
    for listed in soup.find_all("dl", class_="romsov-register"):
        listed.decompose()
    sections: list[Unit] = []
    for section in reversed(
        soup.find_all("section", id=True)
    ):  # the inner ones before those that they stand in
        heading = section.find(_HEADINGS, recursive=False)
        if heading is not None:
            title = _text(heading.extract())
            outer = (part for part in section.find_all(_ASIDE) if part.find_parent(_ASIDE) is None)
            more = " ".join([_text(part.extract()) for part in outer])
            sections.insert(0, [str(section["id"]), title, _text(section.extract()), more])
    return sections + entries


def _no_prose(part: Tag) -> bool:
    """Whether a part is code, a picture, a card or what opens them."""
    if part.name in _NO_PROSE or part.has_attr("popover"):
        return True
    classes = part.get("class") or ()
    return not _NO_PROSE_CLASSES.isdisjoint(classes) or (part.name == "details" and "hide" in classes)


def _entry(term: Tag) -> Unit:
    """An entry of a register, cut to what tells the reader which it is."""
    name = _text(term)
    for code in term.select("code"):
        code.decompose()
    heading = textwrap.shorten(_text(term) or name, _LONGEST_HEADING, placeholder=" …")
    text = " ".join(_text(said) for said in _definitions(term))
    return [str(term["id"]), heading, textwrap.shorten(text, _LONGEST_ENTRY, placeholder=" …"), ""]


def _definitions(term: Tag) -> Iterator[Tag]:
    for said in term.next_siblings:  # not a list of all that follow: a register is one list of hundreds
        name = getattr(said, "name", None)
        if name == "dt":
            return
        if name == "dd":
            yield cast("Tag", said)


def _text(part: Tag) -> str:
    """What a part says, blocks and cells set apart."""
    for cell in part.find_all(["td", "th"]):
        cell.append(" · ")
    for block in part.find_all(_BLOCKS):
        block.append(" ")
    return unicodedata.normalize("NFC", " ".join(part.get_text().split()))


def _search_page(_app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page with the field, which Sphinx makes only together with an index of its own."""
    yield "search", {}, "search.html"


def setup(app: Sphinx) -> None:
    """Have the page of the search made."""
    app.connect("html-collect-pages", _search_page)
