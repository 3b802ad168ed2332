"""The process that builds: what it does without, and that nothing needs it."""

from __future__ import annotations

import subprocess
import sys

import yaml

from conftest import ROOT


def test_no_database_is_loaded_since_nothing_is_executed() -> None:
    settings = yaml.safe_load((ROOT / "book" / "_config.yml").read_text(encoding="utf-8"))
    assert settings["execute"]["execute_notebooks"] == "off"
    code = (
        "import sys\nfrom romsov_analysis.book import compiling\ncompiling._without_execution()\n"
        "import myst_nb.sphinx_ext\nprint('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
