"""A file as rows of cells, or a word on what it is instead: a workbook, a table with semicolons, a folder."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from romsov_analysis.evidence.descriptors import EvidenceError, Problem, Table
from romsov_analysis.evidence.names import listed, nearest
from romsov_analysis.shown import line_of_merge

Rows = list[tuple[int, list[str]]]

# How files of other programs begin: what a person calls a table, and is none.
_BEGINNINGS = (
    (
        b"PK\x03\x04",
        "is a workbook (or another zip file) under a name of a table",
        "the sheet saved as CSV, UTF-8",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old workbook under a name of a table", "the sheet saved as CSV, UTF-8"),
    (b"PAR1", "is a Parquet file", "the table saved as CSV, UTF-8"),
    (b"SQLite format 3", "is a database", "the table saved as CSV, UTF-8"),
    (b"\x1f\x8b", "is compressed", "the file unpacked"),
    (b"\xff\xfe", "is UTF-16 text", "the file saved as UTF-8"),
    (b"\xfe\xff", "is UTF-16 text", "the file saved as UTF-8"),
)
_LINES = 20  # in which a header is looked for
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def rows_of(wanted: Table, path: Path) -> Rows:
    """The cells of each row with the line on which it begins, the header left out.

    Raises
    ------
    EvidenceError
        If the file cannot be read, is no CSV in UTF-8, or has not the columns of the descriptor.
    """
    name = path.name
    text = _text(path)
    content = _records(name, text)
    if not content:
        raise EvidenceError([Problem(name, 1, None, None, "the file is empty", listed(wanted.fields))])
    expected = list(wanted.fields)
    _check_header(name, [cells for _, cells in content[:_LINES]], expected)
    rows = content[1:]
    # Programs that write tables leave empty rows behind the last.
    while rows and not any(rows[-1][1]):
        rows.pop()
    problems = []
    for number, cells in rows:
        if len(cells) != len(expected):
            rule = f"the row has {len(cells)} cells, the header {len(expected)}"
            accepted = (
                "one cell a column; a text with a comma in double quotes, a number with a decimal point"
            )
            problems.append(Problem(name, number, None, None, rule, accepted))
        elif any("\n" in cell or "\r" in cell for cell in cells):
            problems.append(Problem(name, number, None, None, "a cell holds a line break", "one line a row"))
    if problems:
        raise EvidenceError(problems)
    return rows


def _text(path: Path) -> str:
    name = path.name
    if path.is_dir():
        raise EvidenceError([Problem(name, None, None, None, "is a folder", "a file with a table as CSV")])
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise EvidenceError(
            [Problem(name, None, None, None, f"cannot be read ({reason})", "a file")]
        ) from None
    for beginning, rule, accepted in _BEGINNINGS:
        if raw.startswith(beginning):
            raise EvidenceError([Problem(name, None, None, None, rule, accepted)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        bad = raw[error.start : error.end].hex(" ")
        raise EvidenceError(
            [Problem(name, line, None, f"bytes {bad}", "is not UTF-8 text", "the file saved as UTF-8")]
        ) from None
    if "\x00" in text[:_LINES]:
        rule = "is UTF-16 text, or no text at all"
        raise EvidenceError([Problem(name, None, None, None, rule, "the file saved as UTF-8")])
    merging = line_of_merge(text)
    if merging is not None:
        raise EvidenceError([Problem(name, merging, None, None, "an unfinished merge", "the merge finished")])
    return text


def _records(name: str, text: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    content: Rows = []
    line = 1
    try:
        for cells in reader:
            content.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        # A quote that is never closed is found at the end of the file; the row it opens in is what helps.
        rule = (
            "a quote opens here and is not closed" if "unexpected end" in str(error) else f"not CSV ({error})"
        )
        raise EvidenceError(
            [Problem(name, line, None, None, rule, "comma-separated cells, RFC 4180")]
        ) from None
    return content


def _check_header(name: str, first_rows: list[list[str]], expected: list[str]) -> None:
    """Refuse a header that is not the descriptor's, with the likeliest cause first."""
    header = first_rows[0]
    if header == expected:
        return
    first = header[0] if header else ""
    for separator, word in _SEPARATORS.items():
        if first == f"sep={separator}" or (len(header) == 1 and separator in first):
            rule = f"cells are separated by {word}"
            raise EvidenceError([Problem(name, 1, None, None, rule, "cells separated by commas")])
    line, rule = ",".join(header), ""
    if expected in first_rows:
        rule = "something stands above the header"
    elif [column.strip().casefold() for column in header] == expected:
        rule = "the columns are written otherwise"
    elif not set(header) & set(expected):
        rule = "is not the header of this table, nor a table perhaps"
    if rule:
        raise EvidenceError([Problem(name, 1, None, line, rule, f"the first line {','.join(expected)}")])
    problems = [
        Problem(name, 1, column, None, "the column is missing", listed(expected))
        for column in expected
        if column not in header
    ]
    for column in header:
        if column == "":
            rule = "a column without a name (an index that a program wrote?)"
            problems.append(Problem(name, 1, None, None, rule, "the table without it"))
        elif column not in expected:
            problems.append(Problem(name, 1, column, None, "unknown column", nearest(column, expected)))
    if not problems:
        rule = "columns stand in another order, or one stands twice"
        problems = [Problem(name, 1, None, line, rule, ",".join(expected))]
    raise EvidenceError(problems)
