"""One line a failure, out of reports in JUnit's form: what ``.ci/run`` prints last."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

_LONGEST = 240


def lines(report: Path) -> list[str]:
    """A line for each failure: notebook, cell and cause, or test and cause."""
    found = []
    for case in ET.parse(report).iter("testcase"):
        for outcome in case:
            if outcome.tag in ("failure", "error"):
                found.append(_line(case, outcome))
    return found


def _line(case: ET.Element, outcome: ET.Element) -> str:
    place, text = case.get("classname", ""), (outcome.text or "").strip()
    if place.endswith(".ipynb") and "\n\n" in text:
        # The report of validation: what happened, how it shows, what changed since, each a paragraph.
        happened, shows, *rest = (part.split("\n")[0] for part in text.split("\n\n"))
        since = [part for part in rest if part.startswith("Changed since")]
        return _short(" ".join([happened, f"{shows.rstrip(':')}.", *since]))
    cause = outcome.get("message") or text or "no message"
    where = "::".join(part for part in (place, case.get("name", "")) if part)
    return _short(f"{where}: {cause.strip().splitlines()[0]}")


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def main(folder: str) -> None:
    for report in sorted(Path(folder).glob("*.xml")):
        for line in lines(report):
            print(f"FAILED {line}")


if __name__ == "__main__":
    main(sys.argv[1])
