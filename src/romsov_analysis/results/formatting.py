"""The one place where a number becomes text: values, ranges, units, words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.evidence.names import near
from romsov_analysis.results.estimates import ResultError
from romsov_analysis.shown import shown

OPTIONS = ("unit", "range", "with-range", "percent", "change", "low", "high", "words")

COUNTING = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_PARTS = (
    (1 / 10, "a tenth"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "half"),
    (3 / 5, "three fifths"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (4 / 5, "four fifths"),
    (9 / 10, "nine tenths"),
)
_SINGULAR = {"men": "man", "people": "person", "times": "times"}  # where dropping an s is not enough
_NEAR = 0.03  # how far a share may lie from the words for it


def parse_options(options: str, known: Sequence[str] = OPTIONS) -> tuple[list[str], int | None]:
    """The words of a format, and the number of decimals asked for; separated by commas or spaces.

    Raises
    ------
    ResultError
        If a word is not among the known ones; the message names the nearest and lists what is accepted.
    """
    words: list[str] = []
    decimals = None
    for option in options.replace(",", " ").split():
        match = re.fullmatch(r"decimals=([0-9]{1,2})", option)
        if match:
            decimals = int(match[1])
        elif option in known:
            words.append(option)
        else:
            close = near(option, known)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise ResultError(
                f"unknown format option {shown(option)}{hint}. Accepted: {', '.join(known)}, decimals=N"
            )
    return words, decimals


def format_number(
    value: float | None, low: float, high: float, unit: str, decimals: int, options: str = ""
) -> str:
    """A number as readers see it.

    Parameters
    ----------
    value, low, high
        The number and its range, in `unit`. Without a value the range is shown.
    unit
        Id of a row of the table `units`.
    decimals
        Digits after the point, unless the options say otherwise.
    options
        Words separated by commas or spaces: ``decimals=N``; ``unit`` (with its unit); ``range`` (low–high
        instead of the value); ``with-range`` (both); ``percent`` (a ratio as per cent); ``change`` (a ratio of
        1.32 as 32 per cent more); ``low``, ``high`` (one end alone); ``words`` (seven, a third, twice; digits
        where no short words are near enough).

    Raises
    ------
    ResultError
        If an option is unknown.
    """
    chosen, asked = parse_options(options)
    decimals = decimals if asked is None else asked
    scale, shift = 1.0, 0.0
    dimension = evidence.row(f"units:{unit}")["dimension"]
    if dimension == "truth":
        return "true" if value else "false"
    if "percent" in chosen or "change" in chosen:
        if dimension != "ratio":
            raise ResultError(f"percent and change need a ratio, not {unit!r}")
        unit, scale, shift = "percent", 100.0, -1.0 if "change" in chosen else 0.0
        if asked is None:
            decimals = max(decimals - 2, 0)
        chosen.append("unit")

    def text(number: float) -> str:
        return _digits((number + shift) * scale, decimals, grouped=dimension != "year")

    if "words" in chosen and value is not None:
        spoken = _in_words(value + shift, dimension, unit, decimals)
        if spoken:
            return spoken if scale != 1.0 or "unit" not in chosen else _with_unit(spoken, unit)
    # A range and a number with a unit hold together at the end of a line only where they are short.
    span = text(low) if text(low) == text(high) else f"{text(low)}–{text(high)}"
    if "low" in chosen:
        shown = text(low)
    elif "high" in chosen:
        shown = text(high)
    elif value is None or "range" in chosen:
        shown = span
    else:
        shown = text(value)
    if "unit" in chosen:
        shown = _with_unit(shown, unit)
    if "with-range" in chosen and value is not None and span != text(value):
        shown += f" ({span})"
    return shown


def _digits(number: float, decimals: int, *, grouped: bool) -> str:
    """A number with its sign as printed; what rounds to nothing has no sign."""
    rounded = f"{number:{',' if grouped else ''}.{decimals}f}".replace("-", "−")
    return rounded if re.search("[1-9]", rounded) else rounded.removeprefix("−")


def _with_unit(shown: str, unit: str) -> str:
    pattern = str(evidence.row(f"units:{unit}")["pattern"])
    return (_of_one(pattern) if shown in ("1", "one") else pattern).replace("{}", shown)


def _of_one(pattern: str) -> str:
    """The pattern of a unit for one of it: *{} treaties* → *{} treaty*, *{} pairs of states* → *{} pair of states*."""
    counted = re.fullmatch(
        r"(\{\} (?!thousand|million|billion|a )(?:[a-z]+ )*?)([a-z]+)((?: of .*)?)", pattern
    )
    if counted is None or (counted[2] not in _SINGULAR and not counted[2].endswith("s")):
        return pattern
    noun = counted[2]
    one = _SINGULAR.get(noun) or (f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1])
    return counted[1] + one + counted[3]


def _in_words(number: float, dimension: str, unit: str, decimals: int) -> str:
    """The number in short words, or nothing where there are none near enough."""
    whole = round(number)
    if unit == "times" or (dimension == "ratio" and number >= 1):
        if abs(number - whole) > _NEAR * whole or not 2 <= whole <= 12:
            return ""
        return "twice" if whole == 2 else f"{COUNTING[whole]} times"
    if dimension == "ratio":
        part, words = min(_PARTS, key=lambda known: abs(known[0] - number))
        return words if abs(part - number) <= _NEAR else ""
    exact = abs(number - whole) < 0.5 / 10**decimals
    return COUNTING[whole] if exact and 0 <= whole <= 12 else ""


def format_record(record: Mapping[str, Any], options: str = "") -> str:
    """A stored result as readers see it; options as in `format_number`."""
    return format_number(
        record["value"], record["low"], record["high"], record["unit"], record["decimals"], options
    )


def digits_of(*numbers: float | None) -> int:
    """How many digits after the point the finest of some printed figures has."""
    texts = [f"{number:.12f}".rstrip("0") for number in numbers if number is not None and number == number]
    return max((len(text.partition(".")[2]) for text in texts), default=0)
