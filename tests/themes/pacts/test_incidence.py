"""Curves of incidence: an example worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import bound, day, deed, links, way

from romsov_analysis.themes.pacts import incidence

Use = Callable[..., None]

# From New Year 1930: p broken after four years, q ended after six, s broken after eight, r observed to the end.
TABLES = bound(p="a; b", q="b; c", r="c; d", s="a; d") | {
    "acts": [deed("x", "1934-01-01", "a", "b"), deed("y", "1938-01-01", "a", "d")],
    "pact_acts": links("p/x", "s/y"),
}
TABLES["pact_dates"].append({"pact": "q", "what": "ended", "date": "1936-01-01"})


def test_curves_by_hand(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = incidence.curve(way())
    # At four years one of four is broken: 1/4. At six one of three ends otherwise: 3/4 × 2/3 = 1/2 is left. At eight
    # one of two is broken: 1/4 + 1/2 × 1/2.
    assert {years: result.value for years, result in found.broken.items()} == pytest.approx(
        {5: 0.25, 10: 0.5}
    )
    # q ended otherwise: 3/4 × 1/3.
    assert {years: result.value for years, result in found.ended.items()} == pytest.approx({5: 0, 10: 0.25})
    assert found.ended[10].id == "pacts.ended_attacked_all_10"
    # Kaplan–Meier takes q as censored: 1 − 3/4, then 1 − 3/4 × 1/2.
    assert {years: result.value for years, result in found.naive.items()} == pytest.approx(
        {5: 0.25, 10: 0.625}
    )
    assert {years: result.value for years, result in found.at_risk.items()} == {5: 3, 10: 1}
    assert found.median is not None
    assert found.median.value == pytest.approx(8, abs=0.01)  # 2922 days ÷ 365.25
    for result in (*found.broken.values(), *found.naive.values()):
        assert result.low <= (result.value or 0) <= result.high
    assert found.broken[10].id == "pacts.incidence_attacked_all_10"
    assert found.naive[5].id == "pacts.one_minus_km_attacked_all_5"
    assert found.at_risk[10].id == "pacts.at_risk_attacked_all_10"
    assert found.median.id == "pacts.median_attacked_all"
    assert found.broken[5].title.startswith("Broken within five years: ")
    assert found.broken[5].evidence == way().rows


def test_a_year_that_none_was_followed_to_is_left_out(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = incidence.curve(way(last=day("1936-06-30")))
    assert [set(part) for part in (found.broken, found.ended, found.naive, found.at_risk)] == [{5}] * 4
    assert found.median is None  # one of four


def test_without_a_breach_there_is_no_curve(tables_of: Use) -> None:
    tables_of(**bound(p="a; b"))
    assert incidence.curve(way()) == incidence.Curve({}, {}, {}, {}, None)
