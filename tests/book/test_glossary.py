"""The glossary: each term is at work where it leads, and in the order in which one looks it up."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest

from romsov_analysis.runs import prose

ROOT = Path(__file__).resolve().parents[2]
_ENTRY = re.compile(r"^(\S.*)\n {2}(\S.*)$", re.MULTILINE)


def groups() -> list[list[tuple[str, str]]]:
    """The terms of each glossary, with what is said of them."""
    text = (ROOT / "book" / "glossary.md").read_text(encoding="utf-8")
    return [_ENTRY.findall(block) for block in re.findall(r"```\{glossary\}\n(.*?)```", text, re.DOTALL)]


TERMS = [entry for group in groups() for entry in group]


def words_of(page: str) -> str:
    """What a page of the book says, register pages by their directive's own words."""
    path = ROOT / page if page.startswith("notebooks/") else ROOT / "book" / page
    if path.suffix == ".ipynb":
        return " ".join(text for _, text in prose._notebook_texts(path))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("term", "said"), TERMS, ids=[term for term, _ in TERMS])
def test_a_term_is_at_work_where_it_leads(term: str, said: str) -> None:
    pages = re.findall(r"\]\(([^)]+)\)", said)
    assert pages
    for page in pages:
        there = html.unescape(words_of(page)).casefold()
        assert term.casefold().replace("non-aggression pact", "pact of non-aggression") in there, page


def test_terms_come_in_order_and_once() -> None:
    for group in groups():
        names = [unicodedata.normalize("NFD", term).casefold() for term, _ in group]
        assert names == sorted(set(names))
    assert len({term for term, _ in TERMS}) == len(TERMS) > 20
