"""Data for others: each release with its files, terms, digest, citation and codebook; the ledger of the book."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

from romsov_analysis import releases
from romsov_analysis.book import kept, keys
from romsov_analysis.book.registers import Register, Section, slug
from romsov_analysis.runs import handing


def sections(_store: Any, _argument: str) -> list[Section]:
    """A part a release, and one for the ledger."""
    found = [
        Section((name,), release.title, slug("release", name), name)
        for name, release in releases.RELEASES.items()
    ]
    return [*found, Section((), "Every result of the book", "release-ledger")]


def package_of(name: str) -> releases.Package:
    """A release, put together once for the page that tells of it, the files that are offered and the next builds."""
    parts = kept.current()
    key = keys.digest([parts.base, name])
    part = parts.get("release", key)
    if part is None:
        package = handing.package(name)
        parts.put("release", key, pickle.dumps(package))
        return package
    found: releases.Package = pickle.loads(part)
    return found


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """The release, and the addresses of its files; of the ledger the latter alone."""
    if not section.about:
        names = ("ledger.csv", "ledger.json")
        return {"package": None, "files": {name: view.file(f"data/{name}") for name in names},
                "count": len(view.store.ledger)}  # fmt: skip
    package = package_of(section.about)
    notebook = next((name for name in view.store.notebooks if name.startswith(package.release.chapter)), "")
    return {
        "package": package,
        "archive": view.file(f"data/{section.about}.zip"),
        "kib": len(package.archive) // 1024,
        "files": {name: view.file(f"data/{section.about}/{name}") for name in package.files},
        "chapter": view.page(view.store.notebooks[notebook]) if notebook else "",
    }


REGISTER = Register("releases-list", "release", sections, data)
