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

Answer = Literal["yes", "no", "unknown"]


# Level 0 and 1 without seasons and without years beyond four digits: what history books need, and what the
# library reads as the standard says.
_DATE = r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?|[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX|[0-9]{4}-(?:[0-9]{2}|XX)-XX)[?~%]?"


_SHAPE = re.compile(rf"{_DATE}|{_DATE}/(?:{_DATE}|\.\.)|\.\./(?:{_DATE}|\.\.)")


_PLAIN = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")


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
        A date in EDTF, level 0 or 1, without seasons and without years of more than four digits. A
        qualifier (``?``, ``~``) is kept by the table and does not widen the bounds: it says how sure the date
        is, not how long it lasts.

    Raises
    ------
    DateError
        If the string is not EDTF or names a day that no calendar has.
    """
    plain = _plain(text)
    if plain is not None:
        return plain
    import edtf

    if not _SHAPE.fullmatch(text):
        raise DateError(f"{text!r} is not a date in EDTF. Accepted: {_ACCEPTED}")
    try:
        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        span = Span(_day(lower), _day(upper))
    except (edtf.EDTFParseException, ValueError, AttributeError, TypeError, OverflowError):
        raise DateError(f"{text!r} is not a date in EDTF. Accepted: {_ACCEPTED}") from None
    if span.earliest and span.latest and span.earliest > span.latest:
        raise DateError(f"{text!r} ends before it begins. Accepted: {_ACCEPTED}")
    return span


def _plain(text: str) -> Span | None:
    """The forms most tables use, read without the library: it takes 10 ms a date, a book has hundreds.

    Year, month or day, with or without a qualifier of the whole, alone or as both ends of an interval;
    None for all else and for what no calendar has.
    """
    first, slash, last = text.partition("/")
    if slash:
        begin, end = _plain(first), _plain(last)
        if begin is None or end is None or "/" in last:
            return None
        return Span(begin.earliest, end.latest) if begin.earliest <= end.latest else None  # type: ignore[operator]
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        earliest = datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    last_month = 12 if month is None else month
    last_day = calendar.monthrange(earliest.year, last_month)[1] if day is None else day
    return Span(earliest, datetime.date(earliest.year, last_month, last_day))


def _day(parsed: object) -> datetime.date | None:
    if isinstance(parsed, float):  # the library's own sign for an open end
        return None
    return datetime.date(*parsed[:3])  # type: ignore[index]


def in_words(text: str) -> str:
    """An EDTF date as a reader sees it: ``1944-08-23~/1944-09`` → about 23 August 1944 to September 1944.

    Raises
    ------
    DateError
        If the string is not EDTF.
    """
    parse(text)
    first, slash, last = text.partition("/")
    if not slash:
        return _one_in_words(text)
    if first == "..":
        return f"up to {_one_in_words(last)}" if last != ".." else "at any time"
    if last == "..":
        return f"from {_one_in_words(first)} on"
    return _short_stretch(first, last) or f"{_one_in_words(first)} to {_one_in_words(last)}"


def _short_stretch(first: str, last: str) -> str:
    """Two plain days of one month or year without saying it twice; empty for all else."""
    if not (len(first) == len(last) == 10 and first[:4] == last[:4]):
        return ""
    year, begin, end = first[:4], first[5:7], last[5:7]
    if begin == end:
        return f"{int(first[8:])}–{int(last[8:])} {calendar.month_name[int(begin)]} {year}"
    return f"{int(first[8:])} {calendar.month_name[int(begin)]} to {_one_in_words(last)}"


def _one_in_words(text: str) -> str:
    hedge = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(text[-1], "")
    parts = text.rstrip("~?%").split("-")
    year = parts[0]
    if "X" in text:
        return f"{hedge}{year.replace('XX', '00s').replace('X', '0s')}"
    month = calendar.month_name[int(parts[1])] if len(parts) > 1 else ""
    day = str(int(parts[2])) if len(parts) > 2 else ""
    return hedge + " ".join(part for part in (day, month, year) if part)


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
        raise DateError(f"a clock time ({time}) needs a single day, not {date!r}")
    first, slash, last = (time or "00:00/23:59").partition("/")
    for clock in (first, last) if slash else (first,):
        if not _CLOCK.fullmatch(clock):
            raise DateError(f"{time!r} is not a clock time; accepted: HH:MM, or HH:MM/HH:MM")
    start, end = datetime.time.fromisoformat(first), datetime.time.fromisoformat(last or first)
    if time is not None and start > end:
        raise DateError(f"{time!r} ends before it begins; accepted: a stretch within one day")
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
        return local.replace(tzinfo=offset).astimezone(datetime.UTC)
    except OverflowError:
        raise DateError(f"{day} lies at the end of the calendar of the machine") from None


def _zone(name: str) -> datetime.tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DateError(
            f"{name!r} is no zone of the IANA database; accepted: such as Europe/Bucharest"
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
