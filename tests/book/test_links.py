"""Links of our schemes in pages and notebooks: filled, checked, placed, and what they become."""

from __future__ import annotations

import json
import re

import pytest
import sites

from romsov_analysis.book import links
from romsov_analysis.ledger import Ledger, Table

LEDGER = Ledger(sites.RESULTS)


def anchors(page: str) -> list[tuple[str, str]]:
    """(address, words) of every link that opens a card."""
    return re.findall(r'<a class="evidence"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', page)


def test_empty_words_are_filled_and_lead_to_the_entry(tmp_path):
    text = (
        "# Page\n\nAt [](result:goods.grain?unit), [](claim:cs.multiplier?unit), [](person:vyshinsky), "
        "[](cite:corneanu?p) and [*dearer*](holds:goods.dear). A [site](https://example.org/)."
    )
    book = sites.build(tmp_path, {"page": text})
    assert book.said == ""
    assert anchors(book.page("page")) == [
        ("results-05.html#result-goods-grain", "1.32 times"),
        ("claims.html#claim-cs-multiplier", "2–3 times"),
        ("people.html#person-vyshinsky", "Andrei Vyshinsky"),
        ("sources.html#work-corneanu", "(Corneanu 2024a)"),
        ("results-05.html#result-goods-dear", "<em>dearer</em>"),
    ]
    assert 'href="https://example.org/"' in book.page("page")


def test_a_link_works_in_every_place_of_a_page_and_a_heading_is_plain(tmp_path):
    link = "[](result:goods.grain)"
    page = "\n".join(
        [f"# Title {link}", "", f"Sentence {link}, **bold {link}**.[^n]", "", f"- item {link}", "",
         f"| a | b |\n|---|---|\n| {link} | x |", "", f":::{{note}}\nNote {link}\n:::", "", f"[^n]: Foot {link}"]
    )  # fmt: skip
    cells = [
        f"## Part {link}\n\nText {link}",
        [LEDGER.answer(f"Why {link}?", f"First {link}.", f"Then {link}.")],
        [LEDGER.table(Table(f"Caption {link}", ["A", "B"], [["1938. x", link], ["- y", "# z"]]))],
        [LEDGER.conclusion("[](result:goods.twice) is", "*so*.")],
    ]
    book = sites.build(tmp_path, {"page": page}, sites.notebook(*cells))
    assert book.said == ""
    assert {words for _, words in anchors(book.page("page"))} == {"1.32"}
    assert len(anchors(book.page("page"))) == 6
    assert re.search(r"<h1>Title 1.32<a", book.page("page"))
    assert "<title>Title 1.32" in book.page("page")
    chapter = book.page("notebooks/05_cost")
    assert re.search(r"<h2>Part 1.32<a", chapter)
    assert [words for _, words in anchors(chapter)] == ["1.32"] * 6 + ["2.64"]
    assert {address.partition("#")[0] for address, _ in anchors(chapter)} == {"../results-05.html"}
    # What would begin a list or a heading stays text, and one card serves all.
    for text in ("1938. x", "- y", "# z"):
        assert f"<p>{text}</p>" in chapter
    assert chapter.count('id="card-result-goods-grain"') == 1


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[1.31](result:goods.grain)", "result:goods.grain: “1.31” stands here, “1.32” should"),
        ("[1.3](result:goods.grain?unit)", "result:goods.grain?unit: “1.3” stands here, “1.32 times” should"),
        ("[](result:goods.grian)", "unknown result 'goods.grian'; nearest: goods.grain"),
        ("[](result:goods.grain?unti)", "unknown format option 'unti' (did you mean unit?)"),
        ("[](claim:cs.multiplyer)", "unknown claim 'cs.multiplyer'; nearest: cs.multiplier"),
        ("[](person:vishinsky)", "unknown person 'vishinsky'; nearest: vyshinsky"),
        ("[Molotov](person:vyshinsky)", "“Molotov” is no part of a name of vyshinsky"),
        ("[](cite:cornaenu)", "unknown work 'cornaenu'; nearest: corneanu"),
        ("[](cite:corneanu?x)", "unknown option 'x'"),
        ("[cheaper](holds:goods.cheap)", "“cheaper” no longer holds: Grain became cheaper"),
        ("[](holds:goods.dear)", "a judgement has words of its own"),
        ("[dear](holds:goods.grain)", "goods.grain is in times, not true or false"),
    ],
)
def test_what_is_wrong_is_named_with_page_and_line(tmp_path, link, said):
    notebook = sites.notebook(f"First line.\n\nA paragraph\nof lines {link}.")
    book = sites.build(tmp_path, {"page": f"# Page\n\nA paragraph of\ntwo lines {link}.\n"}, notebook)
    errors = book.said.splitlines()
    assert len(errors) == 2
    assert errors[0 if "page.md" in errors[0] else 1].startswith("page.md:4: ERROR: ")
    assert any(error.startswith("notebooks/05_cost.ipynb, cell 2: line 4: ERROR: ") for error in errors)
    assert all(said in error for error in errors)


