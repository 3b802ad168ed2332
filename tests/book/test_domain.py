"""The domain: entries, uses, and that neither depends on how pages are read."""

from __future__ import annotations

import pytest
import sites
from sphinx.util.inventory import InventoryFile

from romsov_analysis.book import domain
from romsov_analysis.ledger import Ledger

PAGES = {
    "a": "# Page A\n\n[](result:goods.grain) and [](result:goods.grain), by [](cite:corneanu).\n",
    "b": "# Page B\n\n[](result:goods.grain), [dear](holds:goods.dear)\n",
}


@pytest.mark.parametrize("parallel", [0, 2])
def test_uses_are_those_of_all_pages(tmp_path, parallel):
    book = sites.build(tmp_path, PAGES, parallel=parallel)
    assert book.said == ""
    found = domain.of(book.app.env)
    uses = found.uses()
    assert [use.document for use in uses["result", "goods.grain"]] == ["a", "a", "b"]
    assert [use.document for use in uses["result", "goods.dear"]] == ["b"]
    assert [use.document for use in uses["work", "corneanu"]] == ["a"]
    targets = [use.target for places in uses.values() for use in places]
    assert len(set(targets)) == len(targets)
    assert [use.name for use in found.listed("results-05")] == ["goods.dear", *["goods.grain"] * 3]
    assert [use.name for use in found.listed("sources")] == ["corneanu"]


def test_entries_list_the_places_where_they_are_used(tmp_path):
    text = sites.build(tmp_path, PAGES).text("results-05")
    assert "Used in: Page A (2 places), Page B Twice" in text
    assert text.count("Used in:") == 2  # grain and dear


def test_a_page_read_anew_leaves_nothing_of_before(tmp_path):
    sites.build(tmp_path, PAGES)
    book = sites.build(tmp_path, PAGES | {"a": "# Page A\n\nNothing.\n"})
    uses = domain.of(book.app.env).uses()
    assert [use.document for use in uses["result", "goods.grain"]] == ["b"]
    assert ("work", "corneanu") not in uses


def test_entries_are_in_the_inventory(tmp_path):
    book = sites.build(tmp_path, PAGES)
    with (book.folder / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "https://example.org", lambda *parts: "/".join(parts))
    assert found["evidence:result"]["goods.grain"][2].endswith("results-05.html#result-goods-grain")
    assert found["evidence:claim"]["cs.multiplier"][2].endswith("claims.html#claim-cs-multiplier")
    assert found["evidence:person"]["vyshinsky"][2].endswith("people.html#person-vyshinsky")
    assert found["evidence:work"]["corneanu"][2].endswith("sources.html#work-corneanu")
    assert {item[5] for item in domain.of(book.app.env).get_objects()} == {-1}


def test_what_has_no_entry_is_reported(tmp_path, monkeypatch):
    monkeypatch.delitem(sites.ENTRIES, "people")
    book = sites.build(tmp_path, {"a": "# Page A\n\n[](person:vyshinsky)\n"})
    assert "a: ERROR: no page has an entry for the person vyshinsky" in book.said.replace(".md", "")


def test_two_stores_do_not_mix(tmp_path):
    one = sites.build(tmp_path / "one", {})
    two = sites.build(tmp_path / "two", {}, sites.notebook(results=sites.RESULTS[:1]))
    assert len(domain.of(one.app.env).store.ledger) == 4
    assert len(domain.of(two.app.env).store.ledger) == 1


def test_an_output_counts_once_though_it_has_several_forms(tmp_path):
    ledger = Ledger(sites.RESULTS)
    book = sites.build(tmp_path, {}, sites.notebook([ledger.answer("Why?", "At [](result:goods.grain).")]))
    assert len(domain.of(book.app.env).uses()["result", "goods.grain"]) == 1
