"""The index of the search: sections and entries of finished pages, as text, and what stays out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.book import kept, search

CHAPTER = """<html><body><nav>Contents</nav><article class="bd-article">
<section id="what-it-cost">
<h1>What it cost<a class="headerlink" href="#what-it-cost">#</a></h1>
<p class="romsov-head">Chapter 5 · 2 minutes</p>
<p>Paid in <a class="evidence" href="x.html">goods</a>, by&nbsp;Ceaus\u0326escu.</p><p>Next.</p>
<p popover="auto">Card.</p>
<div class="cell"><details class="admonition hide"><summary>Code</summary><pre>secret_code()</pre></details></div>
<section id="grain"><h2>Grain &amp; oil</h2><p>Dear.</p><pre>printed</pre><svg><text>drawn</text></svg>
<details class="romsov-fold"><summary>Table Prices</summary><table><tr><th>Year</th><th>Price</th></tr>
<tr><td>1944</td><td><p>2.09</p></td></tr></table></details>
<section id="by-month"><h3>By month</h3><p>&lt;b&gt;Low&lt;/b&gt;.</p><table><tr><td>May</td></tr></table>
<h4>A note</h4><p>Said.</p></section></section></section>
<div class="cards-evidence"><div id="card" popover="auto">of a card</div></div></article></body></html>"""
REGISTER = """<article><section id="people"><h1>People</h1><p>All of them.</p><dl class="romsov-register">
<dt id="person-a">Ana <code class="literal">ana</code></dt><dd><p>Of Iași.</p></dd><dd>Envoy.</dd>
<dt id="function-b"><code>compute(x)</code></dt><dd>{long}</dd></dl></section></article>"""


def test_each_section_is_a_unit_with_what_is_its_own() -> None:
    assert search.units_of(CHAPTER) == [
        ["what-it-cost", "What it cost", "Paid in goods, by Ceaușescu. Next.", ""],
        ["grain", "Grain & oil", "Dear.", "Table Prices Year · Price · 1944 · 2.09 ·"],
        ["by-month", "By month", "<b>Low</b>. A note Said.", "May ·"],
    ]


def test_each_entry_of_a_register_is_a_unit_cut_at_a_word() -> None:
    page, ana, function = search.units_of(REGISTER.format(long="word " * 200))
    assert page == ["people", "People", "All of them.", ""]
    assert ana == ["person-a", "Ana", "Of Iași. Envoy.", ""]
    assert function[:2] == ["function-b", "compute(x)"]
    assert 280 < len(function[2]) <= 300
    assert function[2].endswith("word …")


def written(site: Path, **pages: str) -> dict[str, Any]:
    for name, page in pages.items():
        path = site / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    (site / "_static").mkdir(exist_ok=True)
    search.write_index(site)
    return index_of(site)


def index_of(site: Path) -> dict[str, Any]:
    text = (site / search.INDEX).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("window.romsovSections = ")[2].removesuffix(";\n"))
    return found


def test_the_index_names_chapters_by_number_and_leaves_results_out(tmp_path: Path) -> None:
    register = REGISTER.format(long="word")
    index = written(
        tmp_path, notebooks__05_cost=CHAPTER, people=register, results=CHAPTER, **{"results-05": CHAPTER},
        search="<html>no article</html>",
    )  # fmt: skip
    assert index["pages"] == [["notebooks/05_cost.html", "5. What it cost", 0], ["people.html", "People", 1]]
    assert [unit[:2] for unit in index["units"]] == [
        *([0, name] for name in ("what-it-cost", "grain", "by-month")),
        *([1, name] for name in ("people", "person-a", "function-b")),
    ]


def test_the_index_from_kept_parts_is_that_of_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_current", [kept.Kept(tmp_path / "kept", "base")])
    read: list[str] = []
    real = search.units_of
    monkeypatch.setattr(search, "units_of", lambda page: read.append(page) or real(page))
    first = written(tmp_path / "site", notebooks__05_cost=CHAPTER)
    kept.current().commit()
    kept.start(tmp_path / "kept", "base")
    assert written(tmp_path / "site", notebooks__05_cost=CHAPTER.replace("Contents", "Others")) == first
    assert len(read) == 1
    edited = written(tmp_path / "site", notebooks__05_cost=CHAPTER.replace("Dear.", "Cheap."))
    assert [unit[3] for unit in edited["units"]][1] == "Cheap."


def test_every_unit_of_the_book_stands_where_it_says(site: Path, root: Path) -> None:
    index = index_of(site)
    ids = {
        name: set(re.findall(r'\bid="([^"]+)"', (site / name).read_text(encoding="utf-8")))
        for name, _, _ in index["pages"]
    }
    assert [unit[:2] for unit in index["units"] if unit[1] not in ids[index["pages"][unit[0]][0]]] == []
    for path in (root / "notebooks").glob("*.ipynb"):
        number = [name for name, _, _ in index["pages"]].index(f"notebooks/{path.stem}.html")
        assert sum(len(unit[3]) for unit in index["units"] if unit[0] == number) > 5000
    assert not [name for name, _, _ in index["pages"] if name.startswith("results")]


def test_the_search_that_sphinx_has_is_gone(site: Path) -> None:
    theirs = {"searchindex.js", "searchtools.js", "language_data.js", "sphinx_highlight.js"}
    assert {path.name for path in site.rglob("*")} & theirs == set()
    for path in site.rglob("*.html"):
        loaded = re.findall(r'<script[^>]*\bsrc="[^"]*?([\w.-]+\.js)', path.read_text(encoding="utf-8"))
        assert set(loaded) & theirs == set(), path
        assert ({"sections.js", "find.js"} <= set(loaded)) == (path.name == "search.html"), path
