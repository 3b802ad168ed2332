"""The tools of the checks: floors of coverage, a line a failure, tests of what changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import changed
import failures
import floors
from romsov_analysis.runs import inputs


def report(**rooms: tuple[int, int]) -> dict[str, object]:
    """Coverage's JSON; room with ``__`` for the slash → (statements run, statements)."""
    return {
        "files": {
            f"{floors.PACKAGE}/{room.replace('__', '/')}.py": {
                "summary": {"covered_lines": ran, "num_statements": of, "missing_lines": of - ran}
            }
            for room, (ran, of) in rooms.items()
        }
    }


def test_share_of_a_folder_weighs_its_rooms_by_their_statements() -> None:
    found = floors.shares(report(book__cards=(10, 10), book__pages=(20, 30), themes__pacts__worth=(3, 4)))
    assert found == {"book": 75.0, "themes/pacts": 75.0}  # not the mean of 100 and 66.7


def test_rooms_at_the_top_and_rooms_below_count_for_their_folder() -> None:
    found = floors.shares(report(top=(1, 2), book__registers__acts=(1, 4), book__theme=(4, 4)))
    assert found == {".": 50.0, "book": 62.5}


def test_folder_without_statements_has_no_share() -> None:
    assert floors.shares(report(themes__pacts__empty=(0, 0))) == {}


def test_a_folder_below_its_floor_is_named_with_both_numbers() -> None:
    assert floors.below({"book": 84.94, "runs": 90.0}, {"runs": 92}) == [
        "src/romsov_analysis/book: tests run 84.9 % of its statements, the floor is 85 %",
        "src/romsov_analysis/runs: tests run 90.0 % of its statements, the floor is 92 %",
    ]
    assert floors.below({"book": 85.0, "runs": 92.0}, {"runs": 92}) == []
    assert floors.below({}, {"gone": 90}) == ["src/romsov_analysis/gone: has a floor but no statement"]


def test_no_floor_is_lower_than_the_least() -> None:
    assert not {folder: floor for folder, floor in floors.FLOORS.items() if floor < floors.LEAST}


def test_floors_end_with_the_status_of_what_they_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "FLOORS", {})
    for ran, status in ((84, 1), (85, 0)):
        file = tmp_path / f"{ran}.json"
        file.write_text(json.dumps(report(book__cards=(ran, 100))), encoding="utf-8")
        assert floors.main(str(file)) == status


def junit(folder: Path, *arguments: str) -> list[str]:
    file = folder / "report.xml"
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={file}", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return failures.lines(file)


def test_a_failing_test_and_a_failing_fixture_are_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text(
        "import pytest\n\n@pytest.fixture\ndef broken():\n    raise OSError('no disk\\nat all')\n\n"
        "def test_good():\n    pass\n\ndef test_sum():\n    assert 1 + 1 == 3, 'the sum'\n\n"
        "def test_disk(broken):\n    pass\n"
    )
    disk, total = sorted(junit(tmp_path))
    assert disk.startswith("test_two::test_disk: ")
    assert "OSError: no disk" in disk
    assert total == "test_two::test_sum: AssertionError: the sum"


def test_a_failing_cell_is_named_as_jupyterlab_names_it_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "notebooks" / "01_short.ipynb"
    one, two = (
        nbformat.v4.new_code_cell(source, execution_count=count)
        for count, source in enumerate(("3 * 4", "1 / 0"), start=1)
    )
    one.outputs = [
        nbformat.v4.new_output("execute_result", {"text/plain": "13"}, execution_count=1),
    ]
    ours = {"romsov": {"inputs": {"versions": inputs.versions()}}}
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=[one, two], metadata=ours), path)
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "romsov_analysis", "--root", tmp_path, "validate", "--junit-xml", report]
    subprocess.run(command, capture_output=True, check=False)
    first, second = failures.lines(report)
    assert first.startswith(
        "01_short.ipynb, cell [1] does not give its stored output. text/plain. Changed since"
    )
    assert second.startswith(
        "01_short.ipynb, cell [2] does not give its stored output. It raises ZeroDivision"
    )


def test_a_line_is_cut_before_it_fills_the_screen(tmp_path: Path) -> None:
    (tmp_path / "test_long.py").write_text("def test_long():\n    raise ValueError('no ' * 500)\n")
    (line,) = junit(tmp_path)
    assert len(line) == 240
    assert line.endswith("…")


@pytest.mark.parametrize(
    ("name", "tests"),
    [
        ("src/romsov_analysis/evidence/dates.py", {"tests/evidence", "tests/test_package.py"}),
        ("src/romsov_analysis/themes/pacts/worth.py", {"tests/themes/pacts", "tests/test_package.py"}),
        ("src/romsov_analysis/book/registers/acts.py", {"tests/book", "tests/test_package.py"}),
        ("src/romsov_analysis/themes/__init__.py", {"tests/themes", "tests/test_package.py"}),
        ("src/romsov_analysis/__main__.py", {"tests/test_package.py", "tests/test_docs.py"}),
        ("src/romsov_analysis/data/pacts.csv", {"tests/evidence", "tests/runs/test_prose.py"}),
        ("seeds/claims.csv", {"tests/evidence", "tests/runs/test_prose.py"}),
        ("tests/book/test_site.py", {"tests/book/test_site.py"}),
        ("tests/themes/pacts/samples.py", {"tests/themes/pacts"}),
        ("tests/floors.py", {"tests/test_checks.py", "tests/test_said_twice.py"}),
        ("notebooks/05_reparations_valuation.ipynb", {"tests/runs", "tests/test_notebooks.py"}),
        ("book/method.md", {"tests/book"}),
        ("Makefile", {"tests/test_docs.py"}),
    ],
)
def test_a_changed_file_calls_for_the_tests_of_its_folder(name: str, tests: set[str]) -> None:
    assert changed.tests_of(name) == tests


def test_what_is_run_what_is_missing_and_what_is_left_out_add_up(tmp_path: Path) -> None:
    for name in ("evidence/test_a.py", "themes/pacts/test_b.py", "book/test_c.py", "test_package.py"):
        file = tmp_path / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    files = [
        "tests/evidence/test_a.py",
        "src/romsov_analysis/evidence/x.py",
        "src/romsov_analysis/ledger/y.py",
    ]
    run, missing = changed.chosen(files, tmp_path)
    assert run == ["tests/evidence", "tests/test_package.py"]
    assert missing == ["tests/ledger"]
    assert changed.left_out(run, tmp_path) == ["tests/book", "tests/themes/pacts"]
    assert changed.left_out(["tests"], tmp_path) == []


def test_changed_files_are_those_git_names_new_ones_included(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("git") is None:
        pytest.skip("no git on this machine")

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    monkeypatch.setattr(changed, "ROOT", tmp_path)
    assert changed.changed_files() is None  # no repository
    git("init", "--initial-branch", "main")
    for name in ("kept", "edited", "on the branch"):
        (tmp_path / name).write_text("before")
    git("add", ".")
    git("commit", "-m", "first")
    assert changed.changed_files() == []
    git("switch", "-c", "work")
    (tmp_path / "on the branch").write_text("after")
    git("commit", "-am", "second")
    (tmp_path / "edited").write_text("after")
    (tmp_path / "nëw").write_text("new")
    assert changed.changed_files() == ["edited", "nëw", "on the branch"]
