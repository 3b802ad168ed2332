"""What a page shows of the others: titles, contents, labels, uses.

All that Sphinx gathered from all pages counts, unless it is named here with the reason why it may be left out.
What an extension adds tomorrow counts from the first day: pages are written anew too often rather than too rarely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from romsov_analysis.book import domain, keys

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
    }
)
# Domain and name: a page shows of this what `view` says.
_SEEN = frozenset({("evidence", "uses")})
# What MyST notes of a page for itself: anchors with their lines, the number of words.
_OWN = frozenset({"myst_slugs", "wordcount"})


def parts(env: BuildEnvironment) -> dict[str, str]:
    """Name → digest of everything that any page may show of the others."""
    found = {
        name: keys.digest(_lineless(name, value))
        for name, value in vars(env).items()
        if name not in _LEFT_OUT and name != "domaindata"
    }
    for of, data in env.domaindata.items():
        for name, value in data.items():
            if (of, name) not in _SEEN:
                found[f"{of}.{name}"] = keys.digest(_lineless(name, value))
    # Every page shows the contents, which hang on the first one.
    found["contents"] = keys.digest([node.pformat() for node in env.master_doctree.findall(addnodes.toctree)])
    return found


def _lineless(name: str, value: Any) -> Any:
    """The value without what moves with any edit and no other page shows: lines of sources, counts of words."""
    if name == "metadata":
        return {
            page: {key: said for key, said in of.items() if key not in _OWN} for page, of in value.items()
        }
    return value


def view(env: BuildEnvironment, docname: str) -> Any:
    """The uses that a page lists: of all that has its entry there, wherever it stands."""
    return domain.of(env).listed(docname)
