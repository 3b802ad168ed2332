"""The command line: where it looks, what it says, how it ends."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import tagged, write

from romsov_analysis import __main__, __version__
from romsov_analysis.runs import running

Romsov = Callable[..., tuple[int, str, str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of one notebook that has been run in words only: its outputs are written by hand."""
    root = tmp_path / "checkout"
    path = root / "notebooks" / "01_tiny.ipynb"
    write(path, new_markdown_cell("# Tiny\n\nSome [](claim:cs.killed?unit) fell."), tagged("factor = 2"))
    (root / "book").mkdir()
    (root / "pyproject.toml").write_text('[project]\nname = "romsov-analysis"\n')
    return root


@pytest.fixture
def romsov(capsys: pytest.CaptureFixture[str]) -> Romsov:
    def run(*words: Any) -> tuple[int, str, str]:
        try:
            status = __main__.main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_it_says_its_version(romsov: Romsov) -> None:
    assert romsov("--version") == (0, f"romsov {__version__}\n", "")


VERBS = (["validate"], ["run", "01"], ["fill"], ["parameters", "01"], ["book"], ["serve"])


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_outside_a_checkout_nothing_is_run(
    romsov: Romsov, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    (tmp_path / "test_other.py").write_text("from pathlib import Path\nPath('I_WAS_RUN').touch()\n")
    write(tmp_path / "notebooks" / "01_other.ipynb", new_code_cell("open('I_WAS_RUN', 'w')"))
    monkeypatch.chdir(tmp_path)
    status, said, error = romsov(*verb)
    assert (status, said) == (1, "")
    assert error == f"{tmp_path} lies in no checkout of the book; go to one, or name it: --root FOLDER\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "01_other.ipynb",
        "notebooks",
        "test_other.py",
    ]


def test_a_root_without_notebooks_is_refused(romsov: Romsov, tmp_path: Path) -> None:
    status, _, error = romsov("--root", tmp_path, "validate")
    assert status == 1
    assert error == (
        f"{tmp_path} is no checkout of the book; --root names the folder that holds notebooks and book\n"
    )


def test_verbs_work_from_below_and_from_elsewhere(
    romsov: Romsov, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout / "notebooks")
    status, said, _ = romsov("fill")
    assert status == 0
    assert said.startswith("01_tiny.ipynb, cell 1, line 3: “” → “about 110,000 men”")
    monkeypatch.chdir(tmp_path)
    assert romsov("--root", checkout, "fill") == (
        0,
        "Every word stands as the ledger has it; nothing was touched\n",
        "",
    )
    (checkout / "book" / "index.md").write_text("[](claim:cs.kild)\n")
    assert romsov("--root", checkout, "fill")[0] == 1


def test_parameters_are_printed_as_declared(romsov: Romsov, checkout: Path, chapter: str) -> None:
    assert romsov("--root", checkout, "parameters", "01") == (
        0,
        "01_tiny declares no parameters; its first cell sets:\n  factor = 2\n",
        "",
    )
    write(
        checkout / "notebooks" / "01_tiny.ipynb", tagged("factor = 2\noutside = True"), new_code_cell(chapter)
    )
    assert romsov("--root", checkout, "parameters", "01")[1] == (
        "factor = 2\n  by how much\n  Accepted: a whole number from 1 to 9\n"
        "outside = True\n  testimony from outside too\n  Accepted: True or False\n"
    )


def test_a_run_takes_values_from_a_file_and_the_line_and_refuses_in_words(
    romsov: Romsov, checkout: Path, chapter: str, tmp_path: Path
) -> None:
    write(
        checkout / "notebooks" / "01_tiny.ipynb", tagged("factor = 2\noutside = True"), new_code_cell(chapter)
    )
    (tmp_path / "p.toml").write_text("factor = 12\noutside = false\n")
    status, said, error = romsov("--root", checkout, "run", "01", "--parameters", tmp_path / "p.toml")
    assert (status, said) == (1, "")
    assert error == ("01_tiny: factor=12: lies outside. Accepted: a whole number from 1 to 9. Nearest: 9.\n")
    # The line goes before the file.
    status, _, error = romsov(
        *("--root", checkout, "run", "01", "--parameters", tmp_path / "p.toml"),
        *("--with", "factor=3; outside=maybe"),
    )
    assert error == "01_tiny: outside='maybe': is neither True nor False. Accepted: True or False.\n"


def test_a_run_tells_lists_and_keeps(romsov: Romsov, checkout: Path, tmp_path: Path) -> None:
    path = checkout / "notebooks" / "01_tiny.ipynb"
    write(path, new_markdown_cell("# Tiny"), tagged("factor = 2"), new_code_cell("factor"))
    running.execute(path, lambda _: None)
    status, said, _ = romsov(
        *("--root", checkout, "run", "01", "--with", "factor=3", "--all", "--keep", tmp_path / "copy.ipynb"),
        *("--csv", tmp_path / "m.csv", "--json", tmp_path / "m.json"),
    )
    assert status == 0
    assert said.startswith("01_tiny: cell 1 of 2\n01_tiny: cell 2 of 2\n01_tiny: no result moved (in a copy")
    assert f"The copy is kept: {tmp_path / 'copy.ipynb'}" in said
    assert (tmp_path / "m.csv").read_text() == "notebook,id,title,before,after,why\n"
    assert json.loads((tmp_path / "m.json").read_text()) == []
    status, _, error = romsov("--root", checkout, "run", "01", "01", "--keep", "one.ipynb")
    assert (status, error) == (1, "one.ipynb is one file, and 2 copies are to be kept\n")


@pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")
def test_an_interrupt_ends_a_run_in_a_line_and_leaves_the_notebook_alone(checkout: Path) -> None:
    path = checkout / "notebooks" / "01_tiny.ipynb"
    write(path, tagged("factor = 2"), new_code_cell("import time; time.sleep(60)"))
    before = path.read_bytes()
    running_one = subprocess.Popen(
        [sys.executable, "-m", "romsov_analysis", "--root", checkout, "run", "01"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever starts the tests in the background lets them ignore Ctrl-C, and what they start with them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running_one.stdout is not None
    while "cell 2" not in running_one.stdout.readline():
        pass
    running_one.send_signal(signal.SIGINT)
    _, error = running_one.communicate(timeout=30)
    assert running_one.returncode == 130
    # The kernel, ended with the run, may have a word of its own; ours comes last, and nobody's is a traceback.
    assert error.endswith("Ended; every file is as it was or written whole.\n")
    assert "Traceback" not in error
    assert path.read_bytes() == before


def test_validating_says_what_is_refused(romsov: Romsov, checkout: Path) -> None:
    status, said, _ = romsov("--root", checkout, "validate")
    assert status == 1
    assert "01_tiny.ipynb, code cell 1: was not run (make run NB=01 runs it)" in said


def test_errors_of_tables_files_and_libraries_are_words(
    romsov: Romsov, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from romsov_analysis.evidence import EvidenceError, Problem
    from romsov_analysis.runs import filling

    def fails(error: BaseException) -> tuple[int, str, str]:
        def broken(*_: object) -> None:
            raise error

        monkeypatch.setattr(filling, "fill", broken)
        return romsov("--root", checkout, "fill")

    problem = Problem("a.csv", 2, "x", "y", "is wrong", "right")
    assert fails(EvidenceError([problem])) == (1, "", f"{problem}\n")
    assert fails(PermissionError(errno.EROFS, "Read-only file system", "a.csv")) == (
        1,
        "",
        "a.csv: Read-only file system\n",
    )
    status, _, error = fails(ModuleNotFoundError("No module", name="nbclient"))
    assert (status, error.split(".")[0]) == (1, "nbclient is not installed")
    assert "pip install 'romsov-analysis[notebooks,book]'" in error
    assert fails(KeyboardInterrupt())[0] == 130
    with pytest.raises(ValueError, match="a fault of ours"):
        fails(ValueError("a fault of ours"))
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path / "gone"))
    assert "names no folder" in romsov("--root", checkout, "fill")[2]


def test_a_site_is_served_where_there_is_one(romsov: Romsov, checkout: Path) -> None:
    assert romsov("--root", checkout, "serve") == (1, "", "No site yet: make book builds it.\n")


def test_a_taken_port_is_named(romsov: Romsov, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "book" / "_build" / "html").mkdir(parents=True)
    (checkout / "book" / "_build" / "html" / "index.html").touch()

    def taken(*_: object) -> None:
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr("http.server.ThreadingHTTPServer", taken)
    assert romsov("--root", checkout, "serve") == (
        1,
        "",
        "port 8000: Address already in use; another: --port N\n",
    )


def test_the_book_is_built_in_the_checkout_or_where_asked(
    romsov: Romsov, checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from romsov_analysis.book import build

    asked: list[tuple[Path, Path]] = []
    monkeypatch.setattr(build, "main", lambda root, output: asked.append((root, output)) or 0)
    monkeypatch.chdir(tmp_path)
    assert romsov("--root", checkout, "book")[0] == 0
    assert romsov("--root", checkout, "book", "--output", "site")[0] == 0
    assert asked == [(checkout, __main__.SITE), (checkout, tmp_path / "site")]
    shutil.rmtree(checkout)


def test_a_checkout_with_code_of_its_own_is_left_to_it(romsov: Romsov, checkout: Path) -> None:
    # Else its pages would come from there, and tables and code from here.
    (checkout / "src" / "romsov_analysis").mkdir(parents=True)
    for verb in (["book"], ["validate"], ["run", "05"]):
        status, _, said = romsov("--root", checkout, *verb)
        assert status == 1
        assert f"{checkout} has code and tables of its own" in said
        assert "use its own: make, or .venv/bin/romsov there" in said


def test_tables_and_anchors_need_no_checkout(
    romsov: Romsov, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROMSOV_SEEDS", raising=False)
    status, said, _ = romsov("tables")
    assert status == 0
    assert "claims: " in said
    status, said, _ = romsov("verify")
    assert status == 0
    assert "anchors" in said
    assert romsov("verify", "gone")[0] == 1
