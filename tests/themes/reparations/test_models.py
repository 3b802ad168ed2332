"""Prices, surcharge, basket, schedule, penalty and break-even: hand-worked examples, then laws."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.results import Estimate
from romsov_analysis.themes.reparations import (
    breakeven,
    burden,
    cut,
    debt,
    measures,
    neutrals,
    prices,
    tables,
    terms,
    valuation,
    words,
)

positive = st.floats(0.01, 100, allow_nan=False)
percents = st.floats(-50, 200, allow_nan=False)


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Tables with round numbers: two series with values of 10, 20 and 30, and a goods table of two."""

    def use(**tables: str) -> None:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        evidence.clear_cache()

    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    yield use
    monkeypatch.undo()
    evidence.clear_cache()


SERIES = (
    "id,title,country,group,unit,base,resolution,observations,source,locator,address,note\n"
    "a,Series A,US,things,index,,2,annual,bls_wpi,A,,\n"
    "b,Series B,US,things,index,,0,annual,bls_wpi,B,,\n"
    "rate,Lei,RO,rate,per_usd,,0,annual,bls_wpi,R,,\n"
)
PRICES = (
    "series,year,value,status,note\n"
    "a,1938,10,verified,\na,1944,20,verified,\nb,1939,5,verified,\nb,1944,30,verified,\n"
    "rate,1938,100,verified,\nrate,1944,150,verified,\n"
)


@pytest.fixture
def round_numbers(own_tables):
    own_tables(series=SERIES, price_series=PRICES, price_months="series,month,value\n")


# --- prices ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("round_numbers")
def test_observation_carries_half_a_step_of_the_last_digit() -> None:
    found = prices.observation("a", 1938)
    assert (found.low, found.value, found.high) == (9, 10, 11)
    assert found.evidence == ("price_series:a/1938",)


@pytest.mark.usefixtures("round_numbers")
def test_price_relative_and_its_range() -> None:
    found = prices.price_relative("a", 1938, 1944)  # 20 ± 1 over 10 ± 1
    assert found.value == 2
    assert found.low == pytest.approx(19 / 11)
    assert found.high == pytest.approx(21 / 9)
    assert found.evidence == ("price_series:a/1944", "price_series:a/1938")


@pytest.mark.usefixtures("round_numbers")
def test_relative_of_the_base_year_is_one_without_error() -> None:
    found = prices.price_relative("a", 1938, 1938)
    assert (found.low, found.value, found.high) == (1, 1, 1)


@pytest.mark.usefixtures("round_numbers")
def test_base_year_moves_to_the_first_year_of_a_series_that_begins_later() -> None:
    assert prices.base_year("b", 1938) == 1939
    assert prices.base_year("a", 1938) == 1938
    with pytest.raises(ValueError, match="no value in 1950 or later"):
        prices.base_year("a", 1950)


@pytest.mark.usefixtures("round_numbers")
def test_relatives_leave_out_years_without_a_value() -> None:
    assert list(prices.relatives("b", 1938, range(1938, 1946))) == [1939, 1944]


@pytest.mark.usefixtures("round_numbers")
def test_unknown_year_names_the_rows_there_are() -> None:
    with pytest.raises(evidence.EvidenceError, match="a/1944"):
        prices.observation("a", 1945)


@pytest.mark.usefixtures("round_numbers")
def test_local_prices_in_dollars() -> None:
    # Prices doubled, the dollar costs half as much again: in dollars they stand at 2 ÷ 1.5.
    found = prices.in_dollars(Estimate.exactly(2.0, "x:y"), "rate", 1938, 1944)
    assert found.value == pytest.approx(4 / 3)


def test_month_carries_the_rounding_of_both(own_tables) -> None:
    months = "series,month,value\na,1946-12,30\n"
    own_tables(series=SERIES, price_series=PRICES, price_months=months)
    found = prices.monthly_relative("a", 1938, "1946-12")  # 30 ± 1 over 10 ± 1
    assert (found.low, found.value, found.high) == pytest.approx((29 / 11, 3, 31 / 9))


def test_peak_is_the_highest_low_end() -> None:
    sure, wide = Estimate(None, 2.0, 2.5), Estimate(None, 1.0, 9.0)
    assert prices.peak({1944: wide, 1945: sure, 1946: Estimate.exactly(1.5)}) == 1945


