"""Laws over the findings: every claim has one, its place exists, and it follows what the chapters compute."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.ledger import read_ledger
from romsov_analysis.results import plain
from romsov_analysis.themes.armistice import chapter as armistice
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.voices import hear
from romsov_analysis.themes.witnesses import findings

pytestmark = pytest.mark.usefixtures("fresh_tables")

ROOT = Path(__file__).resolve().parents[2]
NAMED = "supported under a named reading"
UNDECIDED = {"open", "not testable here"}


def table() -> pd.DataFrame:
    return evidence.load("findings")


@cache
def headings() -> dict[str, set[str]]:
    """Number of a chapter → its headings, as a reader sees them."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        found[path.stem[:2]] = {plain(words) for words in re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)}
    return found


@cache
def stored() -> dict[str, dict]:
    ledger, _ = read_ledger(ROOT / "notebooks")
    return {name: entry.record for name, entry in ledger.items()}


def number(name: str) -> tuple[float, float]:
    return stored()[name]["low"], stored()[name]["high"]


def test_every_claim_has_a_finding_and_every_finding_a_claim() -> None:
    assert set(table().index) == set(evidence.load("claims").index)


def test_every_finding_has_a_place_and_the_place_exists() -> None:
    found = table()
    assert found.index[found["notebook"].isna() & found["rows"].isna()].tolist() == []
    placed = found[found["notebook"].notna()]
    assert len(placed)
    lost = [
        f"{claim}: chapter {row['notebook']}, {row['section']}"
        for claim, row in placed.iterrows()
        if row["section"] not in headings().get(row["notebook"], set())
    ]
    assert lost == []


def test_a_reading_is_named_where_the_finding_says_so() -> None:
    found = table()
    assert found.index[(found["finding"] == NAMED) & found["reading"].isna()].tolist() == []
    idle = found["reading"].notna() & ~found["finding"].isin([NAMED, "contradicted"])
    assert found.index[idle].tolist() == []


def test_what_is_undecided_says_what_would_decide_it_and_nothing_else_does() -> None:
    found = table()
    assert (found["decides"].notna() == found["finding"].isin(UNDECIDED)).all()


def test_the_second_reading_is_of_the_sample_that_was_drawn() -> None:
    found = table()
    both = found[found["second"].notna()]
    assert set(both.index) == set(findings.sample([str(name) for name in found.index]))
    assert (both["second_reason"].notna() == (both["second"] != both["finding"])).all()
    assert found.loc[found["second"].isna(), "second_reason"].isna().all()


def test_a_contradicted_claim_has_a_correction_that_changes_its_finding() -> None:
    found, corrections = table(), evidence.load("corrections")
    grave = {
        f"corrections:{name}" for name in corrections.index[corrections["weight"] == "changes a finding"]
    }
    named = {
        claim: {row.strip() for row in cell.split(";")} for claim, cell in found["rows"].dropna().items()
    }
    wrong = found.index[found["finding"] == "contradicted"]
    assert [claim for claim in wrong if not grave & named.get(claim, set())] == []
    # And what is said to change a finding stands at one that is not simply borne out.
    moved = found.index[found["finding"] != "supported"]
    assert grave - set().union(*(named.get(claim, set()) for claim in moved)) == set()


def test_a_correction_without_substance_is_of_spelling() -> None:
    corrections = evidence.load("corrections")
    slight = corrections["changes"].str.startswith("Nothing of substance")
    assert slight.any()
    assert (slight == (corrections["weight"] == "spelling")).all()


def test_a_claim_on_december_follows_how_known_its_part_is() -> None:
    heard, found = hear(statements.admitted()), table()["finding"]
    refused = {
        "contested": {"supported", "contradicted"},
        "attested": {"contested", "contradicted"},
        "documented": {"contested", "contradicted", "open"},
        "one witness": {"supported", "contradicted"},
        "without reliable evidence": {"supported"},
        "unknown": {"supported", "contradicted"},
    }
    seen, against = set(), []
    for part, grade in heard.grades.items():
        for name in heard.behind(part, heard.voices.index, "supports"):
            claim = name.removeprefix("claims:")
            if claim in found.index:
                seen.add(grade)
                if found[claim] in refused[grade]:
                    against.append(f"{claim}: {found[claim]}, and {part} is {grade}")
    assert {"contested", "one witness", "documented"} <= seen
    assert against == []


