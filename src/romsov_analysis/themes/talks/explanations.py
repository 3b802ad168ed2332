"""Why no pact: explanations as rules over a comparison of states, so that each can fail on a case.

An explanation names one feature and the value with which, by it, no pact is signed. A case *fits* if it says so,
or if it is silent on a case that signed; it *contradicts* the explanation if a pact was signed in spite of the
value; it is left *unexplained* if there is no pact though the value is another. Where the feature does not apply
or was not found the explanation is *silent*. With one state that did not sign, an explanation that no case
contradicts is not proved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates

Verdict = Literal["fits", "contradicted", "unexplained", "silent"]


FEATURES = {
    "frontier_recognised": "Frontier recognised by Moscow",
    "diplomatic_relations": "Relations with Moscow",
    "common_frontier": "Common frontier",
    "fought_1918_21": "Had fought Soviet Russia",
    "linked": "Tied to the pact of another",
    "disputes_formula": "Text speaks of disputes",
    "third_party_alliance": "Ally of Paris or Warsaw",
    "partner_refused": "Refused Moscow's last text",
    "pact": "Bilateral pact signed",
}


@dataclass(frozen=True)
class Trial:
    """One explanation against one state: the verdict and the rows of the comparison it rests on."""

    explanation: str
    case: str
    verdict: Verdict
    evidence: tuple[str, ...]


def values() -> pd.DataFrame:
    """The comparison as a grid: one row a state, one column a feature; a cell that has no row is missing."""
    table = evidence.load("comparison")
    grid = table.pivot_table(index="case", columns="feature", values="value", aggfunc="first")
    order = list(dict.fromkeys(table["case"]))
    return grid.reindex(index=order, columns=list(FEATURES))


def trials() -> list[Trial]:
    """Every explanation against every state."""
    grid = values()
    found = []
    for name, rule in evidence.load("explanations").iterrows():
        for case in grid.index:
            rows = tuple(f"comparison:{case}/{feature}" for feature in (rule["feature"], "pact"))
            verdict = judge(
                _text(grid.loc[case, rule["feature"]]), str(rule["blocks"]), _text(grid.loc[case, "pact"])
            )
            found.append(Trial(str(name), str(case), verdict, rows if verdict != "silent" else ()))
    return found


def judge(value: str, blocks: str, signed: str) -> Verdict:
    """What an explanation says of a case, against what happened.

    Parameters
    ----------
    value
        The feature of the state: yes, no, or anything else, on which the explanation is silent.
    blocks
        The value with which no pact is signed, by the explanation.
    signed
        Whether a pact was signed: yes or no.
    """
    if value not in ("yes", "no") or signed not in ("yes", "no"):
        return "silent"
    if value == blocks:
        return "fits" if signed == "no" else "contradicted"
    return "fits" if signed == "yes" else "unexplained"


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else "not found"


def lag_years(row: pd.Series) -> float | None:
    """Years from what is told to the telling, from middle to middle of both dates; None if either is open."""
    middles = []
    for column in ("date", "testified"):
        if pd.isna(row[column]):
            return None
        span = dates.parse(str(row[column]))
        if span.earliest is None or span.latest is None:
            return None
        middles.append((span.earliest.toordinal() + span.latest.toordinal()) / 2)
    return (middles[1] - middles[0]) / 365.25
