"""What the pages draw on: the ledger of all notebooks and the short answers, read once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence, results
from romsov_analysis.book import kept
from romsov_analysis.ledger import Answer, Entry, read_ledger
from romsov_analysis.results import formatting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Use:
    """A place in the book where a result or claim stands."""

    kind: str
    id: str
    document: str
    target: str


@dataclass
class Store:
    """Ledger and answers of one build."""

    ledger: Mapping[str, Entry]
    answers: list[Answer]
    notebooks: Mapping[str, str] = field(default_factory=dict)

    def record(self, result_id: str) -> Mapping[str, Any]:
        """The stored result.

        Raises
        ------
        estimates.ResultError
            If there is none; the message names the nearest ids.
        """
        if result_id not in self.ledger:
            raise results.ResultError(
                f"unknown result {result_id!r}; nearest: {formatting.nearest(result_id, self.ledger)}"
            )
        return self.ledger[result_id].record


def results_page(notebook: str) -> str:
    """The page that lists the results of a chapter."""
    return f"results-{notebook[:2]}"


_stores: dict[str, Store] = {}


def of(app: Sphinx) -> Store:
    """The store of this build."""
    return _stores[str(app.srcdir)]


def uses(env: BuildEnvironment) -> list[Use]:
    """Every use found while pages were read, in no order; kept with Sphinx's environment."""
    found: list[Use] = env.__dict__.setdefault("romsov_uses", [])
    return found


def _load(app: Sphinx) -> None:
    folder = Path(app.srcdir) / "notebooks"
    found, answers = read_ledger(folder)
    pages = {path.stem: f"notebooks/{path.stem}" for path in sorted(folder.glob("*.ipynb"))}
    _stores[str(app.srcdir)] = Store(found, answers, pages)
    kept.current().once("tables", evidence.check_all)


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    uses(env)[:] = [use for use in uses(env) if use.document != docname]


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    uses(env).extend(use for use in uses(other) if use.document in docnames)


def setup(app: Sphinx) -> None:
    """Load at the start, keep the uses right when pages are read again or in parallel."""
    app.connect("builder-inited", _load)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
