"""When make starts the two verbs: whenever anything that the book is made from differs, by content."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")

# Stands for the verbs: notes that it was called, and leaves a site as the book does.
VERBS = """#!/bin/sh
echo "$3" >> called
[ "$3" != book ] || { mkdir -p book/_build/html; echo site > book/_build/html/index.html; }
"""


def build(folder: Path, **environment: str) -> list[str]:
    """The verbs that `make book` calls."""
    called = folder / "called"
    called.unlink(missing_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("ROMSOV_EVIDENCE", "TZ")}
    subprocess.run(
        ["make", "book", "PY=./python", "--old-file=.venv/.ok"],
        cwd=folder,
        env={**kept, **environment},
        check=True,
        capture_output=True,
    )
    return called.read_text().split() if called.is_file() else []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A checkout that make takes for built."""
    folder = tmp_path / "a checkout"
    for name in ("src/a.py", "notebooks/05.ipynb", "seeds/claims.csv", "book/index.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("as it was\n", encoding="utf-8")
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "python").write_text(VERBS, encoding="utf-8")
    (folder / "python").chmod(0o755)
    assert build(folder) == ["validate", "book"]
    assert build(folder) == []
    return folder


def edited(path: Path) -> None:
    """Another content under the old time: a copy with its times, a file taken out of an archive."""
    state = path.stat()
    path.write_text("as it is!\n", encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: edited(folder / "src/a.py"),
        lambda folder: edited(folder / "requirements.lock"),
        lambda folder: (folder / "notebooks/05.ipynb").rename(folder / "notebooks/06.ipynb"),
        lambda folder: (folder / "seeds/claims.csv").unlink(),
        lambda folder: (folder / "book/more.md").write_text("new"),
        lambda folder: (folder / "book/_build/html/index.html").write_text("touched"),
        lambda folder: (folder / "book/_build/html/index.html").unlink(),
    ],
    ids=["edited", "lock", "renamed", "deleted", "added", "site edited", "site deleted"],
)
def test_whatever_differs_starts_the_verbs(small: Path, change: Callable[[Path], object]) -> None:
    change(small)
    assert build(small) == ["validate", "book"]
    assert build(small) == []


def test_what_says_the_same_starts_nothing(small: Path) -> None:
    (small / "src/a.py").touch()
    (small / "seeds/texts").mkdir()
    (small / "seeds/texts/one.txt").write_text("under copyright", encoding="utf-8")
    assert build(small) == []


def test_own_tables_set_changed_or_gone_start_the_verbs(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "my own 'tables'"
    mine.mkdir()
    (mine / "claims.csv").write_text("as it was\n", encoding="utf-8")
    own = {"ROMSOV_EVIDENCE": str(mine)}
    assert build(small, **own) == ["validate", "book"]
    assert build(small, **own) == []
    edited(mine / "claims.csv")
    assert build(small, **own) == ["validate", "book"]
    (mine / "claims.more.csv").write_text("a row\n", encoding="utf-8")
    assert build(small, **own) == ["validate", "book"]
    assert build(small, **own) == []
    assert build(small) == ["validate", "book"]
    assert build(small) == []
    assert build(small, TZ="Asia/Tokyo") == ["validate", "book"]


def test_a_build_that_failed_counts_for_nothing(small: Path) -> None:
    edited(small / "src/a.py")
    good = (small / "python").read_text(encoding="utf-8")
    (small / "python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        build(small)
    (small / "python").write_text(good, encoding="utf-8")
    assert build(small) == ["validate", "book"]


def test_a_copied_checkout_builds_and_has_an_environment_of_its_own(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small, copy)
    assert build(copy) == ["validate", "book"]

    def commands(folder: Path) -> str:
        done = subprocess.run(["make", "-n", "book"], cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout

    for folder in (small, copy):
        (folder / ".venv").mkdir()
        (folder / ".venv/.ok").write_text(f"{small}\n", encoding="utf-8")
    # The environment names the package's folder in full: in the copy it would run the other checkout's code.
    assert "SET_UP_WITH" not in commands(small)
    assert "SET_UP_WITH" in commands(copy)
