"""Search: words without their marks, pages indexed one by one, results left out."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from romsov_analysis.book import search


def environment(**index: Any) -> Any:
    names = ("titles", "filenames", "all_titles", "index_entries", "mapping", "title_mapping")
    return SimpleNamespace(**{f"_search_index_{name}": index.get(name, {}) for name in names})


@pytest.mark.parametrize(("word", "bare"), [("Ceaușescu", "Ceausescu"), ("Iași", "Iasi"), ("pact", "pact")])
def test_words_lose_their_marks(word: str, bare: str) -> None:
    assert search.plain(word) == bare


def test_pages_indexed_one_by_one_make_the_whole_index() -> None:
    whole = environment()
    for page, words in (("a", ("pact", "debt")), ("b", ("pact",))):
        alone = environment(titles={"left": "over"}, mapping={"left": {"over"}})
        search.PageIndex.start(alone)
        alone._search_index_titles[page] = page.upper()
        for word in words:
            alone._search_index_mapping[word] = {page}
        search.PageIndex.of(alone).add_to(whole)
    assert whole._search_index_titles == {"a": "A", "b": "B"}
    assert whole._search_index_mapping == {"pact": {"a", "b"}, "debt": {"a"}}


def test_chapters_are_found_and_pages_of_results_are_not(site: Path, root: Path) -> None:
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found: dict[str, int] = dict.fromkeys(index["docnames"], 0)
    for pages in index["terms"].values():
        for page in [pages] if isinstance(pages, int) else pages:
            found[index["docnames"][page]] += 1
    for path in (root / "notebooks").glob("*.ipynb"):
        assert found[f"notebooks/{path.stem}"] > 100
        assert found[f"results-{path.stem[:2]}"] == 0
