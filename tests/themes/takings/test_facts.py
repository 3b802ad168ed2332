"""Totals, told rows and judgements of chapter 06, against the tables."""

from __future__ import annotations

import datetime

import pytest

from romsov_analysis import evidence
from romsov_analysis.results import Estimate
from romsov_analysis.themes.takings import facts, heads, totals

CLAIM = Estimate.of_row("claims:cs.total")


def test_a_total_is_what_its_derivation_gives() -> None:
    worked = 0
    for name, cells in evidence.load("takings_totals").iterrows():
        if cells["derivation"] == "stated":
            continue
        worked += 1
        above, _, below = cells["derivation"].partition("/")
        if "*" in above:
            product, factor = above.split("*")
            number = float(product) * float(factor) / float(below)
        else:
            number = sum(map(float, above.split("+"))) / (float(below) if below else 1)
        assert cells["value"] == pytest.approx(number, abs=0.5), name
    assert worked >= 6


@pytest.mark.parametrize(
    ("total", "statement"),
    [
        ("turnock", "turnock"),
        ("liberman", "liberman_total"),
        ("country_study_economy", "country_study_economy"),
    ],
)
def test_a_total_that_chapter_5_has_as_a_multiple_is_the_same_sum(total: str, statement: str) -> None:
    above, below = str(evidence.row(f"valuation_statements:{statement}")["derivation"]).split("/")
    cells = evidence.row(f"takings_totals:{total}")
    assert float(above) == cells["value"]
    assert float(below) == evidence.row("reparation_terms:sum")["value"]
    assert cells["source"] == evidence.row(f"valuation_statements:{statement}")["source"]


def test_the_parts_of_a_total_are_the_rows_of_the_other_table() -> None:
    rows, sums = evidence.load("takings")["value"], evidence.load("takings_totals")["value"]
    assert sums["delegation"] == rows["upkeep_delegation"] + rows["material_delegation"]
    assert sums["liberman"] == 880 + rows["booty_liberman"] + rows["companies_liberman"]
    due = evidence.row("reparation_terms:due_after_1946")["value"]
    assert sums["thorp_due"] == sums["thorp"] + due
    share = evidence.row("reparation_terms:claimed_share")["value"] / 100
    assert sums["soviet_claim"] == pytest.approx(evidence.row("reparation_terms:sum")["value"] / share)
    assert sums["indictment"] == pytest.approx(totals.product(1938).low * 2 / 3, abs=1)


def test_accounts_are_neither_plans_nor_claims_for_damage() -> None:
    rows = evidence.load("takings_totals")
    told = ~rows["measures"].isin(["plan", "damage"])
    found = totals.account_results()
    assert found["accounts"].value == told.sum()
    assert found["floors"].value == (told & (rows["floor"] == "yes")).sum()
    assert found["figures"].value == found["accounts"].value - found["floors"].value
    assert totals.reaching(CLAIM, totals.ACCOUNTS) == []
    assert totals.reaching(CLAIM, ("plan",)) == ["maisky"]
    assert totals.reaching(Estimate.exactly(1800, "claims:cs.total"), totals.ACCOUNTS) == ["turnock"]


def test_shares_of_the_product() -> None:
    lei, rate = (
        float(evidence.row(f"price_series:{name}/1938")["value"]) for name in ("ro_product", "lei_per_usd")
    )
    wpi = [float(evidence.row(f"price_series:us_wpi_all/{year}")["value"]) for year in (1938, 1944, 1946)]
    found = totals.share_results(Estimate(None, 1000, 2000, ("claims:cs.total",)), CLAIM, None)
    product = lei * 1000 / rate
    assert found["share"].high == pytest.approx(2000 / (product * wpi[1] / wpi[0]), rel=0.01)
    assert found["share"].low == pytest.approx(1000 / (product * wpi[2] / wpi[0]), rel=0.01)
    fixed = totals.share_results(Estimate.exactly(1000, "claims:cs.total"), CLAIM, 1938)
    assert fixed["share"].low == fixed["share"].high == pytest.approx(1000 / product)


