"""Whether stored outputs are those of the tables and modules that stand here: what the book asks before it builds.

Nothing is executed. A notebook is fresh if the digests stored with it are those of its inputs now, or if a
validation has since found that it gives the same outputs from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from romsov_analysis.runs import inputs, places, stamps


def stale(root: Path) -> list[str]:
    """Why the notebooks of a checkout are not what would be computed now; an empty list if they are.

    Returns
    -------
    A line a notebook: what changed (tables with rows, modules, parameters, cells), and the command to run.

    Raises
    ------
    places.RunError
        If a notebook cannot be read.
    """
    found = []
    for path in places.notebooks(root):
        causes = list(_causes(root, path))
        if causes:
            name = places.number(path)
            command = f"make run NB={name} (or: romsov run {name})"
            found.append(
                f"{path.name} is not what would be computed now: {'; '.join(causes)}. Run: {command}"
            )
    return found


def _causes(root: Path, path: Path) -> Iterator[str]:
    notebook = places.read(path)
    ours = notebook["metadata"].get("romsov", {})
    stored = ours.get("inputs", {})
    if "what_if" in ours:
        yield "it is a what-if copy and no chapter"
        return
    present = inputs.now(stored, notebook)
    changed = inputs.changed(stored, present)
    # Outputs that own tables leave as they are still bear their name, and ours may not.
    if changed and (stored.get("own", []) != present.get("own", []) or not stamps.current(root, path)):
        yield from changed
    if (
        "inputs" in ours
        and ours.get("outputs") != inputs.outputs(notebook)
        and not stamps.current(root, path)
    ):
        yield "its outputs were changed by hand, or not stored by a run"
    missing = [name for name in stored.get("own", []) if name not in _notice(notebook)]
    if missing:
        yield f"the cell that names its own tables is gone ({', '.join(missing)})"


def _notice(notebook: Mapping[str, Any]) -> str:
    """What the cell says that names own tables."""
    tagged = [cell for cell in notebook["cells"] if inputs.OWN in cell["metadata"].get("tags", [])]
    return " ".join(map(places.source, tagged))
