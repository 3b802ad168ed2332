"""How far a build is: written by the process that builds, read by the one that waits for it.

A build that takes long says so: after every few seconds of silence one line, with what is being done and how
many pages are.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from typing import IO

SILENCE = 5.0  # seconds

_MARK = "\x1eprogress "


def report(what: str, done: int, total: int) -> None:
    """Say how far the build is, to whoever waits for it."""
    print(f"{_MARK}{what}: {done} of {total} pages" if total else f"{_MARK}{what}", flush=True)


def wait(
    process: subprocess.Popen[str], say: Callable[[str], None], silence: float = SILENCE
) -> tuple[int, str]:
    """Wait for a build; break its silence; its exit status and all else it said are returned."""
    heard: list[str] = []
    latest = ["Starting"]

    def read(stream: IO[str]) -> None:
        with stream:
            for line in stream:
                if line.startswith(_MARK):
                    latest[0] = line.removeprefix(_MARK).rstrip("\n")
                else:
                    heard.append(line)

    streams = [stream for stream in (process.stdout, process.stderr) if stream is not None]
    threads = [threading.Thread(target=read, args=(stream,), daemon=True) for stream in streams]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    while True:
        try:
            process.wait(timeout=silence)
            break
        except subprocess.TimeoutExpired:
            say(f"{latest[0]} ({time.monotonic() - start:.0f} s)")
    for thread in threads:
        thread.join()
    return process.returncode, "".join(heard)
