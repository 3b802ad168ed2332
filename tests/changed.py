"""The tests of the folders that changed: ``make check``. The built site, the browser and the rest are left out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
BRANCHES = ("origin/HEAD", "origin/main", "main", "origin/master", "master")


def git(*arguments: str) -> str | None:
    """What git prints, or None where it fails or is missing."""
    if shutil.which("git") is None:
        return None
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def changed_files() -> list[str] | None:
    """What differs from where this branch left the main one, uncommitted and new files included."""
    base = "HEAD"
    for branch in BRANCHES:
        found = git("merge-base", "HEAD", branch)
        if found:
            base = found.strip()
            break
    differ = git("diff", "--name-only", "-z", base)
    new = git("ls-files", "--others", "--exclude-standard", "-z")
    return None if differ is None or new is None else sorted({*differ.split("\0"), *new.split("\0")} - {""})


def users(helper: str, root: Path = ROOT) -> set[str]:
    """The tests that import a module that lies beside them."""
    line = re.compile(rf"^(?:from|import) {re.escape(helper)}\b", re.MULTILINE)
    return {
        path.relative_to(root).as_posix()
        for path in (root / "tests").rglob("test_*.py")
        if line.search(path.read_text(encoding="utf-8"))
    }


def tests_of(name: str) -> set[str]:
    """Files or folders of tests that a changed file calls for, whether they exist or not."""
    path = PurePosixPath(name)
    match path.parts:
        case ("src", "romsov_analysis", "data", *_) | ("seeds", *_):
            return {"tests/evidence", "tests/runs/test_prose.py"}
        case ("src", "romsov_analysis", "themes", theme, _, *_):
            return {f"tests/themes/{theme}", "tests/test_package.py"}
        case ("src", "romsov_analysis", folder, _, *_):
            return {f"tests/{folder}", "tests/test_package.py"}
        case ("src", *_):
            return {"tests/test_package.py", "tests/test_docs.py"}
        case ("tests", *_) if path.name.startswith("test_"):
            return {name}
        case ("tests", _):
            return users(path.stem)
        case ("tests", *_):
            return {path.parent.as_posix()}
        case ("book", *_):
            return {"tests/book"}
        case ("notebooks", *_):
            return {"tests/runs", "tests/test_notebooks.py"}
    return {"tests/test_docs.py"}


def chosen(changed: Iterable[str], root: Path = ROOT) -> tuple[list[str], list[str]]:
    """What to run, and what was called for but does not exist; nothing twice."""
    called = {place for name in changed for place in tests_of(name)}
    there = {place for place in called if (root / place).exists()}
    covered = {place for place in there if any(place.startswith(f"{other}/") for other in there)}
    return sorted(there - covered), sorted(called - there)


def left_out(run: Iterable[str], root: Path = ROOT) -> list[str]:
    """The folders of tests, and the tests at the top, that are not run, whole or in part."""
    run = set(run)
    files = {path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
    missed = {name for name in files if not any(name == one or name.startswith(f"{one}/") for one in run)}
    top = {name for name in missed if name.count("/") == 1}
    return sorted(top | {name.rpartition("/")[0] for name in missed - top})


def main(options: list[str]) -> int:
    changed = changed_files()
    if changed is None:
        print("No git here, so what changed is not known: all tests are run")
        run, missing = ["tests"], []
    else:
        run, missing = chosen(changed)
    for place in missing:
        print(f"No tests at {place}")
    print("Run: " + (", ".join(run) or "no tests, nothing changed"))
    rest = ["what needs the built site", "the sweeps", *left_out(run)]
    print(f"Left out, make test runs them (make sweep the sweeps): {', '.join(rest)}", flush=True)
    if not run:
        return 0
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not site and not sweep", *options, *run]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    return 0 if status == 5 else status  # 5: every test of the folder needs the site


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
