"""The one place where a number becomes text: values, ranges, units, claims.

Text that names results does so in braces: ``{valuation.wpi_1944}``, with options after a bar:
``{valuation.wpi_1944|decimals=1 range}``, and ``{claim:cs.multiplier}`` for a claim of the documents. The
same grammar, without braces, is the content of the roles ``result`` and ``claim`` in the book's pages.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.results.estimates import ResultError

# {valuation.wpi_1944|range} and {claim:cs.multiplier|quote}; not the {role} of a MyST role, which a
# backtick follows.
_ID = r"[a-z0-9_]+(?:\.[a-z0-9_]+)+"


TEMPLATE = re.compile(rf"\{{(?:(?P<kind>claim):)?(?P<content>{_ID}\s*(?:\|[^{{}}]*)?)\}}(?!`)")


def parse_reference(content: str) -> tuple[str, str]:
    """Split the content of a role, ``id`` or ``id | options``, into id and options."""
    name, _, options = content.partition("|")
    return name.strip(), options.strip()


def parse_options(options: str, known: Sequence[str]) -> tuple[list[str], int | None]:
    """The words of a format, and the number of decimals asked for.

    Raises
    ------
    ResultError
        If a word is not among the known ones; the message names the nearest and lists what is accepted.
    """
    words: list[str] = []
    decimals = None
    for option in options.split():
        match = re.fullmatch(r"decimals=([0-9]{1,2})", option)
        if match:
            decimals = int(match[1])
        elif option in known:
            words.append(option)
        else:
            near = difflib.get_close_matches(option, known, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise ResultError(
                f"unknown format option {option!r}{hint}. Accepted: {', '.join(known)}, decimals=N"
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
        Words separated by spaces: ``decimals=N``; ``unit`` (with its unit); ``range`` (low–high instead of
        the value); ``with-range`` (both); ``percent`` (a ratio as per cent); ``change`` (a ratio of 1.32 as
        32 per cent more); ``low``, ``high`` (one end alone).

    Raises
    ------
    ResultError
        If an option is unknown.
    """
    chosen, asked = parse_options(options, OPTIONS)
    decimals = decimals if asked is None else asked
    scale, shift = 1.0, 0.0
    dimension = evidence.row(f"units:{unit}")["dimension"]
    if "percent" in chosen or "change" in chosen:
        if dimension != "ratio":
            raise ResultError(f"percent and change need a ratio, not {unit!r}")
        unit, scale, shift = "percent", 100.0, -1.0 if "change" in chosen else 0.0
        if asked is None:
            decimals = max(decimals - 2, 0)
        chosen.append("unit")

    def text(number: float) -> str:
        grouped = "" if dimension == "year" else ","
        rounded = f"{(number + shift) * scale:{grouped}.{decimals}f}"
        rounded = rounded.replace("-", "−")
        return rounded.removeprefix("−") if not re.search("[1-9]", rounded) else rounded

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
        shown = str(evidence.row(f"units:{unit}")["pattern"]).replace("{}", shown)
    if "with-range" in chosen and value is not None and span != text(value):
        shown += f" ({span})"
    return shown


OPTIONS = ("unit", "range", "with-range", "percent", "change", "low", "high")


def format_record(record: Mapping[str, Any], options: str = "") -> str:
    """A stored result as readers see it; options as in `format_number`."""
    return format_number(
        record["value"], record["low"], record["high"], record["unit"], record["decimals"], options
    )


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The ids most like one that does not exist, for an error message."""
    known = list(known)
    return ", ".join(difflib.get_close_matches(wanted, known, n=3, cutoff=0.3)) or "none is like it"
