from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.results import ResultError, claim_record, claim_statement, format_claim
from romsov_analysis.results.formatting import (
    TEMPLATE,
    format_number,
    format_record,
    nearest,
    parse_reference,
)

OPTIONS = ["unit", "range", "with-range", "percent", "change", "low", "high", "decimals=N"]


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


# --- references ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("{a.b}", None, "a.b"),
        ("at {a.b|range} times", None, "a.b|range"),
        ("({a.b|decimals=1 unit})", None, "a.b|decimals=1 unit"),
        ("{claim:x.y|quote}", "claim", "x.y|quote"),
        ("{claim:x.y | quote}", "claim", "x.y | quote"),
    ],
)
def test_a_template_names_a_result_or_claim_in_braces(text, kind, content):
    (match,) = TEMPLATE.finditer(text)
    assert match["kind"] == kind
    assert match["content"] == content


@pytest.mark.parametrize("text", ["{cite}`key`", "{result}`a.b`", "{claim}`x | quote`", "{}", "{two words}"])
def test_a_role_is_no_template(text):
    assert TEMPLATE.search(text) is None


def test_a_template_beside_a_role_is_found_alone():
    assert [match[0] for match in TEMPLATE.finditer("{cite}`a` says {a.b}, {result}`c.d`")] == ["{a.b}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a.b", ("a.b", "")),
        ("a.b|range unit", ("a.b", "range unit")),
        (" a.b | decimals=1 ", ("a.b", "decimals=1")),
    ],
)
def test_a_reference_is_an_id_and_its_options(content, expected):
    assert parse_reference(content) == expected


def test_nearest_lists_the_likest_first_and_says_when_there_is_none():
    assert nearest("grainz", ["xyz", "train", "grains"]) == "grains, train"
    assert nearest("grainz", ["xyz"]) == "none is like it"


# --- claims -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("cs.multiplier", "", "2–3"),
        ("cs.multiplier", "low", "2"),
        ("cs.multiplier", "unit", "2–3 times"),
        ("cs.multiplier", "quote", "“two to three times more goods”"),
        ("cs.killed", "", "110,000"),
        ("cs.killed", "unit", "about 110,000 men"),
        ("cs.total", "unit", "up to US$2,000 million"),
        ("cs.price_base", "", "1938"),
        # no number of its own, so always in its words
        ("pt.alsace", "", "“the Alsace on the Dnieper”"),
    ],
)
def test_a_claim_is_printed_as_number_or_quoted(name, options, expected):
    assert format_claim(name, options) == expected


@pytest.mark.parametrize("ask", [format_claim, claim_record, claim_statement])
def test_an_unknown_claim_names_the_nearest(ask):
    with pytest.raises(ResultError, match=r"unknown claim 'cs\.multiplyer'; nearest: cs\.multiplier\b"):
        ask("cs.multiplyer")


def test_missing_cells_of_a_claim_are_none():
    claim = claim_record("cs.multiplier")
    assert claim["value"] is None
    assert claim["qualifier"] is None
    assert (claim["low"], claim["high"]) == (2, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "cs.multiplier",
            "The price base let the Soviet Union take 2–3 times more goods than at 1944 prices.",
        ),
        # the number opens the sentence, so its first letter becomes a capital
        (
            "cs.missing",
            "About 180,000 men were missing or captured by the end of the fighting with the Soviet Union.",
        ),
        ("pt.broken", "Non-aggression pacts were broken regularly before and during the Second World War."),
    ],
)
def test_a_statement_has_its_number_filled_in(name, expected):
    assert claim_statement(name) == expected


def test_no_statement_keeps_a_brace():
    for name in evidence.ids("claims"):
        assert "{" not in claim_statement(name)


@pytest.fixture
def killed(tmp_path, monkeypatch):
    """Sets the number of the claim cs.killed in a register of our own."""

    def write(number):
        with evidence.table("claims").path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        for row in rows:
            if row[0] == "cs.killed":
                for column in ("value", "low", "high"):
                    row[header.index(column)] = number
        with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))

    return write


@pytest.mark.parametrize(("number", "expected"), [("12.5", "12.5"), ("0.25", "0.25"), ("40", "40")])
def test_a_claim_has_the_decimals_of_its_register(killed, number, expected):
    killed(number)
    assert format_claim("cs.killed") == expected


@pytest.mark.parametrize(("number", "expected"), [("2500000", "2,500,000"), ("1234567", "1,234,567")])
def test_a_claim_of_millions_has_no_decimals(killed, number, expected):
    killed(number)
    assert format_claim("cs.killed") == expected


@pytest.mark.parametrize(("name", "options"), [("cs.multiplier", "quote rnage"), ("pt.alsace", "qoute")])
def test_an_unknown_option_of_a_quoted_claim_is_refused(name, options):
    with pytest.raises(ResultError, match="unknown format option"):
        format_claim(name, options)


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
