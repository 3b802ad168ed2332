"""What reading a page leaves, and what writing it leaves: the parts that are kept, and how they travel.

A part travels as bytes between processes and between builds. The environment that comes with a reading leaves out
what all environments of a build have in common.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Reading:
    """What reading a page left: additions to the environment, its tree, other files it was read from."""

    additions: bytes
    tree: bytes
    files: tuple[tuple[str, str], ...]
    alone: bool  # made from nothing that no key covers


@dataclass(frozen=True)
class Writing:
    """What writing a page left: its files below the site, its pictures."""

    files: dict[str, bytes]
    images: dict[str, str] = field(default_factory=dict)
    alone: bool = True


def _common(env: BuildEnvironment) -> dict[str, Any]:
    """What all environments of a build have in common, and a page's additions need not carry."""
    return {"config": env.config}


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, env: BuildEnvironment) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = {id(value): name for name, value in _common(env).items()}

    def persistent_id(self, value: object) -> str | None:
        return self._names.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, additions: bytes, env: BuildEnvironment) -> None:
        super().__init__(io.BytesIO(additions))
        self._values = _common(env)

    def persistent_load(self, name: str) -> Any:
        return self._values[name]


def additions(env: BuildEnvironment) -> bytes:
    """The environment after a page was read, as bytes."""
    file = io.BytesIO()
    _Pickler(file, env).dump(env)
    return file.getvalue()


def environment(read: bytes, env: BuildEnvironment) -> BuildEnvironment:
    """The environment after a page was read, with what it has in common with `env` from there."""
    found: BuildEnvironment = _Unpickler(read, env).load()
    return found
