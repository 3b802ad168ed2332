"""Numbers that know their unit, range, formula and evidence, and how notebooks show them.

`Estimate` is a number with a range and the ids of the rows it rests on; arithmetic carries both along.
`Result` is an estimate with a name. A notebook collects results in a `Ledger` and displays them; the display
stores a machine-readable record in the cell's output, so validation compares it like any other output, and
the book reads it back with `read_ledger`.

Text that names results does so in braces: ``{valuation.wpi_1944}``, with options after a bar:
``{valuation.wpi_1944|decimals=1 range}``, and ``{claim:cs.multiplier}`` for a claim of the documents. The
same grammar, without braces, is the content of the roles ``result`` and ``claim`` in the book's pages.
"""

from __future__ import annotations

import difflib
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RESULTS_MIME = "application/vnd.romsov.results+json"
TEXT_MIME = "application/vnd.romsov.text+json"
TABLE_MIME = "application/vnd.romsov.table+json"

# {valuation.wpi_1944|range} and {claim:cs.multiplier|quote}; not the {role} of a MyST role, which a
# backtick follows.
TEMPLATE = re.compile(r"\{(?:(?P<kind>claim):)?(?P<content>[^{}\s|]+(?:\|[^{}]*)?)\}(?!`)")

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_SIGNIFICANT = 12  # digits kept of a stored number: more would be the machine's, not the source's


class ResultError(ValueError):
    """A result, a reference to one or a format option is wrong; the message says what is accepted."""


@dataclass(frozen=True)
class Estimate:
    """A number, the range it is bound to lie in, and the rows it rests on.

    The range is a worst case, not a distribution: sums and quotients take the extreme ends of their parts.
    A `value` of None says that only the range is known.
    """

    value: float | None
    low: float
    high: float
    evidence: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        middle = self.low if self.value is None else self.value
        if not self.low <= middle <= self.high:
            raise ResultError(f"low ≤ value ≤ high does not hold: {self.low}, {self.value}, {self.high}")

    @classmethod
    def exactly(cls, value: float, *rows: str) -> Estimate:
        """A number without range."""
        return cls(value, value, value, rows)

    @classmethod
    def between(cls, first: Estimate, second: Estimate) -> Estimate:
        """Two rival readings of one quantity: no value of its own, the range spans both."""
        return cls(
            None, min(first.low, second.low), max(first.high, second.high), _union(first, second)
        )

    def __mul__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a * b)

    def __truediv__(self, other: Estimate | float) -> Estimate:
        divisor = _estimate(other)
        if divisor.low <= 0 <= divisor.high:
            raise ResultError("division by a range that holds zero")
        return self._combine(divisor, lambda a, b: a / b)

    def __add__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other: Estimate | float) -> Estimate:
        return self._combine(other, lambda a, b: a - b)

    def _combine(self, other: Estimate | float, operation: Callable[[float, float], float]) -> Estimate:
        right = _estimate(other)
        ends = [operation(a, b) for a in (self.low, self.high) for b in (right.low, right.high)]
        value = None if self.value is None or right.value is None else operation(self.value, right.value)
        # Rounding of the machine must not push the value out of its own range.
        ends += [] if value is None else [value]
        return Estimate(value, min(ends), max(ends), _union(self, right))


def _estimate(number: Estimate | float) -> Estimate:
    return number if isinstance(number, Estimate) else Estimate.exactly(float(number))


def _union(*parts: Estimate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row for part in parts for row in part.evidence))


