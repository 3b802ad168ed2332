"""What errors show of a person's own: names and values, cut where they are long, and nothing that moves a cursor.

It imports nothing, so that whoever has to be quick may use it.
"""

from __future__ import annotations

import re

LONGEST = 80

_MERGE = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)  # a row of = may underline a heading


def printable(text: object, longest: int = LONGEST) -> str:
    """A name or a value as an error shows it: cut where it is long, and what no console can print escaped."""
    try:
        whole = str(text)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists within lists
        whole = f"a {type(text).__name__} too large to show"
    signs = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in whole[: longest + 1])
    return signs if len(signs) <= longest else f"{signs[:longest]}…"


def located(path: object, longest: int = 2 * LONGEST) -> str:
    """A path as an error shows it: of a long one its end, which is what a person looks for."""
    text = printable(path, 2**12)
    return text if len(text) <= longest else f"…{text[-longest:]}"


def shown(value: object) -> str:
    """A value as an error shows it, in quotation marks where it is a text."""
    if isinstance(value, str):
        text = repr(value if len(value) <= LONGEST else f"{value[:LONGEST]}…")
        return text if len(text) <= 2 * LONGEST else f"{text[: 2 * LONGEST]}…'"
    try:
        return printable(repr(value))
    except (ValueError, RecursionError):
        return f"a {type(value).__name__} too large to show"


def in_lines(message: object, longest: int = 4 * LONGEST) -> str:
    """A message as a console shows it: its lines, each cut and escaped as in `printable`."""
    return "\n".join(printable(line, longest) for line in str(message).splitlines())


def line_of_merge(text: str) -> int | None:
    """The line of the first mark that an unfinished merge left in a text; None where there is none."""
    found = _MERGE.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1