@pytest.mark.usefixtures("round_numbers")
def test_relative_of_the_base_year_rests_on_its_row() -> None:
    assert prices.price_relative("a", 1938, 1938).evidence == ("price_series:a/1938",)


@given(st.floats(1, 100), st.floats(1, 100), st.floats(1, 100))
def test_relatives_chain(first: float, second: float, third: float) -> None:
    def relative(top: float, bottom: float) -> Estimate:
        return Estimate.exactly(top) / Estimate.exactly(bottom)

    chained = relative(third, second) * relative(second, first)
    assert chained.value == pytest.approx(relative(third, first).value)


# --- surcharge ------------------------------------------------------------------------------------------


def test_net_of_surcharge_by_hand() -> None:
    found = terms.net_of_surcharge(Estimate.exactly(1.32), Estimate(None, 10, 15))
    assert found.value is None
    assert found.low == pytest.approx(1.32 / 1.15)
    assert found.high == pytest.approx(1.32 / 1.10)


def test_surcharge_as_agreed_is_the_reported_range() -> None:
    found = terms.surcharge(None)
    assert (found.low, found.value, found.high) == (10, None, 15)


def test_surcharge_of_the_analyst_says_so_in_its_evidence() -> None:
    found = terms.surcharge(7.5)
    assert (found.low, found.value, found.high) == (7.5, 7.5, 7.5)
    assert found.evidence == ("parameter:surcharge_percent=7.5",)


@pytest.mark.parametrize("percent", [-100, -250.0])
def test_surcharge_that_books_goods_for_nothing_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match="for nothing"):
        terms.surcharge(percent)


@given(positive, percents)
def test_surcharge_of_nothing_changes_nothing_and_more_lowers_the_worth(
    relative: float, percent: float
) -> None:
    gross = Estimate.exactly(relative)
    assert terms.net_of_surcharge(gross, Estimate.exactly(0.0)).value == relative
    net = terms.net_of_surcharge(gross, Estimate.exactly(percent)).value
    more = terms.net_of_surcharge(gross, Estimate.exactly(percent + 1)).value
    assert net is not None
    assert more is not None
    assert more < net
    assert net * (1 + percent / 100) == pytest.approx(relative)


# --- basket ---------------------------------------------------------------------------------------------

TWO_GOODS = (
    "id,title,series,surcharge,note\n"
    "oil,Oil,b,surcharge_other,\n"
    "farm_timber,Farm,a;b,surcharge_other,\n"
    "transport_plant,Plant,b,surcharge_transport,\n"
)


def test_basket_as_reported() -> None:
    shares = {good.id: good.share for good in terms.basket()}
    assert shares["oil"].value == 0.5
    assert shares["farm_timber"].value == pytest.approx(54 / 300)
    assert shares["farm_timber"].low == pytest.approx(53.5 / 300)
    assert shares["transport_plant"].value == pytest.approx(1 - 0.5 - 0.18)
    assert "reparation_terms:oil_share" in shares["transport_plant"].evidence


