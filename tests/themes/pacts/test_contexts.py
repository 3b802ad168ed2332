"""What chapter 03 sets beside its counts: the spread of ways, codings of others, attackers, alliances."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import dependence, others, specifications, worth
from romsov_analysis.themes.pacts.specifications import Way
from romsov_analysis.themes.talks import steps

UNSEEN = {"status": "not found", "checked": "2026-11-22"}  # nothing of this was ever read
# What a row has where a test says nothing else; no other row is in any of these tables.
USUAL: dict[str, dict[str, str]] = {
    "sources": {},
    "states": {},
    "pacts": UNSEEN | {"title": "T", "form": "bilateral", "obligation": "non-aggression", "ending": "in force"},
    "pact_dates": UNSEEN | {"what": "signed"},
    "acts": UNSEEN | {"title": "A", "kind": "attack"},
    "pact_acts": {"contested": "no", "reason": "why"},
    "codings": UNSEEN | {"violated": "no", "ending": "in words"},
    "alliance_counts": UNSEEN | {"begun": "1919/1941"},
    "literature": UNSEEN | {"title": "L", "measure": "share broken", "obligation": "all", "denominator": "wars"},
}  # fmt: skip

Row = dict[str, str]
Use = Callable[..., None]

day = datetime.date.fromisoformat
LAST = day("1945-09-02")


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Tables with the rows given and no others."""
    folders = (tmp_path / str(number) for number in itertools.count())

    def use(**rows: Sequence[Row]) -> None:
        folder = next(folders)
        folder.mkdir()
        for name, usual in USUAL.items():
            filled = [usual | row for row in rows.get(name, [])]
            frame = pd.DataFrame(filled, columns=list(evidence.table(name).fields))
            frame.to_csv(folder / f"{name}.csv", index=False)
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        evidence.clear_cache()

    yield use
    monkeypatch.undo()
    evidence.clear_cache()


def numbers(found: Sequence[Result]) -> dict[str, float | None]:
    """Id → value; no id twice, and no decimals of what is counted."""
    assert len({result.id for result in found}) == len(found)
    digits = {"treaties": 0, "ways": 0, "years": 1}
    assert all(result.decimals == digits.get(result.unit, result.decimals) for result in found)
    return {result.id: result.value for result in found}


def bound(**parties: str) -> dict[str, list[Row]]:
    """Treaties signed on New Year of 1930, by their parties."""
    forms = {name: "bilateral" if text.count(";") == 1 else "multilateral" for name, text in parties.items()}
    return {
        "pacts": [{"id": name, "parties": text, "form": forms[name]} for name, text in parties.items()],
        "pact_dates": [{"pact": name, "date": "1930-01-01"} for name in parties],
        "states": [{"id": state, "name": state.upper()} for state in "abcdef"],
    }


def deed(name: str, date: str, actor: str, against: str, kind: str = "attack") -> Row:
    return {"id": name, "date": date, "actor": actor, "against": against, "kind": kind}


def links(*pairs: str) -> list[Row]:
    """Treaty and act, ``p/x``; with a mark, ``p/x?``, contested."""
    split = [pair.rstrip("?").split("/") for pair in pairs]
    contested = ["yes" if pair.endswith("?") else "no" for pair in pairs]
    return [
        {"pact": pact, "act": act, "contested": doubt}
        for (pact, act), doubt in zip(split, contested, strict=True)
    ]


# --- the spread of ways ---------------------------------------------------------------------------------


def a_result(name: str, value: float, unit: str = "ratio") -> Result:
    return Result(name, value, value, value, unit, "f", ("parameter:x=1",), "T")


def a_way(share: float, definition: str = "attacked", *, contested: bool = False, **other: Any) -> Way:
    chosen: dict[str, Any] = {"universe": "all", "day": "end", "unit": "treaty"} | other
    name = "_".join([definition, *chosen.values()]) + ("_all" if contested else "")
    parts = [a_result(f"pacts.{part}_{name}", value) for part, value in (("broken", 1), ("share", share))]
    # What is counted is the same whatever breaks it.
    counted = a_result(f"pacts.count_{'_'.join(chosen.values())}", 9)
    return Way(definition, contested=contested, counted=counted, broken=parts[0], share=parts[1], **chosen)


