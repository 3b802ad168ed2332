"""What a run changed, told in lines, as CSV or as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from romsov_analysis.runs.moves import counted
from romsov_analysis.runs.rerun import Outcome

_FEW = 10  # of what moved, unless all is asked for
_COLUMNS = ("notebook", "id", "title", "before", "after", "why")


def told(outcome: Outcome, *, every: bool = False) -> str:
    """What a run changed, in lines.

    Parameters
    ----------
    outcome
        Of `run`.
    every
        All that moved, and not the first few.
    """
    where = "stored" if outcome.in_place else "in a copy; the notebook stays as it is"
    lines = [f"{outcome.path.stem}: {counted(outcome.moved)} ({where})"]
    reasons = {move.why for move in outcome.moved}
    common = reasons.pop() if len(reasons) == 1 else ""
    if common:
        lines.append(f"  Why: {common}")
    shown = outcome.moved if every else outcome.moved[:_FEW]
    lines += [f"  {move}" + ("" if common else f"  ({move.why})") for move in shown]
    if len(shown) < len(outcome.moved):
        lines.append(f"  … and {len(outcome.moved) - len(shown)} more; --all lists them")
    if outcome.verdict and (outcome.moved or not outcome.in_place):
        same = outcome.verdict == outcome.before
        lines += ["", f"Verdict, {'as before' if same else 'as it now reads'}: {outcome.verdict}"]
        if not same and outcome.before:
            lines.append(f"  It was: {outcome.before}")
        lines += [text for answer in outcome.answers for text in ("", answer)]
    for heading, false in (("Sentences that no longer hold", True), ("Sentences that read otherwise", False)):
        found = [sentence for sentence in outcome.shaken if sentence.false is false]
        few = found if every or false else found[:_FEW]
        if found:
            lines += ["", f"{heading}:", *(f"  {sentence}" for sentence in few)]
        if len(few) < len(found):
            lines.append(f"  … and {len(found) - len(few)} more; --all lists them")
    return "\n".join([*lines, *([""] if len(lines) > 1 else []), *outcome.notes])


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """All that moved, as CSV with a header."""
    rows = _rows(outcomes)
    file = io.StringIO(newline="")
    columns = list(rows[0]) if rows else list(_COLUMNS)
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_json(outcomes: Sequence[Outcome]) -> str:
    """All that moved, as JSON: a list of objects."""
    return json.dumps(_rows(outcomes), ensure_ascii=False, indent=1) + "\n"


def _rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    return [{"notebook": outcome.path.stem, **move.row()} for outcome in outcomes for move in outcome.moved]
