"""Holding a file or folder, so that another process knows that this one lives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

KNOWN = fcntl is not None  # whether this system can hold anything


@contextmanager
def held(path: Path, *, wait: bool) -> Iterator[int | None]:
    """Hold a file or folder; None where it cannot be held. Without waiting: BlockingIOError if another holds it."""
    if fcntl is None:
        yield None
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        known = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise
        except OSError:  # a file system that knows no locks
            known = False
        yield handle if known else None
    finally:
        os.close(handle)
