from __future__ import annotations

import csv

import pytest

from romsov_analysis import evidence
from romsov_analysis.results import ResultError, claim_record, claim_statement, figure_results, format_claim


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("cs.multiplier", "", "2–3"),
        ("cs.multiplier", "low", "2"),
        ("cs.multiplier", "unit", "2–3 times"),
        ("cs.multiplier", "quote", "“two to three times more goods”"),
        ("cs.killed", "", "110,000"),
        ("cs.killed", "unit", "about 110,000 men"),
        ("cs.total", "unit", "up to US$2,000 million"),
        ("cs.price_base", "", "1938"),
        # no number of its own, so always in its words
        ("pt.alsace", "", "“the Alsace on the Dnieper”"),
    ],
)
def test_a_claim_is_printed_as_number_or_quoted(name, options, expected):
    assert format_claim(name, options) == expected


@pytest.mark.parametrize("ask", [format_claim, claim_record, claim_statement])
def test_an_unknown_claim_names_the_nearest(ask):
    with pytest.raises(ResultError, match=r"unknown claim 'cs\.multiplyer'; nearest: cs\.multiplier\b"):
        ask("cs.multiplyer")


def test_missing_cells_of_a_claim_are_none():
    claim = claim_record("cs.multiplier")
    assert claim["value"] is None
    assert claim["qualifier"] is None
    assert (claim["low"], claim["high"]) == (2, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "cs.multiplier",
            "The price base let the Soviet Union take 2–3 times more goods than at 1944 prices.",
        ),
        # the number opens the sentence, so its first letter becomes a capital
        (
            "cs.missing",
            "About 180,000 men were missing or captured by the end of the fighting with the Soviet Union.",
        ),
        ("pt.broken", "Non-aggression pacts were broken regularly before and during the Second World War."),
    ],
)
def test_a_statement_has_its_number_filled_in(name, expected):
    assert claim_statement(name) == expected


def test_no_statement_keeps_a_brace():
    for name in evidence.ids("claims"):
        assert "{" not in claim_statement(name)


@pytest.fixture
def killed(tmp_path, monkeypatch):
    """Sets the number of the claim cs.killed in a register of our own."""

    def write(number):
        with evidence.table("claims").path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        for row in rows:
            if row[0] == "cs.killed":
                for column in ("value", "low", "high"):
                    row[header.index(column)] = number
        with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))

    return write


@pytest.mark.parametrize(("number", "expected"), [("12.5", "12.5"), ("0.25", "0.25"), ("40", "40")])
def test_a_claim_has_the_decimals_of_its_register(killed, number, expected):
    killed(number)
    assert format_claim("cs.killed") == expected


@pytest.mark.parametrize(("number", "expected"), [("2500000", "2,500,000"), ("1234567", "1,234,567")])
def test_a_claim_of_millions_has_no_decimals(killed, number, expected):
    killed(number)
    assert format_claim("cs.killed") == expected


@pytest.mark.parametrize(("name", "options"), [("cs.multiplier", "quote rnage"), ("pt.alsace", "qoute")])
def test_an_unknown_option_of_a_quoted_claim_is_refused(name, options):
    with pytest.raises(ResultError, match="unknown format option"):
        format_claim(name, options)


def test_the_figures_of_a_theme_are_results_of_its_claims():
    claims = evidence.load("claims")
    wanted = claims[(claims["theme"] == "rupture") & claims["low"].notna()]
    found = figure_results("rupture", "rupture")
    assert [result.id for result in found] == [f"rupture.{name.partition('.')[2]}" for name in wanted.index]
    assert [result.evidence for result in found] == [(f"claims:{name}",) for name in wanted.index]
    assert [(result.low, result.high) for result in found] == list(
        zip(wanted["low"], wanted["high"], strict=True)
    )
    assert not [result.title for result in found if "{" in result.title or result.title.endswith(".")]


def test_the_figures_of_a_document_leave_out_the_others():
    assert figure_results("rupture", "x", "corneanu") == figure_results("rupture", "x")
    assert not figure_results("rupture", "x", "country_study")
