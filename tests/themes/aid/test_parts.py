"""Odds by hand and their laws, and the results of chapter 08 on invented statements."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voice_tables import of_voice, write

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.aid import belief as weighing
from romsov_analysis.themes.aid import parts, relief, sequence
from romsov_analysis.themes.testimony import beliefs, statements, voices
from romsov_analysis.themes.testimony.statements import Coder

CODERS: tuple[Coder, ...] = ("first", "second")
TINY = 1e-9

Use = Callable[..., None]


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Invented tables, see `voice_tables.write`."""
    folders = (tmp_path / str(number) for number in itertools.count())

    def use(*signs: Any, **tables: Any) -> None:
        folder = next(folders)
        write(folder, *signs, **tables)
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        evidence.clear_cache()

    yield use
    monkeypatch.undo()
    evidence.clear_cache()


def numbers(found: Sequence[Result]) -> dict[str, float | None]:
    """Id → value; no id twice."""
    assert len({result.id for result in found}) == len(found)
    return {result.id: result.value for result in found}


def rows(found: Sequence[Result]) -> dict[str, tuple[str, ...]]:
    return {result.id: result.evidence for result in found}


# --- belief ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prior", "ratio", "yes", "no", "expected"),
    [
        ((0.5, 0.5), (2, 2), 0, 0, (1 / 2, 1 / 2)),
        ((0.5, 0.5), (2, 2), 1, 0, (2 / 3, 2 / 3)),
        ((0.5, 0.5), (2, 2), 0, 2, (1 / 5, 1 / 5)),
        # Odds of 1 to 3: at the least times 2² ÷ 4, at the most times 4² ÷ 2.
        ((0.25, 0.25), (2, 4), 2, 1, (1 / 4, 8 / 11)),
        # Odds from 1 to 4 up to 4: at the least ÷ 3, at the most unchanged.
        ((0.2, 0.8), (1, 3), 0, 1, (1 / 13, 4 / 5)),
    ],
)
def test_probability_after_voices_by_hand(
    prior: tuple[float, float], ratio: tuple[float, float], yes: int, no: int, expected: tuple[float, float]
) -> None:
    assert beliefs.posterior(prior, ratio, yes, no) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("prior", "ratio", "yes", "no", "low", "high"),
    [
        (0.5, (2, 4), 0, 0, 1, 1),
        (0.2, (2, 4), 0, 0, 4, 4),
        (0.5, (2, 4), 1, 2, 1, 8),  # 2² ÷ 4 up to 4² ÷ 2
        (0.2, (2, 4), 1, 2, 4, 32),
        (0.5, (2, 4), 2, 0, 1 / 16, 1 / 4),
    ],
)
def test_what_a_further_voice_would_need_by_hand(
    prior: float, ratio: tuple[float, float], yes: int, no: int, low: float, high: float
) -> None:
    found = beliefs.needed(prior, ratio, yes, no)
    assert (found.value, found.low, found.high) == (None, pytest.approx(low), pytest.approx(high))


chances = st.floats(0.01, 0.99)
weights = st.floats(1, 20)
heard = st.integers(0, 5)
ranges = st.tuples(weights, weights).map(lambda ends: (min(ends), max(ends)))


@given(chances, ranges, heard, heard, chances, weights)
def test_laws_of_belief(
    prior: float, ratio: tuple[float, float], yes: int, no: int, other: float, weight: float
) -> None:
    low, high = beliefs.posterior((prior, prior), ratio, yes, no)
    assert 0 < low <= high + TINY <= 1 + TINY
    more, less = (beliefs.posterior((prior, prior), ratio, yes + a, no + b) for a, b in ((1, 0), (0, 1)))
    assert (more[0] >= low - TINY, more[1] >= high - TINY) == (True, True)
    assert (less[0] <= low + TINY, less[1] <= high + TINY) == (True, True)
    # A wider belief, before or in the voices, gives a wider one after.
    for wider, voice in ((around((prior, prior), other), ratio), ((prior, prior), around(ratio, weight))):
        least, most = beliefs.posterior(wider, voice, yes, no)
        assert least <= low + TINY <= high + 2 * TINY <= most + 3 * TINY
    mirrored = beliefs.posterior((1 - prior, 1 - prior), ratio, no, yes)
    assert mirrored == pytest.approx((1 - high, 1 - low))
    assert beliefs.posterior((prior, prior), (1, 1), yes, no) == pytest.approx((prior, prior))
    # A voice as telling as it is said to need to be leaves both sides equally likely.
    exact = beliefs.needed(prior, (weight, weight), yes, no)
    assert exact.low == exact.high
    after = beliefs.odds(beliefs.posterior((prior, prior), (weight, weight), yes, no)[0])
    assert beliefs.probability(after * exact.low) == pytest.approx(0.5)


