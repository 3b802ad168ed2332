"""Runs notebooks anew in the background: as many at a time as there are cores, kernels started ahead.

A notebook waits for its kernel's libraries most of the time, and a kernel does not care whose it will be: while
some notebooks run, the next kernel starts. The longest notebook goes first, or it would be waited for alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import running
from romsov_analysis.runs.places import RunError

LIMIT = 120  # seconds a cell may take: the slowest of the book takes a few
SILENCE = 5.0  # seconds after which a reader is told what is being waited for


def cores() -> int:
    """How many kernels run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Fresh:
    """Notebooks being run anew; each cell's outputs can be waited for.

    Attributes
    ----------
    loaded
        Notebook → what its kernel loaded, once it ran to its end.
    seconds
        Notebook → how long its cells took.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        report: Callable[[str], None],
        *,
        jobs: int | None = None,
        limit: float = LIMIT,
    ) -> None:
        self.loaded: dict[Path, Mapping[str, Any]] = {}
        self.seconds: dict[Path, float] = {}
        self._notebooks = {path: running.load(path) for path in paths}
        self._cells: dict[Path, list[Future[list[Any]]]] = {
            path: [Future() for cell in notebook.cells if cell.cell_type == "code"]
            for path, notebook in self._notebooks.items()
        }
        self._report, self._limit = report, limit
        self._jobs = max(1, min(jobs or cores(), len(paths)))
        self._told = time.monotonic()
        self._now: dict[Path, int] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._main, name="notebooks", daemon=True)

    def __enter__(self) -> Fresh:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End what still runs; no kernel outlives the block."""
        if self._loop is not None and self._work is not None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended by itself
                self._loop.call_soon_threadsafe(self._work.cancel)
        self._thread.join(timeout=30)

    def finish(self) -> None:
        """Wait until every notebook ran to its end, or failed."""
        self._thread.join()

    def outputs(self, path: Path, cell: int) -> list[Any]:
        """The outputs of a code cell, counted from 1; waits until it ran.

        Raises
        ------
        RunError
            If it, or one before it, could not be run to its end.
        """
        future = self._cells[path][cell - 1]
        while True:
            try:
                return future.result(timeout=SILENCE / 5)
            except TimeoutError:
                if time.monotonic() - self._told > SILENCE:
                    self._tell(", ".join(f"{name.stem}: cell {count}" for name, count in self._now.items()))
            except CancelledError:
                raise RunError("was not run: an earlier cell failed") from None

    def _tell(self, line: str) -> None:
        self._told = time.monotonic()
        if line:
            self._report(line)

    def _main(self) -> None:
        try:
            asyncio.run(self._all())
        except asyncio.CancelledError:
            pass
        finally:
            for futures in self._cells.values():
                for future in futures:
                    future.cancel()

    async def _all(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.current_task()
        waiting = list(self._notebooks)
        # A kernel belongs to nobody yet, so it is started for a notebook without cells.
        ahead = [asyncio.create_task(self._kernel(waiting[0].parent)) for _ in range(self._jobs)]

        async def lane() -> None:
            while waiting:
                path, kernel = waiting.pop(0), ahead.pop(0)
                await asyncio.wait([kernel])
                if len(ahead) < len(waiting):
                    ahead.append(asyncio.create_task(self._kernel(path.parent)))
                await self._run(path, kernel)

        try:
            async with asyncio.TaskGroup() as lanes:
                for _ in range(self._jobs):
                    lanes.create_task(lane())
        finally:
            for task in ahead:
                with contextlib.suppress(Exception):
                    await (await task).shutdown_kernel(now=True)

    async def _kernel(self, folder: Path) -> Any:
        starter = running.client(nbformat.v4.new_notebook(), folder.resolve(), self._limit)
        await running.start(starter)
        return starter.km

    async def _run(self, path: Path, kernel: asyncio.Task[Any]) -> None:
        futures = self._cells[path]
        runner = running.client(self._notebooks[path], path.parent.resolve(), self._limit)
        started = time.monotonic()

        def before(count: int) -> None:
            self._now[path] = count

        def after(count: int, cell: Any) -> None:
            futures[count - 1].set_result(cell.outputs)

        try:
            runner.km = kernel.result()
            self.loaded[path] = await running.perform(runner, before, after)
            self.seconds[path] = round(time.monotonic() - started, 2)
            self._tell(f"{path.stem}: {len(futures)} cells in {self.seconds[path]:.1f} s")
        except RunError as error:
            at = self._now.get(path, 1) - 1
            if not futures[at].done():  # a cell that raises has its error as output
                futures[at].set_exception(error)
        except Exception as error:  # a kernel that does not start ends one notebook, not all
            futures[0].set_exception(RunError(f"no kernel: {type(error).__name__}: {error}"))
        finally:
            self._now.pop(path, None)
            for future in futures:
                future.cancel()
