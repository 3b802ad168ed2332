"""What is added to the theme's pages, and what is switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis.book import cards

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def _add_cards(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the popovers of a page at the end of its text."""
    if doctree is None or "body" not in context:
        return
    popovers = cards.cards_of(app, pagename, doctree)
    if popovers:
        context["body"] += f'<div class="cards-evidence">{popovers}</div>'


def _number_nothing(_app: Sphinx, config: Any) -> None:
    """Tables and figures bear no numbers: jupyter-book's extension for LaTeX switches them on for all."""
    config.numfig = False


def setup(app: Sphinx) -> None:
    """Connect the hooks."""
    app.connect("config-inited", _number_nothing, priority=900)
    app.connect("html-page-context", _add_cards)
