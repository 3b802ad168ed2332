"""Whatever is brought is taken with the meaning that is documented, or refused by the error that is.

Six surfaces: tables, dates, anchors, texts with references, values of parameters, files and their names. The long
test, marked ``sweep``, tries ten or twenty thousand inputs on each; the short one a few of the same.
"""

from __future__ import annotations

import calendar
import contextlib
import csv
import datetime
import importlib
import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import garbled
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from romsov_analysis import evidence
from romsov_analysis.evidence import anchors, dates
from romsov_analysis.evidence.checks import check_file
from romsov_analysis.ledger import Ledger, ParameterError, Table
from romsov_analysis.results import Result, ResultError, marked, plain, references
from romsov_analysis.runs import filling, inputs, places, prose, rerun, story, validation, values
from romsov_analysis.runs.places import RunError
from romsov_analysis.shown import printable, shown

THEMES = ("reparations", "pacts", "talks", "rupture", "aid")
LONGEST_LINE = 900
Surface = Callable[[random.Random, Path], bool]


def told(error: object) -> None:
    """Holds a message to what every message keeps: lines that can be read, nothing that moves a cursor."""
    lines = str(error).split("\n")
    assert all(line and line.isprintable() for line in lines), repr(str(error))
    assert max(map(len, lines)) <= LONGEST_LINE, str(error)
    assert len(lines) <= 21


# --- the six surfaces: each tries one input and says whether it was taken ------------------------------------


def tables(rng: random.Random, folder: Path) -> bool:
    wanted = evidence.table(rng.choice(sorted(evidence.tables())))
    raw = garbled.table(rng, wanted.path.read_bytes())
    path = folder / f"{wanted.name}.csv"
    path.write_bytes(raw)
    try:
        checked = check_file(replace(wanted, path=path))
        problems = list(checked.problems)
    except evidence.EvidenceError as error:
        problems = error.problems
    if problems:
        told(evidence.EvidenceError(problems))
        assert all(problem.file == path.name and problem.rule and problem.accepted for problem in problems)
        return False
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    rows = [row for row in rows if any(row.values())]
    assert len(rows) == len(checked.frame)
    for column, field in wanted.fields.items():
        for row, cell in zip(rows, checked.frame[column], strict=True):
            assert (row[column] == "") == bool(cell != cell or cell is None or str(cell) == "<NA>")
            if row[column] and field["type"] in ("number", "integer"):
                assert float(cell) == float(row[column])
            elif row[column]:
                assert str(cell).lower() == row[column].lower()
    return True


