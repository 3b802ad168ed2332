"""The heads of the sum, each worked by hand from the tables."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.results import Estimate
from romsov_analysis.themes.reparations import chapter as chapter_05
from romsov_analysis.themes.takings import heads

BOTH = ("verified", "second-hand")
WHOLE = heads.Scope(heads.WHOLE, None, BOTH, weak=False)


def series(name: str, year: int) -> float:
    return float(evidence.row(f"price_series:{name}/{year}")["value"])


def test_a_head_spans_the_rows_that_speak_of_it() -> None:
    rows = evidence.load("takings").query("counted == 'yes' and direction == 'taken'")
    found = heads.counted(list(heads.HEADS), WHOLE)
    for head in ("upkeep", "requisitions", "small", "companies"):
        own = rows[rows["head"] == head]
        assert (found[head].low, found[head].high) == (own["low"].min(), own["high"].max()), head
    lei = series("lei_per_usd", 1945)
    dollars = [170e3 / lei, 348e3 / lei, 175.0]
    assert found["restitution"].low == pytest.approx(min(dollars))
    assert found["restitution"].high == pytest.approx(max(dollars))


def test_every_row_that_may_be_counted_has_a_number_in_money_and_a_head_of_the_sum() -> None:
    rows = evidence.load("takings")
    own = rows[(rows["counted"] != "no") & (rows["direction"] != "back")]
    assert len(own) >= 9
    assert own["low"].notna().all()
    assert set(own["unit"]) <= {"million_usd", "billion_lei"}
    assert set(own.loc[own["counted"] == "yes", "head"]) == set(heads.HEADS) - {"reparation", *heads.WITHIN}


def test_small_items_are_what_thorps_heads_leave_of_his_total() -> None:
    rows = evidence.load("takings")["value"]
    named = rows["upkeep_thorp"] + rows["requisitions_thorp"] + rows["restitution_thorp"]
    paid = evidence.row("reparation_terms:paid_to_1946")["value"]
    total = evidence.row("takings_totals:thorp")["value"]
    assert rows["small_thorp"] == total - named - paid


def test_the_reparation_is_that_of_chapter_5_with_its_cuts() -> None:
    c = chapter_05.compute()
    found = heads.reparation(WHOLE)
    assert found.value == pytest.approx(300 * c.whole["baseline"].value)
    # Above: a whole sum no dearer than the outermost multiple. Below: what the cut leaves of the lowest.
    assert 300 * c.whole["neutral"].high < found.high <= 300 * c.whole["envelope"].high
    kept = c.cut["delivered"].value
    assert 0.9 * kept * c.whole["envelope"].low < found.low < 300 * c.whole["envelope"].low
    assert found.low <= 300 * c.cut["of_sum"].low


def test_two_years_are_two_instalments_of_six_or_eight_at_the_prices_of_1945_and_1946() -> None:
    c = chapter_05.compute()
    found = heads.reparation(heads.Scope(heads.EARLY, None, BOTH, weak=False))
    worths = [c.basket_net[year] for year in (1945, 1946)] if 1945 in c.basket_net else []
    ends = [
        300 * 2 / years * end
        for years, worth in itertools.product((6, 8), worths)
        for end in (worth.low, worth.high)
    ]
    assert found.low == pytest.approx(min([*ends, 100]))
    assert found.high == pytest.approx(max([*ends, 100]))


@pytest.mark.parametrize("year", [1938, 1946, 1952])
def test_money_of_a_year_moves_with_american_prices_and_undated_money_stays(year: int) -> None:
    found = heads.in_dollars("upkeep_thorp", year)
    ends = [325 * series("us_wpi_all", year) / series("us_wpi_all", own) for own in (1944, 1946)]
    assert found.low == pytest.approx(min(ends), rel=0.01)
    assert found.high == pytest.approx(max(ends), rel=0.01)
    assert heads.in_dollars("companies_liberman", year).high == 200


def test_booty_adds_nothing_for_certain_beside_what_it_may_stand_within() -> None:
    beside = heads.counted(["booty", "requisitions"], WHOLE)
    alone = heads.counted(["booty", "upkeep"], WHOLE)
    assert (beside["booty"].low, beside["booty"].high) == (0, 333)
    assert (alone["booty"].low, alone["booty"].high) == (333, 333)


def test_weak_and_second_hand_rows_speak_only_where_asked() -> None:
    weak = heads.Scope(heads.WHOLE, None, BOTH, weak=True)
    assert "return_cost" in heads.rows_of("restitution", weak)
    assert "return_cost" not in heads.rows_of("restitution", WHOLE)
    assert heads.rows_of("companies", heads.Scope(heads.WHOLE, None, ("verified",), weak=True)) == []
    assert heads.rows_of("companies", heads.Scope(heads.EARLY, None, BOTH, weak=True)) == []


def test_what_came_back_is_what_somebody_put_in_money() -> None:
    assert heads.returned(WHOLE).high == 58
    assert heads.returned(heads.Scope(heads.EARLY, None, BOTH, weak=False)).high == 0


def test_a_head_as_needed_closes_the_sum() -> None:
    parts = {
        "upkeep": Estimate(None, 10, 20, ("claims:cs.total",)),
        "small": Estimate.exactly(5, "claims:cs.total"),
    }
    whole = heads.total(parts, Estimate.exactly(1))
    assert (whole.low, whole.high) == (14, 24)
    need = heads.needed("small", parts, whole, Estimate.exactly(100, "claims:cs.total"))
    assert (need.low, need.high) == (100 - 19, 100 - 9)


def test_the_list_of_what_was_taken_before_has_no_place_in_the_sum_by_itself() -> None:
    rows: pd.DataFrame = evidence.load("takings")
    earlier = rows[(rows["direction"] == "earlier") & (rows["counted"] != "no")]
    assert list(earlier.index) == ["return_cost"]
