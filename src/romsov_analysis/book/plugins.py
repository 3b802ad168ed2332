"""Entry points are looked up once a build.

pybtex asks the installed packages for their entry points anew for every entry of a bibliography and every part
of a style: hundreds of times a build, each time over the metadata of every package. What is installed does not
change while a build runs, so for its length each question is answered once.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_asked: list[Any] = []


def remember(*_: Any) -> None:
    """Answer each question for entry points once, until `forget`."""
    import pybtex.plugin

    if not _asked:
        _asked.append(pybtex.plugin.entry_points)
        pybtex.plugin.entry_points = functools.cache(_asked[0])


def forget(*_: Any) -> None:
    """Ask anew each time, as before `remember`."""
    import pybtex.plugin

    if _asked:
        pybtex.plugin.entry_points = _asked.pop()


def setup(app: Sphinx) -> None:
    """From the settings on, to the end of the build, whether it succeeds or not."""
    app.connect("config-inited", remember)
    app.connect("build-finished", forget)
