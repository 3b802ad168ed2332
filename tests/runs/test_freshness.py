"""Nothing stale is built: what the book asks of its notebooks before it begins."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.runs import freshness, inputs, places, rerun, stamps, tables

Edit = Callable[[str, Callable[[Any], None]], Path]
ROW = "us_wpi_all/1944"


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_what_was_stored_is_fresh(tiny: Path) -> None:
    assert freshness.stale(tiny) == []


def other_price(notebook: Any) -> None:
    result = code(notebook)[1].outputs[0].data["application/vnd.romsov.results+json"]["results"][1]
    result["value"] = 2.0


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (lambda n: code(n)[0].update(source="factor = 3"), "parameter factor: 2 → 3"),
        (lambda n: code(n)[1].update(source="1"), "the notebook's own cells"),
        (other_price, "its outputs were changed by hand"),
        (lambda n: n.metadata.pop("romsov"), "the inputs, which were never stored"),
        (lambda n: n.metadata["romsov"].update(what_if={}), "it is a what-if copy"),
        (lambda n: n.metadata["romsov"]["inputs"]["versions"].update(pandas="1"), "version of pandas: 1 →"),
    ],
    ids=["parameter", "code", "output", "not stored", "copy", "library"],
)
def test_an_edited_notebook_is_stale_and_says_what_and_how_to_mend_it(
    tiny: Path, edit: Edit, how: Callable[[Any], None], says: str
) -> None:
    edit("01", how)
    (line,) = freshness.stale(tiny)
    assert line.startswith("01_tiny.ipynb is not what would be computed now: ")
    assert says in line
    assert line.endswith("Run: make run NB=01 (or: romsov run 01)")


def test_prose_and_the_ways_of_an_editor_leave_a_notebook_fresh(tiny: Path) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] += ["\n\nMore."]
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output["data"] = {
                kind: "".join(said) if isinstance(said, list) else said
                for kind, said in output["data"].items()
            }
    text = json.dumps(notebook)
    assert "6.0," in text
    path.write_text(text.replace("6.0,", "6,"), encoding="utf-8")  # as JupyterLab writes numbers
    assert freshness.stale(tiny) == []


def test_a_changed_row_is_named_with_its_table(tiny: Path, own_table: Callable[..., Path]) -> None:
    own_table("price_series", "us_wpi_all,1945,", "us_wpi_all,1945,9")
    assert freshness.stale(tiny) == []  # a row that nothing read
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    (line,) = freshness.stale(tiny)
    assert f"own table price_series, row {ROW}. Run: make run NB=01" in line


def test_own_tables_leave_no_trace_unnoticed(
    tiny: Path, edit: Edit, own_table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    rerun.run(tiny, "01", {}, report=lambda _: None)
    assert freshness.stale(tiny) == []
    path = edit("01", lambda n: n.cells.pop(1))
    assert "the cell that names its own tables is gone (price_series)" in freshness.stale(tiny)[0]
    monkeypatch.delenv("ROMSOV_EVIDENCE")
    # Not even a good validation lets them pass as the book's.
    monkeypatch.setattr(stamps, "current", lambda *_: True)
    (line,) = freshness.stale(tiny)
    assert line.startswith(path.name)
    assert f"table price_series, row {ROW} (an own table when the outputs were stored)" in line


def test_what_a_validation_found_good_since_is_fresh(tiny: Path, edit: Edit) -> None:
    def older(notebook: Any) -> None:
        modules = notebook.metadata["romsov"]["inputs"]["modules"]
        modules["results/words.py"] = "another"

    path = edit("01", older)
    assert "module results/words.py. Run" in freshness.stale(tiny)[0]
    notebook = places.read(path)
    loaded = {"modules": [str(tables.PACKAGE / "results" / "words.py")], "tables": {"price_series": [ROW]}}
    stamps.write(tiny, path, loaded, 1.0)
    assert freshness.stale(tiny) == []
    notebook["metadata"]["romsov"]["outputs"] = "another"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "changed by hand" in freshness.stale(tiny)[0]


def test_a_notebook_under_another_name_is_as_fresh_as_it_was(tiny: Path) -> None:
    first = tiny / "notebooks" / "01_tiny.ipynb"
    stamps.write(tiny, first, {"modules": [], "tables": {}}, 1.0)
    second = first.rename(tiny / "notebooks" / "01_another.ipynb")
    assert freshness.stale(tiny) == []
    assert not stamps.current(tiny, second)  # validated anew all the same
    shutil.move(second, tiny / "notebooks" / "03_another.ipynb")
    assert freshness.stale(tiny) == []


@pytest.mark.parametrize(
    ("edited", "says"),
    [
        (lambda lines: [*lines[:2], "z,9", *lines[2:]], "row z"),
        (lambda lines: [lines[0], lines[1] + "0", *lines[2:]], "row a"),
        (lambda lines: [lines[0], *lines[2:]], "1 row fewer"),
        (lambda lines: lines[:1], "7 rows fewer"),
        (lambda lines: [lines[0], *(line + "0" for line in lines[1:])], "rows a, b, c, d, e and 2 more"),
        (
            lambda lines: [lines[0], lines[-1], *(line + "0" for line in lines[1:-1])],
            "rows a, b, c, d, e and 1 more",
        ),
        (lambda lines: lines, ""),
    ],
    ids=["added", "changed", "removed", "emptied", "all", "moved", "none"],
)
def test_rows_of_a_whole_table_are_told_by_what_happened_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: Callable[[list[str]], list[str]], says: str
) -> None:
    path = tmp_path / "letters.csv"
    lines = ["id,value", *(f"{name},{number}" for number, name in enumerate("abcdefg"))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(tables, "present", lambda: {"letters": tables.File((path,), ("id",), "")})
    stored = tables.entry("letters", ["*"])
    lesser = tables.entry("letters", ["a", "g"])
    path.write_text("\n".join(edited(lines)) + "\n", encoding="utf-8")
    assert tables.moved("letters", stored) == says
    assert tables.moved("letters", {"digest": "of before"}) == ""
    assert tables.moved("gone", stored) == ""
    assert set(tables.moved("letters", lesser).split()) <= {"row", "rows", "a,", "a", "g"}


def test_outputs_are_told_apart_by_what_they_show() -> None:
    def notebook(*outputs: Any) -> dict[str, Any]:
        return {"cells": [{"cell_type": "code", "outputs": list(outputs)}]}

    def printed(text: Any) -> dict[str, Any]:
        return {"output_type": "stream", "name": "stdout", "text": text}

    shown = {"output_type": "display_data", "data": {"text/plain": ["a", "b"]}}
    assert inputs.outputs(notebook(printed("ab"))) == inputs.outputs(notebook(printed(["a"]), printed("b")))
    assert inputs.outputs(notebook(shown)) == inputs.outputs(
        notebook({**shown, "data": {"text/plain": "ab"}})
    )
    different = [(), (printed("a"),), (shown,), (shown, shown), (printed("a"), shown), (shown, printed("a"))]
    assert len({inputs.outputs(notebook(*outputs)) for outputs in different}) == len(different)
