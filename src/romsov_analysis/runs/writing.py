"""The one room that writes and removes: files and folders stand in their places whole, or are as they were.

What is new is made beside its place under a name of ours (`.NAME.….romsov`), reaches the disk and then takes the
place in one step. A process that is killed leaves such a name behind; whoever writes there next removes it, and
knows by a lock whether its maker still lives. Where folders cannot be locked, nobody waits for anybody.

As a command, ``python -m romsov_analysis.runs.writing FOLDER COMMAND …`` runs a command alone in a checkout.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from romsov_analysis.runs import locking
from romsov_analysis.runs.places import BUILT, RunError

WAITING = "Another run or build is at work in this checkout; waiting for it to end"

_OURS, _OLD, _NEW = ".romsov", "old", "new"
_MADE = re.compile(rf"\.(.+)\.[a-z0-9_]{{8}}\{_OURS}")  # under such a name something is being made
# Where something of ours may have been left in a checkout.
_SWEPT = ("notebooks", "book", BUILT, BUILT / "stamps", BUILT / "undo", BUILT / "kept", BUILT / "reports")
_ADVICE = {
    errno.ENOSPC: "Make room there, then once more",
    errno.EDQUOT: "Make room there, then once more",
    errno.EFBIG: "Raise the limit on the size of files (ulimit -f), then once more",
    errno.EROFS: "Name a place that can be written to, or work in a copy of the checkout",
    errno.EACCES: "Make it writable for you, name another place, or work in a copy of the checkout",
    errno.EPERM: "Make it writable for you, name another place, or work in a copy of the checkout",
}
FULL = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
)  # where nothing more can be written, wherever it is


def failed(path: Path, error: OSError) -> RunError:
    """What could not be written and what to do about it, in words."""
    reason = error.strerror or str(error.args[0][0][2] if isinstance(error, shutil.Error) else error)
    advice = _ADVICE.get(error.errno or 0, "")
    return RunError(
        f"{path} could not be written ({reason}); what stood there is as it was. {advice}".rstrip(". ")
    )


# --- files --------------------------------------------------------------------------------------------------


def differs(path: Path, text: str) -> bool:
    """Whether a file says something else than a text, whatever its line ends."""
    return not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != text.encode("utf-8")


def replace(path: Path, text: str | bytes) -> bool:
    """Put a text in the place of a file, whole or not at all; False if it says the same, and then nothing is touched.

    Raises
    ------
    RunError
        If it cannot be written; the file is then as it was.
    """
    try:
        if isinstance(text, str) and not differs(path, text):
            sweep(path.resolve().parent, path.resolve().name)
            return False
    except OSError as error:
        raise failed(path, error) from None
    with beside(path) as new:
        new.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return True


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """An empty file beside another; when the block ends well it takes the other's place, or else it goes.

    Raises
    ------
    RunError
        If there or in its place nothing can be written; what stands there is then as it was.
    """
    path = path.resolve()
    with _room_beside(path) as new:
        yield new
        _to_disk(new)
        if path.exists():
            shutil.copymode(path, new)
        else:
            new.chmod(0o644)
        new.replace(path)


def ready(path: Path) -> None:
    """Find out whether a file can be written, before the work whose outcome it is to hold.

    Raises
    ------
    RunError
        If it cannot.
    """
    with _room_beside(path.resolve()):
        pass


@contextmanager
def _room_beside(path: Path) -> Iterator[Path]:
    try:
        _replaceable(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with _reserved(path, folder=False) as new:
            yield new
    except OSError as error:
        raise failed(path, error) from None


def _replaceable(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is a folder or a device, not a file")
    above = next(folder for folder in path.parents if folder.exists())
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{above} is a file")
    if path.exists() and not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is marked as read-only")


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it, where it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sweep(folder: Path, name: str = "") -> None:
    """Remove what a dead process left beside a file of this name, or any; a site that it had moved aside goes back."""
    for left in list(folder.glob(f".*{_OURS}")):
        made = _MADE.fullmatch(left.name)
        if made is None or name not in ("", made[1]):
            continue
        # What cannot be removed is in nobody's way.
        with suppress(OSError), locking.held(left, wait=False) as lock:
            if lock is None and locking.KNOWN:
                continue
            if (left / _OLD).is_dir() and not (folder / made[1]).exists():
                (left / _OLD).rename(folder / made[1])
            remove(left)


@contextmanager
def _reserved(path: Path, *, folder: bool) -> Iterator[Path]:
    """A new file or folder beside a path, locked while it is there, and gone afterwards."""
    sweep(path.parent, path.name)
    while True:
        if folder:
            new = Path(tempfile.mkdtemp(_OURS, f".{path.name}.", path.parent))
        else:
            handle, name = tempfile.mkstemp(_OURS, f".{path.name}.", path.parent)
            os.close(handle)
            new = Path(name)
        with ExitStack() as held:
            with suppress(FileNotFoundError):
                held.enter_context(locking.held(new, wait=True))
            if not new.exists():  # taken for a dead one's before it was held
                continue
            try:
                yield new
            finally:
                with suppress(OSError):
                    remove(new)
            return


def _to_disk(path: Path) -> None:
    """Have a file, or all files of a folder, reach the disk."""
    for file in [path] if path.is_file() else [found for found in path.rglob("*") if found.is_file()]:
        handle = os.open(file, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def passing() -> Iterator[Path]:
    """A folder of this process alone, among the temporary files; if it is killed, the next one removes it."""
    with _reserved(Path(tempfile.gettempdir()) / "run", folder=True) as folder:
        yield folder


# --- folders ------------------------------------------------------------------------------------------------


def swap(built: Path, place: Path) -> None:
    """Put a folder in the place of another, which goes; on another file system it is copied beside it first.

    Raises
    ------
    RunError
        If that cannot be done; what stood there is then as it was.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _reserved(place, folder=True) as aside:
            new = aside / _NEW
            try:
                built.rename(new)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                shutil.copytree(built, new, symlinks=True)
            _to_disk(new)
            if not place.exists():
                new.rename(place)
            elif not _exchanged(new, place):
                place.rename(aside / _OLD)
                try:
                    new.rename(place)
                except OSError:
                    (aside / _OLD).rename(place)
                    raise
    except OSError as error:
        raise failed(place, error) from None


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system knows no such step."""
    exchange = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return exchange is not None and exchange(here, os.fsencode(one), here, os.fsencode(other), both) == 0


def fill(place: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder that holds these files, and no others, in the place of another.

    Raises
    ------
    RunError
        If that cannot be done; what stood there is then as it was.
    """
    with passing() as aside:
        built = aside / _NEW
        try:
            built.mkdir()
            for name, content in files.items():
                (built / name).write_bytes(content)
        except OSError as error:
            raise failed(place, error) from None
        swap(built, place)


# --- one at a time ------------------------------------------------------------------------------------------


@contextmanager
def alone(root: Path, say: Callable[[str], None]) -> Iterator[int | None]:
    """Within the block no other run or build writes in this checkout; what dead ones left there is removed.

    Parameters
    ----------
    root
        The checkout.
    say
        Receives a line where another has to be waited for.

    Yields
    ------
    What holds the lock, to be handed to a process that goes on if this one is killed; None where there is no lock.
    """
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(locking.held(root / "notebooks", wait=False))
        except BlockingIOError:
            say(WAITING)
            lock = stack.enter_context(locking.held(root / "notebooks", wait=True))
        for name in _SWEPT:
            sweep(root / name)
        yield lock


def main(folder: str, *command: str) -> int:
    """Run a command alone in a checkout; its exit status."""
    with alone(Path(folder), lambda line: print(line, flush=True)) as lock:
        return subprocess.run(command, pass_fds=() if lock is None else (lock,), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