def test_the_spread_of_ways_by_hand() -> None:
    # Options stand in the order in which they are met; the middle one of three moves nothing.
    shares = {"attacked": (0.1, 0.3), "denounced": (0.9, 0.0), "any": (0.4, 0.5)}
    ways = [
        a_way(share, definition, contested=contested)
        for definition, pair in shares.items()
        for contested, share in zip((False, True), pair, strict=True)
    ]
    found = numbers(specifications.summary(ways, 0.4))
    assert found == {
        "pacts.ways": 6,
        "pacts.ways_above": 2,  # not the one at the level itself
        "pacts.least_share": 0.0,
        "pacts.greatest_share": 0.9,
        "pacts.effect_definition": pytest.approx((0.3 + 0.2) / 2),
        "pacts.effect_contested": pytest.approx((0.2 - 0.9 + 0.1) / 3),
        "pacts.effect_universe": 0,
        "pacts.effect_day": 0,
        "pacts.effect_unit": 0,
    }
    results = {result.id: result for result in specifications.summary(ways, 0.4)}
    assert results["pacts.ways"].evidence == ("result:pacts.count_all_end_treaty",)  # listed once
    assert results["pacts.least_share"].evidence == (f"result:{ways[3].share.id}",)
    assert results["pacts.greatest_share"].evidence == (f"result:{ways[2].share.id}",)
    assert "denounced, all, end, treaty, contested" in results["pacts.least_share"].formula
    assert results["pacts.effect_definition"].formula.endswith("share(any) − share(attacked)")


CHOICES = ("definition", "universe", "day", "unit", "contested")


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=32, max_size=32))
def test_what_a_choice_moves_is_the_difference_of_two_means(shares: list[float]) -> None:
    options = [*itertools.product(*(("a", "b"),) * 4, (False, True))]
    ways = [
        a_way(share, one, contested=last, universe=two, day=three, unit=four)
        for share, (one, two, three, four, last) in zip(shares, options, strict=True)
    ]
    found = {result.id: result for result in specifications.summary(ways, 0.5)}
    assert found["pacts.greatest_share"].value == max(shares)
    assert found["pacts.least_share"].value == min(shares)
    for place, choice in enumerate(CHOICES):
        ends = options[0][place], options[-1][place]
        means = [
            sum(share for share, chosen in zip(shares, options, strict=True) if chosen[place] == end) / 16
            for end in ends
        ]
        assert found[f"pacts.effect_{choice}"].value == pytest.approx(means[1] - means[0])


# --- other people's codings, attackers, like pacts ------------------------------------------------------


def wilson(broken: int, whole: int) -> list[float]:
    """Ends of Wilson's interval, by his formula."""
    z = 1.959963984540054
    share = broken / whole
    half = z * (share * (1 - share) / whole + (z / whole / 2) ** 2) ** 0.5
    return [(share + z * z / 2 / whole + side * half) / (1 + z * z / whole) for side in (-1, 1)]


