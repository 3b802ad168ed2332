"""Kernels: what keeps one from starting is said in a line, and none outlives its run or speaks for itself."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from romsov_analysis.runs import kernels, running
from romsov_analysis.runs.places import RunError

RUN = Path("01_x.ipynb")


def run(source: str) -> None:
    running.run(written(source), RUN, lambda _: None)


def written(source: str) -> NotebookNode:
    return new_notebook(cells=[new_code_cell(source)])


@pytest.mark.parametrize(
    ("spec", "cause"),
    [
        (
            '{"argv": ["/nosuch/python"], "display_name": "P", "language": "python"}',
            "No such file or directory",
        ),
        ('{"argv": ["false"], "display_name": "P", "language": "python"}', "Kernel died before replying"),
        ("<<<<<<< HEAD", "Expecting value"),
    ],
)
def test_a_kernel_that_cannot_start_is_said_so_in_a_line(
    spec: str, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(spec, encoding="utf-8")
    for name in ("JUPYTER_DATA_DIR", "JUPYTER_PATH"):
        monkeypatch.setenv(name, str(tmp_path))
    with pytest.raises(RunError) as caught:
        run("1")
    (line,) = str(caught.value).splitlines()
    assert line.startswith("01_x.ipynb, no kernel could be started (")
    assert cause in line
    assert line.endswith("pip install 'romsov-analysis[notebooks]' brings one")
    assert capfd.readouterr() == ("", "")


def test_a_kernel_that_is_not_installed_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "find_spec", lambda _: None)
    error = kernels._no_kernel(RuntimeError("Kernel died"))
    assert str(error).startswith("no kernel could be started (ipykernel is not installed); pip install ")


def test_what_a_cell_raises_is_cut_and_moves_no_cursor() -> None:
    with pytest.raises(RunError) as caught:
        run(f"x = 1\nraise ValueError('\\x1b[31m' + 'x' * {10**6})")
    first, second = str(caught.value).split("\n")
    assert first.startswith(r"01_x.ipynb, cell [1], line 2: ValueError: \x1b[31mxxx")
    assert len(first) < 400
    assert second.startswith("  raise ValueError(")


def test_a_kernel_is_silent_and_gone_after_its_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    left = tmp_path / "pid"
    run(f"import os; os.write(2, b'noise'); open({str(left)!r}, 'w').write(str(os.getpid()))")
    assert "noise" not in "".join(capfd.readouterr())
    with pytest.raises(ProcessLookupError):
        os.kill(int(left.read_text()), 0)


DIES_ONCE = """
import os, sys
from pathlib import Path
mark = Path({mark!r})
if not mark.exists():
    mark.touch()
    sys.exit("the port is taken")
os.execv(sys.executable, [sys.executable, "-m", "ipykernel_launcher", *sys.argv[1:]])
"""


def specified(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder / "kernels" / "python3"
    place.mkdir(parents=True)
    spec = {
        "argv": [sys.executable, "-c", script, "-f", "{connection_file}"],
        "display_name": "P",
        "language": "python",
    }
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    for name in ("JUPYTER_DATA_DIR", "JUPYTER_PATH"):
        monkeypatch.setenv(name, str(folder))


def test_a_kernel_that_died_before_it_answered_is_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "started"
    specified(tmp_path, DIES_ONCE.format(mark=str(mark)), monkeypatch)
    notebook = written("6 * 7")
    running.run(notebook, RUN, lambda _: None)
    assert mark.exists()
    assert notebook.cells[0].outputs[0].data["text/plain"] == "42"


def test_the_last_words_of_a_kernel_that_cannot_start_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specified(tmp_path, "import sys; sys.exit('first\\n\\x1b[1mno room left\\n')", monkeypatch)
    with pytest.raises(RunError, match=r"died before replying to kernel_info; \\x1b\[1mno room left\)"):
        run("1")
