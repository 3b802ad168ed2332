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
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import nbformat

from romsov_analysis.runs import kernels, running, writing
from romsov_analysis.runs.places import RunError

LIMIT = 120  # seconds a cell may take: the slowest of the book takes a few
SILENCE = 5.0  # seconds after which a reader is told what is being waited for


def cores() -> int:
    """How many kernels run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class NotRun(RunError):
    """A cell was not run, since one before it failed."""


class Fresh:
    """Notebooks being run anew; their outputs can be waited for.

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
        limit: int = LIMIT,
    ) -> None:
        self.loaded: dict[Path, Mapping[str, Any]] = {}
        self.seconds: dict[Path, float] = {}
        self._notebooks = {path: running.load(path) for path in paths}
        self._ended: dict[Path, Future[None]] = {path: Future() for path in paths}
        self._ran = dict.fromkeys(paths, 0)
        self._errors: dict[Path, RunError] = {}
        self._report, self._limit = report, limit
        self._jobs = max(1, min(jobs or cores(), len(paths)))
        self._told = time.monotonic()
        self._now: dict[Path, int] = {}
        self._kept = contextlib.ExitStack()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._main, name="notebooks", daemon=True)

    def __enter__(self) -> Fresh:
        self._place = self._kept.enter_context(writing.passing())
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End what still runs; no kernel outlives the block."""
        if self._loop is not None and self._work is not None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended by itself
                self._loop.call_soon_threadsafe(self._work.cancel)
        self._thread.join(timeout=30)
        self._kept.close()

    def finish(self) -> None:
        """Wait until every notebook ran to its end, or failed."""
        self._thread.join()

    def outputs(self, path: Path, cell: int) -> list[Any]:
        """The outputs of a code cell, counted from 1; waits for its notebook, since later cells may change them.

        Raises
        ------
        NotRun
            If a cell before it failed.
        RunError
            If it could not be run to its end.
        """
        while True:
            try:
                self._ended[path].result(timeout=SILENCE / 5)
                break
            except TimeoutError:
                if time.monotonic() - self._told > SILENCE:
                    self._tell(", ".join(f"{name.stem}: cell {count}" for name, count in self._now.items()))
        ran = self._ran[path]
        if cell <= ran:
            code = [found for found in self._notebooks[path].cells if found.cell_type == "code"]
            return list(code[cell - 1].outputs)
        if cell == ran + 1 and path in self._errors:
            raise self._errors[path]
        raise NotRun("was not run: a cell before it failed")

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
            for path, ended in self._ended.items():
                if not ended.done():
                    self._errors.setdefault(path, RunError("was not run"))
                    ended.set_result(None)

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
        starter = kernels.client(nbformat.v4.new_notebook(), folder.resolve(), self._limit)
        await kernels.start(starter, self._place)
        return starter.km

    async def _run(self, path: Path, kernel: asyncio.Task[Any]) -> None:
        started = time.monotonic()

        def before(count: int) -> None:
            self._now[path] = count

        def after(count: int, _: Any) -> None:
            self._ran[path] = count

        try:
            runner = kernels.client(self._notebooks[path], path.parent.resolve(), self._limit)
            runner.km = kernel.result()
            self.loaded[path] = await kernels.perform(runner, before, after)
            self.seconds[path] = round(time.monotonic() - started, 2)
            self._tell(f"{path.stem}: {self._ran[path]} cells in {self.seconds[path]:.1f} s")
        except RunError as error:
            if self._now.get(path) != self._ran[path]:  # else the cell has the error as its output
                self._errors[path] = error
        except Exception as error:  # a kernel that does not start ends one notebook, not all
            self._errors[path] = RunError(f"no kernel: {type(error).__name__}: {error}")
        finally:
            self._now.pop(path, None)
            self._ended[path].set_result(None)
