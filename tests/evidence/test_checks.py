"""A cell on its own: what nobody sees in it is refused, markup is text like any other."""

from __future__ import annotations

import datetime

import hostile
import pandas as pd
import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence.checks import Place, _broken_rules, _check_cell, _typed

TEXT = {"type": "string", "description": "any text"}
EDTF = {"type": "string", "romsov:format": "edtf"}
UNSEEN = {
    "C0": [*map(chr, range(0x20)), "\x7f"],
    "C1": [*map(chr, range(0x80, 0xA0))],
    "direction": [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))],
    "no width": [*"\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff"],
    "separators": ["\u2028", "\u2029"],
    "fillers": [*"\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc"],
    "selectors": [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0)), *"\u180b\u180f"],
    "tags": [*map(chr, range(0xE0000, 0xE0080))],
    "surrogates": ["\ud800", "\udbff", "\udc00", "\udfff"],
    "no characters": [*map(chr, range(0xFDD0, 0xFDF0))]
    + [chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)],
    "private": ["\ue000", "\U000f0000"],
    "annotations": [*"\ufff9\ufffa\ufffb\u206a\u206f"],
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_nobody_sees_is_refused_wherever_it_stands(kind: str) -> None:
    accepted = [
        f"{sign!r} in {cell!r}"
        for sign in UNSEEN[kind]
        for cell in (f"a{sign}b", f"ă{sign}", f"{sign}b")
        if not any("nobody sees" in rule for rule, _ in _check_cell(cell, TEXT))
    ]
    assert accepted == []


@pytest.mark.parametrize(
    "cell", [*hostile.TEXTS, "a < b", "Țară, şi", "O’Neill 5\u00a0km", "日本", "naïve e\u0301"]
)
def test_markup_and_letters_of_any_kind_are_text(cell: str) -> None:
    assert list(_check_cell(cell, TEXT)) == []


@pytest.mark.parametrize(
    "cell", ["[x](result:a.b)", "[x]( claim:a)", "![](holds:a", "a](person:x)", "[](cite:y?p)"]
)
def test_what_reads_like_a_reference_is_refused(cell: str) -> None:
    assert [rule for rule, _ in _check_cell(cell, TEXT)] == ["reads like a reference of the book"]


@pytest.mark.parametrize(
    "address", ["javascript:window.PWN=1", "data:text/html,x", "//e.org/x", "https://e.org/a b"]
)
def test_an_address_is_one_of_the_web(address: str) -> None:
    for table in ("sources", "documents"):
        rules = [rule for rule, _ in _check_cell(address, evidence.table(table).fields["address"])]
        assert rules == ["does not have the form of the column"]


# --- cells that are nearly right ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ({"type": "integer"}, "01938", "is not a whole number (1938?)"),
        ({"type": "integer"}, "-007", "is not a whole number (-7?)"),
        ({"type": "number"}, "013.55", "is not a number (13.55?)"),
        ({"type": "number"}, "00", "is not a number (0?)"),
        ({"type": "number"}, "0.05", None),
        ({"type": "integer"}, "0", None),
        (EDTF, "0929-04-15", "lies outside the time of the book"),
        (EDTF, "9292", "lies outside the time of the book"),
        (EDTF, "../0944", "lies outside the time of the book"),
        (EDTF, "1800", None),
        (EDTF, "19XX", None),
        (EDTF, "../..", None),
    ],
)
def test_a_number_or_a_date_that_is_nearly_right_is_refused(
    field: dict[str, str], cell: str, said: str | None
) -> None:
    assert [rule for rule, _ in _check_cell(cell, field)] == ([] if said is None else [said])


def test_a_digit_is_one_of_ten() -> None:
    for name, column, cell in (("price_months", "month", "١٩٣٨-01"), ("events", "time", "1٠:30")):
        field = evidence.table(name).fields[column]
        assert [rule for rule, _ in _check_cell(cell, field)] == ["does not have the form of the column"]


