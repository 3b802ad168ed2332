"""Which results moved, by their words, and why."""

from __future__ import annotations

from typing import Any

import pytest

from romsov_analysis.runs.moves import counted, moves

ROW = "price_series:us_wpi_all/1944"


def record(name: str, value: float | None, rows: dict[str, str], **other: Any) -> dict[str, dict[str, Any]]:
    low = high = value
    found = {"id": name, "value": value, "low": low, "high": high, "unit": "times", "decimals": 2}
    return {name: {**found, "title": f"title of {name}", "evidence": rows, **other}}


def why(before: dict[str, Any], after: dict[str, Any], changed: tuple[str, ...] = ()) -> str:
    return moves(before, after, changed)[0].why


def test_results_that_stand_still_are_not_listed() -> None:
    stored = record("a.x", 1.5, {ROW: "value=17.9"}) | record("a.y", None, {ROW: ""}, low=2, high=3)
    assert moves(stored, stored, ["module results.py"]) == []
    assert counted([]) == "no result moved"


def test_a_move_is_told_by_its_title_and_the_table_with_its_row() -> None:
    before = record("a.x", 1.5, {ROW: "value=17.9 low=1", "t:same": "value=1"}, title="grain in 1944")
    after = record("a.x", 1.6, {ROW: "value=18 low=1", "t:same": "value=1"}, title="grain in 1944")
    (move,) = moves(before, after, ["module results.py"])
    assert str(move) == "Grain in 1944: 1.50 times → 1.60 times"
    assert move.why == "table price_series, row us_wpi_all/1944: value 17.9 → 18"
    assert counted([move]) == "1 result moved"
    assert counted([move, move]) == "2 results moved"
    assert move.row()["value_before"] == 1.5
    assert move.row()["unit_after"] == "times"


def test_a_row_that_replaces_another_is_a_reason() -> None:
    before, after = record("a.x", 1, {"t:a": "value=1"}), record("a.x", 2, {"t:b": "value=2"})
    assert why(before, after) == "table t: now row b, no longer row a"


def test_a_parameter_that_takes_other_rows_is_the_reason() -> None:
    before = record("a.x", 1, {"t:a": "value=1", "t:b": "", "s:c": ""})
    after = record("a.x", 2, {"t:d": "value=2"})
    assert why(before, after, ("parameter base: 1938 → 1940", "table t")) == "parameter base: 1938 → 1940"
    assert (
        why(before, after, ("table t",))
        == "table t: now row d, no longer rows a, b; table s: no longer row c"
    )
    # A cell that changed as well is nearer to the number.
    before["a.x"]["evidence"]["t:e"], after["a.x"]["evidence"]["t:e"] = "value=1", "value=2"
    assert why(before, after, ("parameter base: 1938 → 1940",)) == "table t, row e: value 1 → 2"


def test_a_parameter_is_the_reason_and_not_the_rows_it_replaces() -> None:
    before = record("a.x", 1, {"t:a": "value=10", "t:b": "value=15"})
    after = record("a.x", 2, {"parameter:rate=0": ""})
    assert why(before, after) == "parameter rate = 0"
    assert why(after, before) == "no longer parameter rate = 0"


def test_an_unchanged_parameter_is_no_reason() -> None:
    before = record("a.x", 1, {"parameter:rate=0": "", ROW: "value=17.9"})
    after = record("a.x", 2, {"parameter:rate=0": "", ROW: "value=18"})
    assert why(before, after) == "table price_series, row us_wpi_all/1944: value 17.9 → 18"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((ROW, "value=1", "value=2"), "table price_series, row us_wpi_all/1944: value 1 → 2"),
        (("t:a", "", "value=2"), "table t, row a: value empty → 2"),
    ],
)
def test_the_reason_is_found_through_the_results_a_result_is_computed_from(
    rows: tuple[str, str, str], reason: str
) -> None:
    row, *cells = rows

    def chain(value: float, text: str) -> dict[str, Any]:
        return (
            record("a.price", value, {row: text})
            | record("a.relative", value, {"result:a.price": ""})
            | record("a.peak", value, {"result:a.relative": "", "result:a.price": ""})
        )

    found = moves(chain(1, cells[0]), chain(2, cells[1]), ["module results.py"])
    assert {move.why for move in found} == {reason}
    assert len(found) == 3


def test_a_parameter_is_found_through_a_result() -> None:
    def chain(value: float, rate: int) -> dict[str, Any]:
        rows = {"result:a.rate": "", "t:a": "value=1"}
        return record("a.rate", value, {f"parameter:rate={rate}": ""}) | record("a.net", value, rows)

    net = moves(chain(1, 10), chain(2, 15), [])[1]
    assert net.why == "parameter rate = 15; no longer parameter rate = 10"


def test_a_parameter_and_a_cell_that_both_changed_are_both_named() -> None:
    before = record("a.x", 1, {ROW: "value=17.9"})
    after = record("a.x", 2, {"parameter:rate=0": "", ROW: "value=18"})
    cell = "table price_series, row us_wpi_all/1944: value 17.9 → 18"
    assert why(before, after) == f"parameter rate = 0; {cell}"


def test_results_that_rest_on_each_other_are_no_endless_search() -> None:
    def circle(value: float) -> dict[str, Any]:
        return record("a.x", value, {"result:a.y": ""}) | record("a.y", value, {"result:a.x": ""})

    assert why(circle(1), circle(2), ("module m.py",)) == "module m.py"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            ("module results.py", "version of pandas: 3.0 → 3.1"),
            "module results.py; version of pandas: 3.0 → 3.1",
        ),
        (("parameter base: 1938 → 1939",), "parameter base: 1938 → 1939"),
        (("table readings",), "table readings"),
        ((), "the notebook's own cells"),
    ],
)
def test_what_changed_is_the_reason_where_no_row_or_parameter_is(
    changed: tuple[str, ...], reason: str
) -> None:
    before, after = (record("a.x", value, {ROW: "value=17.9"}) for value in (1, 2))
    assert why(before, after, changed) == reason


def test_new_and_gone_results_are_listed() -> None:
    before = record("a.gone", 1, {ROW: ""}) | record("a.stays", 1, {ROW: ""})
    after = record("a.stays", 1, {ROW: ""}) | record("a.new", None, {ROW: ""}, low=2, high=3)
    found = [(move.id, move.before, move.after, move.why) for move in moves(before, after, [])]
    assert found == [
        ("a.new", "none", "2.00–3.00 times", "new"),
        ("a.gone", "1.00 times", "none", "no longer computed"),
    ]
    assert moves(before, after, [])[0].row()["value_before"] is None


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ({"low": 0.5}, "1.00 times (0.50–1.00)"),
        ({"high": 1.5}, "1.00 times (1.00–1.50)"),
        ({"unit": "ratio"}, "1.00"),
        ({"unit": "truth"}, "true"),
    ],
)
def test_an_end_or_unit_that_moves_is_a_move(other: dict[str, Any], text: str) -> None:
    (move,) = moves(record("a.x", 1, {ROW: ""}), record("a.x", 1, {ROW: ""}, **other), [])
    assert (move.before, move.after) == ("1.00 times", text)


def test_a_move_too_small_to_print_is_shown_with_more_digits() -> None:
    (move,) = moves(record("a.x", 1.0, {ROW: ""}), record("a.x", 1.0004, {ROW: ""}), [])
    assert (move.before, move.after) == ("1.0000 times", "1.0004 times")