def test_own_weights_stand_in_the_evidence() -> None:
    goods = terms.basket({"oil": 0.25, "farm_timber": 0.25, "transport_plant": 0.5})
    assert [good.share.value for good in goods] == [0.25, 0.25, 0.5]
    assert goods[0].share.evidence == ("parameter:weights.oil=0.25",)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"oil": 1.0}, "names no share of farm_timber, transport_plant"),
        ({"oil": 0.5, "farm_timber": 0.5, "transport_plant": 0.5}, "comes to 1.5 in all"),
        ({"oil": 1.5, "farm_timber": -0.5, "transport_plant": 0.0}, "the least share being -0.5"),
    ],
)
def test_weights_that_are_no_shares_are_refused(weights: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        terms.basket(weights)


def test_worth_of_the_basket_by_hand(own_tables) -> None:
    # a: 20 ÷ 10 = 2 and b: 30 ÷ 5 = 6 without rounding error; shares 0.5, 0.25, 0.25.
    own_tables(
        series=SERIES.replace(",,2,annual", ",,0,annual"),
        price_series=PRICES,
        price_months="series,month,value\n",
        basket=TWO_GOODS,
    )
    goods = terms.basket({"oil": 0.5, "farm_timber": 0.25, "transport_plant": 0.25})
    gross = terms.gross_worth(goods, 1938, 1944)
    assert (gross.low, gross.high) == (0.5 * 6 + 0.25 * 2 + 0.25 * 6, 6)
    two = terms.worth(goods, 1938, 1944, reading="two rates", percent=None)
    assert two.low == pytest.approx(0.5 * 6 / 1.1 + 0.25 * 2 / 1.1 + 0.25 * 6 / 1.15)
    assert two.high == pytest.approx(0.75 * 6 / 1.1 + 0.25 * 6 / 1.15)
    one = terms.worth(goods, 1938, 1944, reading="one rate", percent=None)
    assert one.high == pytest.approx(6 / 1.15)
    own = terms.worth(goods, 1938, 1944, reading="two rates", percent=50.0)
    assert own.high == pytest.approx(6 / 1.5)
    assert own.value is None  # the second good has two series, so no middle


def test_good_of_one_series_has_a_value_and_of_two_spans_their_rounding(own_tables) -> None:
    own_tables(series=SERIES, price_series=PRICES, price_months="series,month,value\n", basket=TWO_GOODS)
    oil, farm, _ = terms.basket()
    assert oil.relative(1938, 1944).value == 6
    found = farm.relative(1938, 1944)  # a: 20 ± 1 over 10 ± 1; b: 6 exactly
    assert found.value is None
    assert (found.low, found.high) == pytest.approx((19 / 11, 6))
    rows = ("a/1944", "a/1938", "b/1944", "b/1939")
    assert found.evidence == tuple(f"price_series:{row}" for row in rows)
    coarse = SERIES.replace("b,Series B,US,things,index,,0", "b,Series B,US,things,index,,2")
    own_tables(series=coarse)
    assert farm.relative(1938, 1944).high == pytest.approx(31 / 4)  # b: 30 ± 1 over 5 ± 1


def test_a_good_may_have_no_share() -> None:
    goods = terms.basket({"oil": 1.0, "farm_timber": 0.0, "transport_plant": 0.0})
    assert [good.share.value for good in goods] == [1, 0, 0]


def test_every_series_of_the_basket_exists() -> None:
    for good in terms.basket():
        for name in good.series:
            assert prices.years_of(name)


# --- schedule -------------------------------------------------------------------------------------------


def test_one_year_is_split_at_new_year() -> None:
    # 12 September to 31 December are 111 days of the 365 up to 11 September 1945.
    assert terms.schedule(1, "equal") == pytest.approx({1944: 111 / 365, 1945: 254 / 365})


def test_equal_instalments_of_two_years() -> None:
    found = terms.schedule(2, "equal")
    assert found[1944] == pytest.approx(111 / 365 / 2)
    assert found[1945] == pytest.approx((254 / 365 + 111 / 365) / 2)
    assert found[1946] == pytest.approx(254 / 365 / 2)


def test_back_loaded_instalments_are_the_same_in_reverse() -> None:
    found = terms.schedule(2, "back-loaded")  # one third, then two thirds
    assert found[1944] == pytest.approx(1 / 3 * 111 / 365)
    assert found[1946] == pytest.approx(2 / 3 * 254 / 365)


def test_front_loaded_instalments_fall_by_equal_steps() -> None:
    found = terms.schedule(2, "front-loaded")  # two thirds, then one third
    assert found[1944] == pytest.approx(2 / 3 * 111 / 365)
    assert found[1946] == pytest.approx(1 / 3 * 254 / 365)


def test_cut_takes_from_what_is_still_due() -> None:
    # Half of the second year, cut from its first day: 1 and 0.5 of an instalment are delivered.
    cut_from = datetime.date(1945, 9, 12)
    found = terms.schedule(2, "equal", cut=0.5, cut_from=cut_from)
    assert found[1944] == pytest.approx(111 / 365 / 1.5)
    assert found[1946] == pytest.approx(0.5 * 254 / 365 / 1.5)


def test_cut_within_a_year_leaves_the_days_before_it() -> None:
    cut_from = datetime.date(1945, 1, 1)
    found = terms.schedule(1, "equal", cut=0.5, cut_from=cut_from)
    assert found == pytest.approx({1944: 111 / (111 + 127), 1945: 127 / (111 + 127)})


def test_leap_year_has_its_day() -> None:
    found = terms.schedule(4, "equal")  # the last year, to 11 September 1948, has 366 days
    assert found[1948] == pytest.approx(255 / 366 / 4)


@pytest.mark.parametrize(("years", "cut"), [(0, 0.0), (-1, 0.0), (6, 1.0), (6, -0.1)])
def test_schedule_out_of_range_is_refused(years: int, cut: float) -> None:
    with pytest.raises(ValueError, match="accepted"):
        terms.schedule(years, "equal", cut=cut, cut_from=datetime.date(1948, 7, 1))


def test_cut_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the day"):
        terms.schedule(6, "equal", cut=0.5)


@given(
    st.integers(1, 12),
    st.sampled_from(["equal", "front-loaded", "back-loaded"]),
    st.floats(0, 0.99),
    st.dates(datetime.date(1944, 1, 1), datetime.date(1960, 1, 1)),
)
def test_shares_of_any_schedule_sum_to_one(years: int, profile, cut: float, day: datetime.date) -> None:
    found = terms.schedule(years, profile, cut=cut, cut_from=day)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) > 0
    assert list(found) == list(range(1944, 1945 + years))


