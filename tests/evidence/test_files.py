"""Files as people bring them: each refused in one line that says what it is and what to do, or taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from romsov_analysis import evidence
from romsov_analysis.evidence.checks import check_file

pytestmark = pytest.mark.usefixtures("fresh_tables")

YEARS = "series,year,value,status,note\nus_wpi_all,1938,13.55,verified,\nus_wpi_all,1944,17.908,verified,\n"
MONTHS = "series,month,value\nus_wpi_farm,1938-01,18.1\nus_wpi_farm,1938-02,17.5\n"
POINT = "digits with a decimal point and no thousands mark, such as 17.908"
HEADER = "the first line series,year,value,status,note"


def brought(folder: Path, name: str, content: str | bytes) -> list[str]:
    """What is said of a table with this content."""
    path = folder / f"{name}.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        checked = check_file(replace(evidence.table(name), path=path))
    except evidence.EvidenceError as error:
        return str(error).split("\n")
    return [str(problem) for problem in checked.problems]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda t: t.replace(",", ";"),
            "row 1 – cells are separated by semicolons. Accepted: cells separated by commas",
        ),
        (
            lambda t: t.replace(",", "\t"),
            "row 1 – cells are separated by tabs. Accepted: cells separated by commas",
        ),
        (
            lambda t: "sep=;\n" + t.replace(",", ";"),
            "row 1 – cells are separated by semicolons. Accepted: cells sep",
        ),
        (lambda t: "sep=,\n" + t, f"row 1: 'sep=,' – something stands above the header. Accepted: {HEADER}"),
        (
            lambda t: "# a comment\n" + t,
            "row 1: '# a comment' – something stands above the header. Accepted: ",
        ),
        (lambda t: "Prices,,,,\n" + t, "row 1: 'Prices,,,,' – something stands above the header. Accepted: "),
        (
            lambda t: t.replace("series,year", "Series, Year", 1),
            "the columns are written otherwise. Accepted: ",
        ),
        (
            lambda _: "<!DOCTYPE html>\n<html>\n",
            "is not the header of this table, nor a table perhaps. Accepted: ",
        ),
        (lambda _: '{"series": 1}\n', "is not the header of this table, nor a table perhaps. Accepted: "),
        (
            lambda _: b"PK\x03\x04",
            "is a workbook (or another zip file) under a name of a table. Accepted: the sheet",
        ),
        (lambda _: b"PAR1", "is a Parquet file. Accepted: the table saved as CSV, UTF-8"),
        (lambda t: t.encode("utf-16"), "is UTF-16 text. Accepted: the file saved as UTF-8"),
        (
            lambda t: t.encode("utf-16-le"),
            "is UTF-16 text, or no text at all. Accepted: the file saved as UTF-8",
        ),
        (
            lambda t: t.replace(",verified,\nus", ",verified,caf\u00e9\nus").encode("latin-1"),
            "row 2: 'bytes e9' – is not UTF-8",
        ),
        (
            lambda t: t.replace("\nus", "\n<<<<<<< HEAD\nus", 1),
            "row 2 – an unfinished merge. Accepted: the merge finished",
        ),
        (
            lambda t: t.replace("verified,\nus", 'verified,"\nus'),
            "row 2 – a quote opens here and is not closed. Accepted: comma",
        ),
        (
            lambda t: t.replace("13.55", "."),
            "row 2, column value: '.' – stands for a missing value. Accepted: an empty",
        ),
        (
            lambda t: t.replace("13.55", " 13.55"),
            "column value: ' 13.55' – white space at an end of the cell. Accepted: '13.55'",
        ),
        (
            lambda t: t.replace("13.55", '"1,355.5"'),
            f"is not a number (no mark between thousands: 1355.5). Accepted: {POINT}",
        ),
        (
            lambda t: t.replace("13.55", '"13,55"'),
            f"is not a number (a comma is not a decimal sign here). Accepted: {POINT}",
        ),
        (
            lambda t: t.replace("13.55", "13,55"),
            "row 2 – the row has 6 cells, the header 5. Accepted: one cell a column; a text",
        ),
        (
            lambda t: t.replace("13.55", "1" + "0" * 400),
            "…' – has more digits than are kept exactly. Accepted: at most 15",
        ),
        (
            lambda t: t.replace("13.55", "0." + "0" * 400 + "1"),
            "…' – has more digits than are kept exactly. Accepted: at most",
        ),
        (
            lambda t: "".join(f"{n or ''},{line}\n" for n, line in enumerate(t.splitlines())),
            "an index that a program wrote",
        ),
    ],
)
def test_what_a_file_is_instead_is_said_in_a_line(
    tmp_path: Path, change: Callable[[str], str | bytes], says: str
) -> None:
    (line,) = brought(tmp_path, "price_series", change(YEARS))
    assert says in line
    assert line.startswith("price_series.csv")
    assert len(line) < 300


@pytest.mark.parametrize(
    "change",
    [
        lambda t: "\ufeff" + t,
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t + "\n\n,,,,\n",
        lambda t: t.replace("13.55", "13.550000000000000000"),
    ],
)
def test_what_programs_add_without_meaning_it_is_taken(tmp_path: Path, change: Callable[[str], str]) -> None:
    assert brought(tmp_path, "price_series", change(YEARS)) == []


def test_a_year_among_months_is_sent_to_its_table(tmp_path: Path) -> None:
    for month in ("1938", "1938-13"):
        (line,) = brought(tmp_path, "price_months", MONTHS.replace("1938-02", month))
        assert "an annual mean, which belongs in the table price_series" in line
    (line,) = brought(tmp_path, "price_months", MONTHS.replace("1938-02", "1938-02-01"))
    assert "a day, of which the month alone is kept" in line


def test_a_folder_of_ones_own_is_named_where_it_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "price_series.csv").mkdir()
    for folder, says in (
        (tmp_path, "price_series.csv – is a folder. Accepted: a file with a table as CSV"),
        (tmp_path / "gone", "names no folder that can be read. Accepted: a folder with tables as CSV"),
        (
            "~nobody-of-this-name/tables",
            "names no folder that can be read. Accepted: a folder with tables as CSV",
        ),
    ):
        monkeypatch.setenv("ROMSOV_EVIDENCE", str(folder))
        evidence.clear_cache()
        with pytest.raises(evidence.EvidenceError) as caught:
            evidence.load("price_series")
        assert str(caught.value).endswith(says)


def test_a_series_of_ones_own_is_added_without_copying_a_table(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "Rows of your own stand in `NAME.more.csv`" in readme
    ours = evidence.table("series").path.read_text(encoding="utf-8").splitlines()
    added = ours[1].replace(ours[1].partition(",")[0], "my_prices", 1)
    (tmp_path / "series.more.csv").write_text(f"{ours[0]}\n{added}\n", encoding="utf-8")
    (tmp_path / "price_series.more.csv").write_text(
        YEARS.replace("us_wpi_all", "my_prices"), encoding="utf-8"
    )
    before = len(evidence.load("price_series"))
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    evidence.clear_cache()
    assert len(evidence.load("price_series")) == before + 2
    assert evidence.row("price_series:my_prices/1944")["value"] == 17.908
