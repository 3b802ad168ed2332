"""The figures of chapter 02, with what is said of them: two timelines, and the grid of states."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import joined
from romsov_analysis.figures import Event, matrix_chart, timeline
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.talks import explanations
from romsov_analysis.themes.talks.chapter import Chapter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TRACKS = {
    "contacts": "contacts of the two",
    "neighbours": "what others signed",
    "statements": "Soviet statements",
    "context": "other, reports",
}
SIGNERS = {
    "finland_signs": "Finland",
    "latvia_signs": "Latvia",
    "estonia_signs": "Estonia",
    "poland_signs": "Poland",
}
# Steps of the bargaining that the line of all years shows too; the rest stand in the line of 1932.
KEY_STEPS = ("sturdza_calls", *SIGNERS, "geneva_breaks", "titulescu_minister")
# What the caption and the words for those who do not see the figure name of the rows shown.
AT_A_TABLE = ("warsaw_opens", "chicherin_lausanne", "vienna_opens", "geneva_breaks")
SIGNED_WITH_OTHERS = ("litvinov_protocol", "london_convention")
TOLD_OF_ALL_YEARS = {
    "relations_broken": "relations break",
    "vienna_fails": "talks fail at Vienna",
    "litvinov_protocol": "both sign a protocol",
    "geneva_breaks": "the talks at Geneva fail",
    "london_convention": "both sign a convention",
    "relations_1934": "relations open",
    "montreux_protocol": "four points are set down",
    "ultimatum": "the ultimatum comes",
}
TOLD_OF_1932 = {
    "romania_ultimatum_riga": "Riga ends in deadlock over whether the dispute is mentioned",
    "geneva_february": "plans for Geneva fail",
    "pilsudski_april": "mediation fails",
    "poland_signs": "Poland signs alone",
    "cadere_draft": "a Romanian draft follows",
    "patek_formula": "Patek brings a formula",
    "leger_formula": "Leger offers another",
    "geneva_text": "the text is agreed but for the final protocol",
    "geneva_breaks": "all is broken off",
}
_YEARS = 4  # between two marks of the axis
_SIGNS = {"yes": "full", "no": "cross", "partly": "half", "not applicable": "dash", "not found": "dot"}


def event(name: str) -> Event:
    """A row of the talks as an event of a timeline, at the first day it can mean."""
    cells = evidence.row(f"talks:{name}")
    day = dates.parse(str(cells["date"])).earliest or datetime.date.min
    return Event(
        datetime.datetime.combine(day, datetime.time()),
        dates.in_words(str(cells["date"])),
        str(cells["title"]),
        str(cells["track"]),
    )


def _shown(c: Chapter) -> pd.DataFrame:
    """The rows of the line of all years: what is no step of the bargaining, and the key steps."""
    rows = c.talks.rows
    return rows[rows["round"].isna() | rows.index.isin(KEY_STEPS)]


def _span(c: Chapter) -> tuple[int, int]:
    """The first and the last year of the line of all years."""
    years = _shown(c)["first"].dropna().dt.year
    return int(years.min()), int(years.max())


def line(c: Chapter) -> Figure:
    """All years: contacts of the two, what others signed, what Moscow said of Bessarabia."""
    first, last = _span(c)
    years = range(first, last + 1 + _YEARS, _YEARS)  # the last mark lies behind the last year
    return timeline(
        [event(str(name)) for name in _shown(c).index],
        TRACKS,
        ticks=[(datetime.datetime(year, 1, 1), str(year)) for year in years],
    )


def line_alt(c: Chapter) -> str:
    """What the line of all years shows, for who does not see it."""
    first, last = _span(c)
    told = _told(c, TOLD_OF_ALL_YEARS)
    signers = [name for name in SIGNERS if c.talks.has(name)]
    if signers:
        who, verb = joined(SIGNERS[name] for name in signers), "sign" if len(signers) > 1 else "signs"
        told.append(f"{who} {verb} with Moscow in {joined(c.talks.years(*signers))}")
    return f"A timeline from {first} to {last}: {'; '.join(told)}."


def line_caption(c: Chapter) -> str:
    """What stands below the line of all years."""
    first, last = _span(c)
    sentence = (
        f"Soviet-Romanian contacts, what others signed, and Soviet statements on Bessarabia, {first} to {last}, "
        "each led from its place on the axis."
    )
    years = {
        "sat at a table in": c.talks.years(*AT_A_TABLE),
        "signed with others in": c.talks.years(*SIGNED_WITH_OTHERS),
    }
    said = " and ".join(f"{verb} {joined(found)}" for verb, found in years.items() if found)
    apart = c.talks.stretches.get("years_apart")
    parts = [f"the two {said}"] if said else []
    parts += [f"for {apart:ref} years there were no relations"] if apart is not None else []
    start = "" if c.talks.whole else "by the rows shown "
    rest = f"{start}{'; '.join(parts)}"
    return f"{sentence} {rest[0].upper()}{rest[1:]}." if parts else sentence


def year_1932(c: Chapter) -> Figure:
    """The bargaining of 1932."""
    steps = c.talks.bargaining
    months = [datetime.datetime(1932, month, 1) for month in range(1, 13, 2)]
    end = datetime.datetime(1932, 12, 31)
    return timeline(
        [event(str(name)) for name in steps.index[steps["first"].dt.year == end.year]],
        {track: TRACKS[track] for track in ("contacts", "neighbours", "statements")},
        ticks=[*((month, f"{month:%b}") for month in months), (end, "31 Dec")],
    )


def year_1932_alt(c: Chapter) -> str:
    """What the line of 1932 shows, for who does not see it."""
    told = [words.removesuffix(" 1932") for words in _told(c, TOLD_OF_1932)]
    return f"A timeline of 1932: {'; '.join(told)}." if told else "A timeline of 1932."


def year_1932_caption(c: Chapter) -> str:
    """What stands below the line of 1932."""
    riga, poland = (c.talks.stretches.get(name) for name in ("riga_to_break", "poland_to_break"))
    found = ["The bargaining of 1932."]
    if riga is not None and poland is not None:
        found.append(
            f"From the first visit at Riga to the break {riga:ref} days, from the Polish signature {poland:ref}."
        )
    if c.talks.has("patek_formula"):
        found.append(
            "The rounds between Riga and Geneva, which the thread leaves out, brought the formula on which all "
            "turned."
        )
    return " ".join(found)


def _told(c: Chapter, words: Mapping[str, str]) -> list[str]:
    """What is said of those rows that are read, each with its date."""
    return [f"{said} {c.talks.when(name)}" for name, said in words.items() if c.talks.has(name)]


def grid(c: Chapter) -> Figure:
    """The states compared, feature by feature."""
    cells = c.compared.grid
    features = list(explanations.FEATURES)
    return matrix_chart(
        [
            (
                explanations.name_of(case),
                [_SIGNS[evidence.text(cells.loc[case], feature, "not found")] for feature in features],
            )
            for case in c.compared.cases
        ],
        [explanations.FEATURES[feature] for feature in features],
        {"full": "yes", "cross": "no", "half": "partly", "dash": "does not apply", "dot": "not found"},
        marked=features.index("pact"),
        label_width=1.7,
    )


def grid_alt(c: Chapter) -> str:
    """What the grid shows, for who does not see it."""
    compared = c.compared
    without = _names(c, pact="no")
    linked, fought = _names(c, pact="yes", linked="yes"), _names(c, pact="yes", fought_1918_21="yes")
    found = [
        f"A grid of {compared.compared:ref} {'case' if compared.compared.value == 1 else 'cases'} against "
        f"{COUNTING[len(explanations.FEATURES)]} features.",
        f"{joined(without)} {_have(without)} a cross under pact signed."
        if without
        else "Nobody has a cross under pact signed.",
        _crosses(c),
        f"{compared.signed:ref} {'case' if compared.signed.value == 1 else 'cases'} signed.",
    ]
    if linked:
        found.append(f"{joined(linked)} signed though tied to the pact of another.")
    if fought:
        found.append(f"{joined(fought)} signed after having fought Soviet Russia.")
    return " ".join(found)


def grid_caption(c: Chapter) -> str:
    """What stands below the grid."""
    compared = c.compared
    return (
        "What distinguished the states with which Moscow signed or did not. Discs yes, crosses no; the shaded "
        f"column is what happened. {_crosses(c).removesuffix('.')}, and {compared.signed:ref} of "
        f"{compared.compared:ref} {'case' if compared.compared.value == 1 else 'cases'} signed."
    )


def _crosses(c: Chapter) -> str:
    """Who has a cross under the frontier."""
    cases = c.compared.having(frontier_recognised="no")
    if not cases:
        return "No case has a cross under the frontier."
    if all(case.startswith("romania") for case in cases):
        return "Romania alone has a cross under the frontier."
    names = _names(c, frontier_recognised="no")
    return f"{joined(names)} {_have(names)} a cross under the frontier."


def _names(c: Chapter, **values: str) -> list[str]:
    """Names of the cases whose features have these values."""
    return [explanations.name_of(case) for case in c.compared.having(**values)]


def _have(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"