def test_implied_multiplier_by_hand() -> None:
    worths = {1944: Estimate(1.0, 0.9, 1.1, ("a",)), 1945: Estimate(3.0, 2.9, 3.1, ("b",))}
    found = terms.implied_multiplier({1944: 0.25, 1945: 0.75}, worths)
    assert found.value == pytest.approx(2.5)
    assert (found.low, found.high) == pytest.approx((2.4, 2.6))
    assert found.evidence == ("a", "b")


def test_schedule_beyond_the_prices_is_refused() -> None:
    with pytest.raises(ValueError, match="no prices for 1945"):
        terms.implied_multiplier({1944: 0.5, 1945: 0.5}, {1944: Estimate.exactly(1.0)})


@given(st.dictionaries(st.integers(1944, 1952), positive, min_size=1))
def test_multiplier_lies_between_the_worths(worths: dict[int, float]) -> None:
    shares = {year: 1 / len(worths) for year in worths}
    found = terms.implied_multiplier(shares, {y: Estimate.exactly(w) for y, w in worths.items()})
    assert min(worths.values()) - 1e-9 <= found.low <= found.high <= max(worths.values()) + 1e-9


# --- penalty and break-even -----------------------------------------------------------------------------


def test_penalty_by_hand() -> None:
    five = Estimate.exactly(5.0)
    assert breakeven.penalty_factor(6, five, compound=False).value == pytest.approx(1.3)
    assert breakeven.penalty_factor(2, five, compound=True).value == pytest.approx(1.1025)
    assert breakeven.penalty_factor(2, Estimate(None, 5, 10), compound=False).high == pytest.approx(1.2)


def test_months_overdue_by_hand() -> None:
    five = Estimate.exactly(5.0)
    assert breakeven.months_overdue(2, five, compound=False).value == pytest.approx(20)
    assert breakeven.months_overdue(1.1025, five, compound=True).value == pytest.approx(2)


def test_penalty_and_delay_over_a_range_of_rates() -> None:
    rates = Estimate(None, 5, 10)
    grown = breakeven.penalty_factor(2, rates, compound=False)
    assert (grown.low, grown.high) == pytest.approx((1.1, 1.2))
    delay = breakeven.months_overdue(2, rates, compound=False)  # 100 ÷ 10 and 100 ÷ 5
    assert (delay.low, delay.high) == pytest.approx((10, 20))


@given(st.floats(1.01, 10), st.floats(0.5, 50), st.booleans())
def test_months_overdue_undo_the_penalty(multiple: float, percent: float, compound: bool) -> None:
    rate = Estimate.exactly(percent)
    months = breakeven.months_overdue(multiple, rate, compound=compound).value
    assert months is not None
    assert breakeven.penalty_factor(months, rate, compound=compound).value == pytest.approx(multiple)


def test_price_level_undoes_the_surcharge() -> None:
    level = breakeven.price_level(Estimate.exactly(2.0), Estimate(None, 10, 15))
    assert (level.low, level.high) == pytest.approx((2.2, 2.3))


def test_share_needed_by_hand() -> None:
    # 0.5 × 3 + 0.5 × 1 = 2
    found = breakeven.share_needed(2.0, Estimate.exactly(3.0, "d"), Estimate.exactly(1.0, "r"))
    assert found is not None
    assert (found.low, found.value, found.high) == (0.5, 0.5, 0.5)
    assert found.evidence == ("d", "r")


