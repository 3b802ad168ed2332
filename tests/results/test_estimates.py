from __future__ import annotations

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis.results import Estimate, ResultError


def ends(estimate):
    return estimate.value, estimate.low, estimate.high


# --- worked by hand -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operation", "left", "right", "expected"),
    [
        # 2 + 20; 1 + 10; 4 + 30
        (operator.add, (2, 1, 4), (20, 10, 30), (22, 11, 34)),
        # 2 - 20; least is low minus high, most is high minus low
        (operator.sub, (2, 1, 4), (20, 10, 30), (-18, -29, -6)),
        (operator.mul, (3, 2, 4), (6, 5, 10), (18, 10, 40)),
        # products of the ends: 8, -10, -12, 15
        (operator.mul, (1, -2, 3), (2, -4, 5), (2, -12, 15)),
        # two ranges below zero: -6 × -5 and -2 × -2.5
        (operator.mul, (-4, -6, -2), (-3, -5, -2.5), (12, 5, 30)),
        # 6 / 2; 4 / 4; 8 / 1
        (operator.truediv, (6, 4, 8), (2, 1, 4), (3, 1, 8)),
        # 6 / -2; 8 / -1; 4 / -4
        (operator.truediv, (6, 4, 8), (-2, -4, -1), (-3, -8, -1)),
        # the dividend may hold zero: -1 / 2, -4 / 1, 2 / 1
        (operator.truediv, (-1, -4, 2), (2, 1, 4), (-0.5, -4, 2)),
    ],
)
def test_arithmetic_takes_the_extreme_ends(operation, left, right, expected):
    assert ends(operation(Estimate(*left), Estimate(*right))) == expected


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (operator.add, (8, 6, 10)),
        (operator.sub, (4, 2, 6)),
        (operator.mul, (12, 8, 16)),
        (operator.truediv, (3, 2, 4)),
    ],
)
def test_a_plain_number_is_an_estimate_without_range_or_rows(operation, expected):
    found = operation(Estimate(6, 4, 8, ("t:a",)), 2)
    assert ends(found) == expected
    assert found.evidence == ("t:a",)


def test_exactly_has_no_range_and_keeps_its_rows():
    found = Estimate.exactly(7.5, "t:a", "t:b")
    assert ends(found) == (7.5, 7.5, 7.5)
    assert found.evidence == ("t:a", "t:b")


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul, operator.truediv])
def test_an_unknown_value_stays_unknown_on_either_side(operation):
    known, unknown = Estimate(3, 2, 4), Estimate(None, 1, 2)
    assert operation(known, unknown).value is None
    assert operation(unknown, known).value is None
    assert operation(known, known).value is not None


def test_ranges_without_value_still_combine():
    assert ends(Estimate(None, 10, 15) + Estimate(100, 100, 100)) == (None, 110, 115)


def test_rows_are_joined_in_order_without_repeats():
    left, right = Estimate(1, 1, 1, ("t:b", "t:a")), Estimate(2, 2, 2, ("t:a", "t:c", "t:b"))
    assert (left * right).evidence == ("t:b", "t:a", "t:c")
    assert Estimate.spanning(right, left).evidence == ("t:a", "t:c", "t:b")


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (0, 1), (-1, 0), (0, 0)])
def test_division_by_a_range_that_holds_zero_is_refused(low, high):
    with pytest.raises(ResultError, match="zero"):
        Estimate.exactly(1) / Estimate(None, low, high)


def test_division_by_plain_zero_is_refused():
    with pytest.raises(ResultError, match="zero"):
        Estimate.exactly(1) / 0


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(1, 2, 3), (4, 2, 3), (None, 3, 2), (float("nan"), 2, 3), (2, float("nan"), 3), (2, 2, float("nan"))],
)
def test_a_value_outside_its_range_is_refused(value, low, high):
    with pytest.raises(ResultError, match="low ≤ value ≤ high") as caught:
        Estimate(value, low, high)
    assert f"{low}, {value}, {high}" in str(caught.value)


def test_a_value_may_lie_on_either_end():
    assert ends(Estimate(2, 2, 3)) == (2, 2, 3)
    assert ends(Estimate(3, 2, 3)) == (3, 2, 3)


def test_between_spans_both_readings_and_has_no_value():
    assert ends(Estimate.spanning(Estimate(10, 9, 12), Estimate(15, 11, 16))) == (None, 9, 16)
    # one reading inside the other
    assert ends(Estimate.spanning(Estimate(5, 4, 6), Estimate(5, 0, 10))) == (None, 0, 10)


# --- laws ---------------------------------------------------------------------------------------------------

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)
POSITIVE = st.floats(1e-9, 1e9, allow_nan=False)


@st.composite
def range_with_point(draw, numbers=NUMBERS):
    """A range and a number inside it."""
    low, point, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    return Estimate(None, low, high), point


@st.composite
def divisor_with_point(draw):
    estimate, point = draw(range_with_point(POSITIVE))
    if draw(st.booleans()):
        return estimate, point
    return Estimate(None, -estimate.high, -estimate.low), -point


# Rounding keeps order (IEEE 754), and each operation is monotone in each of its sides, so the rounded result of
# two points lies between rounded results of the ends: no tolerance is needed.


@given(range_with_point(), range_with_point())
def test_sum_difference_and_product_of_any_points_lie_in_the_range(left, right):
    for operation in (operator.add, operator.sub, operator.mul):
        found = operation(left[0], right[0])
        assert found.low <= operation(left[1], right[1]) <= found.high


@given(range_with_point(), divisor_with_point())
def test_quotient_of_any_points_lies_in_the_range(left, right):
    found = left[0] / right[0]
    assert found.low <= left[1] / right[1] <= found.high


@given(range_with_point(), range_with_point())
def test_the_value_of_an_operation_is_the_operation_on_the_values(left, right):
    a = Estimate(left[1], left[0].low, left[0].high)
    b = Estimate(right[1], right[0].low, right[0].high)
    assert (a + b).value == left[1] + right[1]
    assert (a - b).value == left[1] - right[1]
    assert (a * b).value == left[1] * right[1]


@given(range_with_point(), range_with_point())
def test_between_holds_every_point_of_both_and_reaches_no_further(first, second):
    found = Estimate.spanning(first[0], second[0])
    assert found.low <= first[1] <= found.high
    assert found.low <= second[1] <= found.high
    assert found.low in (first[0].low, second[0].low)
    assert found.high in (first[0].high, second[0].high)
