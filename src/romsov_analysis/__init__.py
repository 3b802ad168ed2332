"""Evidence, results and a reproducible book on Romania and the Soviet Union, 1918–1989.

What an analyst needs is offered here and imported when it is first used: `load` (a table), `release` (tables that
stand on their own), `row_in_words`, `stored_results` and `stored_answers` (of a notebook), `price_relative`,
`share_broken`, `compute` (a chapter under other parameters).

The rooms, in the order in which data passes through them:

- `evidence`: the one door to every table, typed and checked; dates, anchors;
- `results`: numbers that know their range, formula and evidence, and how they become text;
- `figures`: one style, deterministic SVG, the forms that chapters share;
- `ledger`: what a notebook shows, how it is stored and read back; the parameters of a chapter;
- `themes`: the chapters, a folder a theme;
- `releases`: registers that stand on their own, as data for others;
- `runs`: re-execution of notebooks, comparison with what is stored, the search for numbers typed by hand;
- `book`: the Sphinx side and the build of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from romsov_analysis.analysis import (
        compute,
        load,
        price_relative,
        release,
        row_in_words,
        share_broken,
        stored_answers,
        stored_results,
    )

__version__ = "1.0.0"
__released__ = "2026-11-26"

__all__ = [
    "compute",
    "load",
    "price_relative",
    "release",
    "row_in_words",
    "share_broken",
    "stored_answers",
    "stored_results",
]


def __getattr__(name: str) -> Any:
    # The command line and the stamps of make import the package hundreds of times a day: pandas waits.
    if name in __all__:
        from romsov_analysis import analysis

        return getattr(analysis, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