@dataclass(frozen=True)
class Result:
    """A computed number with a name.

    Attributes
    ----------
    id
        ``theme.name``, small letters, digits and underscores; unique in the book.
    value, low, high
        In `unit`; `value` is None where only a range is known.
    unit
        Id of a row of the table `units`.
    formula
        How it was computed, in words or symbols, for the reader of the popover.
    evidence
        Evidence ids: ``table:key`` of the rows, ``result:id`` of other results,
        ``parameter:name=value`` of a changed parameter.
    title
        What it is, in a phrase.
    decimals
        Digits after the point where the text does not ask for others.
    note
        What a reader should know before using it.
    """

    id: str
    value: float | None
    low: float
    high: float
    unit: str
    formula: str
    evidence: tuple[str, ...]
    title: str
    decimals: int = 2
    note: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ResultError(f"{self.id!r} is not a result id. Accepted: theme.name in a–z, 0–9 and _")
        if not self.evidence:
            raise ResultError(f"{self.id}: a result without evidence")
        for row in self.evidence:
            if not row.startswith(("parameter:", "result:")):
                evidence.row(row)
        evidence.row(f"units:{self.unit}")
        Estimate(self.value, self.low, self.high)

    @classmethod
    def of(
        cls, id: str, estimate: Estimate, *, unit: str, formula: str, title: str, decimals: int = 2, note: str = ""
    ) -> Result:
        """Name an estimate."""
        return cls(
            id,
            estimate.value,
            estimate.low,
            estimate.high,
            unit,
            formula,
            estimate.evidence,
            title,
            decimals,
            note,
        )

    @property
    def estimate(self) -> Estimate:
        """The number to compute on with; its evidence is this result."""
        return Estimate(self.value, self.low, self.high, (f"result:{self.id}",))

    def record(self) -> dict[str, Any]:
        """The stored form: plain types, numbers cut to 12 significant digits, evidence with its cells."""
        return {
            "id": self.id,
            "value": None if self.value is None else _cut(self.value),
            "low": _cut(self.low),
            "high": _cut(self.high),
            "unit": self.unit,
            "formula": self.formula,
            "title": self.title,
            "decimals": self.decimals,
            "note": self.note,
            "evidence": [{"id": row, "value": snapshot(row)} for row in self.evidence],
        }

    def __str__(self) -> str:
        return format_number(self.value, self.low, self.high, self.unit, self.decimals, "unit")


def snapshot(evidence_id: str) -> str:
    """What a row of evidence says, in short: the cells that numbers are computed from."""
    if evidence_id.startswith(("parameter:", "result:")):
        return ""
    cells = evidence.row(evidence_id)
    parts = []
    for column in ("value", "low", "high"):
        if column in cells.index and cells[column] == cells[column]:  # not missing
            parts.append(f"{column}={_cut(float(cells[column])):g}")
    return " ".join(parts)


def _cut(number: float) -> float:
    return float(f"{number:.{_SIGNIFICANT}g}")


# --- formatting: the one place where a number becomes text ------------------------------------------------


