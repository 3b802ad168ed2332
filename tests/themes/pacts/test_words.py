"""The small words of chapter 03, and the turns of a sentence that the tables as they stand do not take."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pact_tables import day

from romsov_analysis.results import Estimate, Result, plain
from romsov_analysis.themes.pacts import specifications, words
from romsov_analysis.themes.pacts.treaties import LAST_DAY, OUTBREAK, UNIVERSES


def a_share(value: float, low: float = 0.0, high: float = 1.0) -> Result:
    estimate = Estimate(value, low, high, ("parameter:x=1",))
    return Result.of("pacts.s", estimate, unit="ratio", formula="f", title="T")


def a_chapter(regular: float = 0.5, hard: float = 0.0, easy: float = 0.0) -> Any:
    """As much of a chapter as the verdict asks for."""
    part = {"broken": a_share(0.1), "count": a_share(0.2), "counted": a_share(0.2)}
    return SimpleNamespace(
        regular=regular,
        level=specifications.level(regular),
        universe=UNIVERSES["bilateral"],
        outbreak=OUTBREAK,
        last_day=LAST_DAY,
        before=SimpleNamespace(share=a_share(hard), **part),
        widest=SimpleNamespace(share=a_share(easy), **part),
    )


def test_the_two_times() -> None:
    told = [
        (words.before(SimpleNamespace(outbreak=when)), words.by_end(SimpleNamespace(last_day=last)))
        for when, last in (
            (OUTBREAK, LAST_DAY),
            (day("1937-07-07"), day("1939-08-31")),
            (day("1937-07-07"), day("1940-06-17")),
        )
    ]
    assert told == [
        ("before the war", "by the end of the war"),
        ("before 7 July 1937", "by the end of August 1939"),
        ("before 7 July 1937", "by 17 June 1940"),
    ]


@pytest.mark.parametrize(
    ("share", "regular", "shown"),
    [
        ((0.6, 0.55, 0.7), 0.5, "more often than not"),
        ((0.6, 0.4, 0.7), 0.5, "more often than not, though the interval leaves it open"),
        ((0.4, 0.3, 0.45), 0.5, "less often than not"),
        ((0.4, 0.3, 0.6), 0.5, "less often than not, though the interval leaves it open"),
        ((0.5, 0.3, 0.6), 0.5, "as often as not"),
        ((0.6, 0.5, 0.7), 0.25, "in more than [](result:pacts.regular?percent) of cases"),
        ((0.2, 0.1, 0.24), 0.25, "in fewer than [](result:pacts.regular?percent) of cases"),
        ((0.25, 0.1, 0.4), 0.25, "in just [](result:pacts.regular?percent) of cases"),
    ],
)
def test_how_a_share_stands(share: tuple[float, float, float], regular: float, shown: str) -> None:
    assert words.stands(a_chapter(regular), a_share(*share)) == shown


@pytest.mark.parametrize(
    ("hard", "easy", "head", "first", "second"),
    [
        (0.1, 0.6, "It turns on what counts: ", "the claim fails; ", "the claim can be held."),
        (0.1, 0.4, "Neither on the narrowest count nor on the widest: ", "the claim fails; ", "the claim still fails."),
        (0.6, 0.7, "On the narrowest count and on the widest: ", "the claim can be held; ", "the claim is held."),
        # No share by the tables falls so, since the widest count holds all that the narrowest does.
        (0.6, 0.4, "Only before the war: ", "the claim can be held; ", "the claim fails."),
        (0.5, 0.5, "Neither on the narrowest count nor on the widest: ", "the claim fails; ", "the claim still fails."),
    ],
)  # fmt: skip
def test_the_verdict_at_its_hardest_and_its_easiest(
    hard: float, easy: float, head: str, first: str, second: str
) -> None:
    shown = plain(words.verdict(a_chapter(hard=hard, easy=easy)))
    assert shown.startswith(head)
    assert f"so that {first}" in shown
    assert shown.endswith(f"so that {second}")


@pytest.mark.parametrize(("holds", "head"), [(True, "cannot be shown"), (False, "is a matter of coding")])
def test_whether_such_pacts_were_worse(holds: bool, head: str) -> None:
    share = a_share(0.4)
    judged = Result.whether("alliances.w", holds, "parameter:x=1", formula="f", title="T")
    c: Any = SimpleNamespace(
        alliances=dict.fromkeys(
            ("atop_nonaggression_by_1945", "atop_no_nonaggression_by_1945"), (share,) * 3
        ),
        moved={"within_chance": judged, "with_moved": share, "without_moved": share},
    )
    assert words.alliances(c).startswith(f"That such pacts were worse than other alliances {head}: ")
