"""Dates: their bounds, and an order that may stay unknown."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.dates import Moment, Span, before, moment, parse

UTC = datetime.UTC
BUCHAREST, MOSCOW = "Europe/Bucharest", "Europe/Moscow"


# Known and reported; strict, so that the mark must go with the bug.


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1944-09-12", "1944-09-12", "1944-09-12"),
        ("1944-09", "1944-09-01", "1944-09-30"),
        ("1944-02", "1944-02-01", "1944-02-29"),
        ("1943-02", "1943-02-01", "1943-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1944", "1944-01-01", "1944-12-31"),
        ("1944-09-12?", "1944-09-12", "1944-09-12"),
        ("1944-09~", "1944-09-01", "1944-09-30"),
        ("1944%", "1944-01-01", "1944-12-31"),
        ("1944-08-23/1944-09-12", "1944-08-23", "1944-09-12"),
        ("1944-06~/1945", "1944-06-01", "1945-12-31"),
        ("1944/1945-03", "1944-01-01", "1945-03-31"),
        ("1944/1944", "1944-01-01", "1944-12-31"),
        ("../1944", "", "1944-12-31"),
        ("1944-09/..", "1944-09-01", ""),
        ("../..", "", ""),
        ("194X", "1940-01-01", "1949-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1944-XX", "1944-01-01", "1944-12-31"),
        ("1944-02-XX", "1944-02-01", "1944-02-29"),
        ("1944-XX/1945", "1944-01-01", "1945-12-31"),
        ("1944-08-XX/..", "1944-08-01", ""),
        ("0999", "0999-01-01", "0999-12-31"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str) -> None:
    assert parse(text) == Span(day(earliest), day(latest))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1944 ", " 1944", "yesterday", "unknown", "44", "19444"),
        *(
            "12.09.1944",
            "12/09/1944",
            "1944-9-12",
            "1944/09/12",
            "19440912",
            "1944-09-12T10:00",
            "1944-09-12Z",
        ),
        *("1944-13", "1944-00", "1944-02-30", "1943-02-29", "1900-02-29", "1944-04-31", "1944-06-31~"),
        *(
            "1945/1944",
            "1944-09-12/1944-09-11",
            "1944-02-30/1944-03-01",
            "1944-01/1944-02-30",
            "[1944-01-01,1944-02-30,1944-12-31]",
        ),
        *("1944/1945/1946", "-", "/", "..", "1944-", "1944~~", "0000", "-0044"),
        *("1944-21", "1944-41~", "1944/", "/1944", "XXXX", "194X-05", "1944-XX-12", "1944-08-23T10:00:00Z"),
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        parse(text)
    assert repr(text) in str(caught.value)
    assert "1944-09-12" in caught.value.accepted


@pytest.mark.parametrize(("text", "unknown"), [("1944/", "latest"), ("/1944", "earliest")])
def test_an_unknown_end_is_not_given_a_year(text: str, unknown: str) -> None:
    try:
        span = parse(text)
    except dates.DateError:
        return
    assert getattr(span, unknown) is None


@pytest.mark.parametrize("text", ["1٩٤٤", "1944-0٩", "Y" + "9" * 20])
def test_odd_digits_are_refused(text: str) -> None:
    with pytest.raises(dates.DateError):
        parse(text)


def utc(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "time", "zone", "earliest", "latest"),
    [
        # December 1989: Bucharest is at UTC+2, Moscow at UTC+3.
        ("1989-12-22", "18:40", BUCHAREST, "1989-12-22 16:40", "1989-12-22 16:40"),
        ("1989-12-22", "18:40", MOSCOW, "1989-12-22 15:40", "1989-12-22 15:40"),
        ("1989-12-22", "00:30", BUCHAREST, "1989-12-21 22:30", "1989-12-21 22:30"),
        ("1989-12-22", "18:00/20:15", BUCHAREST, "1989-12-22 16:00", "1989-12-22 18:15"),
        ("1989-12-22", None, BUCHAREST, "1989-12-21 22:00", "1989-12-22 21:59"),
        ("1989-12-22/1989-12-24", None, MOSCOW, "1989-12-21 21:00", "1989-12-24 20:59"),
        # Summer time: Bucharest is at UTC+3.
        ("1989-07-22", "18:40", BUCHAREST, "1989-07-22 15:40", "1989-07-22 15:40"),
        # No zone: from fourteen hours ahead of UTC to twelve behind it.
        ("1989-12-22", "18:00", None, "1989-12-22 04:00", "1989-12-23 06:00"),
        ("1989-12-22", None, None, "1989-12-21 10:00", "1989-12-23 11:59"),
        ("1989-12-22", "18:00/20:00", None, "1989-12-22 04:00", "1989-12-23 08:00"),
    ],
)
def test_moment(date: str, time: str | None, zone: str | None, earliest: str, latest: str) -> None:
    assert moment(date, time, zone) == Moment(utc(earliest), utc(latest))


def test_an_open_end_stays_open_in_a_moment() -> None:
    assert moment("../1989-12-22", None, BUCHAREST) == Moment(None, utc("1989-12-22 21:59"))
    assert moment("1989-12-22/..", None, BUCHAREST) == Moment(utc("1989-12-21 22:00"), None)


@pytest.mark.parametrize(
    "date", ["1989-12", "1989", "1989-12-22/1989-12-23", "../1989-12-22", "1989-12-22/..", "../.."]
)
def test_a_clock_time_needs_a_single_day(date: str) -> None:
    with pytest.raises(dates.DateError, match="single day"):
        moment(date, "18:40", BUCHAREST)


@pytest.mark.parametrize(
    ("time", "zone"),
    [
        pytest.param("25:00", BUCHAREST, id="no such hour"),
        pytest.param("18:40+05:00", BUCHAREST, id="offset inside the time"),
        pytest.param("20:00/18:00", BUCHAREST, id="ends before it begins"),
        pytest.param("18:40", "Europe/Nowhere", id="unknown zone"),
    ],
)
def test_a_bad_clock_time_or_zone_is_refused(time: str, zone: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        moment("1989-12-22", time, zone)


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("1944-08-23", "1944-09-12", "yes"),
        ("1944-09-12", "1944-08-23", "no"),
        ("1944-09-12", "1944-09-12", "no"),
        ("1944-08", "1944-09", "yes"),
        ("1944", "1944-09", "unknown"),
        ("1944-09", "1944", "unknown"),
        ("1944", "1945-01-01", "yes"),
        ("1944-08-31", "1944-08", "no"),
        ("1944-08", "1944-08-31", "unknown"),
        ("1944-08", "1944-08-01", "no"),
        ("../1944", "1945", "yes"),
        ("../1944", "1944", "unknown"),
        ("1945", "../1944", "no"),
        ("1943", "../1944", "unknown"),
        ("1944/..", "1945", "unknown"),
        ("1945/..", "1944", "no"),
        ("1944", "1945/..", "yes"),
        ("../..", "1944", "unknown"),
        ("1944", "../..", "unknown"),
    ],
)
def test_order_of_days(first: str, second: str, answer: str) -> None:
    assert before(parse(first), parse(second)) == answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        # A refusal in the evening, a broadcast the next morning: settled in one zone ...
        (("1989-12-22", "18:00", BUCHAREST), ("1989-12-23", "10:30", BUCHAREST), "yes"),
        (("1989-12-23", "10:30", BUCHAREST), ("1989-12-22", "18:00", BUCHAREST), "no"),
        # ... and in whatever zone the broadcast is told: 10:30 is 22 December 20:30 UTC at the earliest.
        (("1989-12-22", "18:00", BUCHAREST), ("1989-12-23", "10:30", None), "yes"),
        # An hour apart, neither with a zone.
        (("1989-12-22", "18:00", None), ("1989-12-22", "19:00", None), "unknown"),
        (("1989-12-22", "19:00", None), ("1989-12-22", "18:00", None), "unknown"),
        # The later reading of the clock is the earlier moment: 18:30 in Moscow is 17:30 in Bucharest.
        (("1989-12-22", "18:30", MOSCOW), ("1989-12-22", "18:00", BUCHAREST), "yes"),
        (("1989-12-22", "18:00", BUCHAREST), ("1989-12-22", "18:30", MOSCOW), "no"),
        (("1989-12-22", "19:00", MOSCOW), ("1989-12-22", "18:00", BUCHAREST), "no"),
        # Zones differ by 26 hours at most.
        (("1989-12-22", "18:00", None), ("1989-12-23", "20:00", None), "unknown"),
        (("1989-12-22", "18:00", None), ("1989-12-23", "20:01", None), "yes"),
        # A day without clock time holds all its hours.
        (("1989-12-22", None, BUCHAREST), ("1989-12-22", "18:00", BUCHAREST), "unknown"),
        (("1989-12-22", None, BUCHAREST), ("1989-12-23", "00:00", BUCHAREST), "yes"),
        (("1989-12-22", "18:00/20:00", BUCHAREST), ("1989-12-22", "19:00", BUCHAREST), "unknown"),
        (("1989-12-22", "18:00/20:00", BUCHAREST), ("1989-12-22", "20:01", BUCHAREST), "yes"),
    ],
)
def test_order_of_moments(
    first: tuple[str, str | None, str | None], second: tuple[str, str | None, str | None], answer: str
) -> None:
    assert before(moment(*first), moment(*second)) == answer


def test_days_and_moments_are_not_compared() -> None:
    with pytest.raises(TypeError):
        before(parse("../.."), moment("1944"))


@st.composite
def plain(draw: st.DrawFn) -> str:
    """Year, month or day, perhaps qualified."""
    year, month = draw(st.integers(1000, 9999)), draw(st.integers(1, 12))
    number = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    text = draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{number:02}"]))
    return text + draw(st.sampled_from(["", "?", "~", "%"]))


def by_library(text: str) -> Span:
    import edtf

    parsed = edtf.parse_edtf(text)
    ends = (
        None if isinstance(end, float) else datetime.date(*end[:3])  # the library's own sign for an open end
        for end in (parsed.lower_strict(), parsed.upper_strict())
    )
    return Span(*ends)


@settings(deadline=None, max_examples=40)
@given(plain())
def test_a_date_reads_as_the_library_reads_it(text: str) -> None:
    assert parse(text) == by_library(text)


@settings(deadline=None, max_examples=30)
@given(plain(), plain())
def test_an_interval_reads_as_the_library_reads_it(first: str, second: str) -> None:
    text = f"{first}/{second}"
    expected = by_library(text)
    assume(expected.earliest <= expected.latest)  # type: ignore[operator]
    assert parse(text) == expected


@settings(deadline=None, max_examples=30)
@given(
    st.integers(1000, 9999),
    st.integers(1, 12),
    st.sampled_from(["194X", "19XX", "Y-XX", "Y-M-XX", "Y-XX-XX"]),
)
def test_masked_digits_read_as_the_library_reads_them(year: int, month: int, form: str) -> None:
    text = form.replace("Y", str(year)).replace("M", f"{month:02}")
    assert parse(text) == by_library(text)


@settings(deadline=None, max_examples=30)
@given(plain(), st.booleans())
def test_open_ends_read_as_the_library_reads_them(text: str, first: bool) -> None:
    text = f"../{text}" if first else f"{text}/.."
    assert parse(text) == by_library(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1944-08-XX/1944-09-XX", "August 1944 to September 1944"),
        ("1944-08-23/1944-08-23", "23 August 1944"),
        ("1944/1944", "1944"),
        ("1944-XX", "1944"),
        ("1944-02-XX", "February 1944"),
        ("194X", "1940s"),
        ("../..", "at any time"),
        ("0999", "999"),
    ],
)
def test_words_of_stretches(text: str, words: str) -> None:
    assert dates.in_words(text) == words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1944-22", "seasons"),
        ("1944/", "unknown end"),
        ("1944-08-23T10:00:00Z", "clock time"),
        ("0000", "years run from"),
        ("XXXX", "left empty"),
        ("[1944,1945]", "sets"),
        ("1944-02-30", "no calendar"),
    ],
)
def test_a_refusal_gives_its_reason(text: str, reason: str) -> None:
    with pytest.raises(dates.DateError, match=reason):
        parse(text)


def test_an_hour_that_came_twice_may_be_either_and_one_that_never_came_is_refused() -> None:
    twice = moment("1989-09-24", "02:30", BUCHAREST)
    assert twice.latest - twice.earliest == datetime.timedelta(hours=1)  # type: ignore[operator]
    with pytest.raises(dates.DateError, match="never came"):
        moment("1989-03-26", "02:30", BUCHAREST)


@pytest.mark.parametrize(
    ("first", "second", "years"),
    [
        ("1921-01-01", "1925-01-01", 4),  # 1,461 days
        ("1925-01-01", "1921-01-01", -4),
        ("1921-01-01", "1921-01-01", 0),
        # The middle of 1 to 3 January 1921 is the 2nd; that of 1925, with its 365 days, is 2 July, 182 days on.
        ("1921-01-01/1921-01-03", "1925", (1461 - 1 + 182) / 365.25),
        ("1921", "1921", 0),
        ("../1921", "1925", None),
        ("1921/..", "1925", None),
        ("1921", "../1925", None),
        ("1921", "1925/..", None),
    ],
)
def test_lag_runs_from_middle_to_middle(first: str, second: str, years: float | None) -> None:
    found = dates.lag(first, second)
    assert found == (None if years is None else pytest.approx(years))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1932-10-04", "on 4 October 1932"),
        ("1932-10", "in October 1932"),
        ("1932", "in 1932"),
        ("1932-10~", "about October 1932"),
        ("1932-10-04/1932-10-06", "4–6 October 1932"),
    ],
)
def test_a_date_as_it_stands_in_a_sentence(text: str, words: str) -> None:
    assert dates.when(text) == words


@settings(deadline=None, max_examples=60)
@given(st.from_regex(r"19[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True))
def test_a_day_is_accepted_if_and_only_if_the_calendar_has_it(text: str) -> None:
    try:
        expected = datetime.date.fromisoformat(text)
    except ValueError:
        with pytest.raises(dates.DateError):
            parse(text)
    else:
        assert parse(text) == Span(expected, expected)


FIRST = datetime.date(1944, 8, 23)
FAR = 30


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, set[int]]:
    """A span within a few days, and the numbers of the days it can mean; an open end reaches far."""
    low, high = sorted(draw(st.tuples(st.integers(-6, 6), st.integers(-6, 6))))
    open_low, open_high = draw(st.booleans()), draw(st.booleans())
    span = Span(
        None if open_low else FIRST + datetime.timedelta(low),
        None if open_high else FIRST + datetime.timedelta(high),
    )
    return span, set(range(-FAR if open_low else low, (FAR if open_high else high) + 1))


@given(spans(), spans())
def test_before_answers_what_comparing_every_pair_of_days_answers(
    first: tuple[Span, set[int]], second: tuple[Span, set[int]]
) -> None:
    # Two open ends reach equally far here, so that neither decides.
    pairs = {one < other for one in first[1] for other in second[1]}
    expected = {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(pairs), "unknown")
    assert before(first[0], second[0]) == expected


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    number = draw(st.integers(20, 24))
    hour, length = draw(st.integers(0, 23)), draw(st.integers(0, 23))
    zone = draw(st.sampled_from([None, BUCHAREST, MOSCOW, "America/New_York"]))
    time = draw(st.sampled_from([None, f"{hour:02}:15", f"{hour:02}:15/{min(23, hour + length):02}:45"]))
    return moment(f"1989-12-{number}", time, zone)


@given(st.tuples(moments(), moments()) | st.tuples(spans(), spans()).map(lambda two: (two[0][0], two[1][0])))
def test_the_order_does_not_contradict_itself(two: tuple[Moment, Moment] | tuple[Span, Span]) -> None:
    first, second = two
    there, back = before(first, second), before(second, first)
    if there == "yes":
        assert back == "no"
    if back == "yes":
        assert there == "no"
    assert before(first, first) != "yes"


@given(moments(), moments(), moments())
def test_before_is_transitive(first: Moment, second: Moment, third: Moment) -> None:
    if before(first, second) == before(second, third) == "yes":
        assert before(first, third) == "yes"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1944", "1944"),
        ("1944-09", "September 1944"),
        ("1944-09-02", "2 September 1944"),
        ("1944-09~", "about September 1944"),
        ("1944?", "perhaps 1944"),
        ("1944-08-23~/1944-09", "about 23 August 1944 to September 1944"),
        ("../1945", "up to 1945"),
        ("1944-09-12/..", "from 12 September 1944 on"),
        ("../..", "at any time"),
        ("194X", "1940s"),
        ("19XX", "1900s"),
    ],
)
def test_dates_in_words(text: str, expected: str) -> None:
    assert dates.in_words(text) == expected


def test_what_is_no_date_has_no_words() -> None:
    with pytest.raises(dates.DateError):
        dates.in_words("1944-13")
