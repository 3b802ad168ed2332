"""The parameters of chapter 03: what each is, what it accepts, and how its value is read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.dates import Span
from romsov_analysis.ledger.parameters import (
    Kind,
    Parameter,
    ParameterError,
    Parameters,
    day,
    number,
    one_of,
    refuse,
    switch,
)
from romsov_analysis.shown import shown
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.spells import observe
from romsov_analysis.themes.pacts.survival import days_within
from romsov_analysis.themes.pacts.treaties import (
    DEFINITIONS,
    LAST_DAY,
    NARROWEST,
    OUTBREAK,
    UNIVERSES,
    Pact,
    chosen,
    first_day,
    load,
)

_ENDS = 6  # columns that a table and steps that a figure can hold
_STRETCHES = 8


def begun(universe: str) -> datetime.date:
    """The day on which the first treaty of a universe began."""
    return min(first_day(pact.start) for pact in chosen(universe))


def soviet() -> list[Pact]:
    """The two-sided treaties of the Soviet Union, in the order in which they began."""
    found = [pact for pact in chosen("neutrality") if "ussr" in pact.parties]
    return sorted(found, key=lambda pact: first_day(pact.start))


def _span(text: Any) -> Span:
    try:
        return dates.parse(text)
    except (dates.DateError, TypeError, AttributeError):
        raise ValueError(f"{shown(text)} is no date") from None


def last_days() -> Kind:
    """Name → date, whose last day is meant; read as days in the order of time."""

    def accepted() -> str:
        return (
            f"one to {_ENDS} days by name (a–z, 0–9, _), each a date such as 1939-08-31, 1939-08 or 1941, "
            f"from {_earliest()} to {LAST_DAY}"
        )

    def read(value: Any) -> dict[str, datetime.date]:
        if not isinstance(value, dict) or not 1 <= len(value) <= _ENDS:
            raise ValueError("is not a few days by name")
        found: dict[str, datetime.date] = {}
        for name, text in value.items():
            if not isinstance(name, str) or not re.fullmatch("[a-z0-9_]+", name):
                raise ValueError(f"{shown(name)} is no name", re.sub("[^a-z0-9_]+", "_", str(name).lower()))
            last = _span(text).latest
            if last is None or not _earliest() <= last <= LAST_DAY:
                raise ValueError(
                    f"{shown(text)} lies outside", _earliest() if last and last < LAST_DAY else LAST_DAY
                )
            if last in found.values():
                raise ValueError(f"{in_words(last)} has two names")
            found[name] = last
        return dict(sorted(found.items(), key=lambda item: item[1]))

    return Kind(accepted, read, "name: date")


def _earliest() -> datetime.date:
    """The first day by which a treaty of every universe was in force for a day."""
    return max(begun(universe) for universe in UNIVERSES) + datetime.timedelta(days=1)


def periods() -> Kind:
    """A list of dates, each the beginning of a stretch, or of intervals; read as (first day, last day or None)."""
    words = (
        f"a list of one to {_STRETCHES} dates in the order of time, each the beginning of a stretch that runs to "
        f"the next, or intervals such as 1933/1939-08, up to {LAST_DAY}"
    )

    def read(value: Any) -> tuple[tuple[datetime.date, datetime.date | None], ...]:
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= _STRETCHES:
            raise ValueError("is not a list of a few stretches")
        found: list[tuple[datetime.date, datetime.date | None]] = []
        for text in value:
            span = _span(text)
            if span.earliest is None or span.earliest > LAST_DAY:
                raise ValueError(f"{shown(text)} has no first day in time", LAST_DAY)
            if found and span.earliest <= found[-1][0]:
                raise ValueError(f"{shown(text)} does not begin after the one before it", sorted(value))
            found.append((span.earliest, span.latest if "/" in text else None))
        return tuple(found)

    return Kind(lambda: words, read, "dates or intervals")


def likes() -> Kind:
    """A list of treaties: ids, or states, each of which stands for its first two-sided treaty with Moscow."""

    def by_state() -> dict[str, str]:
        return {
            state: pact.id for pact in reversed(soviet()) for state in sorted(pact.parties) if state != "ussr"
        }

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not value:
            raise ValueError("is not a list of treaties")
        states, ids = by_state(), [pact.id for pact in load()]
        found: list[str] = []
        for name in value:
            if name not in states and name not in ids:
                raise ValueError(
                    f"{shown(name)} is none of these", evidence.nearest(str(name), [*states, *ids])
                )
            treaty = str(states.get(name, name))
            if treaty in found:
                raise ValueError(f"{shown(name)} names a treaty twice", [*dict.fromkeys(value)])
            found.append(treaty)
        return tuple(found)

    def accepted() -> str:
        partners = evidence.listed(sorted(by_state()))
        return f"a list of states ({partners}), each for its first Soviet pact, or of ids of the table pacts"

    return Kind(accepted, read, "states or ids")


PARAMETERS = Parameters(
    [
        Parameter(
            "last_days", {"peace": "1939-08", "turn": "1941", "war": "1945-09-02"}, last_days(), "rival ends"
        ),
        Parameter("outbreak", OUTBREAK.isoformat(), day("1921-01-01", "1945-09-03"), "first day of during"),
        Parameter("base_definition", "denounced", one_of(lambda: list(DEFINITIONS)), "where one is shown"),
        Parameter("base_universe", "bilateral", one_of(lambda: list(UNIVERSES)), "treaties shown"),
        Parameter("regular", 0.5, number(0, 1), "the mark beside which shares are set"),
        Parameter("early", False, switch(), "the first of dates in conflict"),
        Parameter("periods", ["1919", "1933", "1939-09", "1942"], periods(), "stretches"),
        Parameter("seed", 1939, number(0, 999_999, whole=True), "of the bootstrap"),
        Parameter("draws", 4000, number(100, 100_000, whole=True), "of the bootstrap"),
        Parameter("alike", ["finland", "estonia", "latvia", "lithuania", "poland"], likes(), "most like it"),
    ]
)


def check(read: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Refuse what the parameters cannot mean together.

    Parameters
    ----------
    read
        The values to compute with: `last_days` as days, `universe` as a universe, `periods` as stretches.
    given
        The values as they were given.

    Raises
    ------
    ParameterError
        If no treaty can be counted before the outbreak or in any stretch, or one of those alike had not begun.
    """
    values = {parameter.name: given.get(parameter.name, parameter.default) for parameter in PARAMETERS}
    problems: list[ParameterError] = []
    final, universe = max(read["last_days"].values()), read["universe"].id
    one = datetime.timedelta(days=1)
    first, last = begun(universe) + one, final + one
    if not first <= read["outbreak"] <= last:
        early = read["outbreak"] < first
        reason = "no treaty had begun by then" if early else f"observation ends on {final}, before it"
        accepted, nearest = f"a day from {first} to {last}", str(first if early else last)
        problems.append(refuse("outbreak", values["outbreak"], reason, accepted, nearest))
    spells = observe(universe, NARROWEST, final)
    if not any(days_within(spell, part.first, part.last) for spell in spells for part in read["periods"]):
        reason, begin = f"no treaty counted was in force in any stretch up to {final}", begun(universe)
        accepted = f"at least one stretch with days from {begin} to {final}"
        problems.append(refuse("periods", values["periods"], reason, accepted, str([str(begin.year)])))
    starts = {pact.id: first_day(pact.start) for pact in load()}
    late = [name for name in read["alike"] if starts[name] > final]
    if late:
        reason = f"{', '.join(late)} began after {final}, the last day of observation"
        begun_by = [name for name in starts if starts[name] <= final]
        nearest = evidence.nearest(late[0], begun_by)
        problems.append(refuse("alike", values["alike"], reason, f"treaties begun by {final}", nearest))
    if problems:
        raise ParameterError("\n".join(map(str, problems)))
