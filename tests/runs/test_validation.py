"""What validation refuses, and what its report says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from romsov_analysis import evidence
from romsov_analysis.runs import validation

NAME = "05_reparations_valuation.ipynb"


@pytest.fixture
def notebook(root: Path) -> Any:
    return nbformat.read(root / "notebooks" / NAME, as_version=4)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def refused(notebook: Any, folder: Path) -> str:
    path = folder / NAME
    nbformat.write(notebook, path)
    return "\n".join(validation.refusals(path))


def test_stored_notebooks_can_serve_as_reference(root: Path) -> None:
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        assert validation.refusals(path) == []


def test_cell_that_was_not_run_is_refused(notebook: Any, tmp_path: Path) -> None:
    code_cells(notebook)[2].execution_count = None
    assert f"{NAME}, code cell 3: was not run (make run NB=05 runs it)" in refused(notebook, tmp_path)


def test_cells_out_of_order_are_refused(notebook: Any, tmp_path: Path) -> None:
    code_cells(notebook)[0].execution_count = 7
    assert "were not run once each from top to bottom" in refused(notebook, tmp_path)


def test_stripped_outputs_are_refused(notebook: Any, tmp_path: Path) -> None:
    for cell in code_cells(notebook):
        cell.outputs = []
    assert f"{NAME}: outputs were stripped" in refused(notebook, tmp_path)


def test_stored_error_is_refused(notebook: Any, tmp_path: Path) -> None:
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="no", traceback=[])
    code_cells(notebook)[1].outputs = [error]
    assert f"{NAME}, code cell 2: stores an error, ValueError: no" in refused(notebook, tmp_path)


def test_other_reference_version_is_refused(notebook: Any, tmp_path: Path) -> None:
    notebook.metadata["romsov"]["versions"]["pandas"] = "1.2.3"
    assert "stored under pandas 1.2.3, the reference is" in refused(notebook, tmp_path)


@pytest.mark.parametrize("how", ["tag", "comment"])
def test_switching_the_comparison_off_is_refused(notebook: Any, tmp_path: Path, how: str) -> None:
    cell = code_cells(notebook)[0]
    if how == "tag":
        cell.metadata["tags"] = ["nbval-ignore-output"]
    else:
        cell.source = "# NBVAL_IGNORE_OUTPUT\n" + cell.source
    assert "code cell 1: switches the comparison off" in refused(notebook, tmp_path)


def test_notebook_without_code_is_refused(tmp_path: Path) -> None:
    assert "holds no code" in refused(nbformat.v4.new_notebook(cells=[]), tmp_path)


def test_side_by_side_shows_only_what_differs() -> None:
    stored = "\n".join(["same"] * 9 + ["old line"] + ["same"] * 9)
    fresh = stored.replace("old line", "new line")
    shown = validation.side_by_side(stored, fresh)
    assert [line for line in shown.split("\n") if "≠" in line] == [f"{'old line':<58} ≠ new line"]
    assert shown.count("same") == 8  # two lines before and two after, in both columns


def validate(folder: Path, tables: Path | None = None) -> subprocess.CompletedProcess[str]:
    settings = {"ROMSOV_EVIDENCE": str(tables)} if tables else {}
    return subprocess.run(
        [sys.executable, "-m", "romsov_analysis", "validate", "05"],
        cwd=folder,
        env={**os.environ, **settings, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_changed_row_is_reported_with_notebook_cell_and_cause(checkout: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    text = evidence.table("price_series").path.read_text(encoding="utf-8")
    assert "us_wpi_all,1944,17.908," in text
    changed = text.replace("us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    (tables / "price_series.csv").write_text(changed, encoding="utf-8")

    done = validate(checkout, tables)

    assert done.returncode == 1
    assert f"{NAME}, cell [3] does not give its stored output" in done.stdout
    assert "stored" in done.stdout
    assert re.search(r"1\.32 times.* ≠ .*1\.40 times", done.stdout)
    assert "Cell 2" not in done.stdout  # nbval counts from nought, JupyterLab does not
    assert "Changed since the outputs were stored: table price_series" in done.stdout
    assert "make run NB=05" in done.stdout


def test_a_refused_notebook_stops_the_run_with_its_reason(checkout: Path, notebook: Any) -> None:
    code_cells(notebook)[2].execution_count = None
    nbformat.write(notebook, checkout / "notebooks" / NAME)
    done = validate(checkout)
    assert done.returncode != 0
    assert "code cell 3: was not run" in done.stdout + done.stderr


def test_a_cell_that_raises_is_reported_with_its_source(checkout: Path, notebook: Any) -> None:
    cell = code_cells(notebook)[-1]
    cell.source = "unknown_name"
    nbformat.write(notebook, checkout / "notebooks" / NAME)
    done = validate(checkout)
    assert done.returncode == 1
    assert f"cell [{cell.execution_count}]" in done.stdout
    assert "It raises NameError: name 'unknown_name' is not defined" in done.stdout


def test_another_parameter_shows_what_moves_and_how_the_answer_then_reads(checkout: Path) -> None:
    before = (checkout / "notebooks" / NAME).read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "romsov_analysis", "run", "05", "--with", "surcharge_percent=0"],
        cwd=checkout,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "valuation.surcharge: 10–15 % → 0 %  (parameter surcharge_percent=0)" in done.stdout
    answer = done.stdout.rpartition("**")[2]
    assert "2.09 times before the surcharge and 2.09 after it" in answer
    assert (checkout / "notebooks" / NAME).read_bytes() == before
