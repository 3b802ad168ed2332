"""The door to the tables: what is wrong is said once and in full, what is right comes back unchanged."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romsov_analysis import evidence
from romsov_analysis.evidence import descriptors
from romsov_analysis.evidence.checks import _DRAWN_AS_NOTHING
from romsov_analysis.evidence.descriptors import PACKAGES, package_folder

# Invented rows; a column that is not named is empty.
DIGEST = "0123456789abcdef" * 4
ROWS: dict[str, list[dict[str, str]]] = {
    "units": [
        {"id": "acre", "pattern": "{} acres", "dimension": "count", "meaning": "acres of land"},
        {"id": "mile", "pattern": "{} miles", "dimension": "ratio", "meaning": "miles of road"},
    ],
    "sources": [
        {"id": "ledger", "type": "book", "title": "A ledger", "language": "en", "tier": "A"}
        | {"terms": "public", "seen": "whole"},
    ],
    "reparation_terms": [
        {"id": "toll", "title": "A toll", "value": "5.5", "low": "4", "high": "6", "unit": "acre"}
        | {"date": "1901-09-12", "source": "ledger", "status": "verified", "checked": "2026-01-02"},
        {"id": "gift", "title": "A gift", "date": "1903/1904", "source": "ledger"}
        | {"status": "second-hand", "checked": "2026-01-03", "note": "a remark"},
    ],
    "documents": [
        {"id": "letter", "type": "book", "title": "A letter", "short": "the letter", "language": "en"}
        | {"terms": "public", "text_file": "letter.txt", "sha256": DIGEST, "bytes": "77"}
        | {"obtain": "Ask.", "verified": "2026-01-02"},
    ],
    "people": [{"id": "miller", "name": "The miller", "role": "miller"}],
    "claims": [
        {"id": "l.mill", "document": "letter", "theme": "talks", "statement": "The mill stood."}
        | {"date": "1902-05-06", "speaker": "miller", "act": "assertion", "basis": "firsthand"}
        | {"chain": "miller > letter", "dependence": "miller", "exact": "the mill stood", "offset": "3"},
    ],
    "series": [
        {"id": "oats", "title": "Oats", "country": "RO", "group": "oats", "unit": "acre"}
        | {"resolution": "0.1", "observations": "annual", "source": "ledger", "locator": "p. 1"},
    ],
    "price_series": [
        {"series": "oats", "year": "1901", "value": "12.5", "status": "verified"},
        {"series": "oats", "year": "1902", "value": "13", "status": "verified"},
    ],
    "price_months": [],
    "events": [],
    "corrections": [],
}


pytestmark = pytest.mark.usefixtures("fresh_tables")


def as_csv(header: list[str], rows: list[list[str]], **form: object) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, **({"lineterminator": "\n"} | form)).writerows([header, *rows])  # type: ignore[arg-type]
    return stream.getvalue().encode()


def invented(name: str) -> bytes:
    header = list(evidence.table(name).fields)
    return as_csv(header, [[row.get(column, "") for column in header] for row in ROWS[name]])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of invented tables that replaces ours."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ROWS:
        (own / f"{name}.csv").write_bytes(invented(name))
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(own))
    evidence.clear_cache()
    return own


Edit = Callable[[Path], object]


def swap(old: str, new: str | bytes) -> Edit:
    """The file with one place changed."""

    def edit(path: Path) -> None:
        content = path.read_bytes()
        assert content.count(old.encode()) == 1, f"{old!r} must stand once in {path.name}"
        path.write_bytes(content.replace(old.encode(), new if isinstance(new, bytes) else new.encode()))

    return edit


def cell(row: int, column: str, value: str) -> Edit:
    """The file with one cell changed; `row` is the line, the header is line 1."""

    def edit(path: Path) -> None:
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
        rows[row - 2][header.index(column)] = value
        path.write_bytes(as_csv(header, rows))

    return edit


def cells(row: int, **values: str) -> Edit:
    def edit(path: Path) -> None:
        for column, value in values.items():
            cell(row, column, value)(path)

    return edit


def stray_table(path: Path) -> None:
    path.rename(path.with_name("unitts.csv"))
    evidence.clear_cache()


def folder_gone(path: Path) -> None:
    shutil.rmtree(path.parent)
    evidence.clear_cache()


# Table, what is done to it, and what the message must name: file, row, column, value, rule, what is accepted.
BAD = {
    "missing file": ("units", Path.unlink, ["units.csv", "missing", "own"]),
    "unknown table": ("units", stray_table, ["unitts.csv", "no table of this name", "Accepted: units"]),
    "folder gone": ("units", folder_gone, ["ROMSOV_EVIDENCE", "own", "no folder", "a folder with tables"]),
    "empty file": ("units", lambda path: path.write_bytes(b""), ["units.csv", "empty", "id, pattern"]),
    "missing column": (
        "units",
        lambda path: path.write_text("id,pattern,dimension\nacre,{} acres,count\n"),
        ["units.csv", "row 1", "column meaning", "missing", "id, pattern, dimension, meaning"],
    ),
    "unknown column": (
        "units",
        lambda path: path.write_text("id,pattern,dimension,meaning,meanings\nacre,{},count,acres,x\n"),
        ["units.csv", "row 1", "column meanings", "unknown column", "Accepted: meaning"],
    ),
    "too few cells": (
        "units",
        swap(",acres of land", ""),
        ["units.csv", "row 2", "has 3 cells", "header 4", "one cell a column"],
    ),
    "too many cells": (
        "units",
        swap("miles of road", "miles, road"),
        ["units.csv", "row 3", "has 5 cells", "header 4", "double quotes"],
    ),
    "line break": (
        "units",
        swap("acres of land", '"acres\nof land"'),
        ["units.csv", "row", "line break", "one line a row"],
    ),
    "bytes not UTF-8": (
        "units",
        swap("miles of road", "miles of ro\u00e2d".encode("latin-1")),
        ["units.csv", "row 3", "e2", "not UTF-8", "saved as UTF-8"],
    ),
    "semicolons": (
        "units",
        lambda path: path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8"),
        ["units.csv", "row 1", "separated by semicolons", "commas"],
    ),
    "tabs": (
        "units",
        lambda path: path.write_text(path.read_text("utf-8").replace(",", "\t"), "utf-8"),
        ["units.csv", "row 1", "separated by tabs", "commas"],
    ),
    "a line for Excel": (
        "units",
        lambda path: path.write_text("sep=;\n" + path.read_text("utf-8"), "utf-8"),
        ["units.csv", "row 1", "separated by semicolons"],
    ),
    "a workbook": (
        "units",
        lambda path: path.write_bytes(b"PK\x03\x04" + bytes(40)),
        ["units.csv", "is a workbook", "saved as CSV"],
    ),
    "a Parquet file": ("units", lambda path: path.write_bytes(b"PAR1...."), ["units.csv", "Parquet", "CSV"]),
    "UTF-16": (
        "units",
        lambda path: path.write_bytes(path.read_text("utf-8").encode("utf-16")),
        ["units.csv", "UTF-16", "saved as UTF-8"],
    ),
    "a folder": (
        "units",
        lambda path: (path.unlink(), path.mkdir()),
        ["units.csv", "is a folder", "a file with a table"],
    ),
    "an index column": (
        "units",
        lambda path: path.write_text(",id,pattern,dimension,meaning\n0,acre,{} acres,count,acres\n"),
        ["units.csv", "row 1", "a column without a name", "the table without it"],
    ),
    "direction mark": (
        "units",
        swap("miles of road", "miles\N{RIGHT-TO-LEFT OVERRIDE} of road"),
        ["units.csv", "row 3", "column meaning", "right-to-left override", "without it"],
    ),
    "no width": (
        "units",
        swap("miles of road", "mi\N{ZERO WIDTH SPACE}les of road"),
        ["units.csv", "row 3", "zero width space"],
    ),
    "a reference in a cell": (
        "units",
        swap("miles of road", "miles [x](claim:cs.sum?quote)"),
        ["units.csv", "row 3", "reads like a reference", "text"],
    ),
    "control": ("units", swap("miles of road", "miles\x07 of road"), ["units.csv", "row 3", "u+0007"]),
    "dot for missing": (
        "reparation_terms",
        cell(2, "value", "."),
        ["reparation_terms.csv", "row 2", "'.'", "stands for a missing value", "an empty cell"],
    ),
    "thousands": (
        "reparation_terms",
        cell(2, "value", "1,355.5"),
        ["reparation_terms.csv", "row 2", "no mark between thousands: 1355.5"],
    ),
    "a whole number with a point": (
        "documents",
        cell(2, "bytes", "1938.0"),
        ["documents.csv", "row 2", "not a whole number (1938?)"],
    ),
    "a page in a cell": (
        "reparation_terms",
        cell(2, "value", "7" * 400 + "x"),
        ["reparation_terms.csv", "row 2", "7" * 80 + "…'"],
    ),
    "lost character": (
        "units",
        swap("miles of road", "miles of ro\N{REPLACEMENT CHARACTER}d"),
        ["units.csv", "row 3", "\N{REPLACEMENT CHARACTER}", "lost", "the letter itself"],
    ),
    "quotes left open": (
        "units",
        swap("miles of road", '"miles'),
        ["units.csv", "row 3", "a quote opens here", "RFC"],
    ),
    "wrong type, number": (
        "reparation_terms",
        cell(2, "value", "five"),
        ["reparation_terms.csv", "row 2", "column value", "'five'", "not a number", "17.908"],
    ),
    "wrong type, whole number": (
        "documents",
        cell(2, "bytes", "77.5"),
        ["documents.csv", "row 2", "column bytes", "'77.5'", "not a whole number", "1944"],
    ),
    "number with a comma": (
        "reparation_terms",
        cell(2, "value", "5,5"),
        ["reparation_terms.csv", "row 2", "column value", "'5,5'", "comma", "decimal point"],
    ),
    "required cell empty": (
        "units",
        cell(3, "meaning", ""),
        ["units.csv", "row 3", "column meaning", "''", "required", "The unit in words"],
    ),
    "white space at an end": (
        "units",
        cell(3, "meaning", "miles "),
        ["units.csv", "row 3", "column meaning", "'miles '", "white space", "Accepted: 'miles'"],
    ),
    "low above high": (
        "reparation_terms",
        cells(2, value="", low="7"),
        ["reparation_terms.csv", "row 2", "low/value/high", "7.0, , 6.0", "above", "low ≤ value ≤ high"],
    ),
    "value outside its range": (
        "reparation_terms",
        cell(2, "value", "6.1"),
        ["reparation_terms.csv", "row 2", "low/value/high", "4.0, 6.1, 6.0", "low ≤ value ≤ high"],
    ),
    "below the least": (
        "price_series",
        cell(2, "year", "1899"),
        ["price_series.csv", "row 2", "column year", "'1899'", "below", "1900 or more"],
    ),
    "above the greatest": (
        "price_series",
        cell(3, "year", "2031"),
        ["price_series.csv", "row 3", "column year", "'2031'", "above", "2030 or less"],
    ),
    "bad date": (
        "reparation_terms",
        cell(2, "date", "12.09.1901"),
        ["reparation_terms.csv", "row 2", "column date", "'12.09.1901'", "not a date in EDTF", "1944-09-12"],
    ),
    "day of no calendar": (
        "reparation_terms",
        cell(2, "date", "1901-02-29"),
        ["reparation_terms.csv", "row 2", "column date", "'1901-02-29'", "EDTF", "1944-09-12"],
    ),
    "unknown category": (
        "units",
        cell(2, "dimension", "kount"),
        ["units.csv", "row 2", "column dimension", "'kount'", "unknown category", "count, mass"],
    ),
    "form of an id": (
        "units",
        cell(2, "id", "Acre"),
        ["units.csv", "row 2", "column id", "'Acre'", "form", "Id of the unit", "[a-z0-9_]+"],
    ),
    "form of an id, to its end": (
        "units",
        cell(2, "id", "acre!"),
        ["units.csv", "row 2", "column id", "'acre!'", "form", "[a-z0-9_]+"],
    ),
    "duplicate id": (
        "units",
        cell(3, "id", "acre"),
        ["units.csv", "row 3", "column id", "'acre'", "already in row 2", "used once"],
    ),
    "duplicate key of two columns": (
        "price_series",
        cell(3, "year", "1901"),
        ["price_series.csv", "row 3", "series/year", "'oats/1901'", "already in row 2", "used once"],
    ),
    "unknown unit": (
        "reparation_terms",
        cell(2, "unit", "acer"),
        ["reparation_terms.csv", "row 2", "column unit", "'acer'", "no such id in units", "Accepted: acre"],
    ),
    "unknown unit, other package": (
        "claims",
        cells(2, low="1", high="1", unit="miles"),
        ["claims.csv", "row 2", "column unit", "'miles'", "no such id in units", "Accepted: mile"],
    ),
    "dangling id": (
        "claims",
        cell(2, "speaker", "milner"),
        ["claims.csv", "row 2", "column speaker", "'milner'", "no such id in people", "Accepted: miller"],
    ),
    "seven words in an anchor": (
        "claims",
        cell(2, "exact", "one two three four five six seven"),
        ["claims.csv", "row 2", "column exact", "six seven'", "too many words", "at most 6"],
    ),
    "thirteen words in a selector": (
        "claims",
        cells(2, prefix="a b c d", exact="e f g h i j", suffix="k l m"),
        ["claims.csv", "row 2", "prefix/exact/suffix", "k l m", "13 words", "at most 12"],
    ),
    "anchor without offset": (
        "claims",
        cell(2, "offset", ""),
        ["claims.csv", "row 2", "exact/offset", "the mill stood", "only some", "all of them, or none"],
    ),
    "clock time without zone": (
        "claims",
        cell(2, "time", "18:40"),
        ["claims.csv", "row 2", "time/zone/zone_status", "18:40", "only some", "all of them, or none"],
    ),
}


@pytest.mark.parametrize(("name", "edit", "named"), BAD.values(), ids=BAD.keys())
def test_bad_input_gives_one_error_that_says_everything(
    folder: Path, name: str, edit: Edit, named: list[str]
) -> None:
    evidence.load(name)  # the table is good before the edit
    evidence.clear_cache()
    evidence.tables()
    edit(folder / f"{name}.csv")
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.load(name)
    assert len(caught.value.problems) == 1
    message = str(caught.value)
    assert [part for part in [*named, "Accepted: "] if part not in message] == []
    assert "\n" not in message


@pytest.mark.parametrize(
    "edit",
    [
        cell(2, "exact", "one two three four five six"),
        cells(2, prefix="a b c", exact="e f g h i j", suffix="k l m"),
        cells(2, low="2", value="2", high="2", unit="acre"),
        cells(2, low="1", high="2", unit="acre"),
        cells(2, time="00:00/23:59", zone="Europe/Bucharest", zone_status="assumed"),
        cells(2, exact="", offset=""),
    ],
    ids=["six words", "twelve words", "low = high", "no best value", "clock time", "no anchor"],
)
def test_what_just_keeps_a_rule_is_accepted(folder: Path, edit: Edit) -> None:
    edit(folder / "claims.csv")
    assert len(evidence.load("claims")) == 1


def test_several_breaches_in_a_file_come_in_one_error(folder: Path) -> None:
    path = folder / "reparation_terms.csv"
    cells(2, value="5,5", date="yesterday")(path)
    cells(3, status="verifeid", title="", low="x")(path)
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.load("reparation_terms")
    found = [(problem.row, problem.column) for problem in caught.value.problems]
    assert found == [(2, "value"), (2, "date"), (3, "title"), (3, "low"), (3, "status")]
    assert len(str(caught.value).splitlines()) == 5


def test_every_repeated_id_and_broken_rule_is_listed(folder: Path) -> None:
    path = folder / "reparation_terms.csv"
    cells(2, low="9")(path)
    cells(3, id="toll", low="2", high="1")(path)
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.load("reparation_terms")
    assert sorted((problem.row, problem.column) for problem in caught.value.problems) == [
        (2, "low/value/high"),
        (3, "id"),
        (3, "low/value/high"),
    ]


def test_every_dangling_id_is_listed(folder: Path) -> None:
    path = folder / "reparation_terms.csv"
    cells(2, unit="acer", source="legder")(path)
    cells(3, source="book")(path)
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.load("reparation_terms")
    found = sorted((problem.row, problem.column) for problem in caught.value.problems)
    assert found == [(2, "source"), (2, "unit"), (3, "source")]


def test_a_bad_cell_does_not_hide_a_repeated_id_a_broken_rule_or_a_dangling_id(folder: Path) -> None:
    path = folder / "reparation_terms.csv"
    cells(2, status="verifeid", low="9", unit="acer")(path)
    cells(3, id="toll")(path)
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.load("reparation_terms")
    found = {(problem.row, problem.column) for problem in caught.value.problems}
    assert found == {(2, "status"), (2, "low/value/high"), (2, "unit"), (3, "id")}


def test_a_key_written_in_two_ways_is_still_repeated(folder: Path) -> None:
    cell(3, "year", "01901")(folder / "price_series.csv")
    with pytest.raises(evidence.EvidenceError):
        evidence.load("price_series")


def test_a_whole_number_is_exact_beside_an_empty_cell(folder: Path) -> None:
    path = folder / "claims.csv"
    header, row = path.read_text("utf-8").splitlines()
    other = row.replace("l.mill", "l.other").replace("the mill stood,,,3", ",,,")
    path.write_text(f"{header}\n{row}\n{other}\n", "utf-8")
    cell(2, "offset", "9007199254740993")(path)
    assert evidence.load("claims")["offset"].iloc[0] == 9007199254740993


def test_one_error_for_all_tables(folder: Path) -> None:
    cell(2, "dimension", "kount")(folder / "units.csv")
    cell(2, "bytes", "many")(folder / "documents.csv")
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.check_all()
    # Other tables refer to these two; their breaches are not told again for each. (What our other tables miss
    # in the small ones of the folder is told too, and is not looked at here.)
    broken = {"units.csv", "documents.csv"}
    found = [(p.file, p.column) for p in caught.value.problems if p.file in broken]
    assert found == [("units.csv", "dimension"), ("documents.csv", "bytes")]


def test_a_table_without_a_descriptor_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in PACKAGES:
        shutil.copytree(package_folder(package), tmp_path / package)
    (tmp_path / "data" / "gauges.csv").write_text("id\none\n", "utf-8")
    monkeypatch.setattr(descriptors, "package_folder", tmp_path.joinpath)
    evidence.clear_cache()
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.check_all()
    evidence.clear_cache()
    (problem,) = caught.value.problems
    assert (problem.file, problem.accepted) == ("gauges.csv", "an entry in data/datapackage.json")


def test_our_own_tables_are_good() -> None:
    rows = evidence.check_all()
    assert set(rows) == set(evidence.tables())
    for name, count in rows.items():
        with evidence.table(name).path.open(encoding="utf-8", newline="") as file:
            assert count == sum(1 for _ in csv.reader(file)) - 1


def test_a_valid_table_replaces_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = evidence.row("price_series:us_wpi_all/1944")["value"]
    others = evidence.load("price_series").drop("us_wpi_all/1944")
    text = evidence.table("price_series").path.read_text("utf-8")
    changed, count = re.subn(r"(?m)^us_wpi_all,1944,[\d.]+", "us_wpi_all,1944,99.125", text)
    assert count == 1
    (tmp_path / "price_series.csv").write_text(changed, "utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    assert evidence.row("price_series:us_wpi_all/1944")["value"] == 99.125 != ours
    assert evidence.table("price_series").path.parent == tmp_path
    pd.testing.assert_frame_equal(evidence.load("price_series").drop("us_wpi_all/1944"), others)


def test_a_file_changed_under_us_is_seen_after_clear_cache(folder: Path) -> None:
    assert evidence.row("units:acre")["meaning"] == "acres of land"
    path = folder / "units.csv"
    written = path.stat()
    cell(2, "meaning", "fields")(path)
    os.utime(path, ns=(written.st_atime_ns, written.st_mtime_ns))  # a change within one tick of the clock
    evidence.clear_cache()
    assert evidence.row("units:acre")["meaning"] == "fields"


def test_a_table_with_no_rows_is_a_table(folder: Path) -> None:
    path = folder / "claims.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    frame = evidence.load("claims")
    assert (len(frame), str(frame["value"].dtype), str(frame["offset"].dtype)) == (0, "float64", "Int64")


def test_dtypes_are_as_documented() -> None:
    documented = {"number": "float64", "integer": "Int64", "boolean": "boolean", "string": "str"}
    for name, table in evidence.tables().items():
        dtypes = evidence.load(name).dtypes.astype(str).to_dict()
        assert dtypes == {column: documented[field["type"]] for column, field in table.fields.items()}, name


def test_index_is_the_row_id_and_an_empty_cell_is_missing(folder: Path) -> None:
    assert list(evidence.load("price_series").index) == ["oats/1901", "oats/1902"]
    terms = evidence.load("reparation_terms")
    assert terms["value"].to_dict()["toll"] == 5.5
    assert terms.loc["gift", ["value", "low", "high", "unit"]].isna().all()
    assert evidence.load("claims")["time"].isna().all()
    assert evidence.ids("units") == {"acre", "mile"}
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("price_series:us_wpi_al/1944", "us_wpi_all/1944"),
        ("unit:percent", "units"),
        ("units:percents", "percent"),
    ],
)
def test_an_unknown_row_names_the_nearest(asked: str, nearest: str) -> None:
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.row(asked)
    said, _, accepted = str(caught.value).partition("Accepted: ")
    assert asked.partition(":")[2] in said or asked.partition(":")[0] in said
    assert nearest in accepted.split(", ")


def test_an_unknown_row_with_nothing_near_still_says_what_is_accepted() -> None:
    with pytest.raises(evidence.EvidenceError) as caught:
        evidence.row("units:zzzzzzzz")
    assert "percent" in str(caught.value).partition("Accepted: ")[2]


def test_load_returns_a_copy() -> None:
    first = evidence.load("units")
    before = first.copy()
    first.loc["percent", "meaning"] = "changed"
    first["note"] = "added"
    pd.testing.assert_frame_equal(evidence.load("units"), before)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
@pytest.mark.parametrize("package", PACKAGES)
def test_frictionless_accepts_the_package(package: str) -> None:
    from frictionless import Package

    report = Package(str(package_folder(package) / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert report.valid
    stated = json.loads((package_folder(package) / "datapackage.json").read_text("utf-8"))["resources"]
    assert len(report.tasks) == len(stated)


def test_the_registers_carry_a_figure() -> None:
    claims = evidence.load("claims")
    figures = claims[claims["value"].notna() | claims["low"].notna()]
    assert len(figures)
    assert figures[["low", "high", "unit"]].notna().all(axis=None)


def test_the_registers_carry_a_quotation_inside_a_quotation() -> None:
    claim = evidence.row("claims:pt.alsace")
    links = claim["chain"].split(" > ")
    assert len(links) >= 3
    assert all(links)
    assert claim["basis"] == "relayed"


def test_the_registers_carry_a_relayed_denial_with_clock_time_and_zone_status() -> None:
    claim = evidence.row("claims:co.no_concentrations")
    assert (claim["act"], claim["basis"]) == ("denial", "relayed")
    assert re.fullmatch(r"\d\d:\d\d", claim["time"])
    assert claim["zone"] == "Europe/Bucharest"
    assert claim["zone_status"] in ("stated", "assumed")


# Hypothesis refuses fixtures that are made once a test, not once an example: these open their own folder.
def outcome(name: str, content: bytes) -> pd.DataFrame | evidence.EvidenceError:
    """The table read from `content` (the others are the invented ones), or the error."""
    with tempfile.TemporaryDirectory() as own, pytest.MonkeyPatch.context() as patch:
        for other in {there for key in evidence.table(name).foreign_keys for there in key.tables}:
            (Path(own) / f"{other}.csv").write_bytes(INVENTED[other])
        (Path(own) / f"{name}.csv").write_bytes(content)
        patch.setenv("ROMSOV_EVIDENCE", own)
        evidence.clear_cache()
        try:
            return evidence.load(name)
        except evidence.EvidenceError as error:
            return error
        finally:
            evidence.clear_cache()


INVENTED = {name: invented(name) for name in ROWS}
# One line of anything that UTF-8 can write, without white space at its ends.
LINE = st.text(
    st.characters(
        exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"],
        exclude_characters="\r\n\N{REPLACEMENT CHARACTER}",
    )
).filter(lambda text: text == text.strip() and not _DRAWN_AS_NOTHING.search(text))
UNIT = st.tuples(
    st.from_regex(r"[a-z0-9_]{1,8}(\.[a-z0-9_]{1,8}){0,2}", fullmatch=True),
    st.tuples(LINE, LINE).map(lambda ends: "{}".join(re.sub("[{}]", "", end) for end in ends)),
    st.sampled_from(["ratio", "percent", "money", "count", "mass", "time", "year", "index", "rate", "price"]),
    LINE.filter(bool),
)


@settings(deadline=None, max_examples=40)
@given(
    rows=st.lists(UNIT.map(list), max_size=8, unique_by=lambda row: row[0]),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_a_table_of_valid_rows_comes_back_unchanged(
    rows: list[list[str]], end: str, quoting: int, mark: bytes
) -> None:
    header = ["id", "pattern", "dimension", "meaning"]
    found = outcome("units", mark + as_csv(header, rows, lineterminator=end, quoting=quoting))
    assert isinstance(found, pd.DataFrame), found
    assert list(found.columns) == header
    assert found.to_numpy().tolist() == rows
    assert list(found.index) == [row[0] for row in rows]


def assert_equal_or_refused(name: str, column: str, text: str) -> None:
    header, first, *rest = csv.reader(io.StringIO(INVENTED[name].decode(), newline=""))
    first[header.index(column)] = text
    found = outcome(name, as_csv(header, [first, *rest]))
    if isinstance(found, evidence.EvidenceError):
        assert found.problems
        return
    loaded = found[column].iloc[0]
    if text == "":
        assert pd.isna(loaded)
    elif evidence.table(name).fields[column]["type"] == "string":
        assert loaded == text
    else:
        # A number is what is written, digit by digit, not what a converter makes of it.
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)
        assert abs(loaded) < float("inf")
        assert loaded == (int(text) if str(found[column].dtype) == "Int64" else float(text))


CELLS = [
    (name, column) for name in ("reparation_terms", "documents") for column in evidence.table(name).fields
]
# Digits of other scripts have a test of their own below.
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Nd"], include_characters="0123456789"))


@settings(deadline=None, max_examples=100)
@given(
    place=st.sampled_from(CELLS),
    text=ANYTHING | st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True),
)
def test_any_text_in_a_cell_loads_equal_or_is_refused(place: tuple[str, str], text: str) -> None:
    assert_equal_or_refused(*place, text)


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        pytest.param("reparation_terms", "value", "٥", id="number in other digits"),
        pytest.param("price_series", "value", "9" * 400, id="number too great"),
        pytest.param("documents", "bytes", "٥", id="whole number in other digits"),
        pytest.param("documents", "bytes", "9" * 19, id="whole number beyond 64 bits"),
        pytest.param("documents", "bytes", "9" * 30, id="whole number of thirty digits"),
        pytest.param("documents", "bytes", "9" * 18, id="whole number within 64 bits"),
        pytest.param("reparation_terms", "date", "Y" + "9" * 20, id="year of twenty digits"),
        pytest.param("reparation_terms", "note", "NaN", id="text that pandas takes for missing"),
        pytest.param("reparation_terms", "note", "a\0b", id="text with a null"),
    ],
)
def test_odd_cells_load_equal_or_are_refused(name: str, column: str, text: str) -> None:
    assert_equal_or_refused(name, column, text)


@settings(deadline=None, max_examples=50)
@given(st.binary() | st.binary().map(lambda tail: b"id,pattern,dimension,meaning\n" + tail))
def test_any_bytes_load_or_are_refused(content: bytes) -> None:
    found = outcome("units", content)
    if isinstance(found, evidence.EvidenceError):
        assert found.problems
    else:
        assert len(found) <= content.count(b"\n") + content.count(b"\r")


# --- rows and tables of the analyst's own --------------------------------------------------------------------


def test_rows_may_be_added_without_copying_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = evidence.load("units")
    (tmp_path / "units.more.csv").write_text("id,pattern,dimension,meaning\nacre,{} acres,count,acres\n")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    more = evidence.load("units")
    assert list(more.index) == [*ours.index, "acre"]
    pd.testing.assert_frame_equal(more.drop("acre"), ours)
    assert evidence.table("units").own
    assert not evidence.table("claims").own


def test_an_added_row_that_stands_already_names_both_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "units.more.csv").write_text("id,pattern,dimension,meaning\ntimes,{} acres,count,acres\n")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    with pytest.raises(
        evidence.EvidenceError, match=r"more\.csv, row 2, .*stands already in row \d+ of units\.csv"
    ):
        evidence.load("units")


@pytest.mark.parametrize("name", ["units.CSV", "units.Csv"])
def test_the_case_of_the_ending_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_text("id,pattern,dimension,meaning\nacre,{} acres,count,acres\n")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    assert evidence.table("units").path.name == name


def test_a_folder_without_a_table_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes.xlsx").write_text("x")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    with pytest.raises(evidence.EvidenceError, match=r"has no table \(files there: notes\.xlsx\)"):
        evidence.load("units")


def test_empty_rows_behind_the_last_are_passed_over(folder: Path) -> None:
    before = len(evidence.load("units"))
    path = folder / "units.csv"
    path.write_text(path.read_text("utf-8") + ",,,\n\n,,,\n", "utf-8")
    evidence.clear_cache()
    assert len(evidence.load("units")) == before


@pytest.mark.parametrize("cell", ["1938-13", "1938M13", "1938"])
def test_an_annual_mean_among_months_is_told_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    header = ",".join(evidence.table("price_months").fields)
    (tmp_path / "price_months.more.csv").write_text(f"{header}\nus_wpi_all,{cell},13.5\n")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    with pytest.raises(evidence.EvidenceError, match="belongs in the table price_series"):
        evidence.load("price_months")


def test_a_row_is_a_copy() -> None:
    first = evidence.row("units:times")
    first["pattern"] = "spoiled"
    assert evidence.row("units:times")["pattern"] == "{} times"


def test_what_went_through_the_door_is_noted() -> None:
    code = (
        "from romsov_analysis import evidence\n"
        "evidence.row('units:times'); evidence.row('units:percent')\n"
        "evidence.load('series'); evidence.row('series:us_cpi')\n"
        "print(evidence.used())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == {"series": {"*"}, "units": {"times", "percent"}}


@pytest.mark.parametrize(
    ("cells", "text"), [({"a": "x"}, "x"), ({"a": float("nan")}, "–"), ({}, "–"), ({"a": None}, "–")]
)
def test_a_cell_as_text_or_what_stands_for_a_missing_one(cells: dict[str, object], text: str) -> None:
    assert evidence.text(cells, "a", "–") == text


# --- names within a cell --------------------------------------------------------------------------------------

# Table, column, another cell for its first row, what the message says; none where the cell is taken.
NAMES = [
    ("pacts", "parties", "iran, afghanistan", "Accepted: afghanistan, lithuania, romania; several are parted by ;"),
    ("pacts", "parties", "Iran; Afghanistan", "'Iran': no such id in states. Accepted: iran"),
    ("pacts", "parties", "iran; iran", "names one twice"),
    ("pacts", "parties", "iran;", "'': no such id in states"),
    ("pacts", "parties", "iran;afghanistan", None),
    ("pacts", "parties", "near universal", None),
    ("pacts", "pairs", "iran-afganistan; iran-turkey", "'afganistan': no such id in states"),
    ("pacts", "pairs", "iran-afghanistan; iran-turkey", None),
    ("acts", "actor", "russia", "'russia': no such id in states"),
    ("acts", "against", "afghanistan; finlnad", "'finlnad': no such id in states. Accepted: finland"),
    ("alliances", "parties", "yugoslavia; atlantis", "'atlantis': no such id in states"),
    ("basket", "series", "us_wpi_fuel", "no such id in series. Accepted: us_wpi_fuels"),
    ("parts", "gains_yes", "soviets", "does not have the form of the column"),
    ("parts", "gains_no", "soviet; front", None),
    ("testimony", "denied_by", "nobody_0", "no such id in testimony"),
    ("testimony", "dependence", "gorbachov", "no such id in voices. Accepted: gorbachev"),
    ("readings", "statement", "claims:co.controvers", "no such row. Accepted: claims:co.controversy"),
    ("readings", "statement", "co.controversy", "no such row. Accepted: claims:co.controversy"),
    ("readings", "statement", "events:co.tv_broadcast", "no such row"),
    ("clock", "statement", "testimony:soviet_reply", "no such row. Accepted: testimony:soviet_reply_22"),
    ("talk_records", "statement", "events:nope", "no such row"),
    ("order_questions", "first", "events:co.tv", "no such row"),
    ("order_questions", "second", "nope", "no such row"),
    ("contradictions", "first", "co.tv_promise", "no such row. Accepted: claims:co.tv_promise"),
    ("contradictions", "second", "claims:", "no such row"),
    ("corrections", "source", "sources:nobody", "no such row"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "column", "value", "said"), NAMES)
def test_every_name_within_a_cell_leads_somewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, column: str, value: str, said: str | None
) -> None:
    shutil.copy(evidence.table(name).path, tmp_path)
    cell(2, column, value)(tmp_path / f"{name}.csv")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    if said is None:
        evidence.load(name)
        return
    with pytest.raises(evidence.EvidenceError) as error:
        evidence.load(name)
    place = f"{name}.csv, row 2, column {column}: {value!r} – "
    problem = next(str(problem) for problem in error.value.problems)
    assert problem.startswith(place)
    assert said in problem


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        ("people.xlsx", True),
        ("people.tsv", True),
        ("people.more.csv.txt", True),
        ("people.csv.xlsx", True),
        ("people.ods", True),
        ("people.md", False),
        ("notes.xlsx", False),
        ("units.csv.bak", False),  # beside the table itself
        ("units.xlsx", False),
    ],
)
def test_a_table_in_another_form_is_not_passed_over(folder: Path, file: str, refused: bool) -> None:
    (folder / "people.csv").unlink()
    (folder / file).write_bytes(b"")
    if not refused:
        assert evidence.table("units").own
        return
    with pytest.raises(
        evidence.EvidenceError, match=f"^{file} – .*no CSV.*Accepted: people.csv or people.more.csv"
    ):
        evidence.table("units")
