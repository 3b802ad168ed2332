"""Re-executes a notebook and says which results moved and why: a parameter, a row, or code.

The stored notebook is the reference that validation compares with, so what could differ from machine to
machine without meaning anything (versions, timings, random cell ids) is normalised before it is written.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis import evidence
from romsov_analysis.ledger import Entry, read_notebook
from romsov_analysis.results.formatting import format_record

# Libraries whose release changes stored outputs; the lock fixes them.
REFERENCE = ("matplotlib", "pandas")


# The kernel warns of unencrypted ports on this machine, which no reader can act on.
_KERNEL_ARGUMENTS = ["--IPKernelApp.log_level=ERROR"]


# Rendering does not change what a notebook computes, so the subpackage is no input of it.
_PACKAGE = Path(__file__).resolve().parents[1]


class RunError(RuntimeError):
    """A notebook cannot be found or a cell of it fails; the message names notebook, cell and cause."""


@dataclass(frozen=True)
class Move:
    """A result that changed: text before and after, and the reason."""

    id: str
    before: str
    after: str
    why: str

    def __str__(self) -> str:
        return f"{self.id}: {self.before} → {self.after}  ({self.why})"


def find(folder: Path, name: str) -> Path:
    """The notebook whose file name starts with `name`, for example ``05``.

    Raises
    ------
    RunError
        If none or several do.
    """
    fitting = sorted(path for path in folder.glob("*.ipynb") if path.stem.startswith(name))
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(path.stem for path in sorted(folder.glob("*.ipynb"))) or "none"
    reason = "no notebook starts with" if not fitting else "several notebooks start with"
    raise RunError(f"{reason} {name!r} in {folder}; there are: {known}")


def digest(path: Path) -> str:
    """The first twelve characters of a file's SHA-256, line ends as on Linux."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:12]


def inputs(notebook: nbformat.NotebookNode) -> dict[str, dict[str, str]]:
    """What the outputs of a notebook depend on: parameters, tables, modules, versions of reference."""
    return {
        "parameters": parameters(notebook),
        "tables": {name: digest(found.path) for name, found in sorted(evidence.tables().items())},
        "modules": _modules(),
        "versions": {name: importlib.metadata.version(name) for name in REFERENCE},
    }


def _modules() -> dict[str, str]:
    """Every module of the package but those of rendering → digest."""
    paths = {path.relative_to(_PACKAGE).as_posix(): path for path in sorted(_PACKAGE.rglob("*.py"))}
    return {name: digest(path) for name, path in paths.items() if not name.startswith("book/")}