def test_the_claim_on_prices_follows_the_prices() -> None:
    claim = evidence.row("claims:cs.multiplier")
    reaches = {
        name: number(name)[1] >= claim["low"] and number(name)[0] <= claim["high"]
        for name in ("valuation.us_wpi_all_1944", "valuation.neutral_gross", "valuation.basket_1944_net")
    }
    expected = "supported" if all(reaches.values()) else NAMED if any(reaches.values()) else "contradicted"
    assert table().loc["cs.multiplier", "finding"] == expected


def test_the_claim_on_broken_pacts_follows_the_counts() -> None:
    shares = [
        number(f"pacts.{time}_broken_any_bilateral")[0] / number(f"pacts.{time}_count_any_bilateral")[0]
        for time in ("before", "during")
    ]
    rare, often = [share < 0.1 for share in shares], [share > 0.3 for share in shares]
    expected = "supported" if all(often) else "contradicted" if all(rare) else NAMED
    assert table().loc["pt.broken", "finding"] == expected


def test_the_claim_on_finland_follows_the_act() -> None:
    doubt = evidence.row("pact_acts:soviet_finnish_1932/finland_denounced_1939")["doubt"]
    assert (table().loc["pt.finland", "finding"] == "supported") == (doubt == "none")


# Result of a statement of the page in chapter 04 → what the claim may be found to be.
FOLLOWS = {
    "right": {"supported", NAMED},
    "partly right": {NAMED, "contested"},
    "slip": {"contradicted", "contested"},
    "not decidable": UNDECIDED | {"one voice"},
}


def test_a_claim_on_the_armistice_follows_its_statement() -> None:
    found = table()["finding"]
    outcomes = armistice.compute().statements.rows.set_index("claim")["outcome"]
    assert set(outcomes) == set(FOLLOWS)
    assert [
        f"{claim}: {found[claim]}, and the statement is {outcome}"
        for claim, outcome in outcomes.items()
        if found[claim] not in FOLLOWS[outcome]
    ] == []


def test_the_claim_on_the_dead_in_the_west_has_the_numbers_of_the_counts() -> None:
    counts = evidence.load("loss_counts")["value"]
    dead = counts["whole_killed"] - counts["east_killed"]
    both = counts["hungary"] + counts["czechoslovakia"]
    correction = evidence.row("corrections:cs.perished")
    printed = {
        int(word.replace(",", ""))
        for word in re.findall(r"\d+,\d{3}", f"{correction['right']} {correction['why']}")
    }
    known = {int(counts[name]) for name in (
        "west_killed", "whole_killed", "east_killed", "hungary", "czechoslovakia",
    )}  # fmt: skip
    assert printed == known | {int(dead), int(round(both, -3))}
    claim = evidence.row("claims:cs.perished")["value"]
    assert dead < claim / 5
    assert counts["sokolov_west"] == pytest.approx(claim / 3, rel=0.05)


def test_the_claims_on_what_was_taken_follow_the_sum() -> None:
    found = table()["finding"]
    reached = any(
        float(total["high"]) >= evidence.row("claims:cs.total")["low"]
        for _, total in evidence.load("takings_totals").iterrows()
        if total["measures"] in ("borne", "gained", "unclear")
    )
    assert bool(stored()["takings.none_reaches"]["value"]) == (not reached)
    assert found["cs.total"] == ("supported" if reached else "open")
    # One voice on what the requisitions came to: the claim holds for one reading alone.
    assert (found["cs.requisitioned"] == NAMED) == bool(stored()["takings.single_voice"]["value"])


def test_what_the_army_asked_follows_the_voices() -> None:
    heard, found = hear(statements.admitted()), table()
    deny = set(heard.behind("military_sounding", heard.voices.index, "against"))
    named = set(str(found.loc["co.aid_question", "rows"]).split("; "))
    assert named & deny, "a denial that chapter 08 hears stands beside the finding"
    # One witness alone: nobody else read says that it was the army that asked.
    assert heard.speaking("military_sounding", "supports") == ("dumitru",)
    assert found.loc["co.aid_question", "finding"] == "one voice"


def test_the_claims_on_the_new_leaders_follow_the_voices() -> None:
    heard, found = hear(statements.admitted()), table()["finding"]
    assert heard.grades["political_request"] == "contested"
    assert {found["co.iliescu_request"], found["co.nobody_asked"], found["co.help_unwanted"]} == {"contested"}