def test_the_keep_of_a_year_is_half_that_of_two() -> None:
    assert (facts.keep_a_year().low, facts.keep_a_year().high) == (150, 162.5)


def test_the_unpaid_time_runs_from_thorp_to_ninety_days_after_the_treaty() -> None:
    days = (datetime.date(1947, 9, 15) - datetime.date(1946, 9, 23)).days + 90
    assert facts.unpaid_years().low == pytest.approx(days / 365.25)


def test_the_grain_is_that_of_the_list() -> None:
    rows = evidence.load("takings")
    grain = sum(rows.loc[f"return_{name}", "value"] for name in ("wheat", "barley", "rye", "oats", "maize"))
    assert facts.told_results()["grain"].value == grain


@pytest.mark.parametrize(
    ("low", "high", "below", "damage"),
    [
        (1000, 1900, True, True),
        (1600, 1900, True, False),
        (1000, 1400, True, False),
        (1400, 2000, False, True),
    ],
)
def test_judgements_turn_with_the_sum(low: float, high: float, below: bool, damage: bool) -> None:
    found = facts.judgements(Estimate(None, low, high, ("claims:cs.total",)), CLAIM, {})
    assert bool(found["below"]) is below
    assert bool(found["damage_within"]) is damage


def test_thorp_and_the_model_agree_within_a_twentieth() -> None:
    model = heads.reparation(heads.Scope(heads.WHOLE, None, ("verified",), weak=False)).value
    assert model is not None
    thorp = facts.thorp_reparation().high
    found = facts.judgements(Estimate.exactly(1, "claims:cs.total"), CLAIM, {})["thorp_agrees"]
    assert bool(found) is (abs(thorp / model - 1) < 0.05)


def test_what_is_told_is_what_the_rows_say() -> None:
    told = facts.told_results()
    rows = evidence.load("takings")
    assert set(rows.index[rows["low"].notna()]) <= set(told)
    for name in rows.index[rows["low"].notna()]:
        cells = evidence.row(f"takings:{name}")
        factor = 100 if cells["unit"] == "percent" else 1
        assert (told[name].low * factor, told[name].high * factor) == (cells["low"], cells["high"])


def test_what_the_answer_says_of_the_accounts_stands_in_the_rows() -> None:
    rows = evidence.load("takings_totals")
    told = rows[~rows["measures"].isin(["plan", "damage"])]
    assert told["speaker"].str.startswith("Willard Thorp").sum() == 2
    assert (told["speaker"] == "Authors of the Country Study").sum() == 1
    opened_again = told["note"].str.contains("ould not be opened again")
    assert opened_again.sum() == 2


def test_the_cost_of_what_was_to_be_returned_is_at_the_rate_of_its_year() -> None:
    lei = float(evidence.row("price_series:lei_per_usd/1945")["value"])
    row = evidence.row("takings:return_cost")["value"]
    assert facts.told_results()["return_cost_usd"].value == pytest.approx(row * 1000 / lei)


def test_a_floor_cannot_speak_against_the_claim() -> None:
    rows = evidence.load("takings_totals")
    named = rows[~rows["measures"].isin(["plan", "damage"]) & (rows["floor"] == "no")]
    judged = facts.judgements(Estimate.exactly(1, "claims:cs.total"), CLAIM, {})["none_reaches"]
    assert bool(judged) is bool((named["high"] < CLAIM.low).all())


def test_a_sum_of_today_is_told_in_dollars_of_the_years_after_the_armistice() -> None:
    then = facts.told_results()["today_then"]
    printed = evidence.load("price_series")["value"].filter(like="us_cpi/")
    low, high = (30 * printed[f"us_cpi/{year}"] / printed["us_cpi/2024"] for year in (1944, 1946))
    assert then.low is not None
    assert then.high is not None
    assert low * 0.99 < then.low < low < high < then.high < high * 1.01
