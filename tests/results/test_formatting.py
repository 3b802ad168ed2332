from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis.results import ResultError
from romsov_analysis.results.formatting import digits_of, format_number, format_record

OPTIONS = ["unit", "range", "with-range", "percent", "change", "low", "high", "words", "decimals=N"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "1.26"),
        ("decimals=0", "1"),
        ("decimals=1", "1.3"),
        ("decimals=4", "1.2600"),
        ("unit", "1.26 times"),
        ("range", "1.19–1.41"),
        ("range unit", "1.19–1.41 times"),
        ("with-range", "1.26 (1.19–1.41)"),
        ("unit with-range", "1.26 times (1.19–1.41)"),
        ("with-range decimals=1", "1.3 (1.2–1.4)"),
        ("percent", "126 %"),
        ("percent decimals=1", "126.0 %"),
        ("percent range", "119–141 %"),
        ("percent with-range", "126 % (119–141)"),
        ("change", "26 %"),
        ("change range", "19–41 %"),
        ("change decimals=1", "26.0 %"),
        ("low", "1.19"),
        ("high", "1.41"),
        ("high unit", "1.41 times"),
        ("low percent", "119 %"),
    ],
)
def test_each_option(options, expected):
    assert format_number(1.26, 1.19, 1.41, "times", 2, options) == expected


def test_percent_takes_two_decimals_off_but_never_below_none():
    assert format_number(0.12345, 0.1, 0.2, "ratio", 4, "percent") == "12.35 %"
    assert format_number(0.12345, 0.1, 0.2, "ratio", 1, "percent") == "12 %"


def test_a_change_downwards_is_negative():
    assert format_number(0.9, 0.8, 1.1, "times", 2, "change with-range") == "−10 % (−20–10)"


def test_only_a_range_is_known():
    assert format_number(None, 2, 3, "times", 0) == "2–3"
    assert format_number(None, 2, 3, "times", 0, "with-range unit") == "2–3 times"
    assert format_number(None, 2, 3, "times", 0, "low") == "2"


def test_a_range_that_prints_as_one_number_is_printed_once():
    assert format_number(None, 1.001, 1.004, "times", 2) == "1.00"
    assert format_number(1.002, 1.001, 1.004, "times", 2, "with-range") == "1.00"
    assert format_number(1.002, 1.001, 1.004, "times", 3, "with-range") == "1.002 (1.001–1.004)"


def test_thousands_are_separated_but_not_in_years():
    assert format_number(1234567.0, 0, 2e6, "men", 0, "unit") == "1,234,567 men"
    assert format_number(1944, 1944, 1945, "year", 0) == "1944"
    assert format_number(1944, 1944, 1945, "year", 0, "range") == "1944–1945"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("million_usd", "US$1,200 million"), ("percent", "1,200 %"), ("index", "1,200"), ("year", "1200")],
)
def test_a_unit_says_where_its_number_stands(unit, expected):
    assert format_number(1200, 1200, 1200, unit, 0, "unit") == expected


def test_minus_is_the_minus_sign():
    assert format_number(-1.5, -2.0, -1.0, "times", 1) == "\u22121.5"
    assert format_number(-1.5, -2.0, -1.0, "times", 1, "range") == "\u22122.0–\u22121.0"


def test_zero_has_no_sign():
    assert format_number(-0.001, -1, 1, "times", 2) == "0.00"
    assert format_number(-0.0, -0.0, 0, "times", 0) == "0"
    assert format_number(-0.001, -0.001, -0.001, "times", 3) == "\u22120.001"


@pytest.mark.parametrize(("option", "meant"), [("rnage", "range"), ("units", "unit"), ("percnt", "percent")])
def test_an_unknown_option_names_the_nearest_and_all_accepted(option, meant):
    with pytest.raises(ResultError) as caught:
        format_number(1, 1, 1, "times", 2, f"unit {option}")
    message = str(caught.value)
    assert repr(option) in message
    assert f"did you mean {meant}?" in message
    assert message.endswith(", ".join(OPTIONS))


def test_an_option_like_no_other_is_refused_without_a_guess():
    with pytest.raises(ResultError, match="'xyz'") as caught:
        format_number(1, 1, 1, "times", 2, "xyz")
    assert "did you mean" not in str(caught.value)


@pytest.mark.parametrize("option", ["decimals=x", "decimals=", "decimals=-1"])
def test_decimals_that_are_no_count_are_refused(option):
    with pytest.raises(ResultError, match=option):
        format_number(1, 1, 1, "times", 2, option)


