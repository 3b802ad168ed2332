"""The two letters of November 1989, point by point."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count

LETTERS = ("co.letter_23_november", "co.letter_27_november")


def letter_results() -> dict[str, Result]:
    """What the letters have in common, by the last part of the id.

    Results ``letters.raised``, ``letters.answered``, ``letters.unanswered``, ``letters.added``,
    ``letters.replies`` and ``letters.days``. Only points with text count, as the article prints them. A point is
    answered if the reply speaks of it, added if the reply alone does; one point of the reply may answer two.
    """
    table = evidence.load("letters")
    raised, answered = table["gorbachev_raised"].notna(), table["ceausescu_answered"].notna()
    first, second = (dates.parse(str(evidence.row(f"events:{name}")["date"])) for name in LETTERS)
    days = (second.earliest - first.earliest).days  # type: ignore[operator]

    def points(name: str, chosen: pd.Series, title: str, formula: str) -> Result:
        rows = [f"letters:{row}" for row in table.index[chosen]]
        return count(f"letters.{name}", rows, title, unit="points", formula=formula)

    return {
        "raised": points("raised", raised, "Points of the first letter", "points with text"),
        "answered": points("answered", raised & answered, "Of these, answered", "both speak"),
        "unanswered": points(
            "unanswered", raised & ~answered, "Of these, without an answer", "the reply is silent"
        ),
        "added": points(
            "added", ~raised & answered, "Points of the reply alone", "the first letter is silent"
        ),
        "replies": count(
            "letters.replies",
            [f"claims:{name}" for name in dict.fromkeys(table.loc[raised & answered, "claim_27"].dropna())],
            "Points of the reply that answer",
            unit="points",
            formula="different passages of the reply beside points that both speak of",
        ),
        "days": Result.of(
            "letters.days",
            Estimate.exactly(float(days), *(f"events:{name}" for name in LETTERS)),
            unit="days",
            formula="from the one date to the other",
            title="Days between the letters",
            decimals=0,
        ),
    }
