"""How verbs end where people, consoles and machines do what they do: a line or two, and a status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from tiny import tagged, write

from romsov_analysis import __main__, console, evidence
from romsov_analysis.runs import running

EXTRAS = ("ipykernel", "jupyter_book", "nbclient", "nbformat", "nbval", "pytest", "sphinx", "yaml")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A checkout of one notebook that was run."""
    root = tmp_path / "checkout"
    cells = [new_markdown_cell("# ș"), tagged("factor = 2"), new_code_cell("factor")]
    path = write(root / "notebooks" / "01_tiny.ipynb", *cells)
    running.execute(path, lambda _: None)
    (root / "book").mkdir()
    return root


def said(
    root: Path, *words: str, options: tuple[str, ...] = (), **more: Any
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, *options, "-m", "romsov_analysis", *words],
        cwd=root, env=environment, text=True, check=False, **{"capture_output": True, **more},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "nearest"), [("tabels", "tables"), ("valdate", "validate"), ("bok", "book"), ("'; drop", "")]
)
def test_a_word_that_is_no_verb_is_told_the_nearest(
    word: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main([word])
    assert ended.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("romsov: there is no verb ")
    assert f"Nearest: {nearest}" in line


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "romsov: the following arguments are required: VERB. See: romsov --help"),
        (["run", "05", "--wiht", "a=1"], "romsov: unrecognized arguments: --wiht a=1. See: romsov --help"),
        (["serve", "--port", "99999"], "'99999' is no port, which is a number from 1024 to 65535"),
        (["serve", "--port", "0"], "'0' is no port, which is a number from 1024 to 65535"),
        (["serve", "--port", "80"], "'80' is no port"),
        (["serve", "--port", "x" * 5000], "…' is no port, which is a number from 1024 to 65535"),
    ],
)
def test_what_the_command_line_does_not_know_is_one_line(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main(words)
    (line,) = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert says in line
    assert len(line) < 300


@pytest.mark.parametrize(
    "verb", ["tables", "verify", "run 01", "fill", "parameters 01", "validate", "book", "serve"]
)
@pytest.mark.parametrize("root", [".", "nowhere", "~nobody-of-this-name/x", "a\x1b[31m"])
def test_a_root_that_is_no_checkout_is_refused_by_every_verb(
    verb: str, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert __main__.main(["--root", root, *verb.split()]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "is no checkout of the book; --root names" in line or "nobody here has this home folder" in line
    assert line.isprintable()


def test_a_folder_that_is_gone_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    assert __main__.main(["fill"]) == 1
    assert capsys.readouterr().err == "this folder is gone; go to a checkout of the book\n"


def test_verify_finds_the_texts_of_the_checkout_from_below_it(
    ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ROMSOV_SEEDS", raising=False)
    monkeypatch.chdir(ours / "notebooks")
    assert __main__.main(["verify"]) == 0  # no texts are no failure
    (ours / "seeds" / "texts").mkdir(parents=True)
    capsys.readouterr()
    assert __main__.main(["verify"]) == 1
    assert "no text in the folder, nothing checked" in capsys.readouterr().out


def test_a_console_that_lacks_a_letter_shows_another(ours: Path) -> None:
    page = "# Book\n\nSome [](claim:cs.killed?quote) fell.\n"
    (ours / "book" / "index.md").write_text(page, encoding="utf-8")
    done = said(ours, "fill", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(r"index.md, line 3: \u201c\u201d \u2192 \u201c")


def test_a_reader_who_goes_away_ends_a_verb_without_a_word(ours: Path) -> None:
    script = f"{sys.executable} -m romsov_analysis tables | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=ours, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_an_output_that_takes_nothing_is_named(ours: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = said(ours, "tables", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "the output or a file: No space left on device\n")


def test_an_install_without_the_extras_says_what_to_install(ours: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "sitecustomize.py").write_text(
        f"import sys\nfor name in {EXTRAS!r}: sys.modules[name] = None\n", encoding="utf-8"
    )
    path = os.pathsep.join([str(blocked), *filter(None, sys.path)])
    for verb in ("run 01", "validate", "book"):
        done = said(ours, *verb.split(), env={"PYTHONPATH": path})
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert " is not installed. Verbs that run notebooks or build the book need: pip install " in line
    for verb in ("tables", "fill", "parameters 01"):
        done = said(ours, *verb.split(), env={"PYTHONPATH": path})
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("options", "env"), [(("-O",), {}), ((), {"PYTHONWARNINGS": "error"})])
def test_verbs_work_without_assertions_and_with_warnings_as_errors(
    ours: Path, options: tuple[str, ...], env: dict[str, str]
) -> None:
    for verb in ("run 01", "validate"):
        done = said(ours, *verb.split(), options=options, env=env)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_too_little_memory_is_said_and_a_fault_of_ours_is_raised(capsys: pytest.CaptureFixture[str]) -> None:
    def short() -> int:
        raise MemoryError

    def ours() -> int:
        raise ValueError("a fault")

    assert console.ended(short) == 1
    assert capsys.readouterr().err == "There is not enough memory; end other programs and try again\n"
    with pytest.raises(ValueError, match="a fault"):
        console.ended(ours)


def test_with_own_tables_a_fault_may_lie_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    header = evidence.table("price_months").path.read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "price_months.csv").write_text(header + "\n", encoding="utf-8")
    monkeypatch.setenv("ROMSOV_EVIDENCE", str(tmp_path))

    def verb() -> int:
        return len([][0])

    assert console.ended(verb) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "IndexError: list index out of range"
    assert said[1].startswith("Computed with own tables, not with the book's: price_months, rows ")
    assert said[1].endswith("What the chapter names may be missing there.")
    monkeypatch.delenv("ROMSOV_EVIDENCE")
    with pytest.raises(IndexError):
        console.ended(verb)