def test_only_treaties_that_a_data_set_has_are_counted(own_tables: Use) -> None:
    tables = bound(p="a; b", q="b; c", lone="c; d", s="a; c", t="b; d", m="a; b; c")
    tables["pact_dates"][4]["date"] = "1940-01-01"  # t begins later
    ends = {"p/atop": "1935", "q/atop": "1935", "s/atop": "", "t/atop": "", "m/cow": "1936"}
    violated = {"p/atop": "yes", "m/cow": "yes"}
    rows = [
        dict(zip(("pact", "data_set"), key.split("/"), strict=True))
        | {"end": end, "violated": violated.get(key, "no")}
        for key, end in ends.items()
    ]
    own_tables(**tables, codings=rows)
    days = {"end": LAST, "start": day("1934-12-31")}  # the last day is the latest, not the last named
    names = {"atop": "ATOP", "cow": "COW", "berkemeier_fuhrmann": "BF"}
    found = others.coded(days, names)
    every = ("bilateral", "neutrality", "explicit", "all")
    expected = {("atop", universe, when) for universe in every for when in days}
    assert set(found) == expected | {("cow", universe, when) for universe in every[2:] for when in days}
    for (data_set, universe, when), result in found.items():
        assert result.id == f"pacts.coded_{data_set}_{universe}_{when}"
        assert result.title.startswith(f"{names[data_set]}: ")
        if when == "start":
            assert result.evidence == (f"result:pacts.coded_{data_set}_{universe}_end",)
    late, early = found["atop", "all", "end"], found["atop", "all", "start"]
    # A violation without an end breaks nothing; before 1935 none of the three that had begun was broken.
    assert (late.value, late.low, late.high) == (0.25, *map(pytest.approx, wilson(1, 4)))
    assert (early.value, early.low, early.high) == (0, pytest.approx(0), pytest.approx(wilson(0, 3)[1]))
    assert (late.unit, late.decimals) == ("ratio", 2)
    assert late.evidence == tuple(f"codings:{name}/atop" for name in "pqst")
    assert [found["cow", "all", when].value for when in days] == [1, 0]


def test_attackers_by_the_first_act(own_tables: Use) -> None:
    tables = bound(p="a; b", twin="a; b", q="b; c", r="c; d", s="a; d", u="e; f")
    acts = [
        deed("x", "1935", "a", "b; d"), deed("late", "1936", "b", "a"), deed("y", "1937", "c; b", "d"),
        deed("z", "1938", "b", "c"), deed("w", "1939", "e", "f"), deed("after", "1946", "f", "e"),
    ]  # fmt: skip
    broken = links("p/x", "twin/x", "s/x", "p/late", "r/y", "q/z", "u/w?", "u/after")
    own_tables(**tables, acts=acts, pact_acts=broken)

    def found(contested: bool, last: datetime.date = LAST) -> dict[str, Result]:
        return dependence.attackers(a_way(0.5, contested=contested), last)

    clear = found(False)
    assert {(result.unit, result.decimals) for result in clear.values()} == {("treaties", 0)}
    # Most first, then by name; two states that act together are one actor.
    assert [(actor, result.value) for actor, result in clear.items()] == [("a", 3), ("b", 1), ("c; b", 1)]
    assert [result.id for result in clear.values()] == [
        f"pacts.attacker_{name}" for name in ("a", "b", "c_b")
    ]
    assert clear["a"].evidence == ("pact_acts:p/x", "pact_acts:twin/x", "pact_acts:s/x")
    assert clear["c; b"].title == "Broken by C and B"
    assert list(found(True)) == ["a", "b", "c; b", "e"]
    assert list(found(False, day("1936-12-31"))) == ["a"]


def test_what_became_of_some_pacts(own_tables: Use) -> None:
    tables = bound(p="a; b", q="b; c", r="c; d", kept="a; d", doubted="e; f")
    tables["pact_dates"][2]["date"] = "1944-01-01"
    acts = [
        deed("x", "1933-01-01", "a", "b"), deed("y", "1935-01-02", "b", "c", "coercion"),
        deed("z", "1944-01-01", "c", "d"), deed("w", "1939", "e", "f"),
    ]  # fmt: skip
    own_tables(**tables, acts=acts, pact_acts=links("p/x", "q/y", "r/z", "doubted/w?"))
    found = worth.worth(["p", "q", "r"], LAST)
    assert numbers(found) == {
        "worth.years_p": 1096 / 365.25,  # with a leap year
        "worth.years_q": 1827 / 365.25,
        "worth.years_r": 0,
        "worth.pacts": 3,
        "worth.attacked": 2,
        "worth.coerced": 1,
        "worth.longest": 1827 / 365.25,
    }
    by_id = {result.id: result.evidence for result in found}
    assert by_id["worth.years_q"] == ("pacts:q", "pact_acts:q/y")
    assert by_id["worth.longest"] == ("result:worth.years_q",)
    assert by_id["worth.pacts"] == (
        "pacts:p",
        "pact_acts:p/x",
        "pacts:q",
        "pact_acts:q/y",
        "pacts:r",
        "pact_acts:r/z",
    )
    for name, last in (("kept", LAST), ("doubted", LAST), ("p", day("1932-12-31")), ("r", day("1943-01-01"))):
        with pytest.raises(LookupError, match=f"{name} was neither attacked nor coerced by {last}"):
            worth.worth([name], last)


