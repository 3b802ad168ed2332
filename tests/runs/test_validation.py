"""What validation refuses, compares and says, and what it remembers."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from tiny import tagged, write

from romsov_analysis.runs import comparing, fresh, kernels, places, running, stamps, validation

Edit = Callable[[str, Callable[[Any], None]], Path]


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def png(notebook: Any) -> None:
    code(notebook)[0].outputs = [new_output("display_data", {"image/png": "aGVsbG8="})]


def error(notebook: Any) -> None:
    code(notebook)[1].outputs = [new_output("error", ename="ValueError", evalue="no", traceback=[])]


def strip(notebook: Any) -> None:
    for cell in code(notebook):
        cell.outputs = []


def tag(*tags: str) -> Callable[[Any], None]:
    return lambda notebook: code(notebook)[1].metadata.update(tags=list(tags))


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (lambda n: code(n)[2].update(execution_count=None), "code cell 3: was not run (make run NB=01 runs it)"),
        (lambda n: code(n)[0].update(execution_count=7), "were not run once each from top to bottom"),
        (strip, "outputs were stripped"),
        (error, "code cell 2: stores an error, ValueError: no"),
        (png, "code cell 1: stores image/png, which no other machine draws alike"),
        (lambda n: n.metadata["romsov"]["inputs"]["versions"].update(pandas="1.2"), "stored under pandas 1.2, the"),
        (lambda n: n.metadata.pop("romsov"), "stored under pandas of unknown version"),
        (lambda n: n.metadata["romsov"].update(what_if={}), "is a what-if copy"),
        (tag("nbval-ignore-output"), "code cell 2: switches the comparison off"),
        (lambda n: code(n)[1].update(source="# NBVAL_SKIP\n1"), "switches the comparison off (NBVAL_SKIP)"),
        (tag("parameters"), "several cells are tagged parameters"),
        (lambda n: n.update(cells=[]), "holds no code"),
    ],
)  # fmt: skip
def test_what_cannot_serve_as_reference_is_refused(edit: Edit, how: Callable[[Any], None], says: str) -> None:
    assert says in "\n".join(validation.refusals(edit("01", how)))


def test_refusals_come_before_any_kernel_and_name_place_and_words(
    tiny: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, "_compare", None)
    page = tiny / "book" / "index.md"
    page.write_text("# A\n\n[7](result:tiny.sum) [](result:tiny.smu) [x](claim:cs.killed?untis)\n")
    edit("02", lambda n: code(n)[0].update(execution_count=None))
    lines: list[str] = []
    assert validation.validate(tiny, report=lines.append) == 1
    assert lines[:2] == [
        "02_other.ipynb, code cell 1: was not run (make run NB=02 runs it)",
        "index.md, line 3: result:tiny.sum reads “7”, the ledger has “6.00”",
    ]
    assert "nearest: tiny.sum" in lines[2]
    assert "did you mean unit?" in lines[3]
    assert lines[4].startswith("4 refused, nothing was run.")
    # One notebook alone asks nothing of the pages.
    assert validation.wrong_words(tiny, [tiny / "notebooks" / "01_tiny.ipynb"]) == []


def validate(root: Path, *names: str, **options: Any) -> tuple[int, list[str]]:
    lines: list[str] = []
    return validation.validate(root, names, report=lines.append, **options), lines


def test_good_notebooks_are_stamped_and_then_left_out_until_an_input_changes(
    tiny: Path, own_table: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    status, lines = validate(tiny, junit=tiny / "report.xml")
    assert status == 0, capfd.readouterr().out
    assert re.fullmatch(r"2 of 2 notebooks reproduced \([0-9.]+ s\)", lines[-1])
    assert any(re.fullmatch(r"01_tiny: 3 cells in [0-9.]+ s", line) for line in lines)
    assert {case.get("name") for case in ET.parse(tiny / "report.xml").iter("testcase")} == {
        "cell [1]",
        "cell [2]",
        "cell [3]",
    }
    assert validate(tiny, changed=True) == (0, ["Nothing changed since 2 notebooks were found good"])
    assert validate(tiny, "02", changed=True)[1] == ["Nothing changed since 1 notebook was found good"]

    first, other = sorted((tiny / "notebooks").glob("*.ipynb"))
    assert stamps.current(tiny, first)
    # A row that the notebook did not read, then one that it did.
    own_table("price_series", "us_wpi_all,1945,", "us_wpi_all,1945,9")
    assert stamps.current(tiny, first)
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    assert not stamps.current(tiny, first)
    assert stamps.current(tiny, other)
    os.environ.pop("ROMSOV_EVIDENCE")
    assert stamps.current(tiny, first)

    # What is stored may have been edited by hand.
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace('"42"', '"43"'), encoding="utf-8")
    assert not stamps.current(tiny, other)
    other.write_text(text, encoding="utf-8")
    assert stamps.current(tiny, other)
    # Its prose is not among what a kernel could reproduce; the words of its references are checked of themselves.
    other.write_text(text.replace("# Other", "# Another"), encoding="utf-8")
    assert stamps.current(tiny, other)
    assert not stamps.words_current(tiny)
    assert validate(tiny, changed=True) == (0, ["Nothing changed since 2 notebooks were found good"])
    other.write_text(text.replace("# Other", "# [41](result:tiny.sum)"), encoding="utf-8")
    assert validate(tiny, changed=True)[0] == 1
    other.write_text(text, encoding="utf-8")
    assert validate(tiny, changed=True)[0] == 0

    # The longer one goes first, whatever the size of its file.
    (tiny / places.STAMPS / "02.json").write_text(
        json.dumps(json.loads((tiny / places.STAMPS / "02.json").read_text()) | {"seconds": 99.0})
    )
    assert stamps.longest_first(tiny, [first, other]) == [other, first]
    page = tiny / "book" / "index.md"
    assert stamps.words_current(tiny)
    page.write_text(page.read_text() + "\nAnd [5](result:tiny.sum).\n")
    assert not stamps.words_current(tiny)
    assert validate(tiny, changed=True)[0] == 1
    first.write_text("broken")
    assert not stamps.current(tiny, first)


def test_a_mismatch_is_reported_with_notebook_cell_and_cause_and_a_line_at_the_end(
    tiny: Path, own_table: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    (tiny / places.STAMPS).mkdir(parents=True)
    (tiny / places.STAMPS / "01.json").write_text("{}")
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    status, lines = validate(tiny, "01")
    said = capfd.readouterr().out
    assert status == 1
    assert "01_tiny.ipynb, cell [2] does not give its stored output." in said
    assert re.search(r"17\.91.* ≠ .*18\.91", said)
    assert "Changed since the outputs were stored: own table price_series" in said
    assert "If the change is meant: make run NB=01, review the difference, commit the notebook." in said
    since = "own table price_series, row us_wpi_all/1944"
    assert lines[-1] == f"01_tiny, cell [2]: text/html differs (changed since: {since})"
    assert not (tiny / places.STAMPS / "01.json").exists()


def test_what_nbval_lets_pass_is_compared_and_the_same_outputs_pass(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [
        # order of unlike outputs
        write(
            tmp_path / "notebooks" / "01_order.ipynb",
            new_code_cell("from IPython.display import HTML, display\ndisplay(HTML('<b>a</b>'))\nprint('b')"),
        ),
        # a last line that is closed, what is cleared, what is changed by a later cell
        write(
            tmp_path / "notebooks" / "02_silent.ipynb",
            new_code_cell("from IPython.display import clear_output, display\nx = 3\nx + 1;"),
            new_code_cell("print('one')\nclear_output()\nprint('two')"),
            new_code_cell("h = display('start', display_id='d')"),
            new_code_cell("h.update('end')"),
        ),
    ]
    for path in paths:
        running.execute(path, lambda _: None)
    assert validate(tmp_path)[0] == 0, capfd.readouterr().out
    notebook = running.load(paths[0])
    notebook.cells[0].outputs.reverse()
    paths[0].write_text(running.text_of(notebook), encoding="utf-8")
    status, lines = validate(tmp_path)
    assert status == 1
    assert "The same outputs come in another order." in capfd.readouterr().out
    assert lines[-1].startswith("01_order, cell [1]: The same outputs come in another order")


def test_a_cell_that_raises_ends_its_notebook_and_one_that_hangs_too(
    tiny: Path, edit: Edit, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("01", lambda n: code(n)[1].update(source="ledger = gone"))
    edit("02", lambda n: code(n)[0].update(source="import time; time.sleep(60)"))
    monkeypatch.setattr(fresh.Fresh.__init__, "__kwdefaults__", {"jobs": 1, "limit": 1})
    monkeypatch.setattr(fresh, "SILENCE", 0.2)
    status, lines = validate(tiny)
    said = capfd.readouterr().out
    assert status == 1
    assert "It raises NameError: name 'gone' is not defined\n\n    ledger = gone" in said
    assert "1 skipped" in said  # the answer was not asked of a broken kernel
    causes = sorted(lines[-2:])
    assert causes[0] == (
        "01_tiny, cell [2]: raises NameError: name 'gone' is not defined (changed since: the notebook's own cells)"
    )
    assert causes[1].startswith("02_other, cell [1]: cell [1] took longer than 1 seconds (changed since:")
    assert "02_other: cell 1" in lines  # a silence is broken


def test_a_kernel_that_does_not_start_is_named(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: Any) -> None:
        raise OSError("no kernel here")

    monkeypatch.setattr(kernels, "start", broken)
    status, lines = validate(tiny, "02")
    assert status == 1
    assert lines[-1].startswith("02_other, cell [1]: no kernel: OSError: no kernel here")
    capfd.readouterr()


def test_settings_and_plugins_of_others_are_left_out(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tiny / "conftest.py").write_text("raise RuntimeError('I was run')")
    (tiny / "notebooks" / "conftest.py").write_text("raise RuntimeError('I was run')")
    (tiny / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    assert validate(tiny, "02")[0] == 0, capfd.readouterr().out
    assert os.environ["PYTEST_ADDOPTS"] == "--no-such-option"
    assert "PYTEST_DISABLE_PLUGIN_AUTOLOAD" not in os.environ


def test_a_checkout_may_lie_in_a_folder_of_any_name(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAT", "dog")
    root = tiny.rename(tiny.with_name("a [b]* $CAT é"))
    lines: list[str] = []
    assert validation.validate(root, ["02"], report=lines.append) == 0, lines
    assert Path.cwd() != root  # and whoever calls stays where he was


def test_side_by_side_shows_only_what_differs() -> None:
    stored = "\n".join(["same"] * 9 + ["old line"] + ["same"] * 9)
    shown = comparing.side_by_side(stored, stored.replace("old line", "new line"))
    assert [line for line in shown.split("\n") if "≠" in line] == [f"{'old line':<58} ≠ new line"]
    assert shown.count("same") == 8  # two lines before and two after, in both columns
    long = comparing.side_by_side("\n".join(map(str, range(90))), "\n".join(map(str, range(90, 180))))
    assert long.endswith("more lines")


def test_a_machine_readable_output_is_shown_where_nothing_else_differs() -> None:
    def outputs(value: int) -> list[Any]:
        return [new_output("display_data", {"text/plain": "x", "application/json": {"a": value}})]

    cell = new_code_cell("x", outputs=outputs(1), execution_count=4)
    report, cause = comparing.explain(Path("05_x.ipynb"), cell, outputs(2), "", [])
    assert "application/json:\nstored" in report
    assert cause == "application/json differs (changed since: no input; look at the environment)"


def test_tagged_and_written_helpers_make_notebooks(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "01_x.ipynb", new_markdown_cell("#"), tagged("a = 1"))
    assert [cell.cell_type for cell in running.load(path).cells] == ["markdown", "code"]
