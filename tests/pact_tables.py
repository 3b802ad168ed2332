"""What the tests of pacts share: invented treaties, acts and codings, a few letters a row."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.pacts import specifications
from romsov_analysis.themes.pacts.specifications import Specification

CLAUSES = ("nonaggression", "neutrality", "defence", "offence", "consultation")
UNSEEN = {"status": "not found", "checked": "2026-11-22"}  # nothing of this was ever read
# What a row has where a test says nothing else; no other row is in any of these tables.
USUAL: dict[str, dict[str, str]] = {
    "sources": {},
    "states": {},  # where a test names none: `STATES`
    "pacts": UNSEEN | {"title": "T", "form": "bilateral", "obligation": "non-aggression", "ending": "in force"}
    | {"clause": "read"},
    "pact_dates": UNSEEN | {"what": "signed"},
    "acts": UNSEEN | {"title": "A", "kind": "attack"},
    "pact_acts": {"doubt": "none", "reason": "why"},
    "pact_duties": {},
    "codings": UNSEEN | {"violated": "no", "ending": "in words"},
    "alliances": UNSEEN | {"parties": "a; b", "begun": "1930", "two_party": "true"}
    | dict.fromkeys(("violated", "hostile", *CLAUSES), "false"),
    "literature": UNSEEN | {"title": "L", "measure": "share broken", "obligation": "all", "denominator": "wars"},
}  # fmt: skip

Row = dict[str, str]
NAMED = ("ussr", "germany", "romania", "france", "italy")
STATES = [{"id": state, "name": state.upper()} for state in (*"abcdef", *NAMED)]

day = datetime.date.fromisoformat
LAST = day("1945-09-02")


def write(folder: Path, **rows: Sequence[Row]) -> None:
    """Tables with the rows given and no others."""
    folder.mkdir()
    rows.setdefault("states", STATES)
    for name, usual in USUAL.items():
        filled = [usual | row for row in rows.get(name, [])]
        frame = pd.DataFrame(filled, columns=list(evidence.table(name).fields))
        frame.to_csv(folder / f"{name}.csv", index=False)


def numbers(found: Sequence[Result]) -> dict[str, float | None]:
    """Id → value; no id twice, and no decimals of what is counted."""
    assert len({result.id for result in found}) == len(found)
    digits = {"treaties": 0, "acts": 0, "years": 1}
    assert all(result.decimals == digits.get(result.unit, result.decimals) for result in found)
    return {result.id: result.value for result in found}


def bound(**parties: str) -> dict[str, list[Row]]:
    """Treaties signed on New Year of 1930, by their parties."""
    forms = {name: "bilateral" if text.count(";") == 1 else "multilateral" for name, text in parties.items()}
    return {
        "pacts": [{"id": name, "parties": text, "form": forms[name]} for name, text in parties.items()],
        "pact_dates": [{"pact": name, "date": "1930-01-01"} for name in parties],
    }


def deed(name: str, date: str, actor: str, against: str, kind: str = "attack") -> Row:
    """A row of acts."""
    return {"id": name, "date": date, "actor": actor, "against": against, "kind": kind}


def links(*pairs: str) -> list[Row]:
    """Treaty and act, ``p/x``; with a mark, ``p/x?``, its reach in doubt."""
    split = [pair.rstrip("?").split("/") for pair in pairs]
    doubts = ["reach" if pair.endswith("?") else "none" for pair in pairs]
    return [
        {"pact": pact, "act": act, "doubt": doubt} for (pact, act), doubt in zip(split, doubts, strict=True)
    ]


def way(
    definition: str = "attacked",
    universe: str = "all",
    *,
    last: datetime.date = LAST,
    contested: bool = False,
) -> Specification:
    """One way of counting the treaties of the tables, to a day called ``end``."""
    found = specifications.specifications({"end": last})
    chosen = (definition, universe, "end", "contested" if contested else "clear")
    (only,) = (spec for spec in found if spec.choices == chosen)
    return only


def wilson(broken: int, whole: int) -> tuple[float, float]:
    """Ends of Wilson's interval, by his formula."""
    z = 1.959963984540054
    share = broken / whole
    half = z * (share * (1 - share) / whole + (z / whole / 2) ** 2) ** 0.5
    low, high = ((share + z * z / 2 / whole + side * half) / (1 + z * z / whole) for side in (-1, 1))
    return low, high