def test_share_needed_spans_the_ranges() -> None:
    found = breakeven.share_needed(2.0, Estimate(None, 3, 5), Estimate(None, 1, 1.5))
    assert found is not None
    assert found.low == pytest.approx((2 - 1.5) / (5 - 1.5))
    assert found.high == pytest.approx((2 - 1) / (3 - 1))


def test_no_share_gives_what_even_the_dearer_good_does_not_reach() -> None:
    assert breakeven.share_needed(4.0, Estimate(3.0, 2.9, 3.1), Estimate.exactly(1.0)) is None


def test_share_needed_where_the_multiple_lies_within_the_dearer_range() -> None:
    found = breakeven.share_needed(2.0, Estimate(None, 1.5, 4), Estimate.exactly(1.0))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1 / 3, 1))  # no share above one


def test_nothing_but_the_dearer_good_just_reaches() -> None:
    found = breakeven.share_needed(2.0, Estimate.exactly(2.0), Estimate.exactly(1.0))
    assert found is not None
    assert (found.low, found.value, found.high) == (1, 1, 1)


def test_share_needed_of_ranges_that_touch() -> None:
    found = breakeven.share_needed(3.0, Estimate(None, 2, 4), Estimate(None, 1, 2))
    assert found is not None
    assert (found.low, found.high) == (0.5, 1)  # (3 − 2) ÷ (4 − 2); two over two gives no share


@given(st.floats(0.1, 1.9), st.floats(2.1, 9))
def test_share_needed_gives_the_multiple(rest: float, dear: float) -> None:
    found = breakeven.share_needed(2.0, Estimate.exactly(dear), Estimate.exactly(rest))
    assert found is not None
    assert found.value is not None
    assert found.value * dear + (1 - found.value) * rest == pytest.approx(2.0)


def test_first_year_may_and_surely() -> None:
    worths = {1944: Estimate(None, 1, 1.5), 1945: Estimate(None, 1.8, 2.0), 1946: Estimate(None, 2.0, 2.4)}
    assert breakeven.first_year(worths, 2) == (1945, 1946)
    assert breakeven.first_year(worths, 3) == (None, None)


def test_exchange_rate_by_hand() -> None:
    # Prices in lei at 2.4 times; at 120 lei instead of 100 they are 2 times in dollars.
    found = breakeven.exchange_rate(2.0, Estimate.exactly(2.4), Estimate.exactly(100.0))
    assert found.value == pytest.approx(120)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1.0, 1.9, "below"),
        (3.1, 4.0, "above"),
        (2.0, 3.0, "within"),
        (1.5, 2.5, "reaches in from below"),
        (2.5, 3.5, "reaches out above"),
        (1.0, 4.0, "around"),
        (1.0, 2.0, "reaches in from below"),
        (3.0, 4.0, "reaches out above"),
        (1.0, 3.0, "reaches in from below"),
        (2.0, 4.0, "reaches out above"),
    ],
)
def test_verdict(low: float, high: float, expected: str) -> None:
    assert words.verdict(Estimate(None, low, high), 2, 3) == expected


# --- burden -----------------------------------------------------------------------------------

COMPARATORS = (
    "id,country,quantity,title,value,low,high,unit,date,source,locator,status,checked,note\n"
    "s,RO,sum,S,300,300,300,million_usd,1944,bls_wpi,,verified,2026-11-22,\n"
    "y,RO,years,Y,,6,8,years,1944,bls_wpi,,verified,2026-11-22,\n"
    "p,RO,population,P,15000,15000,15000,thousand_people,1948,bls_wpi,,verified,2026-11-22,\n"
    "i,RO,income,I,100,100,100,usd_head,1944,bls_wpi,,verified,2026-11-22,\n"
    "j,RO,income,J,500,500,500,million_usd,1945,bls_wpi,,verified,2026-11-22,\n"
)


def test_burden_by_hand(own_tables) -> None:
    own_tables(comparators=COMPARATORS)
    assert burden.per_head("RO").value == pytest.approx(20)  # 300 million over 15 million people
    yearly = burden.per_head_and_year("RO")
    assert (yearly.low, yearly.high) == pytest.approx((2.5, 20 / 6))
    income = burden.income("RO")  # 100 × 15 million = 1,500 million, and 500 million
    assert (income.low, income.value, income.high) == (500, None, 1500)
    share = burden.share_of_income("RO")
    assert (share.low, share.high) == pytest.approx((300 / 8 / 1500, 300 / 6 / 500))


