"""Running a notebook: outputs, numbers of cells, errors, what is normalised, files written whole."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from tiny import tagged, write

from romsov_analysis.runs import inputs, places, running
from romsov_analysis.runs.places import RunError


def test_executing_stores_outputs_with_inputs_and_again_the_same_bytes(tiny: Path) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    stored = nbformat.read(path, as_version=4)
    assert [cell.get("execution_count") for cell in stored.cells] == [None, 1, 2, 3]
    assert [cell.id for cell in stored.cells] == ["c01", "c02", "c03", "c04"]
    assert stored.cells[2].outputs[0].data["text/plain"] == "3 results, tiny.sum and so on"
    assert stored.cells[2].outputs[0].execution_count == 2
    found = stored.metadata["romsov"]["inputs"]
    assert found["parameters"] == {"factor": "2"}
    assert found["tables"]["price_series"]["rows"] == ["us_wpi_all/1944"]
    # What the kernel loaded, and nothing that only runs or builds.
    assert {"results/result.py", "ledger/ledger.py"} <= set(found["modules"])
    assert not [name for name in found["modules"] if name.startswith(("runs/", "book/", "themes/pacts"))]
    assert inputs.changed(found, inputs.now(found, stored)) == []

    before, lines = path.stat().st_mtime_ns, []
    assert running.execute(path, lines.append) is False
    assert path.stat().st_mtime_ns == before
    assert lines == ["01_tiny: cell 1 of 3", "01_tiny: cell 2 of 3", "01_tiny: cell 3 of 3"]


def test_a_notebook_saved_by_jupyterlab_goes_back_to_the_stored_bytes(tiny: Path) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    stored = path.read_bytes()
    saved = json.loads(stored)
    # Run All and Save, as JupyterLab leaves it.
    saved["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    saved["metadata"]["language_info"] = {"name": "python", "version": "3.12.1", "pygments_lexer": "ipython3"}
    for number, cell in enumerate(saved["cells"], start=7):
        cell["id"] = f"{number:08x}-aaaa"
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}, "trusted": True}
        cell["metadata"].setdefault("tags", [])
        if cell["cell_type"] == "code":
            cell["metadata"] |= {"execution": {"iopub.execute_input": "2026-11-22"}, "collapsed": False}
            cell["metadata"]["jupyter"] = {"outputs_hidden": True}
            cell["execution_count"] = number
    path.write_text(json.dumps(saved, indent=1, sort_keys=True), encoding="utf-8")
    assert running.execute(path, lambda _: None)
    assert path.read_bytes() == stored


def test_values_go_in_behind_the_parameters_and_do_not_count() -> None:
    notebook = new_notebook(cells=[new_markdown_cell("#"), tagged("factor = 2"), new_code_cell("factor")])
    copy = running.insert(notebook, {"factor": 5, "names": ["a", 'b"']})
    assert [cell.source for cell in copy.cells] == [
        "#",
        "factor = 2",
        "factor = 5\nnames = ['a', 'b\"']",
        "factor",
    ]
    assert len(notebook.cells) == 3
    running.run(copy, Path("01_tiny.ipynb"), lambda _: None)
    assert [cell.execution_count for cell in copy.cells[1:]] == [1, None, 2]
    (output,) = copy.cells[3].outputs
    assert (output.data["text/plain"], output.execution_count) == ("5", 2)
    assert inputs.parameters(copy) == {"factor": "2"}
    assert inputs.cells(copy) == inputs.cells(notebook)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), {1, object()}])
def test_a_value_that_no_cell_can_hold_is_refused(value: object) -> None:
    with pytest.raises(RunError, match=r"factor=.* cannot be written into a cell"):
        running.insert(new_notebook(cells=[tagged("factor = 2")]), {"factor": value})


@pytest.mark.parametrize(("cells", "says"), [(0, "no cell is"), (2, "several cells are")])
def test_one_cell_is_tagged_parameters(cells: int, says: str) -> None:
    with pytest.raises(RunError, match=f"{says} tagged parameters"):
        running.insert(new_notebook(cells=[tagged("a = 1") for _ in range(cells)]), {"a": 2})


def test_a_failing_cell_is_named_and_the_file_left_alone(tmp_path: Path) -> None:
    path = write(
        tmp_path / "01_tiny.ipynb", new_code_cell("1"), new_code_cell("x = 2\nraise ValueError('no bread')")
    )
    before = path.read_bytes()
    with pytest.raises(RunError) as caught:
        running.execute(path, lambda _: None)
    cause = "01_tiny.ipynb, cell [2], line 2: ValueError: no bread"
    assert str(caught.value).split("\n") == [cause, "  raise ValueError('no bread')"]
    assert path.read_bytes() == before


def test_a_cell_that_takes_too_long_and_a_kernel_that_dies_are_named() -> None:
    for source, says in (
        ("import time; time.sleep(30)", r"01_x.ipynb, cell \[1\] took longer than 1 seconds"),
        ("import os; os._exit(1)", r"01_x.ipynb, cell \[1\]: the kernel died"),
    ):
        with pytest.raises(RunError, match=says):
            running.run(new_notebook(cells=[new_code_cell(source)]), Path("01_x.ipynb"), lambda _: None, 1)


def test_what_a_table_or_a_chapter_refuses_needs_no_code_beside_it() -> None:
    cell = "class ParameterError(ValueError): pass\nraise ParameterError('base=1: lies outside')"
    with pytest.raises(RunError) as caught:
        running.run(new_notebook(cells=[new_code_cell(cell)]), Path("01_x.ipynb"), lambda _: None)
    assert str(caught.value) == "01_x.ipynb, cell [1]: ParameterError: base=1: lies outside"


def test_normalise_drops_what_differs_between_machines_and_keeps_what_is_meant() -> None:
    notebook = new_notebook(
        metadata={
            "kernelspec": {"name": "venv-7", "display_name": "mine", "language": "python"},
            "language_info": {"name": "python", "version": "3.12.1"},
            "widgets": {},
            "romsov": {"inputs": {}},
            "jupytext": {"formats": "ipynb,md"},
        },
        cells=[
            new_markdown_cell(
                "text", id="a81f", metadata={"editable": True, "slideshow": {"slide_type": "skip"}}
            ),
            new_code_cell(
                "1 + 1",
                id="77ce",
                metadata={"tags": ["hide-input"], "execution": {"a": "b"}, "mystnb": {"figure": 1}},
                outputs=[new_output("execute_result", {"text/plain": "2"}, execution_count=4)],
                execution_count=4,
            ),
            new_code_cell("2", metadata={"jupyter": {"source_hidden": True}, "deletable": False, "tags": []}),
        ],
    )
    notebook.nbformat_minor = 4
    running.normalise(notebook)
    assert notebook.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
        "romsov": {"inputs": {}},
        "jupytext": {"formats": "ipynb,md"},
    }
    assert [(cell.id, cell.metadata) for cell in notebook.cells] == [
        ("c01", {"slideshow": {"slide_type": "skip"}}),
        # What the book folds is folded in JupyterLab.
        ("c02", {"tags": ["hide-input"], "mystnb": {"figure": 1}, "jupyter": {"source_hidden": True}}),
        ("c03", {"deletable": False}),
    ]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    nbformat.validate(notebook)


# --- places -------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("01_war.ipynb", "05_prices.ipynb", "05_rates.ipynb", "06_notes.md"):
        (tmp_path / name).touch()
    return tmp_path


def test_a_notebook_is_found_by_the_start_of_its_name(folder: Path) -> None:
    assert places.find(folder, "01") == folder / "01_war.ipynb"
    assert running.find(folder, "05_p") == folder / "05_prices.ipynb"
    assert places.find(folder, "notebooks/01_war.ipynb") == folder / "01_war.ipynb"
    assert places.number(folder / "05_prices.ipynb") == "05"


@pytest.mark.parametrize(
    ("name", "says", "nearest"),
    [
        ("5", "no notebook starts", "; nearest: 05_prices"),
        ("06", "no notebook starts", ""),
        ("prises", "no notebook starts", "; nearest: 05_prices"),
        ("05", "several notebooks start", ""),
        ("", "no notebook starts", ""),
    ],
)
def test_none_or_several_notebooks_are_refused_with_all_names(
    folder: Path, name: str, says: str, nearest: str
) -> None:
    with pytest.raises(RunError) as caught:
        places.find(folder, name)
    assert str(caught.value) == (
        f"{says} with {name!r} in {folder}{nearest}; there are: 01_war, 05_prices, 05_rates"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"cells": [],\n<<<<<<< HEAD\n', "05_x.ipynb, line 2: an unfinished merge; finish it first"),
        ("[]", "05_x.ipynb is no notebook"),
        ('{"cells": [], "nbformat": 3}', "another format than 4"),
        (b"\xff\xfe", "05_x.ipynb, line 1: is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, text: str | bytes, says: str) -> None:
    path = tmp_path / "05_x.ipynb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RunError, match=says):
        running.load(path)


def test_a_folder_that_cannot_be_read_is_not_one_that_holds_nothing(tmp_path: Path) -> None:
    assert places.pages(tmp_path) == []
    (tmp_path / "book").touch()
    with pytest.raises(RunError, match=r"book: cannot be read \(Not a directory\)"):
        places.pages(tmp_path)


@pytest.mark.parametrize(
    "name", ["01_a[b].ipynb", "01_a\nb.ipynb", "01_a\x1b[31m.ipynb", "01_a;b.ipynb", "01_$a.ipynb"]
)
def test_a_name_that_pytest_or_a_shell_would_stumble_over_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / name).touch()
    with pytest.raises(RunError, match="another name is needed") as caught:
        places.find(tmp_path / "notebooks", "01")
    assert str(caught.value).isprintable()
    with pytest.raises(RunError, match="another name is needed"):
        places.notebooks(tmp_path)


def test_a_checkout_is_found_from_below_and_by_our_marks_alone(tiny: Path, tmp_path: Path) -> None:
    assert places.checkout(tiny / "book") == tiny
    strange = write(tmp_path / "strange" / "notebooks" / "01_theirs.ipynb", new_code_cell("1")).parent
    with pytest.raises(
        RunError, match="lies in no checkout of the book; go to one, or name it: --root FOLDER"
    ):
        places.checkout(strange)
    (strange.parent / "pyproject.toml").write_text('[project]\nname = "romsov-analysis"\n')
    assert places.checkout(strange) == strange.parent
    with pytest.raises(RunError, match="no notebooks in "):
        places.notebooks(tmp_path)
