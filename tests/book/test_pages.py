"""The generated pages, and that whatever markup a table holds reaches them as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import sites

from romsov_analysis import evidence
from romsov_analysis.book import domain, registers
from romsov_analysis.book.remains import raw_links
from romsov_analysis.ledger import Ledger, Table, tables

PAGES = {
    name: f"# {name.capitalize()}\n\n```{{{register.directive}}}\n```\n"
    for name, register in registers.found().items()
    if name not in sites.ENTRIES and not register.arguments
}
FRONT = {"front": "# Front\n\n```{findings}\n```\n", "all": "# All results\n\n```{results-index}\n```\n"}
LEDGER = Ledger(sites.RESULTS)
# What a table may hold that is markup to somebody: HTML, Markdown, templates, quotation marks.
HOSTILE = """<script>alert("x")</script> [a](b)](x)**bold**`code` {{7*7}}{%if_x%} {value}&amp;&'"|<b>"""
FOUND = "[a](b)](x)**bold**`code` {{7*7}}{%if_x%}"
# Columns that are text and yet read: lists of states, of voices, of ids.
READ = {
    "source",
    "first",
    "second",
    "parties",
    "pairs",
    "dependence",
    "denied_by",
    "expect",
    "title_of",
    "text_file",
    "sha256",
    "bears_on",
    "actor",
    "against",
    "author",
    "editor",
    "origin",
    "pattern",
    "time",
    "zone",
    "statement",
    "cited",
    "cited_page",
}


def test_findings_are_bound_and_lead_to_their_chapter(tmp_path):
    cells = [
        [LEDGER.answer("Was it dear?", "It cost [](result:goods.twice).", "More.")],
        [LEDGER.answer("Why [](result:goods.grain)?", "So.")],
    ]
    book = sites.build(tmp_path, FRONT, sites.notebook(*cells))
    assert book.said == ""
    page = book.page("front")
    assert '<a class="reference internal" href="notebooks/05_cost.html">Was it dear?</a>' in page
    assert re.search(r'It cost <a class="evidence"[^>]*>2.64</a>\.', page)
    assert '<a class="reference internal" href="notebooks/05_cost.html">Why 1.32?</a>' in page
    assert "More." not in page
    assert page.count('class="romsov-chapter docutils container"') == 2
    assert not re.search(
        r"<a [^>]*>(?:(?!</a>).)*<a ", page.partition('role="main"')[2].partition("</section>")[0]
    )
    assert 'href="results-05.html#result-goods-grain">chapter 05</a>' in book.page("all")


def test_every_register_is_a_page_and_all_of_it_is_listed(tmp_path):
    book = sites.build(tmp_path, PAGES)
    assert book.said == ""
    for name, register in registers.found().items():
        page = "results-05" if register.arguments else name
        ids = set(re.findall(r' id="([^"]+)"', book.page(page)))
        parts = list(register.sections(domain.of(book.app.env).store, "05"))
        names = [entry for part in parts for entry in part.names]
        # A page without entries is made of its parts.
        assert names or register.all_uses or {part.anchor for part in parts} <= ids
        # A table is its own section, all else is an entry.
        assert {registers.slug(register.kind, entry) for entry in names} <= ids, name


@pytest.fixture
def hostile_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """All tables with the hostile text in every column that is nothing but text; how many columns that are."""
    folder, count = tmp_path / "tables", 0
    folder.mkdir()
    for name, table in evidence.tables().items():
        frame = pd.read_csv(table.path, dtype=str, keep_default_na=False)
        bound = {key.column for key in table.foreign_keys} | set(table.key) | READ
        for column, field in table.fields.items():
            rules = set(field.get("constraints", {})) - {"required", "unique"}
            if field["type"] != "string" or rules or "romsov:format" in field or column in bound:
                continue
            filled = frame[column] != ""
            frame.loc[filled, column] = HOSTILE
            count += 1
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
    evidence.clear_cache()
    yield count
    monkeypatch.undo()
    evidence.clear_cache()


def test_markup_in_a_table_is_text_on_every_page(tmp_path, hostile_tables):
    assert hostile_tables > 60
    shown = [LEDGER.table(tables.people("Who", "vyshinsky"))]
    shown += [LEDGER.table(Table("T", ["A", "B"], [[HOSTILE, "x"]]))]
    links = {
        "links": "# Links\n\n[](result:goods.grain) [](claim:cs.multiplier) [](person:vyshinsky) [](cite:corneanu)\n"
    }
    book = sites.build(tmp_path, PAGES | links, sites.notebook(shown))
    assert book.said == ""
    found = 0
    for path in book.folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        body = page.partition('<div class="body" role="main">')[2].partition('<div class="clearer">')[0]
        assert "<script>alert" not in page, path.name
        assert "<b>" not in body, path.name
        assert "<strong>bold" not in body, path.name
        found += html.unescape(body).count(FOUND)
    assert found > 500
    chapter = html.unescape(book.page("notebooks/05_cost"))
    assert chapter.count(FOUND) >= 3  # role, cell, card


def test_no_page_shows_a_raw_link(tmp_path):
    pages = PAGES | {"bad": "# Bad\n\n[1.32](result:goods.grain? unit)\n"}
    book = sites.build(tmp_path, pages)
    raw = {
        path.stem: found
        for path in book.folder.rglob("*.html")
        if (found := raw_links(path.read_text("utf-8")))
    }
    assert raw == {"bad": ["1.32](result:goods.grain?"]}
