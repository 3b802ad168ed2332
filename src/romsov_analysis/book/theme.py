"""What is added to the theme's pages, and what is switched off."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from romsov_analysis.book import cards

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _add_cards(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the works that a chapter cites, and the popovers of a page, at the end of its text."""
    if doctree is None or "body" not in context:
        return
    if pagename.startswith("notebooks/"):
        context["body"] += cards.works_cited(app, pagename, doctree)
    popovers = cards.cards_of(app, pagename, doctree)
    if popovers:
        context["body"] += f'<div class="cards-evidence">{popovers}</div>'


def _number_nothing(_app: Sphinx, config: Any) -> None:
    """Tables and figures bear no numbers: jupyter-book's extension for LaTeX switches them on for all."""
    config.numfig = False


def _use_all_cores(app: Sphinx, _env: BuildEnvironment, _docnames: list[str]) -> None:
    """Read and write pages side by side; jupyter-book has no option for it.

    It loads an extension that does not say whether it allows that; it acts on the finished tree only.
    """
    app.parallel = os.cpu_count() or 1
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering is not None:
        numbering.parallel_read_safe = True


def setup(app: Sphinx) -> None:
    """Connect the hooks."""
    app.connect("env-before-read-docs", _use_all_cores)
    app.connect("config-inited", _number_nothing, priority=900)
    app.connect("html-page-context", _add_cards)
