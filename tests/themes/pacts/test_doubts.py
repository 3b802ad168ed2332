"""Kinds of breach, kinds of doubt, treaties let in and left out: counted by hand over invented rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pact_tables import LAST, bound, day, deed, links

from romsov_analysis.themes.pacts import doubts, treaties

Use = Callable[..., None]
EVE = day("1939-08-31")

# p is denounced in 1938 and attacked in 1940; q has a hostile agreement that may not be one; r promises friendship.
TABLES = bound(p="a; b", q="b; c", r="c; d") | {
    "acts": [
        deed("x", "1940-01-01", "a", "b"),
        deed("y", "1938-01-01", "a", "b", "denunciation"),
        deed("z", "1939-01-01", "b", "c", "hostile agreement"),
        deed("w", "1939-02-02", "c", "d"),
    ],
    "pact_acts": links("p/x", "p/y", "q/z?", "r/w"),
}
TABLES["pacts"][1]["clause"] = "coded"
TABLES["pacts"][2]["obligation"] = "friendship"
TABLES["pact_dates"].append({"pact": "q", "what": "in force", "date": "1931-01-01"})


def test_kinds_of_act_before_the_war_and_by_the_end(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = doubts.kinds(treaties.chosen("bilateral"), EVE, LAST, early=False)
    told = {kind: [(cell.clear.value, cell.every.value) for cell in cells] for kind, cells in found.items()}
    assert list(told)[:2] == ["attack", "coercion"]
    assert told["attack"] == [(0, 0), (1, 1)]
    assert told["denunciation"] == [(1, 1), (1, 1)]
    assert told["hostile agreement"] == [(0, 1), (0, 1)]
    assert told["coercion"] == [(0, 0), (0, 0)]
    assert found["attack"][1].clear.evidence == ("pact_acts:p/x",)


def test_doubts_are_counted_each_by_itself(tables_of: Use) -> None:
    rows = [row | {"doubt": "first; reach"} if row["act"] == "z" else row for row in TABLES["pact_acts"]]
    tables_of(**(TABLES | {"pact_acts": rows}))
    pacts = {pact.id: pact for pact in treaties.load()}

    def told(*names: str) -> dict[str, float | None]:
        return {name: found.value for name, found in doubts.doubted([pacts[one] for one in names]).items()}

    assert told("p", "q") == {"deed": 0, "first": 1, "reach": 1}
    assert told("p") == {"deed": 0, "first": 0, "reach": 0}


def test_treaties_counted_from_signature(tables_of: Use) -> None:
    tables_of(**TABLES)
    found = doubts.unratified(treaties.chosen("bilateral"))
    assert (found.value, found.evidence) == (1, ("pact_dates:p/signed",))


@pytest.mark.parametrize(
    ("name", "counts", "clear", "every"),
    [
        # p is broken in 1938, q only if its act counts; r comes in with a breach of 1939.
        ("coded", (1, 1), (1, 1), (1, 1)),
        ("territory", (2, 2), (1, 1), (2, 2)),
        ("friendship", (3, 3), (2, 2), (3, 3)),
        # The act against q is an agreement with a third state, and is passed over.
        ("agreements", (2, 2), (1, 1), (1, 1)),
    ],
)
def test_the_widest_count_over_fewer_treaties_and_over_more(
    tables_of: Use, name: str, counts: tuple[int, int], clear: tuple[int, int], every: tuple[int, int]
) -> None:
    tables_of(**TABLES)
    found = doubts.variants(treaties.chosen("bilateral"), EVE, LAST, early=False)[name]
    assert tuple(whole.value for whole in found.counts) == counts
    assert tuple(cell.clear.value for cell in found.broken) == clear
    assert tuple(cell.every.value for cell in found.broken) == every