def test_missing_comparator_is_said_not_guessed(own_tables) -> None:
    own_tables(comparators=COMPARATORS)
    with pytest.raises(LookupError, match="no sum of Finland among"):
        burden.per_head("FI")
    with pytest.raises(LookupError, match="no income of Hungary among"):
        burden.income("HU")


def test_a_row_of_a_weak_source_is_left_out(own_tables) -> None:
    weak = "w,RO,population,W,1,1,1,thousand_people,1948,fi_wiki_sotakorvaukset,,verified,2026-11-22,\n"
    own_tables(comparators=COMPARATORS + weak)
    assert burden.of("RO", "population") == ["p"]


def test_several_rows_are_spanned(own_tables) -> None:
    second = "q,RO,population,Q,10000,10000,10000,thousand_people,1944,bls_wpi,,verified,2026-11-22,\n"
    own_tables(comparators=COMPARATORS + second)
    found = burden.spanned("RO", "population")
    assert (found.low, found.value, found.high) == (10000, None, 15000)
    assert found.evidence == ("comparators:p", "comparators:q")


def test_product_at_the_prices_of_1938_by_hand() -> None:
    # 6,972.992 ÷ 255.07324 milliard lei, over consumer prices of 2506 ÷ 68.
    assert burden.real_product(1945).value == pytest.approx(6972.992 / 255.07324 / (2506 / 68))
    assert burden.real_product(1938).value == 1
    share = burden.share_of_product(1945)  # 300 million in six to eight years
    product = 255.07324 / 140.12333 * 1000 * burden.real_product(1945).value
    assert (share.low, share.high) == pytest.approx((300 / 8 / product, 300 / 6 / product), rel=0.02)


# --- the chapter's results ------------------------------------------------------------------------------


def test_whole_debt_of_the_book_is_bound_by_its_years() -> None:
    goods = terms.basket()
    whole = debt.whole_debt_results(goods, 1938, None)
    worths = debt.worths(goods, 1938, range(1944, 1953), debt.BASELINE, None)
    assert min(worth.low for worth in worths.values()) <= whole["baseline"].low
    assert whole["baseline"].high <= max(worth.high for worth in worths.values())


def test_envelope_holds_every_variant() -> None:
    whole = debt.whole_debt_results(terms.basket(), 1938, None)
    envelope = whole.pop("envelope")
    assert all(envelope.low <= found.low <= found.high <= envelope.high for found in whole.values())


def test_dearest_year_bounds_every_schedule_of_the_basket() -> None:
    goods = terms.basket()
    whole = debt.whole_debt_results(goods, 1938, None)
    _, net = valuation.basket_results(goods, 1938, range(1944, 1953), None)
    dearest = debt.dearest_result(net)
    assert all(whole[name].low <= dearest.low for name in ("baseline", "six_years", "front_loaded", "cut"))


def test_debt_rests_on_the_rows_of_its_schedule() -> None:
    whole = debt.whole_debt_results(terms.basket(), 1938, None)
    assert "reparation_terms:term_first" in whole["six_years"].evidence
    assert "reparation_terms:term_treaty" in whole["cut"].evidence
    assert "reparation_terms:cut_1948_fi" in whole["cut"].evidence
    assert "reparation_terms:cut_1948_fi" not in whole["baseline"].evidence


def test_cut_of_the_sum_by_hand() -> None:
    # Eight equal years from 12 September 1944; on 1 July 1948 three years and 293 of 366 days have gone.
    kept = (3 + 293 / 366) / 8
    share = terms.delivered_share(8, "equal", cut=cut.share(), cut_from=cut.begin())
    assert share == pytest.approx(kept + (1 - kept) / 2)


def test_all_goods_take_the_whole_surcharge_where_rates_differ() -> None:
    goods = terms.basket()
    (two,), (one,) = debt.all_goods("two rates", goods), debt.all_goods("one rate", goods)
    assert (two.rate, one.rate) == ("surcharge", "surcharge_transport")
    # The central case has no open rate.
    assert debt.all_goods("two rates", terms.central(goods))[0].rate == "surcharge_transport"