def rules_broken(name: str, **values: str) -> list[str]:
    """What is said of the first row of a table with some cells changed."""
    wanted = evidence.table(name)
    row = pd.read_csv(wanted.path, dtype="str", keep_default_na=False, nrows=1).iloc[0].to_dict() | values
    typed = pd.DataFrame({column: _typed(pd.Series([row[column]]), wanted.fields[column]) for column in row})
    return [problem.rule for problem in _broken_rules(wanted, [Place("t.csv", 2)], typed)]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("acts", {"date": "../1939-11-30"}, "has no first day"),
        ("acts", {"date": "1939-11-30/.."}, None),
        ("codings", {"end": "../1937"}, "has no first day"),
        ("codings", {"end": ""}, None),
        ("pact_dates", {"what": "signed", "date": "../.."}, "has no first day"),
        ("pact_dates", {"what": "in force", "date": "../1932"}, "has no first day"),
        ("pact_dates", {"what": "term end", "date": "../.."}, None),
        ("alliances", {"begun": "../1920"}, "has no first day"),
        ("alliances", {"ended": "1919-03-15"}, "1919-03-15 lies before 1920-08-14"),
        ("alliances", {"ended": "1920"}, None),
        ("testimony", {"testified": "1988"}, "1988 lies before 1989-12-22/1989-12-23"),
        ("claims", {"date": "1944", "testified": "1943"}, "1943 lies before 1944"),
        ("moscow_split", {"testified": "1900"}, "1900 lies before 1920-02-09"),
    ],
)
def test_dates_that_a_row_cannot_have_are_refused(
    name: str, values: dict[str, str], said: str | None
) -> None:
    assert rules_broken(name, **values) == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"signed": "1932-01-25", "in force": "1932-06-23", "ended": "1939-09-17"}, []),
        ({"signed": "1932-01-25", "in force": "1932-01"}, []),  # may be the same day
        ({"signed": "1932-01-25", "in force": "1931-12"}, ["in force lies before signed (1932-01-25)"]),
        ({"ended": "1930", "signed": "1932-01-25"}, ["ended lies before signed (1932-01-25)"]),
        (
            {"notice": "1936-05-01", "notice effect": "1936-04-30"},
            ["notice effect lies before notice (1936-05-01)"],
        ),
        ({"term end": "1931", "in force": "1932"}, ["term end lies before in force (1932)"]),
        ({"signed": "1932-01-25", "other": "1900"}, []),
    ],
)
def test_dates_of_one_treaty_stand_in_the_order_of_time(dates: dict[str, str], said: list[str]) -> None:
    wanted = evidence.table("pact_dates")
    rows = [{"pact": "p", "what": what, "date": date} for what, date in dates.items() if what != "other"]
    rows += [{"pact": "q", "what": "ended", "date": dates["other"]}] if "other" in dates else []
    typed = pd.DataFrame(rows, columns=list(wanted.fields))
    places = [Place("t.csv", number) for number, _ in enumerate(rows, start=2)]
    assert [problem.rule for problem in _broken_rules(wanted, places, typed)] == said


@pytest.mark.parametrize(
    ("name", "column", "cell", "good"),
    [
        ("units", "pattern", "US${} million", True),
        ("units", "pattern", "{}{}", False),
        ("units", "pattern", "{} of {x}", False),
        ("claims", "statement", "Of {value} men few came back.", True),
        ("claims", "statement", "Nobody came back.", True),
        ("claims", "statement", "Of {values} men", False),
        ("claims", "statement", "Of {} men", False),
        ("claims", "statement", "{value}{value", False),
    ],
)
def test_a_pattern_has_its_one_hole_and_a_statement_none_but_its_number(
    name: str, column: str, cell: str, good: bool
) -> None:
    said = [rule for rule, _ in _check_cell(cell, evidence.table(name).fields[column])]
    assert said == ([] if good else ["does not have the form of the column"])


def test_nothing_was_checked_on_a_day_to_come() -> None:
    ahead = {
        f"{name}:{key}": day
        for name in evidence.tables()
        if "checked" in evidence.table(name).fields
        for key, day in evidence.load(name)["checked"].items()
        if datetime.date.fromisoformat(day)
        > datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(1)
    }
    assert ahead == {}
