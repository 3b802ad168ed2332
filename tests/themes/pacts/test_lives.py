"""Life lines: to the first attack or ultimatum, and the stretch into which most of these fall."""

from __future__ import annotations

from collections.abc import Callable

from pact_tables import LAST, bound, day, deed, links

from romsov_analysis.themes.pacts.days import Stretch
from romsov_analysis.themes.pacts.lives import lives

Use = Callable[..., None]

TABLES = bound(p="a; b", q="b; c", r="c; d", late="a; c") | {
    "acts": [
        deed("x", "1935-05-05", "a", "b"),
        deed("w", "1936-06-06", "c", "d"),
        deed("y", "1940-04-04", "b", "c", "coercion"),
        deed("z", "1941-04-04", "c", "d"),
    ],
    # p first by a contested act, then by a clear one; r by a contested one alone.
    "pact_acts": [*links("p/w?", "p/y", "q/y", "r/w?"), *links("p/x?")],
}
TABLES["pact_dates"][3]["date"] = "1944-01-01"
TABLES["acts"][2]["against"] = "c; a"
STRETCHES = [
    Stretch("1935", day("1935-01-01"), day("1939-12-31")),
    Stretch("1940", day("1940-01-01"), LAST),
]


def test_a_clear_act_goes_before_an_earlier_contested_one(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = lives(LAST, STRETCHES)
    told = {life.pact.id: (life.spell.outcome, str(life.spell.stop), life.doubted) for life in found.every}
    assert told == {
        "p": ("broken", "1940-04-04", False),
        "q": ("broken", "1940-04-04", False),
        "r": ("broken", "1936-06-06", True),
        "late": ("observed", "1945-09-02", False),
    }
    assert (found.crowded, found.crowd.value) == (STRETCHES[1], 2)
    assert found.crowd.evidence == ("pact_acts:p/y", "pact_acts:q/y")
    assert found.crowd.title == "Treaties first attacked or coerced from 1940 to 2 September 1945"


def test_a_treaty_that_had_not_begun_has_no_line(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = lives(day("1934-12-31"), STRETCHES)
    assert [life.pact.id for life in found.every] == ["p", "q", "r"]
    assert (found.crowd.value, found.crowd.evidence) == (0, ("units:treaties",))
