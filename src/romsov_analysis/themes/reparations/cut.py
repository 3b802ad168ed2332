"""The cut that was granted to Finland: its row, the share of the balance that it cancels, and from which day."""

from __future__ import annotations

import datetime

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate
from romsov_analysis.themes.reparations.terms import middle

ROW = "reparation_terms:cut_1948_fi"


def share() -> float:
    """The share of the balance that is cancelled, 0 to 1."""
    return middle(Estimate.of_row(ROW)) / 100


def begin() -> datetime.date:
    """The first day after the month of the cut."""
    last = dates.parse(str(evidence.row(ROW)["date"])).latest
    assert last is not None
    return last + datetime.timedelta(days=1)
