"""Laws of spells, over treaties drawn at random."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romsov_analysis.evidence.dates import Span
from romsov_analysis.themes.pacts import spells, treaties
from romsov_analysis.themes.pacts.spells import Spell
from romsov_analysis.themes.pacts.treaties import Act, Pact

WIDER = ("attacked", "denounced", "coerced", "any")  # each counts what the one before it counts
TIE = frozenset({frozenset("ab")})
TRIANGLE = TIE | {frozenset("bc"), frozenset("ac")}
LAST = datetime.date(1945, 9, 2)

days = st.dates(datetime.date(1930, 1, 1), datetime.date(1930, 1, 9))  # so few that limits are often met
spans = st.tuples(days, days).map(lambda ends: Span(min(ends), max(ends)))


def any_treaties(bound: frozenset[frozenset[str]]) -> st.SearchStrategy[Pact]:
    kinds = st.sampled_from(["attack", "attack", "coercion", "other breach"])
    against = st.frozensets(st.sampled_from(sorted(bound, key=sorted)), min_size=len(bound) - 1)
    doubts = st.frozensets(st.sampled_from(sorted(treaties.DOUBTS)), max_size=2)
    acts = st.builds(Act, st.sampled_from("uvwxyz"), spans, kinds, against, doubts, st.just("row"))
    maybe = st.none() | spans
    return st.builds(
        Pact, st.sampled_from("pqrs"), st.just("Title"), st.just(bound), st.just(len(bound) == 1),
        st.sampled_from(sorted(treaties.NEUTRAL)), st.just("read"), st.sampled_from(["in force", "denounced"]), spans,
        st.booleans(), maybe, maybe, maybe, st.booleans(), st.lists(acts, max_size=4).map(tuple),
    )  # fmt: skip


several = st.lists(any_treaties(TIE) | any_treaties(TRIANGLE), max_size=4, unique_by=lambda pact: pact.id)


def counted(found: list[Pact], rule: str, last: datetime.date, **how: bool) -> list[Spell]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treaties, "load", lambda: list(found))
        return spells.observe("all", rule, last, **how)


@settings(deadline=None, max_examples=300)
@given(several, days)
def test_a_wider_choice_never_breaks_less(found: list[Pact], cut: datetime.date) -> None:
    broken: dict[tuple[int | datetime.date, ...], set[str]] = {}
    choices = itertools.product(range(len(WIDER)), (cut, LAST), (False, True), (False, True))
    for rule, last, contested, late in choices:
        seen = counted(found, WIDER[rule], last, contested=contested, early=not late)
        broken[rule, last, contested, late] = {spell.id for spell in seen if spell.outcome == "broken"}
        assert all(spell.start <= spell.stop <= last for spell in seen)
        assert all(spell.stop == last for spell in seen if spell.outcome == "observed")
        # What is counted does not hang on what breaks it.
        assert [spell.id for spell in seen] == [spell.id for spell in counted(found, "any", last)]
    for narrow, wide in itertools.product(broken, repeat=2):
        if all(one <= other for one, other in zip(narrow, wide, strict=True)):
            assert broken[narrow] <= broken[wide]


def test_spells_as_a_table() -> None:
    told = [
        Spell("p", datetime.date(1930, 1, 1), datetime.date(1934, 1, 1), "broken", frozenset("ba"), "x", ()),
        Spell("q", datetime.date(1930, 1, 1), LAST, "observed", frozenset("bc"), None, ()),
    ]
    table = spells.frame(told)
    assert list(table.index) == ["p", "q"]
    assert list(table.columns) == ["start", "stop", "years", "outcome", "act", "parties"]
    assert table["years"].tolist() == [1461 / 365.25, told[1].years]
    assert (table["stop"] - table["start"]).dt.days.tolist() == [1461, 5723]
    assert table["outcome"].tolist() == ["broken", "observed"]
    assert table["act"].isna().tolist() == [False, True]
    assert table["parties"].tolist() == ["a; b", "b; c"]
    empty = spells.frame([])
    assert list(empty.columns) == list(table.columns)
    assert (len(empty), empty["outcome"].value_counts().sum()) == (0, 0)
