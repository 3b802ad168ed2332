"""The registers that have a page of their own, a file a register.

A file here is found by being here. Its ``REGISTER`` says which directive writes its page, what kind of thing its
entries are, how rows of its tables are told, and what its template is given. A new register is one such file, a
template of the same name, and a page with its directive. Nothing here needs Sphinx.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Section:
    """A part of a register's page, under a heading of its own where it has a title.

    Attributes
    ----------
    names
        The names of its entries.
    title, anchor
        Heading and its id; empty where the page has one part only.
    about
        What the part is of, for the register itself.
    """

    names: tuple[str, ...]
    title: str = ""
    anchor: str = ""
    about: str = ""


@dataclass(frozen=True)
class Register:
    """A register with a page of its own.

    Attributes
    ----------
    directive
        Name of the directive that writes the page.
    kind
        What an entry is: a type of object of the book.
    sections
        What the page has, asked when it is read: results and short answers, argument of the directive → parts.
    data
        What the template is given, asked when the page is written: view, part → variables.
    tellers
        Table → who tells its rows (`romsov_analysis.book.rows`).
    arguments
        How many arguments the directive takes.
    all_uses
        Whether its page shows where everything is used, not only its own entries.
    """

    directive: str
    kind: str
    sections: Callable[[Any, str], Iterable[Section]]
    data: Callable[[Any, Section], Mapping[str, Any]]
    tellers: Mapping[str, Any] = field(default_factory=dict)
    arguments: int = 0
    all_uses: bool = False


@functools.cache
def found() -> Mapping[str, Register]:
    """Name of the file → register, in the order of names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").REGISTER for name in names}


def slug(kind: str, name: str) -> str:
    """The id of an entry within its page."""
    return f"{kind}-{name.replace('.', '-').replace('_', '-')}"
