"""What outputs rest on, and what counts as changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tiny import tagged

from romsov_analysis.runs import inputs, places, tables

ROW = "us_wpi_all/1944"
LOADED = {"modules": [str(tables.PACKAGE / "results" / "result.py")], "tables": {"price_series": [ROW]}}


def test_a_digest_is_that_of_the_text_whatever_its_line_ends(tmp_path: Path) -> None:
    # SHA-256 of "abc" is the example of FIPS 180-2
    for name, text in (("abc", b"abc"), ("unix", b"a\nb\n"), ("windows", b"a\r\nb\r\n")):
        (tmp_path / name).write_bytes(text)
    assert inputs.digest(tmp_path / "abc") == "ba7816bf8f01"
    assert inputs.digest(tmp_path / "unix") == inputs.digest(tmp_path / "windows")
    assert inputs.digest(tmp_path / "unix") != inputs.digest(tmp_path / "abc")


def test_parameters_are_the_assignments_of_the_tagged_cell() -> None:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("base = 1900"),
            tagged('base = 1938  # the year\nrate = None\nnames = ["a", "b"]\nprint(base)\n'),
            tagged("other = 1", "hide-input"),
            new_code_cell("another = 1"),
        ]
    )
    assert inputs.parameters(notebook) == {"base": "1938", "rate": "None", "names": "['a', 'b']"}
    assert inputs.parameters(new_notebook()) == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("base: int = 1938", {"base": "1938"}),
        ("first = base = 1938", {"first": "1938", "base": "1938"}),
        ('first, last = "a", "b"', {"first": "'a'", "last": "'b'"}),
        ("base = ", {}),  # the run names the place
    ],
)
def test_every_kind_of_assignment_is_a_parameter(source: str, found: dict[str, str]) -> None:
    assert inputs.parameters(new_notebook(cells=[tagged(source)])) == found


def test_inputs_are_what_was_loaded() -> None:
    found = inputs.collect(new_notebook(cells=[tagged("base = 1938")]), LOADED)
    assert found["parameters"] == {"base": "1938"}
    assert found["modules"] == {"results/result.py": inputs.digest(tables.PACKAGE / "results" / "result.py")}
    assert found["tables"]["price_series"]["rows"] == [ROW]
    assert set(found["versions"]) == {"matplotlib", "pandas", "statsmodels"}
    assert "own" not in found


def test_what_did_not_change_is_not_named() -> None:
    notebook = new_notebook(cells=[tagged("base = 1938")])
    stored = inputs.collect(notebook, LOADED)
    assert inputs.changed(stored, inputs.now(stored, notebook)) == []


def test_another_row_of_a_table_changes_nothing_and_the_row_itself_does(
    own_table: Callable[..., Path],
) -> None:
    notebook = new_notebook(cells=[tagged("base = 1938")])
    stored = inputs.collect(notebook, LOADED)
    folder = own_table("price_series", "us_wpi_all,1945,", "us_wpi_all,1945,9")
    assert inputs.changed(stored, inputs.now(stored, notebook)) == []
    text = (folder / "price_series.csv").read_text(encoding="utf-8")
    (folder / "price_series.csv").write_text(text.replace("us_wpi_all,1944,17", "us_wpi_all,1944,18"))
    present = inputs.now(stored, notebook)
    assert inputs.changed(stored, present) == ["own table price_series, row us_wpi_all/1944"]
    assert present["own"] == ["price_series"]
    assert set(tables.own_rows("price_series")) == {ROW, "us_wpi_all/1945"}


def test_added_rows_are_part_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, row = tables.state("price_series", None), tables.state("price_series", [ROW])
    header, *_ = tables.present()["price_series"].files[0].read_text(encoding="utf-8").split("\n")
    (tmp_path / "price_series.more.csv").write_text(
        f"{header}\nus_wpi_all,1899,1{',' * (header.count(',') - 2)}\n"
    )
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))
    assert tables.state("price_series", None) != whole
    assert tables.state("price_series", [ROW]) == row
    assert tables.own_rows("price_series") == ["us_wpi_all/1899"]


def test_a_table_read_for_the_most_part_counts_whole() -> None:
    rows = list(tables._rows(tables.present()["units"]))
    assert "rows" not in tables.entry("units", rows[: len(rows) // 2 + 1])
    assert tables.entry("units", rows[:2])["rows"] == sorted(rows[:2])
    assert "rows" not in tables.entry("units", ["*"])
    assert tables.entry("units", ["no_such_unit"]) == tables.entry("units", ["*"])


def test_what_cannot_be_decided_counts_as_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = new_notebook()
    assert inputs.changed({}, inputs.now({}, notebook)) == ["the inputs, which were never stored"]
    stored = inputs.collect(notebook, LOADED)
    gone = {
        **stored,
        "modules": {"results/gone.py": "aa"},
        "tables": {"gone": {"digest": "aa"}, "price_series": {"digest": "aa", "rows": ["gone/1"]}},
    }
    assert inputs.changed(gone, inputs.now(gone, notebook)) == [
        "table gone",
        "table price_series",
        "module results/gone.py",
    ]
    monkeypatch.setattr(inputs, "versions", lambda: {"pandas": "0.1"})
    assert "version of matplotlib" in " ".join(inputs.changed(stored, inputs.now(stored, notebook)))


def test_changes_are_named_by_kind_and_cells_where_no_parameter_is() -> None:
    stored = {"parameters": {"base": "1"}, "modules": {"a.py": "x"}, "cells": "c", "tables": {}}
    assert inputs.changed(stored, {**stored, "parameters": {"base": "2"}, "cells": "d"}) == [
        "parameter base: 1 → 2"
    ]
    assert inputs.changed(stored, {**stored, "cells": "d"}) == ["the notebook's own cells"]
    assert inputs.changed(stored, {**stored, "parameters": {}}) == ["parameter base: 1 → none"]


def test_a_kernel_that_does_not_say_is_taken_to_have_loaded_everything() -> None:
    found: dict[str, Any] = inputs.everything()
    assert set(found["tables"]) == set(tables.present())
    assert any(name.endswith("loading.py") for name in found["modules"])
    assert not any("/runs/" in name or "/book/" in name for name in found["modules"])


def test_looking_imports_no_pandas() -> None:
    code = "import sys, romsov_analysis.runs.stamps; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_own_tables_are_named_from_where_the_analyst_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROMSOV_EVIDENCE", "mine")
    tables.settle()
    assert tables.os.environ["ROMSOV_EVIDENCE"] == str(tmp_path / "mine")
    monkeypatch.setenv("ROMSOV_EVIDENCE", "nowhere")
    with pytest.raises(places.RunError, match="'nowhere' names no folder"):
        tables.settle()


@pytest.mark.parametrize("name", ["a`b <img src=x onerror=y>", "``", "`a", "a`", "a\n\n# b", "a b"])
def test_the_notice_of_own_tables_holds_a_folder_of_any_name(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("ROMSOV_EVIDENCE", f"/tables/{name}")
    text = tables.notice({"pacts": ["a"]}, markdown=True)
    paragraph, inline, _ = MarkdownIt().parse(text)  # one paragraph and nothing beside it
    assert paragraph.type == "paragraph_open"
    spans = [(part.type, part.content) for part in inline.children]
    rest = ["Computed with own tables, not with the book's: ", "; from the folder ", "."]
    rows, folder = "pacts, row a", name.replace("\n", "\\n")
    code = [("code_inline", rows), ("code_inline", folder)]
    assert spans == [("text", rest[0]), code[0], ("text", rest[1]), code[1], ("text", rest[2])]
    assert "\n" not in tables.notice({"pacts": ["a"]})
