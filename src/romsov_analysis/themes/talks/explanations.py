"""Why no pact: explanations as rules over a comparison of states, so that each can fail on a case.

An explanation names one feature and the value with which, by it, no pact is signed. A case *fits* if it says so,
or if it is silent on a case that signed; it *contradicts* the explanation if a pact was signed in spite of the
value; it is left *unexplained* if there is no pact though the value is another. Only a *no* that a source says, or
that follows from one, is a no: where the feature is only partly there, does not apply, was looked for and not found,
or was not looked for, the explanation is *silent*. With few states that did not sign, an explanation that no case
contradicts is not proved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from romsov_analysis import evidence

Verdict = Literal["fits", "contradicted", "unexplained", "silent"]
# What a cell says that has no row.
NOT_SOUGHT = "not looked for"

VERDICTS: dict[Verdict, str] = {
    "fits": "cases that fit",
    "contradicted": "pacts signed in spite of it",
    "unexplained": "no pact without it",
    "silent": "cases on which it is silent",
}
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
    """The comparison as a grid: one row a state, one column a feature; a cell without a row says `NOT_SOUGHT`."""
    table = evidence.load("comparison")
    grid = table.pivot_table(index="case", columns="feature", values="value", aggfunc="first")
    order = list(dict.fromkeys(table["case"]))
    return grid.reindex(index=order, columns=list(FEATURES)).astype(object).fillna(NOT_SOUGHT)


def trials(cases: Collection[str]) -> list[Trial]:
    """Every explanation against every one of some states, explanation by explanation in the order given."""
    grid = values()
    found = []
    for name, rule in evidence.load("explanations").iterrows():
        feature = str(rule["feature"])
        for case in cases:
            cells = grid.loc[case]
            verdict = judge(str(cells[feature]), str(rule["blocks"]), str(cells["pact"]))
            rows = () if verdict == "silent" else (f"comparison:{case}/{feature}", f"comparison:{case}/pact")
            found.append(Trial(str(name), case, verdict, rows))
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


def where(found: Sequence[Trial], explanation: str, verdict: Verdict) -> list[str]:
    """The states on which an explanation has a verdict."""
    return [trial.case for trial in found if (trial.explanation, trial.verdict) == (explanation, verdict)]


def name_of(case: str) -> str:
    """A state of the comparison for readers; a party of treaties has no year, the case of that name has."""
    return str(evidence.row(f"states:{case}")["name"]) + (" in 1932" if case == "romania" else "")