def test_what_is_wrong_in_an_output_names_the_cell(tmp_path):
    shown = LEDGER.conclusion("At [](result:goods.grain).")
    record = {"kind": "conclusion", "question": "", "sentences": ["At [1.31](result:goods.grain)."]}
    stale = type(shown)({**shown.bundle, "application/vnd.romsov.text+json": record})
    book = sites.build(tmp_path, {}, sites.notebook([stale]))
    assert book.said.splitlines() == [
        "notebooks/05_cost.ipynb, cell 2: its output: ERROR: result:goods.grain: “1.31” stands here, “1.32” should"
    ]


@pytest.mark.parametrize("claim", ["cs.multiplier", "cs.advance", "co.eftimescu_order"])
def test_words_as_they_are_filled_in_stand(tmp_path, claim):
    # Apostrophes and quotation marks that Markdown makes typographic are no other words.
    text = LEDGER.fill(f"[](claim:{claim}?quote)")
    book = sites.build(tmp_path, {"page": f"# Page\n\nSo: {text}.\n\n{text}\n"})
    assert book.said == ""
    assert len(anchors(book.page("page"))) == 2


@pytest.mark.parametrize("builder", ["singlehtml", "text", "dirhtml"])
def test_elsewhere_words_are_links_or_text(tmp_path, builder):
    book = sites.build(tmp_path, {"page": "# Page\n\nAt [](result:goods.grain?unit).\n"}, builder=builder)
    assert book.said == ""
    if builder == "text":
        assert "At 1.32 times." in (book.folder / "page.txt").read_text(encoding="utf-8")
    elif builder == "singlehtml":
        assert re.search(
            r'<a class="reference internal" href="#result-goods-grain"[^>]*>1.32 times</a>',
            book.page("index"),
        )
    else:
        page = (book.folder / "page" / "index.html").read_text(encoding="utf-8")
        assert anchors(page) == [("../results-05/#result-goods-grain", "1.32 times")]


def test_the_script_is_a_file_of_the_site(tmp_path):
    page = sites.build(tmp_path, {}).page("index")
    assert re.search(r'<script defer="defer" src="_static/cards.js[^"]*"></script>', page)
    assert (tmp_path / "html" / "_static" / "cards.js").is_file()


def test_the_place_of_a_line_without_the_words_is_where_the_paragraph_begins(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a\nb\nresult:x.y\n", encoding="utf-8")
    assert links.place(page, "page.md", 1, "result:x.y") == "page.md:3"
    assert links.place(page, "page.md", 2, "result:x.z") == "page.md:2"


def test_schemes_of_others_are_kept(tmp_path):
    book = sites.build(
        tmp_path, {"page": "# Page\n\n[x](ftp://example.org/)\n"}, myst_url_schemes=["http", "ftp"]
    )
    assert book.said == ""
    assert 'href="ftp://example.org/"' in book.page("page")


def test_a_line_of_a_notebook_is_counted_in_its_cell(tmp_path):
    path = tmp_path / "05.ipynb"
    cells = [
        {"cell_type": "markdown", "source": ["x\n"] * 5},
        {"cell_type": "markdown", "source": "\n" * 22 + "result:a.b"},
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    # MyST counts line 21 of the second cell as 2 × 10,000 + 22.
    assert links.place(path, "05.ipynb", 20_022, "result:a.b") == "05.ipynb, cell 2: line 23"