def test_coverage(own_tables: Use) -> None:
    tables = bound(p="a; b", q="b; c", m="a; b; c")
    own_tables(**tables, codings=[{"pact": "m", "data_set": "atop"}, {"pact": "q", "data_set": "cow"}])
    found = others.coverage()
    assert numbers(found) == {"pacts.counted": 3, "pacts.in_atop": 1}
    assert [result.evidence for result in found] == [("pacts:p", "pacts:q", "pacts:m"), ("codings:m/atop",)]


# --- alliances and published rates ----------------------------------------------------------------------

CLAUSES = [
    {"id": name, "title": f"Of {name}", "treaties": treaties, "violated": violated}
    for name, treaties, violated in (
        ("with", "4", "0"),
        ("without", "4", "4"),
        ("odd", "2", "1"),
        ("even", "2", "0"),
    )
]


def test_alliances_by_hand(own_tables: Use) -> None:
    own_tables(alliance_counts=CLAUSES)
    shares = {result.id: result for result in others.alliance_shares()}
    assert numbers(others.alliance_shares()) == {
        f"alliances.{name}{part}": value
        for name, *values in (("with", 4, 0, 0), ("without", 4, 4, 1), ("odd", 2, 1, 0.5), ("even", 2, 0, 0))
        for part, value in zip(("_treaties", "_violated", ""), values, strict=True)
    }
    odd = shares["alliances.odd"]
    assert (odd.low, odd.high, odd.evidence) == (*map(pytest.approx, wilson(1, 2)), ("alliance_counts:odd",))
    # Four and four, four of them violated: of 70 ways one has none with the clause, 16 have one.
    tests = others.alliance_tests("with", "without", "odd")
    fisher = {"alliances.fisher": pytest.approx(2 / 70), "alliances.fisher_moved": pytest.approx(34 / 70)}
    assert numbers(tests) == fisher
    assert [result.title for result in tests] == [
        "p of the difference",
        "p of the difference, violations moved",
    ]
    moved = others.moved(["with", "without", "odd"])
    assert numbers(moved) == {"alliances.with_moved": 1 / 4, "alliances.without_moved": 3 / 4}
    behind = tuple(f"alliance_counts:{name}" for name in ("with", "without", "odd"))
    assert {result.evidence for result in (*tests, *moved)} == {behind}
    assert [result.formula[:10] for result in moved] == ["(violated ", "(violated "]
    assert ["+" in moved[0].formula, "−" in moved[1].formula] == [True, True]


def test_moving_no_violation_moves_no_share(own_tables: Use) -> None:
    own_tables(alliance_counts=CLAUSES)
    before, after = others.alliance_tests("with", "without", "even")
    assert before.value == after.value
    assert list(numbers(others.moved(["with", "without", "even"])).values()) == [0, 1]


def test_published_rates(own_tables: Use) -> None:
    rate = {"unit": "percent", "low": "9", "high": "12.5"}
    rows = [
        {"id": "a", "note": "n", "value": "11"} | rate,
        {"id": "b"} | rate | {"low": "10.5"},
        {"id": "never", "unit": ""},
    ]
    own_tables(literature=rows)
    found = others.published()
    assert numbers(found) == {"literature.a": 11, "literature.b": None}
    assert [(result.low, result.high, result.decimals, result.note) for result in found] == [
        (9, 12.5, 0, "n"),
        (10.5, 12.5, 1, ""),
    ]


def test_treaties_that_bound_both(own_tables: Use) -> None:
    tables = bound(both="ussr; romania", one="romania; a", three="a; romania; ussr", apart="a; romania; ussr")
    tables["pacts"][3]["pairs"] = "a-romania; a-ussr"
    own_tables(**tables)
    assert steps.both_bound() == ["both", "three"]
