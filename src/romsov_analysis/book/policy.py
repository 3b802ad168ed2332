"""The policy of a page: what a browser may load and run for it, which is what the site uses and no more.

Whatever a table holds reaches a page as text; the policy stands behind that. It names no host and allows no script
or style that stands on a page, but for those that the theme writes into its head: these by their digests.
"""

from __future__ import annotations

import base64
import hashlib
import re

_CHARSET = '<meta charset="utf-8" />'
_INLINE = re.compile(r"<(script|style)(?![^>]*\ssrc=)[^>]*>(.*?)</\1>", re.DOTALL)
# Of the site itself. Browsers do not agree on whether a page that is opened from disk is at one with the files
# beside it, so the scheme is named; to a page from a server no browser gives what it names.
_HERE = "'self' file:"


def with_policy(page: str) -> str:
    """A finished page (HTML) with its policy before anything that the policy governs."""
    return page.replace(
        _CHARSET,
        f'{_CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="{policy(page)}" />',
        1,
    )


def policy(page: str) -> str:
    """The directives for a page, in the form of the header. A script of the body is nobody's and gets no digest."""
    trusted = page.partition("</head>")[0]
    digests: dict[str, dict[str, None]] = {"script": {}, "style": {}}
    for kind, content in _INLINE.findall(trusted):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        digests[kind][f"'sha256-{digest}'"] = None
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", _HERE, *digests["script"])),
            " ".join(("style-src", _HERE, *digests["style"])),
            f"img-src {_HERE} data:",  # the theme's style sheets hold small drawings
            f"font-src {_HERE}",
            f"form-action {_HERE}",  # the field of the search
            "base-uri 'none'",
        )
    )
