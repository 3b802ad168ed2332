"""Progress: a silent build is heard of, and what it said is handed on."""

from __future__ import annotations

import subprocess
import sys

from romsov_analysis.book import progress


def started(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", f"import sys, time\nfrom romsov_analysis.book.progress import report\n{code}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_silence_is_broken_by_how_far_the_build_is() -> None:
    said: list[str] = []
    code = "report('Reading', 3, 21)\nprint('a warning', file=sys.stderr)\ntime.sleep(3)\nsys.exit(1)"
    status, heard = progress.wait(started(code), said.append, silence=1)
    assert status == 1
    assert heard == "a warning\n"
    assert said[-1].startswith("Reading: 3 of 21 pages (")


def test_a_quick_build_says_nothing() -> None:
    said: list[str] = []
    assert progress.wait(started("report('Setting up', 0, 0)"), said.append, silence=60) == (0, "")
    assert said == []


def test_the_silence_is_at_most_five_seconds() -> None:
    assert progress.SILENCE <= 5