def parameters(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Name → value as written, for every assignment in the cell tagged ``parameters``."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        if "parameters" not in cell.metadata.get("tags", []):
            continue
        for node in ast.parse(cell.source).body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            for target in targets:
                if (
                    isinstance(target, ast.Name)
                    and isinstance(node, ast.Assign | ast.AnnAssign)
                    and node.value
                ):
                    found[target.id] = ast.unparse(node.value)
    return found


def changed_inputs(
    stored: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """What differs between the inputs at the time the outputs were stored and now, a phrase each."""
    phrases = []
    for kind, label in (
        ("parameters", "parameter"),
        ("tables", "table"),
        ("modules", "module"),
        ("versions", "version of"),
    ):
        before, after = stored.get(kind, {}), now.get(kind, {})
        for name in sorted({*before, *after}):
            if before.get(name) == after.get(name):
                continue
            detail = f": {before.get(name)} → {after.get(name)}" if kind in ("parameters", "versions") else ""
            phrases.append(f"{label} {name}{detail}")
    return phrases


def execute(path: Path, report: Callable[[str], None] = print) -> list[Move]:
    """Run a notebook from the top and store its outputs in place.

    Parameters
    ----------
    path
        The notebook.
    report
        Receives one line of progress a code cell.

    Returns
    -------
    The results that moved, with reasons.

    Raises
    ------
    RunError
        If a cell fails; the file is then left as it was.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    before, _ = read_notebook(path)
    stored = notebook.metadata.get("romsov", {})
    total = sum(cell.cell_type == "code" for cell in notebook.cells)

    def progress(cell: nbformat.NotebookNode, cell_index: int, **_: object) -> None:
        done = sum(other.cell_type == "code" for other in notebook.cells[: cell_index + 1])
        if cell.cell_type == "code":
            report(f"{path.stem}: cell {done} of {total}")

    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=_KERNEL_ARGUMENTS,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=progress,
    )
    try:
        with quiet_kernels():
            client.execute()
    except CellExecutionError as error:
        failed = next(
            c for c in notebook.cells if any(o.output_type == "error" for o in c.get("outputs", []))
        )
        raise RunError(
            f"{path.name}, cell [{failed.execution_count}]: {error.ename}: {error.evalue}\n"
            f"{failed.source}\nThe notebook was left as it was."
        ) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise RunError(f"{path.name}: {error}\nThe notebook was left as it was.") from None
    normalise(notebook)
    notebook.metadata["romsov"] = inputs(notebook)
    nbformat.write(notebook, path)
    after, _ = read_notebook(path)
    return moves(before, after, changed_inputs(stored, notebook.metadata["romsov"]))


class quiet_kernels:
    """Within the block, kernels start without the debugger's notes about frozen modules."""

    _name = "PYDEVD_DISABLE_FILE_VALIDATION"

    def __enter__(self) -> None:
        self._before = os.environ.get(self._name)
        os.environ[self._name] = "1"

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            del os.environ[self._name]
        else:
            os.environ[self._name] = self._before


def normalise(notebook: nbformat.NotebookNode) -> None:
    """Drop from a notebook, in place, what differs from run to run or machine to machine."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            **{key: value for key, value in notebook.metadata.items() if key == "romsov"},
        }
    )
    for position, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"c{position:02d}"
        cell.metadata = nbformat.from_dict({"tags": tags} if (tags := cell.metadata.get("tags")) else {})
    notebook.nbformat, notebook.nbformat_minor = 4, 5


def moves(before: Iterable[Entry], after: Iterable[Entry], changed: list[str]) -> list[Move]:
    """Results that differ between two ledgers, with the reason for each.

    Parameters
    ----------
    before, after
        Entries of the stored and of the new ledger.
    changed
        What `changed_inputs` found, for results that no row or parameter of their own explains.
    """
    old = {entry.record["id"]: entry.record for entry in before}
    new = {entry.record["id"]: entry.record for entry in after}
    found = []
    for name in [*new, *(gone for gone in old if gone not in new)]:
        if name not in old:
            found.append(Move(name, "none", format_record(new[name], "unit with-range"), "new"))
        elif name not in new:
            found.append(
                Move(name, format_record(old[name], "unit with-range"), "none", "no longer computed")
            )
        elif any(old[name][key] != new[name][key] for key in ("value", "low", "high", "unit")):
            why = _reason(name, old, new) or "code: " + (", ".join(changed) or "the notebook's own cells")
            before_text, after_text = (
                format_record(ledger[name], "unit with-range") for ledger in (old, new)
            )
            if before_text == after_text:
                before_text, after_text = (_digits(ledger[name]) for ledger in (old, new))
            found.append(Move(name, before_text, after_text, why))
    return found


def _digits(record: Mapping[str, Any]) -> str:
    return f"{record['value']} ({record['low']}–{record['high']})"


def _reason(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The parameters and rows under a result that differ, through the results it is computed from."""
    before = old[name]["evidence"] if name in old else {}
    after = new[name]["evidence"] if name in new else {}
    reasons = []
    for row in dict.fromkeys([*after, *before]):
        kind, _, rest = row.partition(":")
        if kind == "parameter" and (row in before) != (row in after):
            reasons.append(f"parameter {rest}" if row in after else f"no longer parameter {rest}")
        elif kind == "result" and rest in old and rest in new:
            inner = _reason(rest, old, new)
            if inner:
                reasons.append(inner)
        elif row in before and row in after and before[row] != after[row]:
            reasons.append(f"row {row}: {before[row]} → {after[row]}")
        elif kind != "result" and row in before and row not in after:
            reasons.append(f"no longer row {row}")
        elif kind != "result" and row in after and row not in before:
            reasons.append(f"now row {row}")
    # A parameter that replaces rows is the reason; that the rows are gone follows from it.
    by_parameter = [reason for reason in reasons if reason.startswith(("parameter", "no longer parameter"))]
    return "; ".join(dict.fromkeys(by_parameter or reasons))


def what_if(path: Path, values: Mapping[str, Any]) -> tuple[list[Move], list[str]]:
    """Run a copy of a notebook with other parameters; the stored notebook stays as it is.

    Parameters
    ----------
    path
        The notebook.
    values
        Parameter name → value.

    Returns
    -------
    The results that moved, with reasons, and the short answers as they then read.

    Raises
    ------
    RunError
        If the notebook has no such parameter, or a cell fails.
    """
    import papermill

    known = parameters(nbformat.read(path, as_version=4))
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise RunError(f"{path.stem} has no parameter {', '.join(unknown)}; it has: {', '.join(known)}")
    before, _ = read_notebook(path)
    with tempfile.TemporaryDirectory() as folder, quiet_kernels():
        copy = Path(folder) / path.name
        try:
            papermill.execute_notebook(
                str(path),
                str(copy),
                dict(values),
                cwd=str(path.parent),
                kernel_name="python3",
                progress_bar=False,
                extra_arguments=_KERNEL_ARGUMENTS,
            )
        except papermill.PapermillExecutionError as error:
            # papermill puts a cell of its own behind the one tagged parameters, and counts it.
            raise RunError(
                f"{path.name}, cell [{error.exec_count - 1}]: {error.ename}: {error.evalue}"
            ) from None
        after, answers = read_notebook(copy)
    changed = [f"parameter {name}: {known[name]} → {value!r}" for name, value in values.items()]
    return moves(before, after, changed), [answer.text for answer in answers]
