"""Runs a notebook from the top, in one way for everyone: stored anew, tried with other parameters, or validated.

The stored notebook is the reference that validation compares with, so what could differ from machine to
machine without meaning anything (versions, timings, random cell ids) is normalised before it is written.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import os
import signal
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import inputs, tables, writing
from romsov_analysis.runs.inputs import INSERTED, parameters
from romsov_analysis.runs.places import RunError, find, read
from romsov_analysis.runs.writing import replace

__all__ = ["RunError", "execute", "find", "insert", "load", "normalise", "parameters", "perform", "text_of"]

LIMIT = 600  # seconds a cell may take

_KERNEL_ARGUMENTS = ["--IPKernelApp.log_level=50"]  # its notes are for who debugs a kernel
# The kernel would print notes of its debugger about frozen modules.
_ENVIRONMENT = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}

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
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
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


def client(notebook: nbformat.NotebookNode, folder: Path, limit: int) -> Any:
    """What runs a notebook's cells; its kernel is started by `perform`, or by `start` ahead of it."""
    from nbclient import NotebookClient

    return NotebookClient(
        notebook,
        timeout=limit,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        extra_arguments=list(_KERNEL_ARGUMENTS),
        resources={"metadata": {"path": str(folder)}},
    )


async def start(runner: Any, place: Path) -> None:
    """Start a kernel and do not wait for it; where it can be reached is written down in a place of `writing.passing`.

    Raises
    ------
    RunError
        If Jupyter cannot write down where the kernel can be reached.
    """
    runner.create_kernel_manager()
    runner.km.connection_file = str(place / f"{uuid.uuid4()}.json")
    try:
        await runner.async_start_new_kernel(env={**os.environ, **_ENVIRONMENT})
    except OSError as error:
        raise writing.failed(place, error) from None


async def perform(
    runner: Any,
    before: Callable[[int], None],
    after: Callable[[int, nbformat.NotebookNode], None],
    place: Path | None = None,
) -> dict[str, Any]:
    """Run the cells of a notebook from the top; they hold their outputs then.

    Parameters
    ----------
    runner
        Of `client`.
    before, after
        Called around each code cell with its number as the notebook counts; `after` with the cell too.
    place
        As of `start`, where no kernel was started ahead.

    Returns
    -------
    What the kernel loaded: modules and tables with rows.

    Raises
    ------
    RunError
        If a cell fails, takes too long or the kernel dies; the message names the cell.
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    count = 0
    if place is not None:
        await start(runner, place)
    told_to_end = signal.getsignal(signal.SIGTERM)
    async with runner.async_setup_kernel(cleanup_kc=True):
        # nbclient would kill the kernel under the cell and call that an error; an interrupt is an interrupt.
        with contextlib.suppress(RuntimeError, NotImplementedError, ValueError):
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().remove_signal_handler(number)
            signal.signal(signal.SIGTERM, told_to_end)
        for index, cell in enumerate(runner.nb.cells):
            if cell.cell_type != "code":
                continue
            own = INSERTED not in cell.metadata.get("tags", [])
            count += own
            if own:
                before(count)
            where = f"cell [{count}]" if own else "the values"
            try:
                await runner.async_execute_cell(cell, index, count if own else None, store_history=own)
            except CellExecutionError as error:
                after(count, cell)
                cause = f"{error.ename}: {error.evalue}"
                raise RunError(f"{where}: {cause}") from None
            except CellTimeoutError:
                raise RunError(f"{where} took longer than {runner.timeout} seconds") from None
            except DeadKernelError:
                # nbclient takes it for a dead kernel, too, when the task that waits is cancelled by an interrupt.
                task = asyncio.current_task()
                if task is not None and task.cancelling():
                    raise asyncio.CancelledError from None
                raise RunError(f"{where}: the kernel died") from None
            if own:
                after(count, cell)
            else:
                cell.execution_count = None
        return await _loaded(runner)


async def _loaded(runner: Any) -> dict[str, Any]:
    """What the kernel loaded; where it does not say, everything."""
    request = runner.kc.execute(
        "", silent=True, store_history=False, user_expressions={"loaded": inputs.QUESTION}
    )
    reply = await runner.async_wait_for_reply(request)
    try:
        answer = reply["content"]["user_expressions"]["loaded"]["data"]["text/plain"]
        loaded: dict[str, Any] = json.loads(ast.literal_eval(answer))
    except (KeyError, TypeError, ValueError, SyntaxError):
        return inputs.everything()
    return loaded


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
        If a cell fails; the message names notebook and cell, and shows its source.
    """
    total = sum(
        cell.cell_type == "code" and INSERTED not in cell.metadata.get("tags", []) for cell in notebook.cells
    )
    failed: list[str] = []

    def after(_: int, cell: nbformat.NotebookNode) -> None:
        failed[:] = [cell.source]

    def before(count: int) -> None:
        failed.clear()
        report(f"{path.stem}: cell {count} of {total}")

    runner = client(notebook, path.parent.resolve(), limit)
    try:
        with writing.passing() as place:
            return asyncio.run(perform(runner, before, after, place))
    except RunError as error:
        # What is refused in words needs no code beside it.
        wordy = any(f": {kind}: " in str(error) for kind in ("ParameterError", "EvidenceError"))
        shown = f"\n{failed[0]}" if failed and not wordy else ""
        # The cause stands last, where it does not scroll away behind the cell.
        raise RunError(
            f"{path.name}, {error}{shown}\n{path.name}, {error}" if shown else f"{path.name}, {error}"
        ) from None


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
        text = tables.notice({name: tables.own_rows(name) for name in own}, "`")
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