def around(ends: tuple[float, float], other: float) -> tuple[float, float]:
    return min(ends[0], other), max(ends[1], other)


@pytest.mark.parametrize(
    "wrong", [(0.5, 2), (0.999, 0.999), (3, 2), (0, 0), (float("nan"), 2), (1, float("nan"))]
)
def test_a_ratio_runs_from_one_upwards(wrong: tuple[float, float]) -> None:
    for call in (
        lambda: beliefs.posterior((0.5, 0.5), wrong, 1, 0),
        lambda: beliefs.needed(0.5, wrong, 1, 0),
    ):
        with pytest.raises(ValueError, match="1 or more upwards"):
            call()


@pytest.mark.parametrize("wrong", [0, 1, -0.1, 1.1, float("nan")])
def test_a_prior_is_neither_certain_nor_impossible(wrong: float) -> None:
    calls = (lambda: beliefs.odds(wrong), lambda: beliefs.needed(wrong, (1, 2), 1, 0),
             lambda: beliefs.posterior((0.5, wrong), (1, 2), 1, 0))  # fmt: skip
    for call in calls:
        with pytest.raises(ValueError, match="no probability between 0 and 1"):
            call()


# --- results --------------------------------------------------------------------------------------------

# a and b are one voice, divided on r; c is of the other side; d says nothing by the first coder.
GRID = {"claims:x.a": "++-0", "testimony:b": "+0+0", "testimony:c": "-++0", "testimony:d": "0000"}
SECOND = {"testimony:c": "0++0", "testimony:d": "-000"}
ONE_VOICE = of_voice("claims:x.a", "testimony:b")


def counted(names: Sequence[str], coder: Coder = "first") -> list[Result]:
    """The numbers of every part, over some statements."""
    found = parts.parts_of(voices.hear(names, coder))
    return [number for part in found.values() for number in part.numbers]


def totals(names: Sequence[str], coder: Coder = "first") -> list[Result]:
    heard = voices.hear(names, coder)
    return [*parts.totals(heard).values(), *parts.coding(parts.parts_of(heard)).values()]


def read(name: str, part: str) -> str:
    return f"readings:{name}/{part}"


def test_a_part_by_hand(own_tables: Use) -> None:
    own_tables(GRID, SECOND, ONE_VOICE)
    first, second = (counted(list(GRID), coder) for coder in CODERS)
    sides = ("yes", "no", "divided", "refused", "yes_independent", "no_independent")
    # The divided voice counts among the independent ones on either side.
    wanted = {"p": (1, 1, 0, 0, 1, 1), "q": (2, 0, 0, 0, 2, 0), "r": (1, 0, 1, 0, 2, 1), "s": (0,) * 6}
    counts = {
        f"{part}_{side}": number
        for part, row in wanted.items()
        for side, number in zip(sides, row, strict=True)
    }
    assert numbers(first) == {f"aid.{name}": count for name, count in counts.items()}
    found = rows(first)
    # The rows of a number are the readings that say so; what is zero rests on its unit.
    assert found["aid.p_yes"] == (read("claims:x.a", "p"), read("testimony:b", "p"))
    assert found["aid.p_no"] == (read("testimony:c", "p"),)
    assert found["aid.q_yes"] == (read("claims:x.a", "q"), read("testimony:c", "q"))
    assert found["aid.r_yes"] == (read("testimony:c", "r"),)
    assert found["aid.r_divided"] == (read("claims:x.a", "r"), read("testimony:b", "r"))
    for name in ("p_divided", "q_no", "r_no", "s_yes", "s_no", "s_divided", "q_refused"):
        assert found[f"aid.{name}"] == ("units:voices",)
    # By the second coder another voice is against, so other rows are behind it.
    assert rows(second)["aid.p_no"] == (read("testimony:d", "p"),)
    assert numbers(second)["aid.p_no"] == 1
    stands = parts.parts_of(voices.hear(list(GRID), "first"))
    # p: without the one against it one voice alone is left, which is no reliable evidence; without the other none is.
    # r turns on the divided voice and on the other; q stands on two, each of which it needs; nobody speaks of s.
    assert {name: part.grade for name, part in stands.items()} == {
        "p": "contested", "q": "attested", "r": "contested", "s": "unknown",
    }  # fmt: skip
    assert {name: len(part.turning) for name, part in stands.items()} == {"p": 2, "q": 2, "r": 1, "s": 0}
    assert {result.unit for result in first} == {"voices"}
    assert {result.decimals for result in first} == {0}
    assert first[0].title == "Part p: voices for it only"