def parse_reference(content: str) -> tuple[str, str]:
    """Split the content of a role, ``id`` or ``id | options``, into id and options."""
    name, _, options = content.partition("|")
    return name.strip(), options.strip()


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
    chosen = options.split()
    for option in chosen:
        if option.startswith("decimals="):
            decimals = int(option.removeprefix("decimals="))
        elif option not in _OPTIONS:
            near = difflib.get_close_matches(option, _OPTIONS, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise ResultError(f"unknown format option {option!r}{hint}. Accepted: {', '.join(_OPTIONS)}, decimals=N")
    scale, shift = 1.0, 0.0
    dimension = evidence.row(f"units:{unit}")["dimension"]
    if "percent" in chosen or "change" in chosen:
        if dimension != "ratio":
            raise ResultError(f"percent and change need a ratio, not {unit!r}")
        unit, scale, shift = "percent", 100.0, -1.0 if "change" in chosen else 0.0
        if not any(option.startswith("decimals=") for option in chosen):
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


_OPTIONS = ("unit", "range", "with-range", "percent", "change", "low", "high")


def format_record(record: Mapping[str, Any], options: str = "") -> str:
    """A stored result as readers see it; options as in `format_number`."""
    return format_number(
        record["value"], record["low"], record["high"], record["unit"], record["decimals"], options
    )


def claim_record(claim_id: str) -> dict[str, Any]:
    """The register's row of a claim as plain types; missing cells are None.

    Raises
    ------
    ResultError
        If there is no such claim; the message names the nearest.
    """
    claims = evidence.load("claims")
    if claim_id not in claims.index:
        raise ResultError(f"unknown claim {claim_id!r}; nearest: {nearest(claim_id, claims.index)}")
    cells = claims.loc[claim_id]
    return {column: None if cell != cell else cell for column, cell in cells.items()}


def format_claim(claim_id: str, options: str = "") -> str:
    """What a claim says: its number, or with ``quote`` its anchor's words in quotation marks.

    Options as in `format_number`; a claim without a number is always quoted.

    Raises
    ------
    ResultError
        If there is no such claim.
    """
    claim = claim_record(claim_id)
    words = options.split()
    if "quote" in words or claim["low"] is None:
        return f"“{claim['exact']}”"
    digits = max(_decimals_of(claim[column]) for column in ("value", "low", "high"))
    shown = format_number(claim["value"], claim["low"], claim["high"], claim["unit"], digits, options)
    qualifier = claim["qualifier"]
    return f"{qualifier} {shown}" if qualifier and "unit" in words else shown


def _decimals_of(number: float | None) -> int:
    text = "" if number is None else f"{number:g}"
    return len(text.partition(".")[2])


def claim_statement(claim_id: str) -> str:
    """The claim in our own words, its number filled in from the same row."""
    claim = claim_record(claim_id)
    statement = str(claim["statement"])
    if claim["low"] is not None:
        statement = statement.replace("{value}", format_claim(claim_id, "unit"))
    return statement[0].upper() + statement[1:]


def nearest(wanted: str, known: Iterable[str]) -> str:
    """The ids most like one that does not exist, for an error message."""
    known = list(known)
    return ", ".join(difflib.get_close_matches(wanted, known, n=3, cutoff=0.3)) or "none is like it"


# --- the ledger of a notebook, and its displays -----------------------------------------------------------


@dataclass
class Ledger:
    """The results of one notebook, in the order in which they were computed."""

    results: dict[str, Result] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    def add(self, *results: Result) -> None:
        """Keep results; `show` displays them.

        Raises
        ------
        ResultError
            If an id is used twice.
        """
        for result in results:
            if result.id in self.results:
                raise ResultError(f"{result.id} is used twice")
            self.results[result.id] = result

    def show(self, *prefixes: str) -> Display:
        """Display the results whose ids begin with one of the prefixes; without any, all not shown yet.

        Only what is displayed is stored with the notebook and can be named in the book.

        Raises
        ------
        ResultError
            If there is nothing to show.
        """
        chosen = [
            result
            for result in self.results.values()
            if (result.id.startswith(prefixes) if prefixes else True) and result.id not in self.shown
        ]
        if not chosen:
            raise ResultError(f"no result left to show under {', '.join(prefixes) or 'any id'}")
        self.shown |= {result.id for result in chosen}
        return _results_display(chosen)

    def __getitem__(self, result_id: str) -> Result:
        if result_id not in self.results:
            raise ResultError(f"unknown result {result_id!r}; nearest: {nearest(result_id, self.results)}")
        return self.results[result_id]

    def fill(self, template: str) -> str:
        """The template with every reference replaced by its number."""

        def number(match: re.Match[str]) -> str:
            name, options = parse_reference(match["content"])
            if match["kind"] == "claim":
                return format_claim(name, options)
            return format_record(self[name].record(), options)

        return TEMPLATE.sub(number, template)

    def answer(self, question: str, *sentences: str) -> Display:
        """The short answer to a question, a template a sentence; the first is the finding of the front page."""
        filled = [self.fill(sentence) for sentence in sentences]
        return _text_display("answer", question, list(sentences), filled, self.fill(question))

    def conclusion(self, *sentences: str) -> Display:
        """Sentences that carry results, displayed and compared like any output."""
        return _text_display("conclusion", "", list(sentences), [self.fill(sentence) for sentence in sentences])

    def claims(self, caption: str, *claim_ids: str) -> Display:
        """A table of claims: what each says, in whose words, and where."""
        rows = []
        for name in claim_ids:
            claim = claim_record(name)
            number = f"{{claim:{name}|unit}}" if claim["low"] is not None else ""
            statement = str(claim["statement"]).replace("{value}", number)
            speaker = evidence.row(f"people:{claim['speaker']}")["name"]
            rows.append([statement, f"{{claim:{name}|quote}}", str(speaker)])
        return self.table(caption, ["The claim", "In its words", "Who says it"], rows)

    def figure(self, figure: Figure, *, alt: str, caption: str) -> None:
        """Display a figure and its caption, as two outputs of one cell.

        Parameters
        ----------
        figure
            Drawn in the book's style; closed afterwards.
        alt
            Template of the text for readers who do not see the figure.
        caption
            Template of the line below it.
        """
        from IPython.display import display

        from romsov_analysis import figures

        display(figures.show(figure, self.fill(alt)))
        display(_text_display("caption", "", [caption], [self.fill(caption)]))

    def table(self, caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Display:
        """A table whose cells are templates.

        Parameters
        ----------
        caption
            Template of the line above the table.
        header
            Column headings, none empty.
        rows
            One sequence of templates a row, as long as the header; the first cell heads its row.
        """
        if not all(header):
            raise ResultError("a table needs a heading over every column")
        for cells in rows:
            if len(cells) != len(header):
                raise ResultError(f"a row of {len(cells)} cells under {len(header)} headings: {cells[0]!r}")
        filled = [[self.fill(cell) for cell in cells] for cells in rows]
        return _table_display(caption, self.fill(caption), header, rows, filled)


@dataclass(frozen=True)
class Display:
    """Something a notebook shows: one MIME bundle, readable in JupyterLab and machine-readable."""

    bundle: Mapping[str, Any]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return dict(self.bundle)

    def __repr__(self) -> str:
        return str(self.bundle["text/plain"])


def _results_display(results: Sequence[Result]) -> Display:
    plain = "\n".join(f"{result.id} = {result}   [{result.title}]" for result in results)
    body = "".join(
        f"<tr><th scope='row'><code>{result.id}</code></th><td>{html.escape(result.title)}</td>"
        f"<td>{html.escape(str(result))}</td><td>{html.escape(result.formula)}</td></tr>"
        for result in results
    )
    head = "<tr><th>result</th><th>what it is</th><th>value</th><th>formula</th></tr>"
    return Display(
        {
            "text/plain": plain,
            "text/html": f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
            RESULTS_MIME: {"results": [result.record() for result in results]},
        }
    )


def _text_display(
    kind: str, question: str, templates: list[str], filled: list[str], asked: str = ""
) -> Display:
    text = " ".join(filled)
    if kind == "caption":
        text = f"*{text}*"
    markdown = f"**{asked}** {text}" if asked else text
    record = {"kind": kind, "question": question, "templates": templates}
    return Display({"text/plain": markdown, "text/markdown": markdown, TEXT_MIME: record})


def _table_display(
    caption: str,
    filled_caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    filled: Sequence[Sequence[str]],
) -> Display:
    def line(cells: Sequence[str], tag: str) -> str:
        first, *rest = (html.escape(cell) for cell in cells)
        return f"<tr><th scope='row'>{first}</th>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in rest) + "</tr>"

    heads = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in header)
    body = "".join(line(cells, "td") for cells in filled)
    widths = [max(len(cells[i]) for cells in [header, *filled]) for i in range(len(header))]
    plain = [filled_caption] + [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in [header, *filled]
    ]
    return Display(
        {
            "text/plain": "\n".join(plain),
            "text/html": f"<table><caption>{html.escape(filled_caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>",
            TABLE_MIME: {"caption": caption, "header": list(header), "rows": [list(cells) for cells in rows]},
        }
    )


# --- the ledger of the book, read back from stored notebooks ----------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A stored result and where it was computed; `cell` is the number JupyterLab shows."""

    record: Mapping[str, Any]
    notebook: str
    cell: int


@dataclass(frozen=True)
class Answer:
    """A stored short answer; `templates` are its sentences with references to results."""

    question: str
    templates: tuple[str, ...]
    notebook: str


def read_notebook(path: Path) -> tuple[list[Entry], list[Answer]]:
    """The results and short answers stored in one notebook."""
    entries: list[Entry] = []
    answers: list[Answer] = []
    for cell, data in _stored_outputs(path):
        for record in data.get(RESULTS_MIME, {}).get("results", []):
            entries.append(Entry(record, path.stem, cell))
        text = data.get(TEXT_MIME, {})
        if text.get("kind") == "answer":
            answers.append(Answer(text["question"], tuple(text["templates"]), path.stem))
    return entries, answers


def _stored_outputs(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for output in cell["outputs"]:
                yield cell["execution_count"] or 0, output.get("data", {})


def read_ledger(folder: Path) -> tuple[dict[str, Entry], list[Answer]]:
    """The ledger of the whole book: result id → entry, and the short answers in the order of chapters.

    Raises
    ------
    ResultError
        If two notebooks use one id.
    """
    ledger: dict[str, Entry] = {}
    answers: list[Answer] = []
    for path in sorted(folder.glob("*.ipynb")):
        entries, found = read_notebook(path)
        answers += found
        for entry in entries:
            name = entry.record["id"]
            if name in ledger:
                raise ResultError(f"{name} is computed in {ledger[name].notebook} and in {entry.notebook}")
            ledger[name] = entry
    return ledger, answers
