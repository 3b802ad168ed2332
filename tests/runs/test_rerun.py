"""What a run says and does: moves, verdict, sentences, copies, the way back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from romsov_analysis.runs import filling, rerun, story, telling, validation
from romsov_analysis.runs.places import RunError


def silent(_: str) -> None:
    pass


def test_a_what_if_says_what_moves_and_leaves_everything_alone(tiny: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tiny.rglob("*") if path.is_file()}
    lines: list[str] = []
    kept = tmp_path / "kept"
    kept.mkdir()
    outcome = rerun.run(tiny, "01", {"factor": 1}, keep=kept, report=lines.append)
    assert lines == [f"01_tiny: cell {number} of 3" for number in (1, 2, 3)]
    assert before == {path: path.read_bytes() for path in tiny.rglob("*") if path.is_file()}

    said = telling.told(outcome)
    assert "01_tiny: 2 results moved (in a copy; the notebook stays as it is)" in said
    assert "  Three factors: 6.00 times → 3.00 times  (parameter factor = 1" in said
    assert "  Factor is large: true → false  (parameter factor: 2 → 1)" in said
    assert "Verdict, as it now reads: It is 3.00 times.\n  It was: It is 6.00 times." in said
    assert "Is it so? It is 3.00 times.\n\nAnd there is more." in said
    assert (
        "Sentences that no longer hold:\n  01_tiny.ipynb, cell 1, line 3: “a large number” no longer holds"
        in said
    )
    assert "«That is a large number, as was to be shown.»" in said
    assert "01_tiny.ipynb, cell 1, line 3: “6.00 times” becomes “3.00 times”" in said
    assert "index.md, line 3: “6.00” becomes “3.00”\n    «It is 6.00.»" in said

    copy = nbformat.read(kept / "01_tiny_what_if.ipynb", as_version=4)
    assert copy.metadata["romsov"]["what_if"] == {"factor": "1"}
    assert copy.cells[0].source.startswith("**A what-if copy of 01_tiny, not the book: `factor = 1`.**")
    assert "- That is a large number, as was to be shown." in copy.cells[0].source
    assert "[3.00 times](result:tiny.sum?unit)" in copy.cells[1].source
    assert [cell.execution_count for cell in copy.cells if cell.cell_type == "code"] == [1, None, 2, 3]
    assert any("what-if copy" in problem for problem in validation.refusals(kept / "01_tiny_what_if.ipynb"))

    rows = list(csv.DictReader(io.StringIO(telling.as_csv([outcome]))))
    assert [(row["notebook"], row["id"], row["after"]) for row in rows] == [
        ("01_tiny", "tiny.sum", "3.00 times"),
        ("01_tiny", "tiny.large", "false"),
    ]
    assert json.loads(telling.as_json([outcome]))[0]["value_after"] == 3.0
    assert telling.as_csv([]).strip() == "notebook,id,title,before,after,why"


@pytest.mark.parametrize(("under_git", "edited"), [(True, False), (True, True), (False, False)])
def test_an_in_place_run_fills_what_names_it_and_says_how_to_undo_it(
    tiny: Path, edit: Callable[..., Path], under_git: bool, edited: bool
) -> None:
    def larger(notebook: Any) -> None:
        notebook.cells[1].source = "factor = 3"

    path, page = tiny / "notebooks" / "01_tiny.ipynb", tiny / "book" / "index.md"
    if not edited:
        edit("01", larger)
    if under_git:
        if shutil.which("git") is None:
            pytest.skip("no git on this machine")
        git = ["git", "-C", str(tiny), "-c", "user.name=a", "-c", "user.email=a@example.org"]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
            subprocess.run([*git, *command], check=True)
    if edited:
        edit("01", larger)
    before = path.read_bytes()
    other = (tiny / "notebooks" / "02_other.ipynb").stat().st_mtime_ns
    outcome = rerun.run(tiny, "01", {}, report=silent)
    said = telling.told(outcome)
    assert (
        "01_tiny: 1 result moved (stored)\n  Why: parameter factor = 3; no longer parameter factor = 2\n"
        in said
    )
    assert "[9.00 times](result:tiny.sum?unit)" in path.read_text(encoding="utf-8")
    assert "[9.00](result:tiny.sum)" in page.read_text(encoding="utf-8")
    assert "2 words filled in, in 01_tiny.ipynb, index.md" in said
    assert (tiny / "notebooks" / "02_other.ipynb").stat().st_mtime_ns == other

    copies = "To undo: copy book/_build/undo/01_tiny.ipynb to notebooks/01_tiny.ipynb"
    if under_git and not edited:
        assert said.endswith("To undo: git checkout -- notebooks/01_tiny.ipynb book/index.md")
        subprocess.run([*git, "checkout", "-q", "--", "notebooks/01_tiny.ipynb", "book/index.md"], check=True)
        assert path.read_bytes() == before
    else:
        # What git does not have as it stood would be lost with git's own way back.
        assert copies in said
        assert (tiny / "book" / "_build" / "undo" / "01_tiny.ipynb").read_bytes() == before


def test_a_run_without_a_change_touches_no_file(tiny: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tiny.rglob("*")}
    outcome = rerun.run(tiny, "01", {}, report=silent)
    assert telling.told(outcome) == (
        "01_tiny: no result moved (stored)\nNothing changed; no file was touched."
    )
    assert before == {path: path.stat().st_mtime_ns for path in tiny.rglob("*")}


def test_a_stored_answer_that_was_damaged_is_shown_as_it_stands_and_mended(tiny: Path) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    (sentences,) = [
        shown["sentences"]
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        for shown in output.get("data", {}).values()
        if isinstance(shown, dict) and shown.get("kind") == "answer"
    ]
    sentences[0] = sentences[0].replace("tiny.sum", "tiny. sum")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    said = telling.told(rerun.run(tiny, "01", {"factor": 3}, report=silent))
    assert f"It was: {sentences[0]}" in said
    rerun.run(tiny, "01", {}, report=silent)
    mended = json.loads(path.read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in mended["cells"] if "outputs" in cell] == [
        cell["outputs"] for cell in json.loads(text)["cells"] if "outputs" in cell
    ]


def test_an_own_table_is_named_as_one(
    tiny: Path, own_table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tiny / "notebooks" / "01_tiny.ipynb").read_bytes()
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    outcome = rerun.run(tiny, "01", {}, report=silent)
    said = telling.told(outcome)
    assert "table price_series, row us_wpi_all/1944: value 17.908 → 18.908" in said
    assert "Rests on an own table: price_series, row us_wpi_all/1944" in said
    assert "This overwrote the stored reference: the notebook now rests on these tables and not on" in said
    assert said.splitlines()[-1].startswith("To undo: ")
    stored = nbformat.read(tiny / "notebooks" / "01_tiny.ipynb", as_version=4)
    assert stored.metadata["romsov"]["inputs"]["own"] == ["price_series"]
    # In view for whoever opens the notebook, and once however often it is run; gone with the tables.
    line = "Computed with own tables, not with the book's: `price_series, row us_wpi_all/1944`; from the folder `own`."
    rerun.run(tiny, "01", {}, report=silent)
    path = tiny / "notebooks" / "01_tiny.ipynb"
    assert [cell.source for cell in nbformat.read(path, as_version=4).cells].index(line) == 1
    assert path.read_text(encoding="utf-8").count("Computed with own tables") == 1
    monkeypatch.delenv("ROMSOV_EVIDENCE")
    rerun.run(tiny, "01", {}, report=silent)
    assert path.read_bytes() == before


def test_a_failure_names_the_own_tables_it_may_come_from(tiny: Path, own_table: Callable[..., Path]) -> None:
    path = tiny / "notebooks" / "01_tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = "[][0]"
    nbformat.write(notebook, path)
    with pytest.raises(RunError, match="IndexError") as ours:
        rerun.run(tiny, "01", {}, report=silent)
    assert "own tables" not in str(ours.value)
    own_table("price_series", "us_wpi_all,1944,17.908,", "us_wpi_all,1944,18.908,")
    with pytest.raises(RunError, match="IndexError") as theirs:
        rerun.run(tiny, "01", {}, report=silent)
    assert str(theirs.value).splitlines()[-1] == (
        "Computed with own tables, not with the book's: price_series, row us_wpi_all/1944; from the folder own. "
        "What the chapter names may be missing there."
    )


def test_a_copy_takes_the_place_of_nothing(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="a copy among the chapters would be one of them"):
        rerun.run(tiny, "01", {}, keep=tiny / "notebooks")
    (tmp_path / "mine.ipynb").write_bytes((tiny / "notebooks" / "02_other.ipynb").read_bytes())
    with pytest.raises(RunError, match="exists and is no what-if copy"):
        rerun.run(tiny, "01", {}, keep=tmp_path / "mine.ipynb")


def test_values_are_refused_before_a_kernel_starts(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun.running, "run", None)
    with pytest.raises(RunError, match=r"01_tiny has no parameter fctor; it has: factor\. Nearest: factor"):
        rerun.run(tiny, "01", {"fctor": 1})


def test_an_id_of_another_notebook_is_refused(tiny: Path) -> None:
    (tiny / "notebooks" / "03_twin.ipynb").write_bytes((tiny / "notebooks" / "01_tiny.ipynb").read_bytes())
    with pytest.raises(RunError, match="is computed in 01_tiny and in another notebook"):
        rerun.run(tiny, "01", {})


def result(value: float, unit: str = "times") -> dict[str, Any]:
    return {"value": value, "low": value, "high": value, "unit": unit, "decimals": 0, "title": "what it is"}


YEAR, OTHER, TRUE, FALSE = (
    result(1944, "year"),
    result(1945, "year"),
    result(1, "truth"),
    result(0, "truth"),
)
SO = "It is [so](holds:a.year)."
NO_TRUTH = "a.year is in times, not true or false; a judgement needs a truth"


@pytest.mark.parametrize(
    ("source", "before", "after", "how"),
    [
        ("In [1944](result:a.year) so.", YEAR, OTHER, ("“1944” becomes “1945”", False)),
        (SO, TRUE, FALSE, ("“so” no longer holds (what it is: false)", True)),
        (SO, TRUE, result(3), (NO_TRUTH, True)),
        (SO, FALSE, TRUE, None),
        ("In [](result:a.year) so.", YEAR, None, ("a.year is no longer computed", True)),
        ("In [](result:a.year) so.", None, YEAR, None),
        ("In [](result:b.year) so.", YEAR, OTHER, None),
        ("In [](result: a.year) so.", YEAR, OTHER, None),
        ("In [](claim:cs.sum) so.", YEAR, OTHER, None),
    ],
)
def test_sentences_that_a_run_moves(source: str, before: Any, after: Any, how: Any) -> None:
    text = filling.Text(Path("index.md"), None, f"First. {source} Last.")
    old, new = ({} if found is None else {"a.year": found} for found in (before, after))
    found = story.shaken([text], old, new, ["a.year"])
    assert [(one.how, one.false) for one in found] == ([] if how is None else [how])
    assert all(one.place == "index.md, line 1" and one.sentence.endswith("so.") for one in found)


def test_many_moves_are_cut_unless_all_are_asked_for() -> None:
    moved = [rerun.Move(f"a.x{n}", f"number {n}", "1", "2", f"row {n}") for n in range(12)]
    sentences = [story.Shaken(f"p, line {n}", "s", "h", False) for n in range(12)]
    outcome = rerun.Outcome(Path("05_x.ipynb"), True, moved, sentences, "", "", [])
    assert "  … and 2 more; --all lists them" in telling.told(outcome)
    assert telling.told(outcome).count("…") == 2
    assert "…" not in telling.told(outcome, every=True)
    assert "Number 11: 1 → 2  (row 11)" in telling.told(outcome, every=True)