def test_central_case_takes_the_first_series_and_the_higher_open_rate() -> None:
    oil, farm, plant = terms.central(terms.basket())
    assert (oil.series, farm.series, plant.series) == (
        ("us_wpi_fuels",),
        ("us_wpi_farm",),
        ("us_wpi_metals",),
    )
    assert (oil.rate, farm.rate, plant.rate) == ("surcharge_other", "surcharge_other", "surcharge_transport")
    assert (farm.share.low, farm.share.high) == (0.18, 0.18)


def test_a_value_stands_within_the_range_of_its_rivals() -> None:
    found = debt.with_range(Estimate(1.5, 1.4, 1.6, ("a",)), Estimate(None, 1.45, 1.8, ("b",)))
    assert (found.low, found.value, found.high) == (1.45, 1.5, 1.8)
    assert found.evidence == ("a", "b")
    assert (
        debt.with_range(Estimate(None, 1, 3), Estimate(None, 2.5, 4)).low == 2
    )  # the middle widens the range


def test_a_variant_prices_one_good_by_one_series() -> None:
    (variant,) = [found for found in debt.VARIANTS if found.name == "grains"]
    oil, farm, plant = debt.chosen_goods(terms.basket(), variant)
    assert (oil.series, farm.series) == (("us_wpi_fuels",), ("us_wpi_grains",))
    assert plant.series == ("us_wpi_metals", "us_wpi_machinery")


# --- neutral price levels -------------------------------------------------------------------------------


def test_neutral_level_is_the_middle_country_within_the_span_of_all() -> None:
    # Sweden 196 ÷ 111 at 4.2 ÷ 3.9759 kronor; Switzerland 157.6 ÷ 75.8 at 4.29 ÷ 4.3723 francs.
    found = neutrals.level(1938, 1944)
    assert found.value == pytest.approx(157.6 / 75.8 / (4.29 / 4.3723))
    # The low end carries the rounding of all four figures.
    assert found.low == pytest.approx(195.5 / 111.5 / (4.20005 / 3.97585))
    assert found.high == pytest.approx(238.5 / 98.7 / (24.8296 / 22.5902), abs=0.01)
    assert neutrals.level(1944, 1944).value == 1


def test_neutral_prices_take_the_place_of_the_controlled_ones_alone() -> None:
    goods = terms.central(terms.basket())
    (variant,) = [found for found in debt.VARIANTS if found.name == "neutral"]
    printed, lifted = (debt.worths(goods, 1938, range(1944, 1953), v, None) for v in (debt.BASELINE, variant))
    american = prices.price_relative("us_wpi_all", 1938, 1944).value
    scale = neutrals.level(1938, 1944).value / american
    for year in range(1944, 1947):
        assert lifted[year].value == pytest.approx(printed[1944].value * scale)
    assert all(lifted[year] == printed[year] for year in range(1947, 1953))


def test_no_neutral_level_after_the_last_neutral_price() -> None:
    assert neutrals.level_results(1945, 1946, Estimate.exactly(10.0)) == {}
    assert {v.name for v in debt.VARIANTS} - {v.name for v in debt.variants(None, 1945)} == {"neutral"}
    assert {v.controls for v in debt.combinations(None, 1945)} == {"as printed", "lifted"}


def test_surcharge_of_nothing_raises_every_debt() -> None:
    goods = terms.basket()
    agreed, none = (debt.whole_debt_results(goods, 1938, percent) for percent in (None, 0.0))
    assert all(none[name].low > agreed[name].low for name in none)
    # One surcharge of the analyst's own leaves no reading of the agreement to choose.
    assert set(agreed) - set(none) == {"one_rate", "lower_rate"}


def test_cut_is_that_of_its_row(own_tables) -> None:
    assert (cut.share(), cut.begin()) == (0.5, datetime.date(1948, 7, 1))
    table = evidence.load("reparation_terms").reset_index(drop=True)
    row = table["id"] == "cut_1948_fi"
    table.loc[row, ["value", "low", "high", "date"]] = [25, 25, 25, "1949-02"]
    own_tables(reparation_terms=table.to_csv(index=False))
    assert (cut.share(), cut.begin()) == (0.25, datetime.date(1949, 3, 1))
    (variant,) = [found for found in debt.VARIANTS if found.name == "cut"]
    kept = terms.schedule(8, "equal", cut=0.25, cut_from=datetime.date(1949, 3, 1))
    assert debt.shares_of(variant) == kept