@pytest.mark.parametrize("option", ["percent", "change"])
@pytest.mark.parametrize("unit", ["percent", "million_usd", "year"])
def test_percent_of_what_is_no_ratio_is_refused(option, unit):
    with pytest.raises(ResultError, match=repr(unit)):
        format_number(1, 1, 1, unit, 0, option)


def test_a_record_is_printed_with_its_own_unit_and_decimals():
    record = {"value": 2.25, "low": 2.0, "high": 2.5, "unit": "times", "decimals": 1}
    assert format_record(record, "range unit") == "2.0–2.5 times"


# --- words and digits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "options", "expected"),
    [
        (1.32, "times", 2, "words,change", "a third"),  # 0.32 lies 0.013 from a third
        (0.5, "ratio", 2, "words", "half"),
        (0.76, "ratio", 2, "words,percent", "three quarters"),
        (0.56, "ratio", 2, "words,percent", "56 %"),  # 0.04 from three fifths: no words near enough
        (2.04, "times", 2, "words", "twice"),
        (2.9, "times", 2, "words", "2.90"),
        (3.0, "times", 0, "words", "three times"),
        (7, "voices", 0, "words", "seven"),
        (7, "voices", 0, "words,unit", "seven voices"),
        (0, "voices", 0, "words", "no"),
        (13, "voices", 0, "words", "13"),
    ],
)
def test_words_where_there_are_short_ones(value, unit, decimals, options, expected):
    assert format_number(value, value, value, unit, decimals, options) == expected


def test_a_truth_prints_as_one():
    assert format_number(1, 1, 1, "truth", 0) == "true"
    assert format_number(0, 0, 0, "truth", 0, "unit") == "false"


@pytest.mark.parametrize(
    ("numbers", "digits"), [((17.908,), 3), ((1234567.0,), 0), ((2.0, 2.25), 2), ((None, 1.5), 1), ((), 0)]
)
def test_digits_are_those_of_the_finest_figure(numbers, digits):
    assert digits_of(*numbers) == digits


def test_options_stand_apart_by_commas_or_spaces():
    assert format_number(1.26, 1.19, 1.41, "times", 2, "range,unit") == "1.19–1.41 times"


# --- laws ---------------------------------------------------------------------------------------------------

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
DECIMALS = st.integers(0, 6)


def read_back(text):
    return Decimal(text.replace(",", "").replace("−", "-"))


@given(NUMBERS, DECIMALS)
def test_what_is_printed_is_within_half_a_step_of_the_value(value, decimals):
    printed = read_back(format_number(value, value, value, "index", decimals))
    # Decimal(value) is the float exactly, so this bound needs no tolerance.
    assert abs(printed - Decimal(value)) <= Decimal(1).scaleb(-decimals) / 2
    assert -printed.as_tuple().exponent == decimals


@given(NUMBERS, NUMBERS, DECIMALS)
def test_a_range_is_printed_from_low_to_high(first, second, decimals):
    low, high = sorted((first, second))
    texts = format_number(None, low, high, "index", decimals).split("–")
    printed = [read_back(text) for text in texts]
    assert printed[0] <= printed[-1]
    assert len(printed) == len(set(printed)) <= 2
    step = Decimal(1).scaleb(-decimals)
    assert abs(printed[0] - Decimal(low)) <= step / 2
    assert abs(printed[-1] - Decimal(high)) <= step / 2


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, "treaties", "1 treaty"), (2, "treaties", "2 treaties"), (0, "voices", "0 voices"), (1, "men", "1 man"),
        (1, "pairs", "1 pair of states"), (1, "armoured_carriers", "1 armoured carrier"), (1, "people", "1 person"),
        (1, "thousand_people", "1 thousand people"), (1, "per_hundred_years", "1 a hundred years"),
        (1, "planes", "1 aircraft"), (1, "times", "1 times"), (1, "usd_barrel", "US$1 a barrel"),
        (11, "days", "11 days"),
    ],
)  # fmt: skip
def test_one_of_a_unit_is_in_the_singular(number, unit, words):
    assert format_number(number, number, number, unit, 0, "unit") == words


def test_a_range_and_a_decimal_are_in_the_plural():
    assert format_number(None, 1, 3, "voices", 0, "unit") == "1–3 voices"
    assert format_number(1, 1, 1, "years", 1, "unit") == "1.0 years"
    assert format_number(1, 1, 1, "voices", 0, "unit words") == "one voice"
