"""Notebooks merged by git."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
NOTEBOOK = ROOT / "notebooks" / "07_road_to_rupture.ipynb"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one notebook and the driver switched on."""
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "config", "user.email", "a@example.org")
    git(tmp_path, "config", "user.name", "A")
    git(
        tmp_path,
        "config",
        "merge.notebook.driver",
        f"{sys.executable} {ROOT / 'tests' / 'merging.py'} %O %A %B",
    )
    shutil.copyfile(ROOT / ".gitattributes", tmp_path / ".gitattributes")
    shutil.copyfile(NOTEBOOK, tmp_path / "07.ipynb")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=check)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A state")


def edit(folder: Path, *cells: tuple[int, str]) -> None:
    """Other words in some cells, and all that a run would store."""
    path = folder / "07.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, text in cells:
        notebook["cells"][number]["source"] = [text]
    notebook["metadata"]["romsov"] = {"digest": str(cells)}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": [str(cells)]}]
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")
    commit(folder)


def both(folder: Path, ours: tuple[int, str], theirs: tuple[int, str]) -> subprocess.CompletedProcess[str]:
    git(folder, "checkout", "-q", "-b", "other")
    edit(folder, theirs)
    git(folder, "checkout", "-q", "main")
    edit(folder, ours)
    return git(folder, "merge", "-m", "Merged", "other", check=False)


def test_cells_of_both_sides_come_together_and_outputs_go(repository: Path) -> None:
    done = both(repository, (5, "## Ours"), (10, "Theirs."))
    assert done.returncode == 0, done.stdout
    merged = json.loads((repository / "07.ipynb").read_text(encoding="utf-8"))
    before = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    said = [["".join(cell["source"]) for cell in found["cells"]] for found in (merged, before)]
    assert said[0] == [*said[1][:5], "## Ours", *said[1][6:10], "Theirs.", *said[1][11:]]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in merged["cells"])
    assert "romsov" not in merged["metadata"]


def test_what_both_changed_is_marked(repository: Path) -> None:
    done = both(repository, (5, "## Ours"), (5, "## Theirs"))
    assert done.returncode == 1
    assert "CONFLICT" in done.stdout
    text = (repository / "07.ipynb").read_text(encoding="utf-8")
    assert text.count("<<<<<<< ours") == 1
    assert text.index("## Ours") < text.index("=======") < text.index("## Theirs")
