from __future__ import annotations

import csv

import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence import EvidenceError
from romsov_analysis.results import Estimate, Result, ResultError, snapshot


def result(id="goods.grain", value=1.5, low=1.0, high=2.0, *, unit="times", rows=("claims:cs.sum",), **other):
    texts = {"formula": "a ÷ b", "title": "Grain"} | other
    return Result(id, value, low, high, unit, evidence=rows, **texts)


# --- a result -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id", ["grain", "Goods.grain", "goods.", ".grain", "goods grain", "goods.grain-1", ""]
)
def test_a_bad_id_is_refused(id):
    with pytest.raises(ResultError) as caught:
        result(id)
    assert repr(id) in str(caught.value)
    assert "Accepted: theme.name" in str(caught.value)


@pytest.mark.parametrize("id", ["goods.grain", "a.b.c", "us_1944.wpi_1944"])
def test_a_good_id_is_kept(id):
    assert result(id).id == id


def test_a_result_without_evidence_is_refused():
    with pytest.raises(ResultError, match=r"goods\.grain: a result without evidence"):
        result(rows=())


def test_an_unknown_unit_is_refused():
    with pytest.raises(EvidenceError, match=r"'timez'.*times"):
        result(unit="timez")


@pytest.mark.parametrize(
    ("row", "named"),
    [("claims:cs.summ", "'cs.summ'.*cs.sum"), ("claimz:cs.sum", "claimz.*claims"), ("cs.sum", r"cs\.sum")],
)
def test_evidence_that_does_not_exist_is_refused(row, named):
    with pytest.raises(EvidenceError, match=named):
        result(rows=("claims:cs.killed", row))


def test_results_and_parameters_are_evidence_too():
    rows = ("result:goods.fuel", "parameter:base=1939")
    assert result(rows=rows).evidence == rows


def test_a_value_outside_its_range_is_refused():
    with pytest.raises(ResultError, match="low ≤ value ≤ high"):
        result(value=3.0)


def test_of_names_an_estimate():
    estimate = Estimate(None, 2, 3, ("claims:cs.multiplier",))
    found = Result.of(
        "goods.all", estimate, unit="times", formula="as told", title="All", decimals=1, note="One page."
    )
    assert found == Result(
        "goods.all", None, 2, 3, "times", "as told", ("claims:cs.multiplier",), "All", 1, "One page."
    )


def test_computing_on_a_result_rests_on_the_result():
    found = result().estimate * 2
    assert (found.value, found.low, found.high) == (3, 2, 4)
    assert found.evidence == ("result:goods.grain",)


def test_a_result_prints_with_its_unit():
    assert str(result(decimals=1)) == "1.5 times"


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (2 / 3, 0.666666666667),
        (-2 / 3, -0.666666666667),
        (123456789012345.0, 123456789012000.0),
        (1.00000000000049, 1.0),
        (0.1 + 0.2, 0.3),
        (1234567.5, 1234567.5),
    ],
)
def test_a_record_keeps_twelve_significant_digits(number, kept):
    record = result(value=number, low=number, high=number).record()
    assert (record["value"], record["low"], record["high"]) == (kept, kept, kept)


def test_a_record_tells_everything_with_the_cells_of_its_rows():
    found = result(
        value=None,
        rows=("claims:cs.sum", "claims:cs.multiplier", "result:goods.fuel", "parameter:base=1939"),
        note="One page.",
        decimals=1,
    )
    assert found.record() == {
        "id": "goods.grain",
        "value": None,
        "low": 1.0,
        "high": 2.0,
        "unit": "times",
        "formula": "a ÷ b",
        "title": "Grain",
        "decimals": 1,
        "note": "One page.",
        "evidence": {
            "claims:cs.sum": "value=300 low=300 high=300",
            "claims:cs.multiplier": "low=2 high=3",
            "result:goods.fuel": "",
            "parameter:base=1939": "",
        },
    }


def test_a_snapshot_keeps_more_than_six_digits(tmp_path, monkeypatch):
    with evidence.table("claims").path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for row in rows:
        if row[0] == "cs.killed":
            row[header.index("high")] = "1234567"
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    assert snapshot("claims:cs.killed") == "value=110000 low=110000 high=1234567"


# --- in sentences -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ref", "[](result:goods.grain)"),
        ("ref percent", "[](result:goods.grain?percent)"),
        ("ref range decimals=1", "[](result:goods.grain?range,decimals=1)"),
        ("holds grain had doubled", "[grain had doubled](holds:goods.grain)"),
        ("", "1.50 times"),
        ("range", "1.00–2.00"),
        ("percent", "150 %"),
    ],
)
def test_a_result_formats_as_reference_or_as_text(form, expected):
    assert f"{result():{form}}" == expected


def test_an_unknown_form_is_refused_where_it_is_written():
    with pytest.raises(ResultError, match=r"percnt.*did you mean percent"):
        f"{result():ref percnt}"


def test_a_judgement_is_true_or_false_and_a_number_is_neither():
    doubled = Result.whether("goods.doubled", False, "claims:cs.sum", formula="≥ 2", title="Doubled")
    assert not doubled
    assert str(doubled) == "false"
    assert Result.whether("goods.rose", True, "claims:cs.sum", formula="> 1", title="Rose")
    with pytest.raises(ResultError, match=r"goods\.grain is in times"):
        bool(result())
