"""Cards: what each says, and that whatever a table holds is text in them."""

from __future__ import annotations

import html
import re

import sites

from romsov_analysis.results import Result

PAGE = "# Page\n\n[](result:goods.twice), [](result:many.rows), [](result:many.results), [](claim:cs.multiplier), "
PAGE += "[](person:vyshinsky), [](cite:bls_wpi), [dear](holds:goods.dear) and again [](result:goods.twice).\n"
ROWS = tuple(f"price_series:us_wpi_all/{year}" for year in range(1938, 1948))
MANY = [
    *sites.RESULTS,
    Result("many.rows", 1, 1, 1, "times", "of ten", ROWS, "Many <rows>", note="A & B"),
    Result("many.results", 1, 1, 1, "times", "of many", ("result:many.rows",), "From many"),
]


def cards(page: str) -> dict[str, str]:
    """Id → text of each card of a page."""
    found = re.findall(r'<div popover id="([^"]+)"(.*?)</div>', page, re.DOTALL)
    return {name: html.unescape(" ".join(re.sub("<[^>]+>", " ", f"<{body}").split())) for name, body in found}


def test_cards_say_what_stands_behind_words_once_each(tmp_path):
    book = sites.build(tmp_path, {"page": PAGE}, sites.notebook(results=MANY))
    assert book.said == ""
    assert book.page("page").count('id="card-result-goods-twice"') == 1
    found = cards(book.page("page"))
    assert list(found) == [
        "card-result-goods-twice",
        "card-result-many-rows",
        "card-result-many-results",
        "card-claim-cs-multiplier",
        "card-person-vyshinsky",
        "card-work-bls-wpi",
        "card-result-goods-dear",
    ]
    twice = found["card-result-goods-twice"]
    # 2.64 rests on 1.32, which rests on the price of 1944.
    for part in (
        "2.64 times",
        "Range 2.60–2.68 times",
        "Formula 2 × grain",
        "1944: 17.908 (1982 = 100)",
        "read in a copy of the source",
        "Entry among the results",
        "computed in cell [1]",
    ):
        assert part in twice
    assert found["card-result-many-rows"].count("(1982 = 100)") == 8
    assert "and 2 more" in found["card-result-many-rows"]
    assert "A & B" in found["card-result-many-rows"]
    # Too many rows: the result it is computed from stands for them.
    assert "Many <rows>: 1.00 times" in found["card-result-many-results"]
    assert "(1982 = 100)" not in found["card-result-many-results"]
    assert "true" in found["card-result-goods-dear"]
    assert "Range" not in found["card-result-goods-dear"]


def test_cards_of_claims_people_and_works(tmp_path):
    found = cards(sites.build(tmp_path, {"page": PAGE}, sites.notebook(results=MANY)).page("page"))
    for name, parts in {
        "card-claim-cs-multiplier": (
            "Says Authors of the Country Study (assertion)",
            "Chain authors > Country Study",
            "“two to three times more goods”, found once in",
            "Entry among the claims",
        ),
        "card-person-vyshinsky": (
            "Role Soviet deputy foreign commissar",
            "Also Andrey Vyshinskiĭ",
            "Entry among the people",
        ),
        "card-work-bls-wpi": (
            "U.S. Bureau of Labor Statistics, Producer price index",
            "tier A",
            "read in a copy.",
            "https://fred.stlouisfed.org/series/PPIACO",
            "Entry among the sources",
        ),
    }.items():
        for part in parts:
            assert part in found[name]


def test_a_card_is_a_dialog_with_a_name(tmp_path):
    page = sites.build(tmp_path, {"page": PAGE}, sites.notebook(results=MANY)).page("page")
    opening = re.search(r'<div popover id="card-result-many-rows"[^>]*>', page)
    assert opening is not None
    assert 'role="dialog" tabindex="-1" aria-label="Many &lt;rows&gt;"' in opening[0]