def test_only_what_is_let_in_counts(own_tables: Use) -> None:
    own_tables(GRID, SECOND, ONE_VOICE)
    found = counted(["testimony:b", "testimony:d"])
    assert numbers(found)["aid.r_yes"] == 1
    assert rows(found)["aid.r_yes"] == (read("testimony:b", "r"),)
    assert {result.id for result in found if result.value} == {
        f"aid.{part}_yes{end}" for part in "pr" for end in ("", "_independent")
    }


def test_totals_by_hand(own_tables: Use) -> None:
    own_tables(GRID, SECOND, ONE_VOICE)
    first, second = (totals(list(GRID), coder) for coder in CODERS)
    expected = {
        "statements": 4, "telling": 3, "voices": 3, "telling_voices": 2, "cells": 16, "differ": 2,
        "coded": 4, "coded_twice": 4,
        "spoken": 9, "spoken_alike": 7,
        # By chance 6 × 6, 2 × 2 and 8 × 8 of 16 × 16 cells would be alike.
        "kappa": pytest.approx((14 / 16 - 104 / 256) / (1 - 104 / 256)),
    }  # fmt: skip
    assert numbers(first) == {f"aid.{name}": total for name, total in expected.items()}
    assert numbers(second) == numbers(first) | {"aid.telling": 4, "aid.telling_voices": 3}
    found = rows(first)
    assert found["aid.statements"] == tuple(GRID)
    assert found["aid.telling"] == ("claims:x.a", "testimony:b", "testimony:c")
    cells = tuple(f"parts:{part}" for part in "pqrs")
    for name in ("voices", "telling_voices", "cells", "differ", "spoken", "spoken_alike", "kappa"):
        assert found[f"aid.{name}"] == cells
    assert {result.id: result.unit for result in first}["aid.kappa"] == "ratio"


def test_a_part_turns_on_no_voice_where_either_side_has_two(own_tables: Use) -> None:
    names = [f"testimony:{name}" for name in "abcde"]
    own_tables(
        dict(zip(names, ("+++-", "++0-", "--0r", "--00", "0+0r"), strict=True)) | {"claims:x.z": "0000"}
    )
    found = parts.parts_of(voices.hear([*names, "claims:x.z"], "first"))
    # p and q have two voices or more on either side, r has one and s two against it; two refuse.
    assert {name: part.grade for name, part in found.items()} == {
        "p": "contested", "q": "contested", "r": "one witness", "s": "without reliable evidence",
    }  # fmt: skip
    assert not found["p"].turning
    assert found["r"].turning == ("a",)
    assert found["s"].refusing == ("c", "e")
    assert found["s"].refused.value == 2


def test_the_article_alone_can_be_counted(own_tables: Use) -> None:
    own_tables(GRID, SECOND, ONE_VOICE)
    found = totals(statements.admitted(outside=False))
    assert rows(found)["aid.statements"] == ("claims:x.a",)


def test_statements_that_say_nothing_can_be_counted(own_tables: Use) -> None:
    own_tables(GRID, SECOND, of_voice())
    found = totals(["testimony:d"])
    assert numbers(found)["aid.telling"] == 0


