"""The objects of the book as a Sphinx domain: results, claims, people, works and the entries of registers.

Where an object has its entry and where it is used is kept here, so that Sphinx purges it with a page and merges it
from parallel reading, and other books can link to an entry through the inventory.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.domains import Domain, ObjType
from sphinx.util import logging

from romsov_analysis import evidence
from romsov_analysis.book import kept, registers, rows, store
from romsov_analysis.book.registers import slug

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_NOT_IN_SEARCH = -1  # hundreds of titles of results would drown the chapters


class Use(NamedTuple):
    """A place in the book where something stands: page and id of the place."""

    kind: str
    name: str
    document: str
    target: str


class EvidenceDomain(Domain):
    """Objects by kind and name."""

    name = "evidence"
    label = "Evidence"
    initial_data = {"uses": {}, "entries": {}, "watchers": {}}  # noqa: RUF012  # Sphinx copies it for each build
    data_version = 2

    @functools.cached_property
    def store(self) -> store.Store:
        """Ledger and answers of this build."""
        return store.read(Path(self.env.srcdir))

    @property
    def _uses(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = self.data["uses"]
        return found

    @property
    def _entries(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = self.data["entries"]
        return found

    def note_use(self, kind: str, name: str, docname: str) -> str:
        """Remember that something stands on a page; the id of the place is returned."""
        uses = self._uses.setdefault(docname, [])
        # Counted within the page, so that the order in which pages are read does not show.
        digest = hashlib.sha256(f"{docname}{len(uses)}".encode()).hexdigest()[:6]
        use = Use(kind, name, docname, f"use-{slug(kind, name)}-{digest}")
        uses.append(use)
        return use.target

    def note_entry(self, kind: str, name: str, docname: str) -> None:
        """Remember that a page has the entry of something."""
        self._entries[kind, name] = docname

    def note_watcher(self, docname: str) -> None:
        """Remember that a page shows where everything is used."""
        self.data["watchers"][docname] = True

    def entry(self, builder: Builder, docname: str, kind: str, name: str) -> str:
        """Address of an entry, seen from a page; empty where no page has it."""
        page = self._entries.get((kind, name))
        if page is None:
            return ""
        if builder.name == "singlehtml":  # one page: what stands before the mark would be another document
            return f"#{slug(kind, name)}"
        return f"{builder.get_relative_uri(docname, page)}#{slug(kind, name)}"

    def uses(self) -> dict[tuple[str, str], list[Use]]:
        """Kind and name → every place, in the order of pages."""
        found: dict[tuple[str, str], list[Use]] = {}
        for use in sorted(use for uses in self._uses.values() for use in uses):
            found.setdefault((use.kind, use.name), []).append(use)
        return found

    def listed(self, docname: str) -> list[Use]:
        """The uses that a page shows: those of all that has its entry there, or all."""
        if docname in self.data["watchers"]:
            return sorted(use for uses in self._uses.values() for use in uses)
        here = {thing for thing, page in self._entries.items() if page == docname}
        return sorted(use for uses in self._uses.values() for use in uses if use[:2] in here)

    def clear_doc(self, docname: str) -> None:
        """Forget what a page said, before it is read anew."""
        self._uses.pop(docname, None)
        self.data["watchers"].pop(docname, None)
        for thing in [thing for thing, page in self._entries.items() if page == docname]:
            del self._entries[thing]

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what pages said that were read in another process."""
        wanted = set(docnames)
        self._uses.update({page: uses for page, uses in otherdata["uses"].items() if page in wanted})
        self._entries.update({thing: page for thing, page in otherdata["entries"].items() if page in wanted})
        self.data["watchers"].update(dict.fromkeys(wanted & set(otherdata["watchers"]), True))

    def check_consistency(self) -> None:
        """Report what is named without having an entry: its card and its link would lead nowhere."""
        missing = {use[:3] for uses in self._uses.values() for use in uses if use[:2] not in self._entries}
        for kind, name, page in sorted(missing):
            logger.error("no page has an entry for the %s %s", kind, name, location=page)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every entry, for the inventory."""
        for (kind, name), page in sorted(self._entries.items()):
            yield name, name, kind, page, slug(kind, name), _NOT_IN_SEARCH


def of(env: BuildEnvironment) -> EvidenceDomain:
    """The domain of a build."""
    found = env.get_domain(EvidenceDomain.name)
    assert isinstance(found, EvidenceDomain)
    return found


def _start(app: Sphinx) -> None:
    """Read the ledger before processes are forked, and refuse tables with a breach."""
    rows.clear_cache()  # a builder may run twice in one interpreter, over other tables
    assert of(app.env).store is not None
    kept.current().once("tables", evidence.check_all)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    kinds = sorted({register.kind for register in registers.found().values()})
    EvidenceDomain.object_types = {kind: ObjType(kind) for kind in kinds}
    app.add_domain(EvidenceDomain)
    app.connect("builder-inited", _start)
