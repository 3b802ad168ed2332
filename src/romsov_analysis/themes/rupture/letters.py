"""The two letters of November 1989, point by point."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count


def letter_results() -> list[Result]:
    """What the letters have in common: ``letters.raised``, ``…answered``, ``…unanswered``, ``…added``, ``…days``.

    Only points with text count. A point is answered if the reply speaks of it, added if the reply alone does.
    """
    table = evidence.load("letters")
    raised, answered = table["gorbachev_raised"].notna(), table["ceausescu_answered"].notna()

    def rows(chosen: pd.Series) -> list[str]:
        return [f"letters:{name}" for name in table.index[chosen]]

    first, second = (dates.parse(str(evidence.row(f"events:{name}")["date"])) for name in LETTERS)
    days = (second.earliest - first.earliest).days  # type: ignore[operator]
    return [
        count("letters.raised", rows(raised), "Points of the first letter", unit="points", formula="points with text"),
        count("letters.answered", rows(raised & answered), "Of these, answered", unit="points", formula="both speak"),
        count(
            "letters.unanswered", rows(raised & ~answered), "Of these, without an answer",
            unit="points", formula="the reply is silent",
        ),
        count(
            "letters.added", rows(~raised & answered), "Points of the reply alone",
            unit="points", formula="the first letter is silent",
        ),
        Result.of(
            "letters.days", Estimate.exactly(float(days), *(f"events:{name}" for name in LETTERS)), unit="days",
            formula="from the one date to the other", title="Days between the letters", decimals=0,
        ),
    ]  # fmt: skip


LETTERS = ("co.letter_23_november", "co.letter_27_november")
