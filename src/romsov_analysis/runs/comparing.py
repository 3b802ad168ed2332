"""Stored outputs against fresh ones: nbval compares, this room refuses what it lets pass, and explains.

A pytest plugin. It collects notebooks as nbval does, lets a kernel of `fresh` run them, and after a mismatch
replaces nbval's report by one that names notebook and cell as JupyterLab shows it, puts both texts side by
side, lists the inputs that changed since the outputs were stored, and gives the command that accepts the change.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbval.plugin import IPyNbCell, IPyNbFile, coalesce_streams

from romsov_analysis.runs import inputs, places
from romsov_analysis.runs.fresh import Fresh, NotRun

_COLUMN = 58
_CONTEXT = 2
_LONGEST = 30
_READABLE = ("error", "printed (stdout)", "printed (stderr)", "text/markdown", "text/plain", "text/html")


class Comparison:
    """The plugin: `causes` has a line for each failure, `failed` the notebooks that have one."""

    def __init__(self, fresh: Fresh) -> None:
        self.fresh = fresh
        self.causes: list[str] = []
        self.failed: set[Path] = set()
        self._since: dict[Path, list[str]] = {}

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect notebooks; without its own option nbval leaves them alone."""
        if file_path.suffix != ".ipynb":
            return None
        found: Stored = Stored.from_parent(parent, path=file_path)
        found.fresh = self.fresh
        return found

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Iterator[None]:
        """Replace nbval's report of a failing cell by ours."""
        outcome: Any = yield
        report = outcome.get_result()
        if report.failed and isinstance(item, StoredCell):
            if item.path not in self._since:
                self._since[item.path] = changed_since(item.path)
            report.longrepr, cause = explain(
                item.path,
                item.cell,
                item.test_outputs or [],
                str(getattr(item, "error", "")),
                self._since[item.path],
            )
            self.failed.add(item.path)
            self.causes.append(f"{item.path.stem}, cell [{item.cell.execution_count}]: {cause}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_keyboard_interrupt(self) -> None:
        """End here: whoever called says so in a line."""
        raise KeyboardInterrupt

    def pytest_report_teststatus(self, report: Any) -> tuple[str, str, str] | None:
        """No letter for each cell: a notebook that ran to its end has a line."""
        return (report.outcome, "", "") if report.when == "call" or report.failed else None


class Stored(IPyNbFile):  # type: ignore[misc]
    """A stored notebook; its kernel is one of `fresh`."""

    fresh: Fresh

    def setup(self) -> None:
        """Nothing: the kernel runs already."""

    def teardown(self) -> None:
        """Nothing: whoever started the kernels ends them."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each code cell, numbered as JupyterLab does."""
        cells = nbformat.read(self.path, as_version=4).cells
        for number, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
            yield StoredCell.from_parent(
                self, name=f"cell [{number}]", cell_num=number, cell=cell, options={}
            )


class StoredCell(IPyNbCell):  # type: ignore[misc]
    """A stored cell."""

    def reportinfo(self) -> tuple[Path, int, str]:
        """The heading of a failure."""
        return self.path, 0, f"{self.path.name}, {self.name}"

    def runtest(self) -> None:
        """Wait for the fresh outputs and compare."""
        try:
            fresh = self.parent.fresh.outputs(self.path, self.cell_num)
        except NotRun as error:
            pytest.skip(str(error))
        except places.RunError as error:
            self.error = error
            raise
        self.test_outputs = [nbformat.from_dict(output) for output in fresh]
        stored = coalesce_streams([nbformat.from_dict(output) for output in self.cell.outputs])
        failed = any(output.output_type == "error" for output in self.test_outputs)
        # nbval compares each kind of output for itself; a page prints them in their order.
        same = self.compare_outputs(self.test_outputs, stored) and _order(stored) == _order(self.test_outputs)
        if failed or not same:
            self.error = places.RunError("The same outputs come in another order.")
            raise self.error


def _order(outputs: Sequence[Any]) -> list[tuple[str, ...]]:
    return [
        ("stream", output.name)
        if output.output_type == "stream"
        else (output.output_type, *sorted(output.get("data", {})))
        for output in outputs
    ]


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


def explain(path: Path, cell: Any, fresh: Any, error: str, changed: Sequence[str]) -> tuple[str, str]:
    """The report of one cell that does not reproduce, and its cause in a line.

    Parameters
    ----------
    path
        The notebook.
    cell
        The stored cell.
    fresh
        The outputs of the fresh execution, in nbformat's shape.
    error
        What is to be said where no output differs: it took too long, or the order differs.
    changed
        The inputs that changed since the outputs were stored.
    """
    if error.startswith("no kernel"):
        return f"{path.name}: {error}", error
    since = "; ".join(changed) or "no input; look at the environment"
    parts = [f"{path.name}, cell [{cell.execution_count}] does not give its stored output."]
    old, new = _outputs(cell.outputs), _outputs(fresh)
    different = [kind for kind in {**old, **new} if old.get(kind) != new.get(kind)]
    # What a reader sees comes first; the machine's copy of the same numbers only where nothing else differs.
    different.sort(key=lambda kind: (_READABLE.index(kind) if kind in _READABLE else len(_READABLE), kind))
    if "error" in new:
        parts.append(f"It raises {new['error']}\n\n{textwrap.indent(cell.source, '    ')}")
        cause = f"raises {new['error']}".splitlines()[0]
    elif not different or (not fresh and error and "order" not in error):
        parts.append(error)
        cause = error.rstrip(".").removeprefix(f"cell [{cell.execution_count}]: ")
    else:
        shown, *rest = different
        parts.append(f"{shown}:\n{side_by_side(old.get(shown, ''), new.get(shown, ''))}")
        cause = f"{shown} differs"
        if rest:
            parts.append("It differs too in: " + ", ".join(rest))
    parts.append(f"Changed since the outputs were stored: {since}")
    parts.append(
        f"If the change is meant: make run NB={places.number(path)}, review the difference, commit the notebook."
    )
    return "\n\n".join(parts), f"{cause} (changed since: {since})"


def changed_since(path: Path) -> list[str]:
    """The inputs that changed since the outputs of a notebook were stored, a phrase each."""
    notebook = places.read(path)
    stored = notebook["metadata"].get("romsov", {}).get("inputs", {})
    return inputs.changed(stored, inputs.now(stored, notebook))
