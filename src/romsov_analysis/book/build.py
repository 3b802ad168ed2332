"""The site: staged, built into a fresh folder, trimmed, and swapped in when it is whole.

A build over an old folder differs from a clean one, so every build starts from an empty folder; a build that
fails leaves the last good site in place. What was made before from the same is kept beside the site and put into
its place (`builder`); where nothing changed, the site that stands is left as it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from romsov_analysis.book import keys, progress
from romsov_analysis.book.staging import stage
from romsov_analysis.shown import in_lines

try:
    import fcntl
except ImportError:  # then processes cannot be forked either, and nothing is kept
    fcntl = None  # type: ignore[assignment]

_MOST = 20  # messages of a build that failed

KEPT = Path("book/_build/kept")


def main(root: Path, output: Path) -> int:
    """Build the site of a checkout.

    Parameters
    ----------
    root
        The checkout.
    output
        Folder of the site; replaced as a whole.

    Returns
    -------
    Exit status: 0 if the site stands, 1 if the build failed.
    """
    site = root / output
    with _workplace(root / "book" / "_build") as work:
        source = stage(root, work / "source")
        base = keys.base(source, root)
        whole = keys.whole(base, source)
        if not _stands(site, root / KEPT, whole):
            built = _build(source, work, root / KEPT, base)
            if built is None:
                return 1
            _swap(built, site)
            _remember(site, root / KEPT, whole)
    print(f"The book: {(site / 'index.html').resolve().as_uri()}")
    return 0


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """The folder to build in, empty, and gone afterwards.

    It is the same for every build, since trees of pages name their sources in full; what an interrupted build left
    there goes. While another build is at work there, it is a folder of this process, in which nothing kept fits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY) if fcntl is not None else None
    try:
        work = folder / "work"
        try:
            if handle is None:
                raise BlockingIOError
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            work = folder / f"work-{os.getpid()}"
        shutil.rmtree(work, ignore_errors=True)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    finally:
        if handle is not None:
            os.close(handle)


def _build(source: Path, work: Path, kept: Path, base: str) -> Path | None:
    """Build in a process of its own, warnings being errors; the folder of the built site, or None."""
    command = [sys.executable, "-m", "romsov_analysis.book.compiling"]
    # The order of sets follows a seed: the same one for every build.
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}
    process = subprocess.Popen(
        [*command, str(source), str(work / "_build" / "html"), str(kept), base],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        status, said = progress.wait(process, lambda line: print(line, flush=True))
    finally:
        process.kill()  # nothing where it has ended; else the wait was interrupted
    if status == 0:
        return work / "_build" / "html"
    # Messages name the staged copy; the reader knows the original.
    for line in _worst(said.replace(str(source) + os.sep, "")):
        print(line, file=sys.stderr)
    print(
        "The book was not built; the last good site, if any, is untouched. Mend what is named above, then: make book",
        file=sys.stderr,
    )
    return None


def _worst(said: str) -> list[str]:
    """What stopped a build, each thing once and at most so many, in words that any console prints."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    lines = [line for line in dict.fromkeys(map(in_lines, plain.splitlines())) if line.strip()]
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"… and {len(lines) - _MOST} more"]


def _swap(built: Path, output: Path) -> None:
    """Put the new site in the place of the old one; another build may do so at the same moment."""
    output.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(5):
        old = output.with_name(f"{output.name}-old-{os.getpid()}-{attempt}")
        with suppress(FileNotFoundError):
            output.rename(old)
        try:
            built.rename(output)
        except OSError:
            if attempt == 4:
                raise
        else:
            break
        finally:
            shutil.rmtree(old, ignore_errors=True)


def _stands(site: Path, kept: Path, whole: str) -> bool:
    """Whether the site was built from all this, and no file of it was touched since."""
    try:
        noted = json.loads((kept / "site.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(noted, dict) and noted == {"from": whole, "files": keys.of_files(site, ())}


def _remember(site: Path, kept: Path, whole: str) -> None:
    """Note what the site was built from; where that cannot be noted, the next build builds."""
    noted = json.dumps({"from": whole, "files": keys.of_files(site, ())})
    aside = kept / f"site-{os.getpid()}.json"
    try:
        aside.write_text(noted, encoding="utf-8")
        aside.replace(kept / "site.json")
    except OSError:
        aside.unlink(missing_ok=True)
