"""Stretches of the calendar and their words."""

from __future__ import annotations

import pytest
from pact_tables import day

from romsov_analysis.themes.pacts.days import Stretch, end_words, in_words, stretches


@pytest.mark.parametrize(
    ("first", "last", "words", "when"),
    [
        ("1933-01-01", "1939-08-31", "1933 to August 1939", "from 1933 to August 1939"),
        ("1939-09-01", "1941-12-31", "September 1939 to 1941", "from September 1939 to 1941"),
        ("1942-01-01", "1945-09-02", "1942 to 2 September 1945", "from 1942 to 2 September 1945"),
        ("1936-01-01", "1936-12-31", "1936", "in 1936"),
        ("1939-09-01", "1939-12-31", "September 1939 to December 1939", "from September 1939 to December 1939"),
        ("1939-01-01", "1939-08-31", "January 1939 to August 1939", "from January 1939 to August 1939"),
        ("1939-09-01", "1939-09-30", "September 1939", "in September 1939"),
        ("1939-09-01", "1939-09-17", "September 1939 to 17 September 1939", "from September 1939 to 17 September 1939"),
        ("1939-09-03", "1939-09-17", "3–17 September 1939", "on 3–17 September 1939"),
        ("1939-09-03", "1939-10-05", "3 September to 5 October 1939", "from 3 September to 5 October 1939"),
    ],
)  # fmt: skip
def test_words_of_a_stretch(first: str, last: str, words: str, when: str) -> None:
    found = Stretch("s", day(first), day(last))
    assert (found.words, found.when) == (words, when)


@pytest.mark.parametrize(
    ("last", "short", "full"),
    [
        ("1939-08-31", "August 1939", "31 August 1939"),
        ("1941-12-31", "December 1941", "31 December 1941"),
        ("1940-02-28", "28 February 1940", "28 February 1940"),  # a leap year
        ("1940-02-29", "February 1940", "29 February 1940"),
    ],
)
def test_words_of_a_last_day(last: str, short: str, full: str) -> None:
    assert (end_words(day(last)), in_words(day(last))) == (short, full)


def test_stretches_run_to_the_next_or_to_the_end_of_observation() -> None:
    ends = [(day("1919-01-01"), None), (day("1933-01-01"), day("1935-12-31")), (day("1939-09-01"), None)]
    found = stretches(ends, day("1941-12-31"))
    assert found == [
        Stretch("1919", day("1919-01-01"), day("1932-12-31")),
        Stretch("1933", day("1933-01-01"), day("1935-12-31")),
        Stretch("1939", day("1939-09-01"), day("1941-12-31")),
    ]
    # Observation cuts a stretch, and what begins after it is not observed.
    assert stretches(ends, day("1934-06-30"))[-1] == Stretch("1933", day("1933-01-01"), day("1934-06-30"))


def test_stretches_are_named_as_finely_as_needed() -> None:
    firsts = ["1938-01-01", "1939-01-01", "1939-09-01", "1939-09-17"]
    found = stretches([(day(first), None) for first in firsts], day("1945-09-02"))
    assert [part.id for part in found] == ["1938", "1939_01", "1939_09_01", "1939_09_17"]
