"""What the tests of testimony share: invented tables of statements and readings, a sign a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from romsov_analysis import evidence

READ = {"status": "verified", "checked": "2026-11-22", "source": "s"}
CODED = {"+": "supports", "-": "against", "0": "neutral", "d": "divided", "r": "refused"}
SIGNS = {word: sign for sign, word in CODED.items()}
PARTS = "pqrs"

# What a row has where a test says nothing else.
USUAL: dict[str, dict[str, str]] = {
    "parts": {"short": "short"},
    "readings": {"reason": "why"},
    "people": {"name": "Ann", "role": "minister", "living": "no"},
    "documents": {"type": "article", "title": "D", "short": "D", "language": "en", "terms": "t", "text_file": "d",
                  "sha256": "0" * 64, "bytes": "1", "obtain": "o", "verified": "2026-11-22"},
    "sources": {"type": "book", "title": "S", "language": "en", "tier": "A", "terms": "t", "seen": "whole"},
    "claims": {"document": "d", "theme": "aid", "statement": "it rained", "speaker": "ann", "act": "assertion",
               "basis": "firsthand", "chain": "Ann > D", "exact": "rain", "offset": "0"},
    "testimony": READ | {"title": "It snowed", "speaker": "Bob", "side": "press", "act": "denial",
                         "basis": "firsthand", "bears_on": "x"},
    "events": {"document": "d", "title": "E", "track": "december"},
    "order_questions": {"title": "Q", "then": "t"},
    "contradictions": {"title": "C", "same_voice": "no", "reconciliation": "r"},
    "cited_works": {"identified": "no", "basis": "b", "status": "not found"},
    "aid_figures": READ | {"date": "1989", "kind": "relief"},
    "voices": {"interest": "none"},
}  # fmt: skip

Row = Mapping[str, str]


def write(
    folder: Path,
    grid: Mapping[str, str] | None = None,
    second: Mapping[str, str] | None = None,
    cells: Mapping[str, Row] | None = None,
    **tables: Sequence[Row],
) -> None:
    """Write the tables: statements with a sign a part, by either coder, and the rows of other tables.

    A blank in place of a sign leaves the reading out.
    """
    grid, second, cells = grid or {}, second or {}, cells or {}
    rows: dict[str, list[Row]] = {name: list(tables.get(name, [])) for name in USUAL}
    longest = max(map(len, grid.values()), default=0)
    known = {row["id"] for row in rows["parts"]}
    rows["parts"] += [{"id": part, "title": f"Part {part}"} for part in PARTS[:longest] if part not in known]
    rows["people"] += [{"id": "ann"}]
    rows["documents"] += [{"id": "d"}]
    rows["sources"] += [{"id": "s"}]
    for name, signs in grid.items():
        table, _, key = name.partition(":")
        voice = {"dependence": key.replace(".", "_")}
        rows[table] += [{"id": key} | voice | cells.get(name, {})]
        for part, one, other in zip(PARTS, signs, second.get(name, signs), strict=False):
            differs = {"second": CODED[other], "second_reason": "why"} if one != other else {}
            if one != " ":
                rows["readings"] += [{"statement": name, "part": part, "reading": CODED[one]} | differs]
    heard = dict.fromkeys(row["dependence"] for name in ("claims", "testimony") for row in rows[name])
    told = {row["id"] for row in rows["voices"]}
    rows["voices"] += [{"id": voice, "name": voice.capitalize()} for voice in heard if voice not in told]
    folder.mkdir()
    for name, usual in USUAL.items():
        frame = pd.DataFrame([usual | row for row in rows[name]], columns=list(evidence.table(name).fields))
        frame.to_csv(folder / f"{name}.csv", index=False)


def of_voice(*names: str, voice: str = "v") -> dict[str, Row]:
    """The cells that give statements one voice."""
    return {name: {"dependence": voice} for name in names}


def signs_of(table: pd.DataFrame) -> dict[str, str]:
    """A grid of readings as signs: row → one sign a part."""
    return {str(name): "".join(SIGNS[cell] for cell in cells) for name, cells in table.iterrows()}
