"""What is found of the claims, counted; and how far a second reading of a sample agrees."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.testimony.voices import cohens

SEED, SAMPLE = "1918-1989", 40
# What a reader is told of several findings taken together.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "borne": ("supported", "supported under a named reading"),
    "one_voice": ("one voice",),
    "against": ("contradicted", "contested"),
    "undecided": ("open", "not testable here"),
}
READ = "supported under a named reading"  # borne out, but not as it is worded
TITLES = {
    "borne": "borne out",
    "one_voice": "one voice alone",
    "against": "disputed or wrong",
    "undecided": "undecided",
}


def options() -> list[str]:
    """Every finding there is, in the order of the descriptor."""
    return list(evidence.table("findings").fields["finding"]["constraints"]["enum"])


def group_of(finding: str) -> str:
    """The group of a finding."""
    return next(name for name, of in GROUPS.items() if finding in of)


def rows(table: pd.DataFrame) -> list[str]:
    """The evidence ids of the findings of some claims."""
    return [f"findings:{name}" for name in table.index]


def counted(table: pd.DataFrame) -> dict[str, Result]:
    """How many claims are found how, by the last part of the id.

    Results ``witnesses.claims``; one a group and one a finding, such as ``witnesses.borne`` and
    ``witnesses.contradicted``; and one a document, a document and group, such as ``witnesses.corneanu_one_voice``, and
    a document's claims borne out in one reading alone, ``…_read``.
    """
    found = {"claims": _count("claims", table, "Claims looked at")}
    for name, of in GROUPS.items():
        found[name] = _count(name, table[table["finding"].isin(of)], f"Claims found to be: {TITLES[name]}")
    for finding in options():
        key = finding.replace(" ", "_")
        if key not in found:
            found[key] = _count(key, table[table["finding"] == finding], f"Claims found to be: {finding}")
    for document in dict.fromkeys(table["document"]):
        own, short = table[table["document"] == document], evidence.row(f"documents:{document}")["short"]
        found[document] = _count(str(document), own, f"Claims of {short}")
        for name, of in GROUPS.items():
            chosen = own[own["finding"].isin(of)]
            title = f"Claims of {short} found to be: {TITLES[name]}"
            found[f"{document}_{name}"] = _count(f"{document}_{name}", chosen, title)
        read = own[own["finding"] == READ]
        found[f"{document}_read"] = _count(f"{document}_read", read, f"Claims of {short} found to be: {READ}")
    return found


def _count(name: str, chosen: pd.DataFrame, title: str) -> Result:
    return count(
        f"witnesses.{name}", rows(chosen), title, unit="claims", formula="rows of the table of findings"
    )


def sample(claims: Sequence[str]) -> list[str]:
    """The claims that are read a second time: those whose names, behind the seed, have the least digests.

    So the draw hangs neither on the order of the register nor on who drew it.
    """
    return sorted(claims, key=lambda name: hashlib.sha256(f"{SEED} {name}".encode()).hexdigest())[:SAMPLE]


def agreement() -> dict[str, Result]:
    """Results ``sample.claims``, ``…alike``, ``…grouped`` and ``…kappa``, by the last part of the id."""
    table = evidence.load("findings")
    both = table[table["second"].notna()]
    alike = both[both["finding"] == both["second"]]
    near = both[both["finding"].map(group_of) == both["second"].map(group_of)]
    kappa = cohens(both["finding"], both["second"], options())
    numbers = {
        "claims": (both, "Claims read a second time", "claims with a second finding"),
        "alike": (alike, "Of these, found alike both times", "both findings are the same"),
        "grouped": (near, "Of these, found alike but for the reading", "both findings are of one group"),
    }
    found = {
        key: count(f"sample.{key}", rows(chosen), title, unit="claims", formula=formula)
        for key, (chosen, title, formula) in numbers.items()
    }
    found["kappa"] = Result.of(
        "sample.kappa",
        Estimate.exactly(kappa, *rows(both)),
        unit="ratio",
        formula="Cohen's kappa over the sample",
        title="Agreement of the two readings beyond chance",
    )
    return found