def test_answers_of_order_are_counted(own_tables: Use) -> None:
    days = {"a": "1989-12-20", "b": "1989-12-22", "c": "1989-12"}
    asked = ("ab", "ba", "ac", "cb")
    own_tables(
        events=[{"id": name, "date": day} for name, day in days.items()],
        order_questions=[
            {"id": pair, "first": f"events:{pair[0]}", "second": f"events:{pair[1]}"} for pair in asked
        ],
    )
    found = list(sequence.answer_results(sequence.verdicts()).values())
    assert numbers(found) == {"order.yes": 1, "order.no": 1, "order.unknown": 2}
    assert rows(found)["order.unknown"] == ("order_questions:ac", "order_questions:cb")
    own_tables(
        events=[{"id": name, "date": day} for name, day in days.items()],
        order_questions=[{"id": "ab", "first": "events:a", "second": "events:b"}],
    )
    found = list(sequence.answer_results(sequence.verdicts()).values())
    assert numbers(found) == {"order.yes": 1, "order.no": 0, "order.unknown": 0}
    assert rows(found)["order.yes"] == ("order_questions:ab",)


PAIRS = [
    {"id": "one", "first": "claims:x.a", "second": "testimony:b", "strength": "sharp", "same_voice": "yes"},
    {"id": "two", "first": "claims:x.a", "second": "claims:x.e", "strength": "moderate"},
    {
        "id": "three",
        "first": "claims:x.a",
        "second": "claims:x.e",
        "strength": "apparent",
        "same_voice": "yes",
    },
    {"id": "four", "first": "claims:x.a", "second": "claims:x.e", "strength": "moderate"},
    # The theme is that of the first statement.
    {"id": "other", "first": "claims:x.e", "second": "claims:x.a", "strength": "sharp", "same_voice": "yes"},
    {"id": "none", "first": "testimony:b", "second": "claims:x.a", "strength": "sharp"},
]


def test_contradictions_of_a_theme(own_tables: Use) -> None:
    theme = {"id": "x.e", "theme": "rupture", "dependence": "e"}
    own_tables(GRID, claims=[theme], contradictions=PAIRS)
    pairs = sequence.contradictions("aid")
    found = list(sequence.contradiction_results(pairs).values())
    assert numbers(found) == {"contradictions.sharp": 1, "contradictions.moderate": 2}
    assert rows(found)["contradictions.moderate"] == ("contradictions:two", "contradictions:four")
    themes = [sequence.theme_of(name) for name in ("claims:x.a", "claims:x.e", "testimony:b")]
    assert themes == ["aid", "rupture", ""]


def test_a_theme_may_lack_contradictions_of_a_kind(own_tables: Use) -> None:
    own_tables(GRID, contradictions=PAIRS[:1])
    found = sequence.contradiction_results(sequence.contradictions("aid"))
    assert found["moderate"].value == 0


def test_belief_in_a_part_counts_an_interested_side_once(own_tables: Use) -> None:
    parts_ = [{"id": "p", "title": "P", "gains_yes": "soviet"}, {"id": "q", "title": "Q"}]
    people = [{"id": name, "name": name, "interest": "soviet" if name in "ab" else "none"} for name in "abc"]
    grid = {"testimony:a": "++", "testimony:b": "++", "testimony:c": "-+"}
    own_tables(grid, parts=parts_, voices=people)
    prior, ratio = (0.2, 0.4), (2.0, 3.0)  # odds from 1 to 4 up to 2 to 3, in the middle 3 to 7

    def belief(part: str) -> list[float]:
        of_question = parts.parts_of(voices.hear(list(grid)))
        weighed = weighing.weigh(of_question[part], prior, ratio)
        found = [weighed.probability, weighed.more, weighed.less]
        assert [result.id for result in found] == [f"belief.{part}{end}" for end in ("", "_yes", "_no")]
        behind = (
            f"parts:{part}", f"result:aid.{part}_yes_independent", f"result:aid.{part}_no_independent",
        )  # fmt: skip
        assert {result.evidence for result in found} == {behind}
        shown = [(result.unit, result.decimals) for result in found]
        assert shown == [("ratio", 2), ("times", 2), ("times", 2)]
        assert {result.value for result in found} == {None}
        return [end for result in found for end in (result.low, result.high)]

    # On p the two of one side, which gains, are one for; one against: the odds change by up to 3 ÷ 2 either way.
    p = [1 / 7, 1 / 2, 7 / 3 * 2 / 3, 7 / 3 * 3 / 2, 3 / 7 * 2 / 3, 3 / 7 * 3 / 2]
    assert belief("p") == pytest.approx(p)
    # On q nobody gains: three for, so that the odds are 2³ ÷ 4 up to 3³ × 2 ÷ 3.
    q = belief("q")
    assert q[:2] == pytest.approx([2 / 3, 18 / 19])
    # A voice against weighs for what is denied: both weights are each other's inverse.
    assert (q[2] * q[5], q[3] * q[4]) == pytest.approx((1, 1))


