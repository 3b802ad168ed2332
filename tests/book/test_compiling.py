"""The process that builds: what it does without, and that nothing needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from conftest import ROOT
from romsov_analysis.book import compiling


def test_no_database_is_loaded_since_nothing_is_executed() -> None:
    settings = yaml.safe_load((ROOT / "book" / "_config.yml").read_text(encoding="utf-8"))
    assert settings["execute"]["execute_notebooks"] == "off"
    code = (
        "import sys\nfrom romsov_analysis.book import compiling\ncompiling._without_execution()\n"
        "import myst_nb.sphinx_ext\nprint('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_interrupt_ends_it_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "main", interrupted)
    assert compiling.ended("source", "site", "kept", "base", "root") == 130
    assert capsys.readouterr() == ("", "")
