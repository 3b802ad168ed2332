"""Kernels: started, asked for the outputs of a notebook's cells, and ended, whatever happens in between."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import logging
import os
import re
import subprocess
import uuid
from collections.abc import AsyncIterator, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import inputs, tables, writing
from romsov_analysis.runs.inputs import INSERTED
from romsov_analysis.runs.places import RunError
from romsov_analysis.shown import in_lines, printable

_WORDY = ("ParameterError", "EvidenceError")
_KERNEL_ARGUMENTS = ["--IPKernelApp.log_level=50"]  # its notes are for who debugs a kernel
# The kernel would print notes of its debugger about frozen modules. Warnings set by a shell are for the verb: in the
# kernel they would stand in stored outputs, and as errors they end it under newer Pythons.
_STARTS = 3
_ENVIRONMENT = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "PYTHONWARNINGS": ""}


def client(notebook: nbformat.NotebookNode, folder: Path, limit: int) -> Any:
    """What runs a notebook's cells; its kernel is started by `perform`, or by `start` ahead of it."""
    from nbclient import NotebookClient

    silent = logging.getLogger("romsov_analysis.kernel")  # what it says is said here in words
    silent.disabled = True
    return NotebookClient(
        notebook,
        log=silent,
        timeout=limit,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        extra_arguments=list(_KERNEL_ARGUMENTS),
        resources={"metadata": {"path": str(folder)}},
    )


async def start(runner: Any, place: Path) -> None:
    """Start a kernel and do not wait for it. What it prints outside of cells is for nobody, unless it dies.

    Parameters
    ----------
    runner
        Of `client`.
    place
        Of `writing.passing`: there it is written down where the kernel can be reached.

    Raises
    ------
    RunError
        If it does not start, or nothing can be written there.
    """
    try:
        runner.create_kernel_manager()
        file = place / f"{uuid.uuid4()}.json"
        runner.km.connection_file = str(file)
        with _said(file).open("wb") as said:
            await runner.async_start_new_kernel(
                env={**os.environ, **_ENVIRONMENT}, stdout=subprocess.DEVNULL, stderr=said
            )
    except OSError as error:
        if error.errno in writing.FULL:
            raise writing.failed(place, error) from None
        raise _no_kernel(error) from None
    except Exception as error:
        raise _no_kernel(error) from None


def _said(connection: Path) -> Path:
    """Where a kernel's last words stand, beside where it can be reached."""
    return connection.with_suffix(".err")


def _no_kernel(error: Exception, connection: Path | None = None) -> RunError:
    cause = "ipykernel is not installed" if find_spec("ipykernel") is None else printable(error)
    if connection is not None and _said(connection).is_file():
        said = _said(connection).read_text(encoding="utf-8", errors="replace").strip()
        if said:
            cause += f"; {printable(said.splitlines()[-1])}"
    return RunError(
        f"no kernel could be started ({cause}); pip install 'romsov-analysis[notebooks]' brings one"
    )


@contextlib.asynccontextmanager
async def _answering(runner: Any) -> AsyncIterator[None]:
    """Within the block the kernel of a runner answers; afterwards it is gone.

    nbclient has such a block, in which it catches the signals that end a run and kills the kernel under the cell.
    """
    manager = runner.km
    try:
        manager = await _reached(runner)
        yield
    finally:
        if runner.kc is not None:
            runner.kc.stop_channels()
        with contextlib.suppress(RuntimeError):  # it may have ended by itself
            await manager.shutdown_kernel(now=True)


async def _reached(runner: Any) -> Any:
    """The manager of a kernel that answers; one that died before it did is started anew, twice at most.

    A kernel is told of ports that were free when they were chosen. If another process takes one meanwhile, it dies.
    """
    for left in reversed(range(_STARTS)):
        connection = Path(runner.km.connection_file)
        try:
            await runner.async_start_new_kernel_client()
            break
        except Exception as error:
            if not left or "died" not in str(error):
                raise _no_kernel(error, connection) from None
        await start(runner, connection.parent)
    return runner.km


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
    async with _answering(runner):
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
                raise RunError(f"{where}{_cause(error, cell)}") from None
            except CellTimeoutError:
                raise RunError(f"{where} took longer than {runner.timeout} seconds") from None
            except DeadKernelError:
                if (task := asyncio.current_task()) is not None and task.cancelling():
                    raise asyncio.CancelledError from None  # nbclient takes an interrupt for a death
                raise RunError(f"{where}: the kernel died; too little memory, or a library crashed") from None
            if own:
                after(count, cell)
            else:
                cell.execution_count = None
        return await _loaded(runner)


def _cause(error: Any, cell: nbformat.NotebookNode) -> str:
    """What a cell raised, and the line of it that did; what is refused in words needs no code beside it."""
    cause = in_lines(f"{error.ename}: {error.evalue}".removesuffix(": "))
    found = re.search(r"In\[\d+\], line (\d+)", re.sub(r"\x1b\[[0-9;]*m", "", error.traceback))
    lines = cell.source.splitlines()
    if error.ename in _WORDY:
        return f": {cause}"
    if found is None or int(found[1]) > len(lines):
        return f": {cause}{tables.blamed()}"
    return f", line {found[1]}: {cause}\n  {printable(lines[int(found[1]) - 1].strip())}{tables.blamed()}"


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
