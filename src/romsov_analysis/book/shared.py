"""What a page shows of the others: titles, contents, labels, citations, uses.

All that Sphinx gathered from all pages counts, unless it is named here with the reason why it may be left out.
What an extension adds tomorrow counts from the first day: pages are written anew too often rather than too rarely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from romsov_analysis.book import keys

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_LEFT_OUT = frozenset(
    {
        # The machinery, and settings, which stand in every key (`keys.base`).
        *(
            "app",
            "events",
            "project",
            "domains",
            "config",
            "config_status",
            "config_status_extra",
            "settings",
        ),
        *("srcdir", "doctreedir", "version", "versioning_condition", "versioning_compare"),
        *("external_site_map", "myst_config", "mystnb_config"),
        # Of the page in hand, or of none: empty between pages.
        *("temp_data", "ref_context", "_pickled_doctree_cache", "_write_doc_doctree_cache", "master_doctree"),
        # When a page was read, and from what: neither is shown. What it was read from is in its own key.
        *("all_docs", "dependencies"),
        "nb_new_exec_data",
        # What each page says and stands for, added up (`views`).
        *("romsov_uses", "romsov_shown"),
    }
)
# Domain and name: made from the registers or from the citations, which are in the key.
_MADE = frozenset({("cite", "bibdata"), ("cite", "citations")})
# What MyST notes of a page for itself: anchors with their lines, the number of words.
_OWN = frozenset({"myst_slugs", "wordcount"})


def parts(env: BuildEnvironment) -> dict[str, str]:
    """Name → digest of everything that any page may show of the others."""
    found = {
        name: keys.digest(_lineless(name, value))
        for name, value in vars(env).items()
        if name not in _LEFT_OUT and name != "domaindata" and not name.startswith("_search_index_")
    }
    for domain, data in env.domaindata.items():
        for name, value in data.items():
            if (domain, name) not in _MADE:
                found[f"{domain}.{name}"] = keys.digest(_lineless(name, value))
    # Every page shows the contents, which hang on the first one.
    found["contents"] = keys.digest([node.pformat() for node in env.master_doctree.findall(addnodes.toctree)])
    return found


def _lineless(name: str, value: Any) -> Any:
    """The value without what moves with any edit and no other page shows: lines of sources, counts of words."""
    if name == "citation_refs":
        return [ref._replace(line=0) for ref in value]
    if name == "metadata":
        return {
            page: {key: said for key, said in of.items() if key not in _OWN} for page, of in value.items()
        }
    return value


def note(doctree: nodes.document, env: BuildEnvironment) -> None:
    """Remember of which results and claims a page lists the uses."""
    from romsov_analysis.book.pages import where_used

    found = {(node["kind"], node["ref"]) for node in doctree.findall(where_used)}
    if found:
        env.__dict__.setdefault("romsov_shown", {})[env.docname] = found


def view(env: BuildEnvironment, docname: str) -> Any:
    """The uses that a page lists: of its own results or claims, wherever they stand."""
    wanted = env.__dict__.get("romsov_shown", {}).get(docname, set())
    uses = env.__dict__.get("romsov_uses", [])
    return sorted(
        (use.kind, use.id, use.document, use.target) for use in uses if (use.kind, use.id) in wanted
    )


def merge(env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what was noted of pages that were read elsewhere."""
    shown = other.__dict__.get("romsov_shown", {})
    env.__dict__.setdefault("romsov_shown", {}).update(
        {docname: shown[docname] for docname in docnames if docname in shown}
    )