def days_of(point: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that one date can mean, found by trying every year and month."""
    parts = [*point.rstrip("?~%").split("-"), "XX", "XX"][:3]
    pattern = re.compile(parts[0].replace("X", "[0-9]"))
    months = range(1, 13) if parts[1] == "XX" else [int(parts[1])]
    found = []
    for year in range(1, 10000) if "X" in parts[0] else [int(parts[0])]:
        if pattern.fullmatch(f"{year:04}"):
            for month in months:
                last = calendar.monthrange(year, month)[1]
                found += [
                    datetime.date(year, month, day)
                    for day in ((1, last) if parts[2] == "XX" else (int(parts[2]),))
                ]
    return min(found), max(found)


def edtf(text: str) -> bool:
    try:
        span = dates.parse(text)
    except dates.DateError as error:
        told(error)
        return False
    first, slash, last = text.partition("/")
    last = last if slash else first
    assert span.earliest == (None if first == ".." else days_of(first)[0])
    assert span.latest == (None if last == ".." else days_of(last)[1])
    assert dates.in_words(text).isprintable()
    assert dates.when(text)
    assert dates.before(span, span) != "yes"
    try:
        dates.moment(text)
    except dates.DateError as error:
        told(error)
    return True


def one_date(rng: random.Random, _: Path) -> bool:
    return edtf(garbled.date(rng))


def selectors(rng: random.Random, _: Path) -> bool:
    text = anchors.normalise(garbled.printed(rng))
    assert anchors.normalise(text) == text

    def piece() -> str:
        at, length = rng.randrange(len(text) + 1), rng.randrange(6)
        return text[at : at + length] if rng.random() < 0.8 else garbled.printed(rng)[:6]

    exact, prefix, suffix = piece(), rng.choice(("", piece())), rng.choice(("", piece()))
    try:
        found = anchors.find(text, exact, prefix, suffix)
    except anchors.AnchorError as error:
        told(error)
        return anchors.normalise(exact) != ""
    exact, prefix, suffix = map(anchors.normalise, (exact, prefix, suffix))
    assert found == tuple(
        at
        for at in range(len(text))
        if text.startswith(exact, at)
        and text[:at].rstrip(" ").endswith(prefix)
        and text[at + len(exact) :].lstrip(" ").startswith(suffix)
    )
    return True


RESULTS = [
    Result("a.b", 1.32, 1.3, 1.34, "times", "x", ("units:times",), "Grain"),
    Result.whether("a.c", True, "units:times", formula="> 1", title="Dear"),
    Result.whether("a.d", False, "units:times", formula="> 1", title="Cheap"),
]
RECORDS = {result.id: result.record() for result in RESULTS}
IDS = (*RECORDS, "cs.multiplier", "cs.killed", "vyshinsky", "corneanu")


def linked(text: str) -> bool:
    page = filling.Text(Path("page.md"), None, text)
    filled, differing = filling.filled(page, RECORDS)
    for difference in differing:
        told(difference)
    wrong = [difference for difference in differing if difference.words is None]
    # What is filled in stands as it should, and what was wrong is left.
    again = filling.differences(filling.Text(Path("page.md"), None, filled), RECORDS)
    assert [difference.reason for difference in again] == [difference.reason for difference in wrong]
    prose.naked(text)
    story.shaken([page], RECORDS, {}, RECORDS)
    ledger = Ledger(RESULTS)
    try:
        named = list(references(text))
        shown = ledger.table(Table(text or "-", ["A"], [[text]])).bundle
    except ResultError as error:
        told(error)
        return False
    assert shown["text/plain"]
    if not named:
        assert plain(marked(text, lambda _: "")) == text
    return not wrong


def texts(rng: random.Random, _: Path) -> bool:
    return linked(garbled.markdown(rng, IDS))


CHAPTERS = [importlib.import_module(f"romsov_analysis.themes.{theme}.chapter").PARAMETERS for theme in THEMES]
KNOWN = [
    "1938-01-01",
    1944,
    "romania",
    "finland",
    "firsthand",
    "all",
    ["firsthand"],
    [0.1, 0.9],
    "second",
    "bilateral",
]


def parameters(rng: random.Random, folder: Path) -> bool:
    chapter = rng.choice(CHAPTERS)
    defaults = {parameter.name: parameter.default for parameter in chapter}
    content = garbled.settings(rng, defaults, [*KNOWN, *defaults.values()])
    try:
        if rng.random() < 0.6:
            found = values.assignments([garbled.typed(rng, content)])
        else:
            path = folder / rng.choice(("p.json", "p.toml"))
            plain_ones = {name: value for name, value in content.items() if type(value) is not dict}
            lines = "\n".join(f"{name} = {shown(value)}" for name, value in plain_ones.items())
            raw = (json.dumps(content) if path.suffix == ".json" else lines).encode("utf-8", "replace")
            path.write_bytes(garbled.scratched(rng, raw) if rng.random() < 0.3 else raw)
            found = values.of_file(path)
    except RunError as error:
        told(error)
        return False
    try:
        read = chapter.read(found)
    except ParameterError as error:
        told(error)
        for line in str(error).split("\n"):
            assert re.match(rf"(no parameter ['\"]|({'|'.join(defaults)})=).*Accepted: ", line), line
        return False
    assert list(read) == list(defaults)
    assert chapter.changed(read) is not None
    return True


def files(rng: random.Random, folder: Path) -> bool:
    notebooks = folder / "notebooks"
    for path in notebooks.iterdir() if notebooks.is_dir() else ():
        path.unlink()
    notebooks.mkdir(exist_ok=True)
    names = {garbled.name(rng).replace("/", "_") for _ in range(3)}
    original = rng.choice(NOTEBOOKS)
    for name in names:
        (notebooks / f"{name}.ipynb").write_bytes(
            garbled.scratched(rng, original) if rng.random() < 0.8 else original
        )
    wanted = rng.choice((garbled.name(rng), rng.choice(sorted(names))[: rng.randrange(1, 5)]))
    try:
        path = places.find(notebooks, wanted)
        start = wanted.rpartition("/")[2].removesuffix(".ipynb")
        assert [found for found in notebooks.iterdir() if found.stem.startswith(start)] == [path]
        notebook = places.read(path)
    except RunError as error:
        told(error)
        return False
    finally:
        for odd in (wanted, garbled.name(rng)):
            try:
                places.named(places.home(Path(odd)))
            except RunError as error:
                told(error)
    for problem in validation.refusals(path):
        told(printable(problem, LONGEST_LINE))
    inputs.parameters(notebook)
    values.declared(notebook)
    story.answers(notebook)
    story.verdict(notebook)
    assert list(filling.records_of(notebook)) is not None
    filling.fill_cells(notebook, path, RECORDS)
    try:
        with contextlib.chdir(folder):  # a name alone would leave its folder wherever the tests are run
            rerun._target(Path(garbled.name(rng)), path, folder)
    except (RunError, OSError) as error:
        told(error)
    return True


def _small(path: Path) -> bytes:
    """A notebook cut to some of its cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if len(json.dumps(cell)) < 3000][:6]
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