def test_a_prior_is_called_even_only_if_it_is(own_tables: Use) -> None:
    own_tables(GRID)
    part = parts.parts_of(voices.hear(list(GRID), "first"))["p"]
    found = weighing.weigh(part, (0.2, 0.4), (2.0, 3.0))
    assert not any("even prior" in result.formula for result in (found.probability, found.more, found.less))


def test_assumptions_are_results(own_tables: Use) -> None:
    own_tables()
    found = list(weighing.assumptions((0.25, 0.75), (1.5, 5)).values())
    names = [f"belief.{name}_{end}" for name in ("prior", "ratio") for end in ("low", "high")]
    assert numbers(found) == dict(zip(names, (0.25, 0.75, 1.5, 5), strict=True))
    assert rows(found)["belief.prior_high"] == ("parameter:prior=[0.25, 0.75]",)
    assert rows(found)["belief.ratio_low"] == ("parameter:ratio=[1.5, 5]",)
    shown = [(result.unit, result.decimals) for result in found]
    assert shown == [("ratio", 2), ("ratio", 2), ("ratio", 1), ("ratio", 1)]


def test_works_and_relief(own_tables: Use) -> None:
    number = {"value": "", "low": "3", "high": "5", "unit": "wagons"}
    exact = number | {"value": "4", "note": "seen"}
    own_tables(
        claims=[
            {"id": "co.w", "dependence": "w", "statement": "there came {value} of grain"} | number,
            {"id": "co.other", "dependence": "w", "theme": "losses", "statement": "{value} were lost"}
            | number,
            {"id": "co.words", "dependence": "w"},
        ],
        cited_works=[{"id": "w1", "number": "4", "times_cited": "2", "backs": "the call"}],
        aid_figures=[
            {"id": "f", "title": "Wagons"} | exact,
            {"id": "g", "title": "Nothing"},
            {"id": "h", "title": "Dead", "kind": "victims"} | exact,
        ],
    )
    assert numbers(list(relief.works().values())) == {"works.w1": 4, "works.w1_cited": 2, "works.unknown": 1}
    found = list(relief.elsewhere().values())
    shown = [(result.id, result.value, result.low, result.high, result.note) for result in found]
    assert shown == [("relief.f", 4, 3, 5, "seen")]
    assert rows(found) == {"relief.f": ("aid_figures:f",)}
    assert {result.unit for result in found} == {"wagons"}
    assert [result.title for result in found] == ["Wagons"]
    assert list(relief.elsewhere("victims")) == ["h"]


@pytest.mark.usefixtures("fresh_tables")
@pytest.mark.parametrize("coder", CODERS)
def test_voices_of_the_book_are_counted_once_on_each_part(coder: Coder) -> None:
    names = statements.admitted()
    table = voices.hear(names, coder).voices
    found = counted(names, coder)
    counts = numbers(found)
    for part in evidence.load("parts").index:
        spoken = (table[part] != "neutral").sum()
        assert (
            sum(counts[f"aid.{part}_{side}"] or 0 for side in ("yes", "no", "divided", "refused")) == spoken
        )
    assert all(len(evidence.row(row)) for result in found for row in result.evidence)
