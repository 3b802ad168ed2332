"""The functions and classes that the package offers, from their docstrings; a part a face."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis.book import docstrings
from romsov_analysis.book.registers import Register, Section, slug


def sections(_store: Any, _argument: str) -> list[Section]:
    """A part for each module that hands on names."""
    found = []
    for name, module in docstrings.faces().items():
        told, _ = docstrings.handed_on(module)
        entries = tuple(f"{name}.{thing.name}" for thing in told)
        found.append(Section(entries, name, slug("functions", name), name))
    return found


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """What the face says of itself, and everything it hands on."""
    module = docstrings.faces()[section.about]
    told, constants = docstrings.handed_on(module)
    about = (module.__doc__ or "").strip().partition("\n")[0]
    return {"module": section.about, "about": docstrings.inline(about), "told": told, "constants": constants}


REGISTER = Register("functions-list", "function", sections, data)
