"""Parts kept between builds: each under the digest of everything it was made from.

A part is the value of a function of its key: what is found under a key is what would be made anew. So a part
is never changed, two builds at once can only write the same bytes, and nothing has to be locked. What cannot be
read, is cut short or was not written by us under this very key counts as not there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from romsov_analysis.runs import writing
from romsov_analysis.runs.places import RunError

_MOST_BYTES = 200_000_000


class Kept:
    """The parts in one folder; without a folder, none. `base` is the digest that stands in every key."""

    def __init__(self, folder: Path | None, base: str) -> None:
        self.folder = folder
        self.base = base
        self._fresh: dict[str, bytes] = {}
        self._used: set[str] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """The part of this kind and key, or None."""
        name = f"{kind}-{key}"
        if name in self._fresh:
            return self._fresh[name]
        if self.folder is None:
            return None
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        seal, part = content[:_SEAL], content[_SEAL:]
        if seal != _seal(name, part):
            return None
        self._used.add(name)
        return part

    def put(self, kind: str, key: str, part: bytes) -> None:
        """Have a part kept, once the build has succeeded (`commit`)."""
        self._fresh[f"{kind}-{key}"] = part

    def fresh(self, before: Collection[str] = ()) -> dict[str, bytes]:
        """The parts that are to be kept, by kind and key in one name, but for those named."""
        return {name: part for name, part in self._fresh.items() if name not in before}

    def take(self, parts: Mapping[str, bytes]) -> None:
        """Have the parts kept that another process made; they are as `fresh` gave them there."""
        self._fresh.update(parts)

    def once(self, kind: str, check: Callable[[], object]) -> None:
        """Check what depends on the base alone, unless it held before. What does not hold is raised."""
        if self.get(kind, self.base) is None:
            check()
            self.put(kind, self.base, b"")

    def commit(self) -> None:
        """Write the new parts; drop those unused for the longest time where there are too many.

        A folder that cannot be written to is no failure: the next build makes its parts anew.
        """
        if self.folder is None:
            return
        try:
            if self.folder.is_symlink() or not self.folder.is_dir():
                writing.remove(self.folder)
            for name, part in self._fresh.items():
                with writing.beside(self.folder / name) as new:
                    new.write_bytes(_seal(name, part) + part)
            for name in self._used:
                os.utime(self.folder / name)
            self._prune()
        except (OSError, RunError):
            return

    def _prune(self) -> None:
        assert self.folder is not None
        # Names are ours or left by a build that was interrupted; of either the oldest go first.
        found = [(path.stat(), path) for path in self.folder.iterdir() if path.is_file()]
        found.sort(key=lambda pair: pair[0].st_mtime, reverse=True)
        total = 0
        for state, path in found:
            total += state.st_size
            if total > _MOST_BYTES and path.name not in {*self._fresh, *self._used}:
                writing.remove(path)


# Of the build that runs in this process.
_current: list[Kept] = [Kept(None, "")]


def start(folder: Path | None, base: str) -> Kept:
    """Open the kept parts for a build."""
    _current[0] = Kept(folder, base)
    return _current[0]


def current() -> Kept:
    """The kept parts of the build that runs; none before `start`."""
    return _current[0]


def _seal(name: str, part: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + part).digest()


_SEAL = hashlib.sha256().digest_size
