"""Life lines: to the first breach beyond dispute, with the first disputed one on the way."""

from __future__ import annotations

from collections.abc import Callable

from pact_tables import LAST, bound, day, deed, links

from romsov_analysis.themes.pacts.lives import lives

Use = Callable[..., None]

TABLES = bound(p="a; b", q="b; c", r="c; d", late="a; c", kept="b; d") | {
    "acts": [
        deed("x", "1935-05-05", "a", "b"),
        deed("w", "1936-06-06", "c", "d"),
        deed("y", "1940-04-04", "b", "c", "coercion"),
        deed("z", "1941-04-04", "c", "d"),
    ],
    # p first by a disputed act, then by a clear one; r by a disputed one alone; q by a clear one, then a disputed one.
    "pact_acts": links("p/x?", "p/y", "q/y", "q/z?", "r/w?"),
}
TABLES["pact_dates"][3]["date"] = "1944-01-01"
TABLES["acts"][2]["against"] = "c; a"


def test_a_disputed_breach_stands_on_the_way_to_a_clear_one(tables_of: Use) -> None:
    tables_of(**TABLES)
    told = {
        life.pact.id: (life.spell.outcome, str(life.spell.stop), life.disputed)
        for life in lives("bilateral", LAST)
    }
    assert told == {
        "p": ("broken", "1940-04-04", day("1935-05-05")),
        "q": ("broken", "1940-04-04", None),
        "r": ("observed", "1945-09-02", day("1936-06-06")),
        "kept": ("observed", "1945-09-02", None),
        "late": ("observed", "1945-09-02", None),
    }
    assert list(told)[-1] == "late"  # by their start


def test_a_treaty_that_had_not_begun_has_no_line(tables_of: Use) -> None:
    tables_of(**TABLES)
    assert [life.pact.id for life in lives("bilateral", day("1934-12-31"))] == ["p", "q", "r", "kept"]
