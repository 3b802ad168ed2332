"""The releases put into a folder: each as a folder of files and as one file, with the digests of the latter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from romsov_analysis import releases
from romsov_analysis.releases.packages import DESCRIPTOR
from romsov_analysis.runs import tables, writing
from romsov_analysis.runs.places import RunError, home

SUMS = "SHA256SUMS"


def packages() -> dict[str, releases.Package]:
    """Every release with its files; each says so where it does not hold the book's own tables."""
    return {name: package(name) for name in releases.RELEASES}


def package(name: str) -> releases.Package:
    """One release, likewise."""
    own = tables.differing()
    return releases.package(name, tables.notice(own) if own else "")


def hand_out(folder: Path, report: Callable[[str], None]) -> int:
    """Write all releases into a folder.

    Parameters
    ----------
    folder
        Where to; it is made. What stands in it beside the releases is left alone.
    report
        Receives a line a release.

    Returns
    -------
    Exit status 0.

    Raises
    ------
    EvidenceError
        If a row breaks a rule.
    RunError
        If a folder that is to be replaced holds something else than a release, or something cannot be written; it
        is then as it was.
    """
    folder = home(folder).resolve()
    found = packages()
    for name in found:
        _refuse_others(folder / name)
    for name, package in found.items():
        writing.fill(folder / name, package.files)
        writing.replace(folder / f"{name}.zip", package.archive)
        rows = sum(table.rows for table in package.tables)
        report(
            f"{folder / name}: {len(package.tables)} tables, {rows} rows; {name}.zip, {len(package.archive)} bytes"
        )
    writing.replace(
        folder / SUMS, releases.sums({f"{name}.zip": package.archive for name, package in found.items()})
    )
    return 0


def _refuse_others(place: Path) -> None:
    if place.is_dir() and any(place.iterdir()) and not (place / DESCRIPTOR).is_file():
        raise RunError(f"{place} holds what is no release, and was left alone; name another: --output FOLDER")
