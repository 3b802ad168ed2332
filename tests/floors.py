"""Holds every folder of the package to the share of its lines that tests must run: ``make test``."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

PACKAGE = "src/romsov_analysis"

# Per cent of the statements of a folder, themes one by one. A folder that is not listed is held to LEAST, so a
# new chapter needs no line here.
LEAST = 85
CORE = ("evidence", "results", "figures", "ledger", "releases", "runs", "book")
THEMES = ("aid", "pacts", "reparations", "rupture", "talks", "testimony")
FLOORS = {".": 90, **dict.fromkeys(CORE, 95), **{f"themes/{theme}": 95 for theme in THEMES}}


def folder_of(path: str) -> str:
    """The folder a file counts for: ``evidence``, ``themes/pacts``, ``.`` for the rooms at the top."""
    parts = PurePosixPath(path.replace("\\", "/")).relative_to(PACKAGE).parts[:-1]
    return "/".join(parts[: 2 if parts[:1] == ("themes",) else 1]) or "."


def shares(report: Mapping[str, Any]) -> dict[str, float]:
    """Folder → per cent of its statements that ran, from coverage's JSON."""
    counts: dict[str, tuple[int, int]] = {}
    for path, file in report["files"].items():
        ran, all_of_them = counts.get(folder_of(path), (0, 0))
        summary = file["summary"]
        counts[folder_of(path)] = (
            ran + summary["covered_lines"],
            all_of_them + summary["num_statements"],
        )
    return {folder: 100 * ran / of for folder, (ran, of) in sorted(counts.items()) if of}


def below(found: Mapping[str, float], floors: Mapping[str, int]) -> list[str]:
    """A sentence for each folder under its floor, and for each floor without a folder."""
    sentences = [
        f"{PACKAGE}/{folder}: tests run {share:.1f} % of its statements, the floor is {floors.get(folder, LEAST)} %"
        for folder, share in found.items()
        if share < floors.get(folder, LEAST)
    ]
    return sentences + [f"{PACKAGE}/{gone}: has a floor but no statement" for gone in {*floors} - {*found}]


def untouched(report: Mapping[str, Any], folder: str, most: int = 5) -> list[str]:
    """The rooms of a folder with the most statements that no test runs."""
    rooms = {
        path: file["summary"]["missing_lines"]
        for path, file in report["files"].items()
        if folder_of(path) == folder and file["summary"]["missing_lines"]
    }
    worst = sorted(rooms, key=lambda path: (-rooms[path], path))[:most]
    return [f"{path}: {rooms[path]} statements" for path in worst]


def main(file: str) -> int:
    report = json.loads(Path(file).read_text(encoding="utf-8"))
    found = shares(report)
    print("Run by tests: " + ", ".join(f"{folder} {share:.0f} %" for folder, share in found.items()))
    problems = below(found, FLOORS)
    for folder, share in found.items():
        if share < FLOORS.get(folder, LEAST):
            print("\n".join(f"  not run in {room}" for room in untouched(report, folder)), file=sys.stderr)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
