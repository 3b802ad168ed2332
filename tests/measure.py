"""Measures what the page *Reproduction* states and writes it into ``book/measured.yml``: ``make note``.

Each part that is named is measured anew and dated, the others stay: ``pythons`` (this interpreter alone; once under
each), ``anchors`` (needs the texts), ``coverage`` (of the last ``make test``), ``bench``. ``edition`` notes the
findings of this version in ``book/editions.yml``, for the next one to be compared with; it is asked for by name.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bench
import yaml

import floors
from romsov_analysis import __released__, __version__, evidence, ledger
from romsov_analysis.book import measured
from romsov_analysis.evidence import anchors as texts
from romsov_analysis.results import plain
from romsov_analysis.runs import validation, writing

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
COVERAGE = BOOK / "_build" / "coverage" / "report.json"


def notebooks() -> list[Path]:
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def stamp() -> dict[str, Any]:
    """The day, and the state of the book."""
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return {"date": today, "state": measured.state(notebooks(), measured.locks(ROOT))}


def pythons(before: dict[str, Any]) -> dict[str, Any]:
    """Execute all notebooks under this interpreter; what other interpreters did stays noted."""
    if validation.validate(ROOT, [], changed=False, junit=None, report=print):
        sys.exit("Not reproduced, so nothing was noted.")
    found = {
        "version": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "notebooks": len(notebooks()),
        "cells": sum(measured.counts(path).cells for path in notebooks()),
    }
    minor = ".".join(platform.python_version_tuple()[:2])
    return dict(sorted({**before, minor: found | stamp()}.items()))


def anchors(_before: dict[str, Any]) -> dict[str, Any]:
    """Look up every anchor in the texts of the folder that ROMSOV_SEEDS names."""
    reports = texts.verify(Path(os.environ.get(texts.TEXTS, "") or ROOT / "seeds" / "texts"))
    readable = {
        report.document: texts.normalise(report.text.read_text(encoding="utf-8"))
        for report in reports
        if report.text
    }
    printed = evidence.load("corrections")[["document", "printed"]].dropna()
    quoted = [texts.find(readable.get(name, ""), words) for name, words in printed.itertuples(index=False)]
    checked = [finding for report in reports for finding in report.findings]
    return {
        "documents": len(reports),
        "texts": sum(report.text is not None and not report.changed for report in reports),
        "anchors": len(texts.anchored_rows()),
        "found": sum(finding.state == "found" for finding in checked),
        "quotes": len(quoted),
        "quotes_found": sum(bool(offsets) for offsets in quoted),
        **stamp(),
    }


def coverage(_before: dict[str, Any]) -> dict[str, Any]:
    """What the last `make test` left."""
    shares = floors.shares(json.loads(COVERAGE.read_text(encoding="utf-8")))
    return {"folders": {folder: round(share, 1) for folder, share in shares.items()}, **stamp()}


def benchmarks(_before: dict[str, Any]) -> dict[str, Any]:
    """Every budget, as `make bench` measures it."""
    for section in bench.SECTIONS:
        section()
    lines = [list(line) for line in bench.MEASURED]
    return {"cores": os.cpu_count(), "version": platform.python_version(), "lines": lines, **stamp()}


PARTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "pythons": pythons,
    "anchors": anchors,
    "coverage": coverage,
    "bench": benchmarks,
}


def edition() -> dict[str, Any]:
    """The findings of this version beside those of the earlier ones."""
    answers = [answer for path in notebooks() for answer in ledger.read_notebook(path)[1]]
    findings = {answer.notebook[:2]: plain(answer.finding) for answer in answers}
    editions = measured.noted(BOOK, measured.EDITIONS)
    return editions | {__version__: {"date": __released__, "findings": findings}}


def main(*wanted: str) -> None:
    for name in wanted or tuple(PARTS):
        if name == "edition":
            write(measured.EDITIONS, edition())
        else:
            note = measured.noted(BOOK, measured.MEASURED)
            write(measured.MEASURED, note | {name: PARTS[name](note.get(name, {}))})


def write(name: str, content: dict[str, Any]) -> None:
    writing.replace(BOOK / name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110))


if __name__ == "__main__":
    main(*sys.argv[1:])
