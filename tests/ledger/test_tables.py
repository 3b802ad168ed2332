"""Tables before their references are filled in."""

from __future__ import annotations

import pandas as pd
import pytest

from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import ResultError


def test_a_table_without_a_heading_is_refused():
    with pytest.raises(ResultError, match="heading"):
        Table("c", ["Group", ""], [["Grain", "1"]])


@pytest.mark.parametrize("cells", [["Grain"], ["Grain", "a", "b"]])
def test_a_row_shorter_or_longer_than_the_header_is_refused(cells):
    with pytest.raises(ResultError, match=f"{len(cells)} cells under 2 headings: .'Grain'"):
        Table("c", ["Group", "Value"], [["Fuel", "a"], cells])


def test_an_empty_row_is_refused():
    with pytest.raises(ResultError, match="0 cells under 1 headings"):
        Table("c", ["Group"], [[]])


def test_a_table_of_claims_says_what_whose_words_and_who():
    made = tables.claims("Claims", "cs.multiplier", "pt.broken")
    assert made.header == ["The claim", "In its words", "Who says it"]
    assert made.rows == [
        [
            "The price base let the Soviet Union take [](claim:cs.multiplier?unit) more goods than at 1944 prices.",
            "[](claim:cs.multiplier?quote)",
            "Authors of the Country Study",
        ],
        [
            "Non-aggression pacts were broken regularly before and during the Second World War.",
            "[](claim:pt.broken?quote)",
            "Post 3 of the pact thread",
        ],
    ]


def test_a_table_of_people_names_each_and_the_role():
    made = tables.people("Who is who", "vyshinsky")
    assert made.rows == [
        ["[](person:vyshinsky)", "Soviet deputy foreign commissar, in Bucharest in November 1944"]
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"source": "bls_wpi", "status": "verified"}, "[](cite:bls_wpi?p)"),
        ({"source": "bls_wpi", "status": "second-hand"}, "[](cite:bls_wpi?p), second-hand"),
        ({"source": "bls_wpi"}, "[](cite:bls_wpi?p)"),
        ({"source": float("nan"), "status": "not found"}, "not found"),
    ],
)
def test_a_source_says_how_it_is_known(cells, words):
    assert tables.source(pd.Series(cells)) == words


def test_a_day_is_in_words_or_missing():
    assert tables.day("1944-09-12") == "12 September 1944"
    assert tables.day(float("nan"), "not found") == tables.day(None, "not found") == "not found"
