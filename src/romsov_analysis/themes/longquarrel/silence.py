"""Of which years the three documents speak, by the dates of their claims, and of which none of them does."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Result, count


def documents() -> list[str]:
    """The documents, in the order of their register."""
    return [str(name) for name in evidence.load("documents").index]


def years_of(date: object, widest: float) -> list[int]:
    """The years that a claim speaks of.

    Parameters
    ----------
    date
        EDTF, or missing.
    widest
        A claim on a stretch of more years than that speaks of none of them in particular. Where one end is open it
        speaks of the year of the other.
    """
    if pd.isna(date):  # type: ignore[call-overload]
        return []
    span = dates.parse(str(date))
    ends = [day.year for day in (span.earliest, span.latest) if day is not None]
    if not ends or ends[-1] - ends[0] > widest:
        return []
    return list(range(ends[0], ends[-1] + 1))


def spoken(first: int, last: int, widest: float) -> dict[str, dict[int, list[str]]]:
    """Document → year from first to last → ids of the claims that speak of it; a year of none is left out."""
    table = evidence.load("claims")
    found: dict[str, dict[int, list[str]]] = {document: {} for document in documents()}
    for name, cells in table.iterrows():
        for year in years_of(cells["date"], widest):
            if first <= year <= last:
                found[str(cells["document"])].setdefault(year, []).append(str(name))
    return {document: dict(sorted(told.items())) for document, told in found.items()}


def unplaced(widest: float) -> list[str]:
    """Ids of the claims that speak of no year: without a date, or on a stretch that is too wide."""
    table = evidence.load("claims")
    return [str(name) for name in table.index if not years_of(table.loc[name, "date"], widest)]


def silences(told: Iterable[int], first: int, last: int) -> list[tuple[int, int]]:
    """Stretches of years from first to last that are not among those told, first and last year of each."""
    known, found = set(told), list[tuple[int, int]]()
    for year in range(first, last + 1):
        if year in known:
            continue
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def longest(stretches: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The longest of some stretches, the first of equals; none of none."""
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=None)


def counted(
    told: dict[str, dict[int, list[str]]], first: int, last: int, widest: float, moments: pd.DataFrame
) -> dict[str, Result]:
    """How many years the documents speak of, by the last part of the id.

    Results ``longquarrel.years`` (the whole stretch), ``…spoken`` (years that any document speaks of),
    ``…<document>_spoken``, ``…unplaced`` (claims that speak of no year), ``…silence`` (years of the
    longest silence) and ``…in_silence`` (moments within all silences).
    """
    every = {year: claims for own in told.values() for year, claims in own.items()}
    heard = [f"claims:{name}" for own in told.values() for claims in own.values() for name in claims]
    given = [f"parameter:first={first}", f"parameter:last={last}"]
    stretch = longest(silences(every, first, last))
    silent = moments[~moments["first"].dt.year.isin(list(every))]
    by = f"claims on at most {widest:g} years"
    found = {
        "years": count(
            "longquarrel.years", given, "Years of the long quarrel", unit="years", formula="from first to last",
            number=last - first + 1,
        ),
        "spoken": count(
            "longquarrel.spoken", heard or given, "Years that any document speaks of", unit="years", formula=by,
            number=len(every),
        ),
        "unplaced": count(
            "longquarrel.unplaced", [f"claims:{name}" for name in unplaced(widest)],
            "Claims that speak of no year in particular", unit="claims",
            formula=f"no date, or a stretch of more than {widest:g} years",
        ),
        "silence": count(
            "longquarrel.silence", heard or given, "Years of the longest silence", unit="years", formula=by,
            number=stretch[1] - stretch[0] + 1 if stretch else 0,
        ),
        "in_silence": count(
            "longquarrel.in_silence", [f"moments:{name}" for name in silent.index],
            "Moments in years of which no document speaks", unit="events", formula="moments that begin in them",
        ),
    }  # fmt: skip
    for document, own in told.items():
        short = evidence.row(f"documents:{document}")["short"]
        claims = list(dict.fromkeys(f"claims:{name}" for names in own.values() for name in names))
        found[f"{document}_spoken"] = count(
            f"longquarrel.{document}_spoken", claims or given, f"Years that {short} speaks of", unit="years",
            formula=by, number=len(own),
        )  # fmt: skip
    return found
