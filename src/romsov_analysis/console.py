"""How a verb ends: what a person can cause becomes a line or two, on whatever console; a fault of ours stays one."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from typing import NoReturn

from romsov_analysis.shown import in_lines, located


def ended(verb: Callable[[], int]) -> int:
    """Run a verb to its end; the exit status.

    Parameters
    ----------
    verb
        Returns its status. An error of a table, a file, a library or a run is told in words and is status 1, and
        so is any while own tables are in use; any other is a fault of ours and is raised.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a sign that a console lacks ends no run
            stream.reconfigure(errors="backslashreplace")
    try:
        with _ending_alike():
            status = verb()
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt as end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print("Ended; every file is as it was or written whole.", file=sys.stderr)
        return 128 + (end.args[0] if end.args else signal.SIGINT)  # what a shell makes of it
    except Exception as error:
        if not isinstance(error, BrokenPipeError):  # whoever closed the pipe wants no more
            print(in_lines(in_words(error)), file=sys.stderr)
        _let_go()
        return 1
    return status


@contextlib.contextmanager
def _ending_alike() -> Iterator[None]:
    """Within the block a process that is told to end, or whose terminal closes, ends as after Ctrl-C: tidily."""

    def end(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    before = {}
    with contextlib.suppress(ValueError):  # not in the main thread: then signals are somebody else's
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                before[getattr(signal, name)] = signal.signal(getattr(signal, name), end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_go() -> None:
    """Let go what standard output does not take, of which the interpreter would complain at its end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def in_words(error: Exception) -> str:
    """An error in words; a fault of ours is raised, unless own tables are in use: then it may lie in them."""
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("romsov_analysis"):
        return (
            f"{str(error.name).partition('.')[0]} is not installed. Verbs that run notebooks or build the book "
            "need: pip install 'romsov-analysis[notebooks,book]'"
        )
    if isinstance(error, MemoryError):
        return "There is not enough memory; end other programs and try again"
    if isinstance(error, OSError) and error.strerror:
        return f"{located(error.filename or 'the output or a file')}: {error.strerror}"
    if type(error).__module__.startswith("romsov_analysis"):
        return str(error)
    from romsov_analysis.runs import tables

    if with_own := tables.blamed():
        return f"{type(error).__name__}: {error}{with_own}"
    raise error


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line; of a word that is no verb it names the nearest."""

    def error(self, message: str) -> NoReturn:
        """End with the message, status 2."""
        wrong = re.match(
            r"argument VERB: invalid choice: (['\"])(?P<word>.*)\1 \(choose from (?P<verbs>.*)\)", message
        )
        if wrong:
            from romsov_analysis.evidence import nearest

            verbs = re.findall(r"\w+", wrong["verbs"])
            message = f"there is no verb {wrong['word']:.40}. Nearest: {nearest(wrong['word'], verbs)}"
        self.exit(2, in_lines(f"{self.prog}: {message}. See: {self.prog} --help") + "\n")