NOTEBOOKS = [_small(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
SURFACES: dict[str, Surface] = {
    "tables": tables,
    "dates": one_date,
    "anchors": selectors,
    "texts": texts,
    "parameters": parameters,
    "files": files,
}


def tried(surface: str, count: int, folder: Path, first: int = 0) -> dict[bool, int]:
    found = {True: 0, False: 0}
    for seed in range(first, first + count):
        found[SURFACES[surface](random.Random(f"{surface} {seed}"), folder)] += 1
    return found


@pytest.mark.parametrize("surface", SURFACES)
def test_some_of_what_people_bring_is_taken_and_some_refused_in_words(surface: str, tmp_path: Path) -> None:
    assert min(tried(surface, 60, tmp_path).values()) > 0


@pytest.mark.sweep
@pytest.mark.parametrize("surface", SURFACES)
def test_all_that_people_bring_is_taken_or_refused_in_words(surface: str, tmp_path: Path) -> None:
    found = tried(surface, 10_000 if surface == "tables" else 20_000, tmp_path, 1000)
    print(f"{surface}: {found[True]} taken, {found[False]} refused")
    assert min(found.values()) > 500


NEAR = r"[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?(/[0-9X]{4}(-[0-9X]{2}){0,2})?"
ANY = st.text(max_size=40) | st.from_regex(NEAR, fullmatch=True)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(ANY)
@example("1939/" * 1000)
@example("1944-08-XX/1944-09-XX")
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    edtf(text)


@pytest.mark.sweep
@settings(
    max_examples=5000, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(ANY)
def test_a_great_many_texts_are_dates_or_are_refused(text: str) -> None:
    edtf(text)
    linked(text)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=200) | st.integers() | st.lists(st.floats()))
def test_what_errors_show_is_short_and_moves_no_cursor(value: Any) -> None:
    for text in (printable(value), shown(value)):
        assert text.isprintable()
        assert len(text) <= 170
