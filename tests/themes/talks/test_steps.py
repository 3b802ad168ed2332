"""What chapter 02 counts: stretches of the talks, verdicts on explanations, lags of the witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.talks import comparison, explanations, moscow, steps

UNSEEN = {"status": "not found", "checked": "2026-11-22"}  # nothing of this was ever read
# What a row has where a test says nothing else; no other row is in any of these tables.
USUAL: dict[str, dict[str, str]] = {
    "sources": {},
    "states": {},
    "talks": UNSEEN | {"status": "verified", "track": "contacts", "title": "Talk"},
    "comparison": UNSEEN,
    "explanations": {"short": "e"},
    "moscow_split": UNSEEN | {"title": "M", "about": "Him", "stance": "against", "speaker": "Her",
                              "basis": "relayed", "chain": "Her > Book"},
}  # fmt: skip

Row = dict[str, str]
Use = Callable[..., None]


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Tables with the rows given and no others."""

    def use(**rows: Sequence[Row]) -> None:
        for name, usual in USUAL.items():
            filled = [usual | row for row in rows.get(name, [])]
            frame = pd.DataFrame(filled, columns=list(evidence.table(name).fields))
            frame.to_csv(tmp_path / f"{name}.csv", index=False)
        evidence.clear_cache()

    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    yield use
    monkeypatch.undo()
    evidence.clear_cache()


TALKS = {
    "late": "1932-03", "first": "1932-01", "exact": "1932-02-29", "same": "1932-01-01", "open": "../1932",
    "year": "1932", "next": "1933-02-28", "never": "1932/..",
}  # fmt: skip


def talk_rows() -> list[Row]:
    rows = [{"id": name, "date": date} for name, date in TALKS.items()]
    rows[0] |= {"status": "second-hand", "track": "neighbours"}
    return rows


def test_talks_stand_in_the_order_of_time(own_tables: Use) -> None:
    own_tables(talks=talk_rows())
    table = steps.rows(["verified", "second-hand"])
    # What has no first day comes first; of one first day the order of the table is kept.
    assert list(table.index) == ["open", "first", "same", "year", "never", "exact", "late", "next"]
    assert table.loc["late", "first"] == pd.Timestamp("1932-03-01")
    assert list(steps.rows(["second-hand"]).index) == ["late"]
    assert list(steps.rows([]).index) == []


@pytest.mark.parametrize(
    ("first", "last", "least", "value", "most"),
    [
        ("exact", "next", 365, 365, 365),
        ("same", "same", 0, 0, 0),
        ("next", "exact", -365, -365, -365),
        ("first", "late", 30, None, 90),  # in a leap year
        ("same", "late", 60, None, 90),
        ("year", "late", -305, None, 90),
        ("first", "first", -30, None, 30),
    ],
)
def test_a_stretch_is_a_range_where_a_day_is_open(
    own_tables: Use,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    last: str,
    least: int,
    value: int | None,
    most: int,
) -> None:
    own_tables(talks=talk_rows())
    monkeypatch.setitem(steps.STRETCHES, "s", (first, last, "T", "days"))
    monkeypatch.setitem(steps.STRETCHES, "y", (first, last, "T", "years"))
    found = steps.stretch("s")
    assert (found.low, found.value, found.high) == (least, value, most)
    assert (found.id, found.unit, found.title, found.decimals) == ("talks.s", "days", "T", 0)
    assert found.evidence == (f"talks:{first}", f"talks:{last}")
    years = steps.stretch("y")
    scaled = [None if days is None else pytest.approx(days / 365.25) for days in (least, value, most)]
    assert [years.low, years.value, years.high] == scaled
    assert (years.unit, years.formula) == ("years", "from the one date to the other, in years")


@pytest.mark.parametrize("pair", [("open", "late"), ("late", "open"), ("never", "late"), ("late", "never")])
def test_a_stretch_needs_both_ends(
    own_tables: Use, monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    own_tables(talks=talk_rows())
    monkeypatch.setitem(steps.STRETCHES, "s", (*pair, "T", "days"))
    with pytest.raises(ValueError, match=f"{pair[0]} or {pair[1]} has no first or last day"):
        steps.stretch("s")


def cell(case: str, feature: str, value: str) -> Row:
    return {"case": case, "feature": feature, "value": value}


def test_verdicts_are_counted_by_state(own_tables: Use) -> None:
    signed = {"a": "no", "b": "yes", "c": "yes", "d": "no"}
    fought = {"a": "yes", "b": "yes", "c": "no", "d": "no"}
    grid = [cell(case, "pact", value) for case, value in signed.items()]
    grid += [cell(case, "fought_1918_21", value) for case, value in fought.items()]
    grid += [cell("a", "linked", "partly")]
    rules = {"fought": "fought_1918_21", "linked": "linked", "frontier": "frontier_recognised"}
    own_tables(
        states=[{"id": case, "name": case} for case in signed],
        comparison=grid,
        explanations=[
            {"id": name, "title": "E", "short": "e", "feature": of, "blocks": "yes"}
            for name, of in rules.items()
        ],
    )
    found = comparison.verdict_results(explanations.trials("abcd"))
    kinds = list(explanations.VERDICTS)
    counts = {name: [found[name, kind].value for kind in kinds] for name in rules}
    assert counts == {"fought": [2, 1, 1, 0], "linked": [0, 0, 0, 4], "frontier": [0, 0, 0, 4]}
    assert all(result.id == f"compare.{name}_{kind}" for (name, kind), result in found.items())
    assert {(result.unit, result.decimals) for result in found.values()} == {("cases", 0)}

    def behind(*cases: str) -> tuple[str, ...]:
        return tuple(
            f"comparison:{case}/{feature}" for case in cases for feature in ("fought_1918_21", "pact")
        )

    assert [found["fought", kind].evidence for kind in kinds] == [
        behind("a", "c"), behind("b"), behind("d"), behind("a", "b", "c", "d"),
    ]  # fmt: skip
    # Silence rests on no row but that of the explanation.
    assert {found["linked", kind].evidence for kind in kinds} == {("explanations:linked",)}
    some = comparison.verdict_results(explanations.trials(["a", "b"]))
    assert [some["fought", kind].value for kind in kinds] == [1, 1, 0, 0]
    assert some["fought", "silent"].evidence == behind("a", "b")


@pytest.mark.usefixtures("fresh_tables")
def test_every_state_of_the_book_has_one_verdict_of_every_explanation() -> None:
    cases = list(explanations.values().index)
    for chosen in (cases, cases[:2]):
        found = comparison.verdict_results(explanations.trials(chosen))
        for name in evidence.load("explanations").index:
            counts = [found[str(name), kind].value or 0 for kind in explanations.VERDICTS]
            assert sum(counts) == len(chosen)


def test_lags_of_the_witnesses(own_tables: Use) -> None:
    told = {"a": ("1921-01-01", "1925-01-01"), "b": ("1925", "1925-01"), "c": ("", "1925"), "d": ("1921", "")}
    own_tables(
        moscow_split=[{"id": name, "date": date, "testified": later} for name, (date, later) in told.items()]
    )
    found = list(moscow.lags().values())
    assert [(result.id, result.value) for result in found] == [("split.lag_a", 4), ("split.lag_b", 0)]
    assert {(result.unit, result.decimals) for result in found} == {("years", 0)}
    assert found[0].evidence == ("moscow_split:a",)
    assert found[0].title == "Him: against, years to the telling"
