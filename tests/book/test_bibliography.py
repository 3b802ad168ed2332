"""The works as BibTeX, read back by the library that reads BibTeX."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import sites
from pybtex.database import BibliographyData, parse_string

from romsov_analysis import evidence
from romsov_analysis.book import bibliography

COLUMNS = ("type", "author", "editor", "title", "container", "publisher", "date", "locator", "address")


def read_back(**cells):
    entry = bibliography._entry(pd.Series(dict.fromkeys(COLUMNS) | cells))
    text = bibliography._Writer(encoding="UTF-8").to_string(BibliographyData({"key": entry}))
    return parse_string(text, "bibtex").entries["key"]


def test_every_work_is_an_entry_in_the_order_of_the_registers():
    found = parse_string(bibliography.bibtex(), "bibtex").entries
    assert list(found) == [*evidence.load("documents").index, *evidence.load("sources").index]
    assert found["corneanu"].fields["journal"] == "German International Journal of Modern Science"
    assert str(found["corneanu"].persons["author"][0]) == "Corneanu, Constantin"


@pytest.mark.parametrize(
    ("cells", "kind", "fields"),
    [
        ({"type": "article", "author": "A, B", "container": "J & K", "date": "1926/1945"}, "article",
         {"journal": r"J \& K", "year": "1926–1945"}),
        ({"type": "article", "container": "J"}, "misc", {"journal": "J"}),
        ({"type": "incollection", "author": "A", "container": "B"}, "misc", {"howpublished": "B"}),
        ({"type": "dataset", "container": "C", "address": "https://e.org/a_b?c=1&d=%20"}, "misc",
         {"howpublished": "C", "url": "https://e.org/a_b?c=1&d=%20"}),
        ({"type": "online", "date": "1989-12~", "locator": "50 %"}, "misc", {"year": "1989", "note": r"50 \%"}),
    ],
)  # fmt: skip
def test_an_entry_has_the_kind_and_fields_that_styles_ask_for(cells, kind, fields):
    entry = read_back(title='A "title"', **cells)
    assert entry.type == kind
    assert entry.fields["title"] == '{A "title"}'
    assert {name: entry.fields[name] for name in fields} == fields


def test_every_body_is_one_author():
    found = parse_string(bibliography.bibtex(), "bibtex").entries
    bodies = {
        key: cells["author"]
        for key, cells in evidence.load("sources").iterrows()
        if "{" in str(cells["author"])
    }
    assert len(bodies) > 100
    for key, author in bodies.items():
        kept = [name.strip() for name in re.findall(r"\{[^}]*\}", author)]
        assert set(kept) <= {str(person) for person in found[key].persons["author"]}, key


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{ open", r"\textbraceleft{} open"),
        ("shut }, year = 1", r"shut \textbraceright{}, year = 1"),
        (r"\input{x} ~ $a^2$", r"\textbackslash{}input\textbraceleft{}x\textbraceright{} \textasciitilde{}"
         r" \$a\textasciicircum{}2\$"),
    ],
)  # fmt: skip
def test_a_cell_is_text_in_bibtex_too(text, written):
    entry = read_back(
        type="misc", title=text, author=f"{{A and B}} and {text}", container=text, address="https://e.org/{"
    )
    assert entry.fields["title"] == f"{{{written}}}"
    assert entry.fields["howpublished"] == written
    assert entry.fields["url"] == "https://e.org/%7B"
    assert str(entry.persons["author"][0]) == "{A and B}"


def test_what_has_too_many_commas_for_a_person_is_whole():
    entry = read_back(type="misc", title="T", author="United Kingdom, United States, Soviet Union, Roumania")
    assert [str(person) for person in entry.persons["author"]] == [
        "{United Kingdom, United States, Soviet Union, Roumania}"
    ]


def test_the_site_offers_the_file(tmp_path):
    book = sites.build(tmp_path, {})
    assert (book.folder / "references.bib").read_text(encoding="utf-8") == bibliography.bibtex()
    assert '<a href="references.bib" download>' in book.page("sources")
