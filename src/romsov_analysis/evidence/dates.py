"""Dates in EDTF (ISO 8601-2), clock times with their zone, and order tests that may answer *unknown*.

An EDTF string stands for every day it can mean; `parse` gives the first and the last of them. Order is
decided on these bounds (Allen's *before*, reduced to what the bounds can settle): ``yes`` if every day of
the one lies before every day of the other, ``no`` if none does, else ``unknown``.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from dataclasses import dataclass
from typing import Literal

from romsov_analysis.shown import shown

Answer = Literal["yes", "no", "unknown"]

# Level 0 and 1 but for what books of history do not need; `_LEFT_OUT` names it.
_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?[?~%]?"
)
_LEFT_OUT = (
    (re.compile(r"(?:.*/)?[0-9]{4}-(?:2[1-9]|3[0-9]|4[01])[?~%]?(?:/.*)?"), "seasons are not taken"),
    (re.compile(r"/.+|.+/"), "an unknown end is not taken; an open one is written .."),
    (re.compile(r".*[0-9]T[0-9].*"), "a clock time has a column of its own"),
    (re.compile(r"(?:.*/)?(?:-[0-9]{4}.*|0000.*|Y-?[0-9]+)"), "years run from 0001 to 9999"),
    (re.compile(r"(?:.*/)?XXXX.*"), "a date of which nothing is known is left empty"),
    (re.compile(r"[\[{].*[\]}]"), "sets of dates are not taken"),
)
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_ACCEPTED = "EDTF, such as 1944-09-12, 1944-09, 1944, 1944-09~, 1944-08-23/1944-09-12, ../1944"


class DateError(ValueError):
    """A string is not a date in EDTF; `accepted` gives examples of what is."""

    accepted = _ACCEPTED


@dataclass(frozen=True)
class Span:
    """The days a date can mean: `earliest` to `latest`, both included; None is an open end."""

    earliest: datetime.date | None
    latest: datetime.date | None


@dataclass(frozen=True)
class Moment:
    """A stretch of time in coordinated universal time, both ends included; None is an open end."""

    earliest: datetime.datetime | None
    latest: datetime.datetime | None


@functools.cache
def parse(text: str) -> Span:
    """The first and last day that an EDTF string can mean.

    Parameters
    ----------
    text
        A date in EDTF, level 0 or 1: a year, month or day, digits at its end replaced by ``X``, a qualifier
        (``?``, ``~``, ``%``), or an interval of two of these, ``..`` for an open end. Left out: seasons, sets,
        unknown ends, clock times, years before 1 or after 9999. A qualifier is kept by the table and does not
        widen the bounds: it says how sure the date is, not how long it lasts.

    Raises
    ------
    DateError
        If the string is none of these or names a day that no calendar has.
    """
    first, slash, last = text.partition("/")
    begin = _point(first, text, open_end=bool(slash))
    end = _point(last, text, open_end=True) if slash else begin
    if begin.earliest and end.latest and begin.earliest > end.latest:
        raise DateError(f"{shown(text)} ends before it begins. Accepted: {_ACCEPTED}")
    return Span(begin.earliest, end.latest)


def _point(part: str, whole: str, *, open_end: bool) -> Span:
    """The bounds of one date, or of an open end."""
    if open_end and part == "..":
        return Span(None, None)
    match = _POINT.fullmatch(part)
    if match is None or not _in_order(match):
        reason = next(
            (why for pattern, why in _LEFT_OUT if pattern.fullmatch(whole)), "is not a date in EDTF"
        )
        raise DateError(f"{shown(whole)}: {reason}. Accepted: {_ACCEPTED}")
    first, last = match["year"].replace("X", "0"), match["year"].replace("X", "9")
    month, day = (None if match[name] in (None, "XX") else int(match[name]) for name in ("month", "day"))
    try:
        earliest = datetime.date(int(first), 1 if month is None else month, 1 if day is None else day)
        end = datetime.date(int(last), 12 if month is None else month, 1)
        latest = end.replace(day=calendar.monthrange(end.year, end.month)[1] if day is None else day)
    except ValueError:
        reason = next(
            (why for pattern, why in _LEFT_OUT if pattern.fullmatch(whole)), "no calendar has this day"
        )
        raise DateError(f"{shown(whole)}: {reason}. Accepted: {_ACCEPTED}") from None
    return Span(earliest, latest)


def _in_order(match: re.Match[str]) -> bool:
    """Whether nothing is known after the first thing that is not: 1944-XX-12 and 194X-05 are no dates."""
    year, month, day = match.groups()
    return not ("X" in year and month) and not (month == "XX" and day not in (None, "XX"))


def in_words(text: str) -> str:
    """An EDTF date as a reader sees it: ``1944-08-23~/1944-09`` → about 23 August 1944 to September 1944.

    Raises
    ------
    DateError
        If the string is not EDTF.
    """
    parse(text)
    first, slash, last = text.partition("/")
    if not slash or first == last != "..":
        return _one_in_words(first)
    if first == "..":
        return f"up to {_one_in_words(last)}" if last != ".." else "at any time"
    if last == "..":
        return f"from {_one_in_words(first)} on"
    begin, end = _one_in_words(first), _one_in_words(last)
    return _short_stretch(first, last) or (begin if begin == end else f"{begin} to {end}")


def when(text: str) -> str:
    """A date as it stands in a sentence: ``1932-10-04`` → on 4 October 1932, ``1932-10`` → in October 1932.

    A date with a hedge, and a stretch of days, stand without a preposition.

    Raises
    ------
    DateError
        If the string is not EDTF.
    """
    words = in_words(text)
    if "/" in text or text[-1] in "?~%":
        return words
    return f"{'on' if words[0].isdigit() and ' ' in words else 'in'} {words}"


def _short_stretch(first: str, last: str) -> str:
    """Two plain days of one month or year without saying it twice; empty for all else."""
    if not (len(first) == len(last) == 10 and first[:4] == last[:4]) or "X" in first + last:
        return ""
    year, begin, end = first[:4], first[5:7], last[5:7]
    if begin == end:
        return f"{int(first[8:])}–{int(last[8:])} {calendar.month_name[int(begin)]} {year}"
    return f"{int(first[8:])} {calendar.month_name[int(begin)]} to {_one_in_words(last)}"


def _one_in_words(text: str) -> str:
    hedge = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[-1], "")
    year, month, day = (*text.rstrip("~?%").split("-"), "XX", "XX")[:3]
    if "X" in year:
        return f"{hedge}{year.replace('XX', '00s').replace('X', '0s')}"
    known = [calendar.month_name[int(month)]] if month != "XX" else []
    known = [str(int(day)), *known] if day != "XX" else known
    return hedge + " ".join([*known, year.lstrip("0")])


def moment(date: str, time: str | None = None, zone: str | None = None) -> Moment:
    """The stretch of time that a date, with or without clock time, can mean.

    Parameters
    ----------
    date
        EDTF date.
    time
        ``HH:MM``, or ``HH:MM/HH:MM`` for a stretch; None is the whole day.
    zone
        Name of a zone of the IANA database, such as ``Europe/Bucharest``. None leaves the zone open: the
        bounds then take in every offset from −12 to +14 hours.

    Raises
    ------
    DateError
        If the date is not EDTF, the time no clock time, the zone unknown, or a clock time stands with a date
        that is not a single day.
    """
    span = parse(date)
    if time is not None and (span.earliest is None or span.earliest != span.latest):
        raise DateError(f"a clock time ({shown(time)}) needs a single day, not {shown(date)}")
    first, slash, last = (time or "00:00/23:59").partition("/")
    for clock in (first, last) if slash else (first,):
        if not _CLOCK.fullmatch(clock):
            raise DateError(f"{shown(time)} is not a clock time; accepted: HH:MM, or HH:MM/HH:MM")
    start, end = datetime.time.fromisoformat(first), datetime.time.fromisoformat(last or first)
    if time is not None and start > end:
        raise DateError(f"{shown(time)} ends before it begins; accepted: a stretch within one day")
    return Moment(
        None if span.earliest is None else _instant(span.earliest, start, zone, earliest=True),
        None if span.latest is None else _instant(span.latest, end, zone, earliest=False),
    )


def _instant(
    day: datetime.date, clock: datetime.time, zone: str | None, *, earliest: bool
) -> datetime.datetime:
    local = datetime.datetime.combine(day, clock)
    if zone is None:
        offset: datetime.tzinfo = datetime.timezone(datetime.timedelta(hours=14 if earliest else -12))
    else:
        offset = _zone(zone)
    try:
        # An hour that came twice, when summer time ended, may be either; one that never came is no hour.
        readings = [local.replace(tzinfo=offset, fold=fold).astimezone(datetime.UTC) for fold in (0, 1)]
        if all(reading.astimezone(offset).replace(tzinfo=None) != local for reading in readings):
            raise DateError(f"{clock:%H:%M} never came on {day} in {shown(zone)}; accepted: an hour that did")
        return min(readings) if earliest else max(readings)
    except OverflowError:
        raise DateError(f"{day} lies at the end of the calendar of the machine") from None


def _zone(name: str) -> datetime.tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DateError(
            f"{shown(name)} is no zone of the IANA database; accepted: such as Europe/Bucharest"
        ) from None


def before(first: Span | Moment, second: Span | Moment) -> Answer:
    """Whether `first`, wherever it lies within its bounds, comes before `second`.

    Returns
    -------
    ``yes`` if it must, ``no`` if it cannot, ``unknown`` if the bounds leave both open.
    """
    if type(first) is not type(second):
        raise TypeError("compare spans with spans and moments with moments")
    first_latest, second_earliest = first.latest, second.earliest
    if first_latest and second_earliest and first_latest < second_earliest:
        return "yes"
    first_earliest, second_latest = first.earliest, second.latest
    if first_earliest and second_latest and first_earliest >= second_latest:
        return "no"
    return "unknown"


def lag(first: str, second: str) -> float | None:
    """Years from the middle of one date to the middle of another; None where either has an open end.

    Raises
    ------
    DateError
        If either is not EDTF.
    """
    middles = []
    for text in (first, second):
        span = parse(text)
        if span.earliest is None or span.latest is None:
            return None
        middles.append(span.earliest.toordinal() + (span.latest.toordinal() - span.earliest.toordinal()) / 2)
    return (middles[1] - middles[0]) / 365.25
