"""Runs a notebook from the top, in one way for everyone: stored anew, tried with other parameters, or validated.

The stored notebook is the reference that validation compares with, so what could differ from machine to
machine without meaning anything (versions, timings, random cell ids) is normalised before it is written.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import inputs, tables, writing
from romsov_analysis.runs.inputs import INSERTED, parameters
from romsov_analysis.runs.kernels import client, perform
from romsov_analysis.runs.places import RunError, find, read
from romsov_analysis.runs.writing import replace
from romsov_analysis.shown import printable

__all__ = ["RunError", "execute", "find", "insert", "load", "normalise", "parameters", "text_of"]

LIMIT = 600  # seconds a cell may take

# What editors leave behind in a file without meaning anything by it.
_NOISE = ("ExecuteTime", "collapsed", "execution", "jupyter", "scrolled", "trusted", "vscode")
_NOISE_OF_NOTEBOOKS = ("signature", "trusted", "vscode", "widgets")
_FOLDED = ("hide-input", "hide-cell")


def load(path: Path) -> nbformat.NotebookNode:
    """A notebook from its file.

    Raises
    ------
    RunError
        If the file is none.
    """
    read(path)
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    except Exception as error:  # whatever a check of the format says
        raise RunError(f"{printable(path.name)} is no notebook ({printable(error)})") from None
    return notebook


def text_of(notebook: nbformat.NotebookNode) -> str:
    """A notebook as the text of its file."""
    return str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)).rstrip("\n") + "\n"


def insert(notebook: nbformat.NotebookNode, values: Mapping[str, Any]) -> nbformat.NotebookNode:
    """A copy of a notebook with a cell of other values after the one tagged ``parameters``, without a number.

    Raises
    ------
    RunError
        If no cell is tagged so, several are, or a value cannot be written down.
    """
    copy: nbformat.NotebookNode = nbformat.from_dict(notebook)
    at = [i for i, cell in enumerate(copy.cells) if "parameters" in cell.metadata.get("tags", [])]
    if len(at) != 1:
        raise RunError(f"{'no cell is' if not at else 'several cells are'} tagged parameters; one must be")
    lines = [f"{name} = {_literal(name, value)}" for name, value in values.items()]
    cell = nbformat.v4.new_code_cell("\n".join(lines), metadata={"tags": [INSERTED]})
    copy.cells.insert(at[0] + 1, cell)
    return copy


def _literal(name: str, value: Any) -> str:
    literal = repr(value)
    try:
        ast.literal_eval(literal)  # which knows no inf and no nan
    except (ValueError, SyntaxError):
        raise RunError(
            f"{name}={literal}: cannot be written into a cell. Accepted: numbers, texts, lists"
        ) from None
    return literal


def run(
    notebook: nbformat.NotebookNode,
    path: Path,
    report: Callable[[str], None],
    limit: int = LIMIT,
) -> dict[str, Any]:
    """Run a notebook in memory, as if it stood at `path`; what its kernel loaded is returned.

    Parameters
    ----------
    notebook
        Holds its outputs afterwards.
    path
        Where it stands, for the messages and as the folder of its kernel.
    report
        Receives one line a code cell.
    limit
        Seconds a cell may take.

    Raises
    ------
    RunError
        If a cell fails; the message names notebook, cell and line, and shows it.
    """
    total = sum(
        cell.cell_type == "code" and INSERTED not in cell.metadata.get("tags", []) for cell in notebook.cells
    )

    def before(count: int) -> None:
        report(f"{path.stem}: cell {count} of {total}")

    runner = client(notebook, path.parent.resolve(), limit)
    try:
        with writing.passing() as place:
            return asyncio.run(perform(runner, before, lambda *_: None, place))
    except RunError as error:
        raise RunError(f"{path.name}, {error}") from None


def execute(path: Path, report: Callable[[str], None] = print) -> bool:
    """Run a notebook and store its outputs in place; False if nothing changed, and then the file is not touched.

    Raises
    ------
    RunError
        If a cell fails; the file is then left as it was.
    """
    notebook = load(path)
    store(notebook, run(notebook, path, report))
    return replace(path, text_of(notebook))


def store(notebook: nbformat.NotebookNode, loaded: Mapping[str, Any]) -> None:
    """Make a notebook that was run the reference: normalised, with its inputs; own tables are named in a cell."""
    notebook.cells = [cell for cell in notebook.cells if inputs.OWN not in cell.metadata.get("tags", [])]
    found = inputs.collect(notebook, loaded)
    if own := found.get("own"):
        text = tables.notice({name: tables.own_rows(name) for name in own}, markdown=True)
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell(text, metadata={"tags": [inputs.OWN]}))
    normalise(notebook)
    notebook.metadata["romsov"] = nbformat.from_dict({"inputs": found, "outputs": inputs.outputs(notebook)})


def normalise(notebook: nbformat.NotebookNode) -> None:
    """Drop from a notebook, in place, what differs from run to run, machine to machine or editor to editor.

    A cell that the book folds is folded in JupyterLab too; what else a reader folded there is forgotten.
    """
    for name in _NOISE_OF_NOTEBOOKS:
        notebook.metadata.pop(name, None)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {"name": "python"}
    for position, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"c{position:02d}"
        for name in _NOISE:
            cell.metadata.pop(name, None)
        for name in ("editable", "deletable"):
            if cell.metadata.get(name) is True:
                del cell.metadata[name]
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if cell.metadata.get("slideshow") in ({}, {"slide_type": ""}):
            del cell.metadata["slideshow"]
        if cell.cell_type == "code" and set(_FOLDED) & set(cell.metadata.get("tags", [])):
            cell.metadata["jupyter"] = {"source_hidden": True}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
