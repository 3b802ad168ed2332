"""Stored outputs against a fresh execution: nbval decides, this module refuses and explains.

Loaded as a pytest plugin (``-p romsov_analysis.runs.validation``) beside nbval. Before anything runs it refuses
notebooks that nbval would let pass although nothing in them is compared; after a mismatch it replaces nbval's
report by one that names notebook and cell as JupyterLab shows it, puts both texts side by side, lists the
inputs that changed since the outputs were stored, and gives the command that accepts the change.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import textwrap
from collections.abc import Generator, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import nbformat
import pytest

from romsov_analysis.runs import running

_COLUMN = 58


_CONTEXT = 2


_LONGEST = 30


_READABLE = ("error", "printed (stdout)", "printed (stderr)", "text/markdown", "text/plain", "text/html")


def refusals(path: Path) -> list[str]:
    """Why a stored notebook cannot serve as reference; an empty list if it can.

    Refused: no code, cells that were not run or not from top to bottom, outputs stripped (a cell that ends in
    a display has none), stored errors, outputs of another reference version, markers that switch nbval off.
    """
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    accept = f"make run NB={path.stem[:2]}"
    problems = []
    counts = [cell.execution_count for cell in code]
    if not code:
        return [f"{path.name}: holds no code"]
    for position, cell in enumerate(code, start=1):
        place = f"{path.name}, code cell {position}"
        if cell.execution_count is None:
            problems.append(f"{place}: was not run ({accept} runs it)")
        for output in cell.outputs:
            if output.output_type == "error":
                problems.append(f"{place}: stores an error, {output.ename}: {output.evalue}")
        switches = {tag for tag in cell.metadata.get("tags", []) if tag.startswith("nbval")}
        switches |= set(re.findall(r"^\s*#\s*(NBVAL_\w+|PYTEST_VALIDATE_\w+)", cell.source, re.MULTILINE))
        if switches:
            problems.append(f"{place}: switches the comparison off ({', '.join(sorted(switches))})")
    if None not in counts and counts != list(range(1, len(code) + 1)):
        problems.append(f"{path.name}: cells were not run once each from top to bottom ({accept})")
    if not any(cell.outputs for cell in code):
        problems.append(f"{path.name}: outputs were stripped ({accept} restores them)")
    stored = notebook.metadata.get("romsov", {}).get("versions", {})
    for name in running.REFERENCE:
        installed = importlib.metadata.version(name)
        if stored.get(name) != installed:
            problems.append(
                f"{path.name}: outputs were stored under {name} {stored.get(name, 'of unknown version')}, "
                f"the reference is {installed} ({accept}, then review the difference)"
            )
    return problems


def side_by_side(stored: str, fresh: str) -> str:
    """Two texts in two columns, only where they differ and two lines around it."""
    left, right = _wrapped(stored), _wrapped(fresh)
    lines = [f"{'stored':<{_COLUMN}} | now", "-" * _COLUMN + "-+-" + "-" * _COLUMN]
    for group in SequenceMatcher(a=left, b=right, autojunk=False).get_grouped_opcodes(_CONTEXT):
        for kind, a, b, c, d in group:
            for i in range(max(b - a, d - c)):
                old = left[a + i] if a + i < b else ""
                new = right[c + i] if c + i < d else ""
                lines.append(f"{old:<{_COLUMN}} {'|' if kind == 'equal' else '≠'} {new}")
        lines.append("…")
    if len(lines) > _LONGEST:
        lines = [*lines[:_LONGEST], f"… and {len(lines) - _LONGEST} more lines"]
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in (textwrap.wrap(line, _COLUMN) or [""])]


def _text(value: Any) -> str:
    return (
        value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True)
    )


def _outputs(outputs: Any) -> dict[str, str]:
    """Output kind → text; the parts of a MIME bundle apart, streams joined."""
    found: dict[str, list[str]] = {}
    for output in outputs:
        if output.output_type == "stream":
            found.setdefault(f"printed ({output.name})", []).append(_text(output.text))
        elif output.output_type == "error":
            found.setdefault("error", []).append(f"{output.ename}: {output.evalue}")
        else:
            for kind, value in output.data.items():
                found.setdefault(kind, []).append(_text(value))
    return {kind: "\n".join(parts) for kind, parts in found.items()}


def explain(path: Path, cell: nbformat.NotebookNode, fresh: Any, error: str) -> str:
    """The report of one cell that does not reproduce.

    Parameters
    ----------
    path
        The notebook.
    cell
        The stored cell.
    fresh
        The outputs of the fresh execution, in nbformat's shape.
    error
        nbval's own message, for a cell that raised or timed out.
    """
    stored = nbformat.read(path, as_version=4).metadata.get("romsov", {})
    changed = running.changed_inputs(stored, running.inputs(nbformat.read(path, as_version=4)))
    parts = [f"{path.name}, cell [{cell.execution_count}] does not give its stored output."]
    old, new = _outputs(cell.outputs), _outputs(fresh)
    different = [kind for kind in {**old, **new} if old.get(kind) != new.get(kind)]
    # What a reader sees comes first; the machine's copy of the same numbers only where nothing else differs.
    different.sort(key=lambda kind: (_READABLE.index(kind) if kind in _READABLE else len(_READABLE), kind))
    if "error" in new:
        parts.append(f"It raises {new['error']}\n\n{textwrap.indent(cell.source, '    ')}")
    elif not different:
        parts.append(error)
    else:
        shown, *rest = different
        parts.append(f"{shown}:\n{side_by_side(old.get(shown, ''), new.get(shown, ''))}")
        if rest:
            parts.append("It differs too in: " + ", ".join(rest))
    parts.append(
        "Changed since the outputs were stored: "
        + (", ".join(changed) or "no input; look at the environment")
    )
    parts.append(
        f"If the change is meant: make run NB={path.stem[:2]}, review the difference, commit the notebook."
    )
    return "\n\n".join(parts)


# --- the pytest plugin ------------------------------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse the run where a notebook cannot serve as reference; number cells as JupyterLab does."""
    for item in _cells(items):
        cell: Any = item
        cell.cell_num = cell.cell.execution_count
    paths = dict.fromkeys(item.path for item in _cells(items))
    problems = [problem for path in paths for problem in refusals(path)]
    if problems:
        raise pytest.UsageError("\n".join(problems))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Replace nbval's report of a failing cell by ours."""
    outcome = yield
    report = outcome.get_result()
    if report.failed and report.when == "call" and [*_cells([item])]:
        cell: Any = item
        report.longrepr = explain(item.path, cell.cell, cell.test_outputs or [], str(report.longrepr))


def _cells(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    from nbval.plugin import IPyNbCell

    return (item for item in items if isinstance(item, IPyNbCell))
