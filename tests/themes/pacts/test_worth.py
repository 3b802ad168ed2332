"""What became of some pacts: years in force before the act, by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links, numbers

from romsov_analysis.themes.pacts import worth

Use = Callable[..., None]

TABLES = bound(p="a; b", q="b; c", r="c; d", kept="a; d", doubted="e; f", ended="b; d") | {
    "acts": [
        deed("x", "1933-01-01", "a", "b"), deed("y", "1935-01-02", "b", "c", "coercion"),
        deed("z", "1944-01-01", "c", "d"), deed("w", "1939", "e", "f"),
    ],
    "pact_acts": links("p/x", "q/y", "r/z", "doubted/w?"),
}  # fmt: skip
TABLES["pact_dates"][2]["date"] = "1944-01-01"
TABLES["pact_dates"].append({"pact": "ended", "what": "ended", "date": "1931-01-01/1932-01-01"})


def test_what_became_of_some_pacts(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = worth.worth(["p", "q", "r"], LAST)
    assert numbers(found.results) == {
        "worth.years_p": 1096 / 365.25,  # with a leap year
        "worth.years_q": 1827 / 365.25,
        "worth.years_r": 0,
        "worth.pacts": 3,
        "worth.attacked": 2,
        "worth.coerced": 1,
        "worth.longest": 1827 / 365.25,
    }
    by_id = {result.id: result.evidence for result in found.results}
    assert by_id["worth.years_q"] == ("pacts:q", "pact_acts:q/y")
    assert by_id["worth.longest"] == ("result:worth.years_q",)
    assert by_id["worth.pacts"] == (
        "pacts:p", "pact_acts:p/x", "pacts:q", "pact_acts:q/y", "pacts:r", "pact_acts:r/z",
    )  # fmt: skip


def test_a_pact_that_was_kept_is_counted_to_its_end_or_the_last_day(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = worth.worth(["kept", "doubted", "ended"], day("1932-12-31"))
    assert found.longest is None
    assert numbers(found.results) == {
        "worth.years_kept": 1095 / 365.25,
        "worth.years_doubted": 1095 / 365.25,
        "worth.years_ended": 730 / 365.25,
        "worth.pacts": 3,
        "worth.attacked": 0,
        "worth.coerced": 0,
    }
    assert found.fates[0].years.title == "T: years in force"
    assert "last day of observation" in found.fates[0].years.formula
    # With the first of two dates the treaty ends a year earlier.
    assert worth.worth(["ended"], LAST, early=True).fates[0].years.value == 365 / 365.25


def test_the_longest_is_that_of_the_broken(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = worth.worth(["kept", "p"], LAST)
    assert found.longest is not None
    assert found.longest.evidence == ("result:worth.years_p",)


def test_a_pact_that_had_not_begun_is_refused(tables_of: Use) -> None:
    tables_of(**TABLES)
    with pytest.raises(LookupError, match="r had not begun by 1943-01-01"):
        worth.worth(["r"], day("1943-01-01"))
