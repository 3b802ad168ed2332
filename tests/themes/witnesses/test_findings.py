"""Findings counted, the sample that is read a second time, and how far both readings agree."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.themes.testimony.voices import cohens
from romsov_analysis.themes.witnesses import chains, findings

pytestmark = pytest.mark.usefixtures("fresh_tables")


def test_groups_part_the_findings() -> None:
    members = [finding for group in findings.GROUPS.values() for finding in group]
    assert sorted(members) == sorted(findings.options())
    assert set(findings.GROUPS) == set(findings.TITLES)


def test_counts_by_hand_from_the_table() -> None:
    found = findings.counted(chains.claims(["country_study", "pact_thread", "corneanu"]))
    table = evidence.load("findings")["finding"]
    assert found["claims"].value == len(table)
    for option in findings.options():
        assert found[option.replace(" ", "_")].value == (table == option).sum()
    assert sum(found[group].low for group in findings.GROUPS) == len(table)
    assert found["country_study_undecided"].value == (
        table[table.index.str.startswith("cs.")].isin(["open", "not testable here"]).sum()
    )


def test_the_draw_hangs_on_names_alone() -> None:
    names = [f"x.{number}" for number in range(100)]
    drawn = findings.sample(names)
    assert len(set(drawn)) == findings.SAMPLE
    assert findings.sample(names[::-1]) == drawn
    least = min(names, key=lambda name: hashlib.sha256(f"1918-1989 {name}".encode()).hexdigest())
    assert drawn[0] == least


def test_kappa_by_hand() -> None:
    # Of 10 pairs 8 are alike; by chance 0.5 × 0.5 + 0.5 × 0.5 would be.
    first = pd.Series(["a"] * 5 + ["b"] * 5)
    second = pd.Series(["a"] * 4 + ["b"] + ["b"] * 4 + ["a"])
    assert cohens(first, second, ["a", "b", "c"]) == pytest.approx((0.8 - 0.5) / (1 - 0.5))


def test_agreement_by_hand_from_the_table() -> None:
    table = evidence.load("findings").dropna(subset="second")
    alike = (table["finding"] == table["second"]).mean()
    shares = [table[column].value_counts(normalize=True) for column in ("finding", "second")]
    chance = (shares[0] * shares[1]).sum()
    found = findings.agreement()
    assert found["claims"].value == findings.SAMPLE == len(table)
    assert found["alike"].value == alike * len(table)
    assert found["kappa"].value == pytest.approx((alike - chance) / (1 - chance))
    assert found["alike"].low <= found["grouped"].low <= found["claims"].low