def test_the_last_neutral_year_is_that_of_the_prices(own_tables) -> None:
    assert neutrals.last() == 1944
    table = evidence.load("price_series").reset_index(drop=True)
    table = table[~((table["series"] == "pt_wpi_lon") & (table["year"] > 1942))]
    own_tables(price_series=table.to_csv(index=False))
    assert neutrals.last() == 1942
    assert not neutrals.known(1943)


def test_the_outermost_says_over_how_many_sets_of_assumptions_it_goes() -> None:
    for percent, base in ((None, 1938), (12.0, 1938), (None, 1945)):
        sets = {
            (v.years, v.profile, v.cut, v.reading, v.goods, v.controls)
            for v in (*debt.variants(percent, base), *debt.combinations(percent, base))
        }
        found = debt.whole_debt_results(terms.basket(), base, percent)["envelope"].formula
        assert f"over {len(sets)} combinations" in found


def test_what_a_halving_leaves_by_hand() -> None:
    whole = debt.whole_debt_results(terms.basket(), 1938, None)
    left = debt.cut_results(whole)
    kept = (3 + 293 / 366) / 8
    assert left["delivered"].value == pytest.approx(300 * (kept + (1 - kept) / 2))
    assert left["of_sum"].value == pytest.approx(whole["cut"].value * (kept + (1 - kept) / 2))


def test_lei_at_the_last_rate_and_by_the_rates_of_later_years() -> None:
    frozen, later = measures.lei_results(1938, 1944)
    assert list(frozen) == [1941]
    assert frozen[1941].value == pytest.approx(423 / 68 / (201.26455 / 140.12333))
    assert later[1945].value == pytest.approx(2506 / 68 / (3643.6 / 140.12333))
    assert list(later) == [1945, 1946]
    assert measures.lei_results(1938, 1941)[0] == {}  # that year has a rate
    assert measures.lei_results(1950, 1951) == ({}, {})


def test_a_rate_that_is_no_mean_of_its_year_is_an_order_of_size() -> None:
    assert measures.caution("lei_per_usd", 1945) == "an order of size"
    assert measures.caution("lei_per_usd", 1938) == ""


def test_derivations_of_statements_give_their_numbers() -> None:
    for name, cells in evidence.load("valuation_statements").iterrows():
        if not isinstance(cells["derivation"], str) or cells["derivation"] == "stated":
            continue
        ends = [eval(part, {"__builtins__": {}}) for part in cells["derivation"].split(" to ")]
        assert (cells["low"], cells["high"]) == pytest.approx((min(ends), max(ends)), abs=0.006), name


def test_a_statement_of_a_weak_source_is_not_computed_with() -> None:
    # Their results are drawn and listed; no other result of the chapter rests on one.
    statements = {f"valuation_statements:{name}" for name in evidence.ids("valuation_statements")}
    whole = debt.whole_debt_results(terms.basket(), 1938, None)
    burdens = burden.burden_results()
    found = [m.result for m in measures.measures(1938, 1944).values() if m.result is not None]
    for result in [*whole.values(), *burdens.values(), *found]:
        assert not statements & set(result.evidence)
        for row in result.evidence:
            if not row.startswith(("result:", "price_", "parameter:")):
                source = evidence.row(row)["source"]
                if source != source:  # not found, so of no source
                    assert evidence.row(row)["status"] == "not found"
                    continue
                tier = evidence.row(f"sources:{source}")["tier"]
                assert tier != "C", row


def test_relatives_of_the_book_are_those_worked_out_by_hand() -> None:
    # Means of the twelve printed months: 1938 162.6 ÷ 12, 1944 214.9 ÷ 12.
    assert prices.price_relative("us_wpi_all", 1938, 1944).value == pytest.approx(214.9 / 162.6, abs=5e-5)
    assert math.isclose(prices.monthly_relative("us_wpi_all", 1938, "1946-12").value or 0, 24.3 / 13.55)


def test_a_title_stands_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = evidence.table("comparators")
    first, *rest = table.path.read_text(encoding="utf-8").splitlines()
    rows = [
        rest[0].replace("Romania: sum", "The sum: as"),
        rest[1].replace("Romania: years", "Years"),
        *rest[2:],
    ]
    (tmp_path / "comparators.csv").write_text("\n".join([first, *rows]) + "\n", encoding="utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    titles = [row[0] for row in tables.inputs().rows]
    assert titles[:3] == ["The sum: as imposed", "Years of payment", "Romania: population"]
    monkeypatch.undo()
    evidence.clear_cache()
