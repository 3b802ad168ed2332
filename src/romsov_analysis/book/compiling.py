"""The process that builds: jupyter-book's settings, Sphinx, and the trimming of what comes out.

Started by `build`, as ``python -m romsov_analysis.book.compiling SOURCE SITE KEPT BASE ROOT``. It calls
jupyter-book as its command line does, less the command line.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from types import ModuleType

from romsov_analysis.book import kept as kept_parts
from romsov_analysis.book import keys, progress
from romsov_analysis.book.trim import trim


def main(source: Path, site: Path, kept: Path, base: str, root: Path) -> int:
    """Build the staged pages with warnings as errors; keep the parts if there was none.

    Parameters
    ----------
    source
        The staged folder.
    site
        Folder of the site; it does not exist yet.
    kept
        Folder of the kept parts.
    base
        Digest of all that any page may draw on.
    root
        The checkout.
    """
    _without_execution()
    from jupyter_book.sphinx import build_sphinx

    # Trees of pages are large and live to the end: looking for cycles in them takes a tenth of the time.
    gc.disable()
    progress.report("Setting up", 0, 0)
    settings = {
        "external_toc_path": (source / "_toc.yml").as_posix(),
        "latex_individualpages": False,
        "nitpicky": True,
        "romsov_kept": str(kept),
        "romsov_base": base,
        "romsov_progress": True,
    }
    status = build_sphinx(
        source,
        site,
        noconfig=True,
        path_config=source / "_config.yml",
        confoverrides=settings,
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    if status != 0:
        return 1
    progress.report("Trimming", 0, 0)
    trim(site)
    if keys.base(source, root) != base:
        print("Tables, code or settings changed while the book was built: build it again.", file=sys.stderr)
        return 1
    kept_parts.current().commit()
    return 0


def _without_execution() -> None:
    """Have MyST-NB do without its ways to execute that bring in a database.

    Notebooks are not executed here, so neither is used; importing them takes longer than reading a chapter.
    """
    for name, client in (("cache", "NotebookClientCache"), ("direct", "NotebookClientDirect")):
        module = ModuleType(f"myst_nb.core.execute.{name}", "Stands for a way to execute; execution is off.")
        vars(module)[client] = None
        sys.modules.setdefault(module.__name__, module)


def ended(source: str, site: str, kept: str, base: str, root: str) -> int:
    """Build as `main` does; an interrupt of this process alone ends it without a word: who started it has them."""
    try:
        return main(Path(source), Path(site), Path(kept), base, Path(root))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(ended(*sys.argv[1:]))
