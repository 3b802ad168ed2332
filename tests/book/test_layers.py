"""The layers of a page: what is folded, what is stacked, where a card leads."""

from __future__ import annotations

import re

import pytest
import sites

from romsov_analysis.book import layers
from romsov_analysis.ledger import Ledger, Table

LEDGER = Ledger(sites.RESULTS)
FOLD = re.compile(r'<details class="romsov-fold"><summary>(.*?)</summary>(.*?)</details>', re.DOTALL)


def table(rows: int, caption: str = "Mills"):
    return LEDGER.table(Table(caption, ["Who", "What"], [["x", "y"]] * rows))


def built(tmp_path, *tables):
    return sites.build(tmp_path, {}, sites.notebook(list(tables))).page("notebooks/05_cost")


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


@pytest.mark.parametrize(
    ("rows", "folded"), [(layers.LONGEST_OPEN, []), (layers.LONGEST_OPEN + 1, ["Table Mills 10 rows"])]
)
def test_a_long_table_stands_behind_its_caption(tmp_path, rows, folded):
    page = built(tmp_path, table(rows))
    assert [plain(summary) for summary, _ in FOLD.findall(page)] == folded
    assert page.count("<td") == rows


def test_the_story_shows_no_more_than_a_few_tables(tmp_path):
    page = built(tmp_path, *(table(1, f"Mills of kind {letter}") for letter in "abcde"))
    assert [plain(summary) for summary, _ in FOLD.findall(page)] == [
        "Table Mills of kind d 1 row",
        "Table Mills of kind e 1 row",
    ]


def test_what_opens_a_table_holds_no_link_and_the_caption_keeps_its_own(tmp_path):
    ((summary, inside),) = FOLD.findall(built(tmp_path, table(12, "At [](result:goods.grain)")))
    assert plain(summary) == "Table At 1.32 12 rows"
    assert "<a " not in summary
    assert re.search(r"<caption>.*<a class=\"evidence\"[^>]*>1.32</a>", inside, re.DOTALL)


def test_a_cell_knows_its_column_whatever_its_name_holds(tmp_path):
    shown = LEDGER.table(Table("Mills", ['A "big" <one>', "B [](result:goods.grain)"], [["x", "y"]]))
    page = built(tmp_path, shown)
    assert '<th data-h="A &quot;big&quot; &lt;one&gt;" class="stub">' in page
    assert '<td data-h="B [](result:goods.grain)">' in page


def test_a_card_leads_to_the_cell_that_computes_its_number(tmp_path):
    chapter = sites.notebook([table(1)])
    book = sites.build(tmp_path, {"front": "# Front\n\nIt was [1.32](result:goods.grain).\n"}, chapter)
    (address,) = re.findall(r'href="([^"]*)">computed in cell', book.page("front"))
    page, _, anchor = address.partition("#")
    assert page == "notebooks/05_cost.html"
    assert f'id="{anchor}"' in book.page("notebooks/05_cost")
