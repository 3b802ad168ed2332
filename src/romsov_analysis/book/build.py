"""The site: staged, built into a fresh folder, trimmed, and swapped in when it is whole.

A build over an old folder differs from a clean one, so every build starts from an empty folder; a build that
fails leaves the last good site in place. What was made before from the same is kept beside the site and put into
its place (`builder`); where nothing changed, the site that stands is left as it is.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from romsov_analysis.book import keys, progress
from romsov_analysis.book.staging import stage
from romsov_analysis.runs import freshness, places, writing
from romsov_analysis.runs.places import RunError
from romsov_analysis.shown import in_lines

KEPT = places.BUILT / "kept"
MARK = ".romsov-site"  # stands in a site and lists its files: a folder without it is not ours to replace

_MOST = 20  # messages of a build that failed
_STALE = (
    "The book was not built; the last good site, if any, is untouched. Where only code changed and no result moved, "
    "romsov validate says so and is enough."
)


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
    Exit status: 0 if the site stands, 1 if notebooks are stale or the build failed.

    Raises
    ------
    RunError
        If the folder holds what no build put there, or something cannot be written; it is then as it was.
    """
    root = root.resolve()
    site, work = (root / output).resolve(), root / places.BUILT / "work"
    with writing.alone(root, _say) as lock:
        _refuse_others(site, root, work)
        stale = freshness.stale(root)
        if stale:
            print("\n".join([*stale, _STALE]), file=sys.stderr)
            return 1
        try:
            _clear(work)
            # The place is the same for every build, since trees of pages name their sources in full.
            source = stage(root, work / "source")
            base = keys.base(source, root)
            whole = keys.whole(base, source)
            if not _stands(site, root / KEPT, whole):
                built = _build(root, source, work, base, lock)
                if built is None:
                    return 1
                writing.replace(built / MARK, "".join(f"{name}\n" for name in _files(built)))
                _refuse_others(site, root, work)
                writing.swap(built, site)
                _remember(site, root / KEPT, whole)
        except OSError as error:
            named = Path(error.filename2 or error.filename or work)
            if not named.is_relative_to(root / places.BUILT):
                raise
            raise writing.failed(named, error) from None
        finally:
            with suppress(OSError):
                _clear(work)
    print(f"The book: {(site / 'index.html').as_uri()}")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _clear(work: Path) -> None:
    """Remove the folder to build in, and those of builds that were killed."""
    for left in [work, *work.parent.glob(f"{work.name}-*")]:
        writing.remove(left)


def _files(folder: Path) -> Iterator[str]:
    """All that is in a folder and is no folder itself, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _refuse_others(site: Path, root: Path, work: Path) -> None:
    """Refuse to replace what is no site of ours, or has more in it than one. The usual place is ours."""
    if site == root / places.BUILT / "html" or not site.exists():
        if site.is_relative_to(work):
            raise RunError(f"{site} is where books are built; name another folder: --output FOLDER")
        return
    if not site.is_dir():
        raise RunError(f"{site} is no folder; name another: --output FOLDER")
    try:
        ours = {MARK, *(site / MARK).read_text(encoding="utf-8").splitlines()}
        strange = next((name for name in _files(site) if name not in ours), None)
    except (OSError, ValueError):
        strange = next((path.name for path in site.iterdir()), None)
    if strange is not None:
        raise RunError(
            f"{site} holds {strange}, which no build of the book put there, and was left alone. "
            "A site takes the place of a whole folder: name a new or an empty one, --output FOLDER"
        )


def _build(root: Path, source: Path, work: Path, base: str, lock: int | None) -> Path | None:
    """Build in a process of its own, warnings being errors; the folder of the built site, or None.

    It and the processes it starts hold the lock too: should this one be killed, no other build begins among them.
    """
    command = [sys.executable, "-m", "romsov_analysis.book.compiling"]
    # The order of sets follows a seed: the same one for every build.
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"}
    environment.pop("SOURCE_DATE_EPOCH", None)  # Sphinx would put its year into the line on copyright
    process = subprocess.Popen(
        [*command, str(source), str(work / "_build" / "html"), str(root / KEPT), base, str(root)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        pass_fds=() if lock is None else (lock,),
        start_new_session=True,
    )
    status = None
    try:
        status, said = progress.wait(process, _say)
    finally:
        if status != 0:
            _end(process)
    if status == 0:
        return work / "_build" / "html"
    for number in writing.FULL:
        if os.strerror(number) in said:
            raise writing.failed(work, OSError(number, os.strerror(number)))
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


def _end(process: subprocess.Popen[str]) -> None:
    """End a build, and the processes it started, wherever they are."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _stands(site: Path, kept: Path, whole: str) -> bool:
    """Whether the site was built from all this, and no file of it was touched since."""
    try:
        noted = json.loads((kept / "site.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(noted, dict) and noted == {"from": whole, "files": keys.of_files(site, ())}


def _remember(site: Path, kept: Path, whole: str) -> None:
    """Note what the site was built from; where that cannot be noted, the next build builds."""
    with suppress(RunError):
        writing.replace(kept / "site.json", json.dumps({"from": whole, "files": keys.of_files(site, ())}))
