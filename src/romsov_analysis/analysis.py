"""The verbs of an analyst: tables, rows in words, stored results, a price relative, a share of treaties broken.

They are offered by the package itself: ``import romsov_analysis as romsov``. Everything else stands one level
deeper, in the folder that bears its name.
"""

from __future__ import annotations

import datetime
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from romsov_analysis import evidence, releases, themes
from romsov_analysis.ledger import read_notebook
from romsov_analysis.results import Estimate
from romsov_analysis.results.formatting import format_record
from romsov_analysis.runs import places
from romsov_analysis.shown import shown

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.survival import Share


def load(table: str) -> pd.DataFrame:
    """One table, typed and checked: a row a fact, its id as index.

    Parameters
    ----------
    table
        Name of the table; the page *Tables* of the book lists them all.

    Returns
    -------
    pandas.DataFrame
        The caller's own copy. Units and meaning of each column stand in the table's descriptor.

    Raises
    ------
    EvidenceError
        If there is no such table, or a row breaks a rule: file, row, column, value, rule, what is accepted.

    Examples
    --------
    >>> prices = load("price_series")
    >>> float(prices.loc["us_wpi_all/1944", "value"])
    17.908
    """
    return evidence.load(table)


def release(name: str) -> dict[str, pd.DataFrame]:
    """The tables of a release: a register that stands on its own, with the rows of others that it names.

    Parameters
    ----------
    name
        ``interwar_pacts``, ``testimony_1989`` or ``reparation_valuation``; the page *Data* of the book describes them.

    Returns
    -------
    dict
        Name of the table → frame as `load` gives it, as the release's files have it: beside a date in EDTF its first
        and last possible day, in each row its terms.

    Raises
    ------
    EvidenceError
        If there is no release of this name.

    Examples
    --------
    >>> acts = release("interwar_pacts")["acts"]
    >>> acts.loc["afghanistan_1930", "date_latest"]
    '1930-06-30'
    """
    return releases.tables(name)


def row_in_words(evidence_id: str) -> str:
    """A row of evidence as the book tells it: what it says, and how it is known.

    Parameters
    ----------
    evidence_id
        ``table:key``.

    Raises
    ------
    EvidenceError
        If there is no such row; the message names the nearest.

    Examples
    --------
    >>> row_in_words("price_series:us_wpi_all/1944")
    'United States wholesale prices, all commodities, 1944: 17.908 (1982 = 100); verified'
    """
    from romsov_analysis.book import rows

    row = rows.describe(evidence_id)
    return "; ".join(part for part in (row.text, row.status) if part)


def stored_results(notebook: str | Path) -> pd.DataFrame:
    """The results stored in a notebook, a row each.

    Parameters
    ----------
    notebook
        Path of the notebook.

    Returns
    -------
    pandas.DataFrame
        Index: id. Columns: title, text (the number as the book prints it, with its unit), value, low, high (in
        ``unit``; value is missing where only a range is known), unit, formula, evidence (ids of rows and of
        other results).

    Raises
    ------
    RunError
        If the file is no notebook.

    Examples
    --------
    >>> found = stored_results("notebooks/05_reparations_valuation.ipynb")
    >>> found.loc["valuation.us_wpi_all_1944", "text"]
    '1.32 times'
    """
    places.read(Path(notebook))
    entries, _ = read_notebook(notebook)
    rows = [
        {
            "id": entry.record["id"],
            "title": entry.record["title"],
            "text": format_record(entry.record, "unit"),
            **{end: entry.record[end] for end in ("value", "low", "high")},
            "unit": entry.record["unit"],
            "formula": entry.record["formula"],
            "evidence": tuple(entry.record["evidence"]),
        }
        for entry in entries
    ]
    columns = ["id", "title", "text", "value", "low", "high", "unit", "formula", "evidence"]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def stored_answers(notebook: str | Path) -> list[str]:
    """The short answers stored in a notebook, as a reader sees them; the first sentence is the finding.

    Raises
    ------
    RunError
        If the file is no notebook.

    Examples
    --------
    >>> (answer,) = stored_answers("notebooks/05_reparations_valuation.ipynb")
    >>> "times" in answer
    True
    """
    places.read(Path(notebook))
    return [answer.text for answer in read_notebook(notebook)[1]]


def price_relative(series: str, base: int, year: int) -> Estimate:
    """What goods cost in a year over what they cost in the base year.

    Parameters
    ----------
    series
        Id of a row of the table ``series``.
    base, year
        Calendar years for which the series has a value.

    Returns
    -------
    Estimate
        A ratio; low and high carry the rounding of both printed figures.

    Raises
    ------
    EvidenceError
        If the series has no such year; the message names the nearest.

    Examples
    --------
    >>> relative = price_relative("us_wpi_all", 1938, 1944)
    >>> round(relative.value, 2)
    1.32
    """
    from romsov_analysis.themes.reparations import prices

    return prices.price_relative(series, base, year)


def share_broken(
    definition: str,
    universe: str = "bilateral",
    *,
    last_day: str | datetime.date = "1945-09-02",
    contested: bool = False,
) -> Share:
    """The share of treaties broken by a definition, with Wilson's interval of 95 per cent.

    Parameters
    ----------
    definition, universe
        What counts as broken, and which treaties count, by their names in chapter 03.
    last_day
        Last day of observation.
    contested
        Whether contested acts count.

    Returns
    -------
    Share
        ``value``, ``low`` and ``high`` as ratios, ``broken`` and ``spells`` as counts.

    Raises
    ------
    ValueError
        If there is no such definition or universe; the message names the nearest.

    Examples
    --------
    >>> share = share_broken("attacked", last_day="1939-08-31")
    >>> share.broken, share.spells
    (1, 32)
    """
    from romsov_analysis.themes.pacts import spells, survival, treaties

    for name, known in ((definition, treaties.DEFINITIONS), (universe, treaties.UNIVERSES)):
        if name not in known:
            raise ValueError(
                f"{shown(name)} is none of {', '.join(known)}; nearest: {evidence.nearest(name, known)}"
            )
    day = datetime.date.fromisoformat(last_day) if isinstance(last_day, str) else last_day
    return survival.share(spells.observe(universe, definition, day, contested=contested))


def compute(theme: str, **parameters: Any) -> Any:
    """A chapter computed under other parameters: its results, tables and figures, without its notebook.

    Parameters
    ----------
    theme
        Its folder below ``romsov_analysis/themes``, for example ``reparations``.
    parameters
        As in the first cell of the chapter's notebook; the defaults where none is given.

    Returns
    -------
    The chapter; its ``results`` are what its notebook stores.

    Raises
    ------
    ParameterError
        If a name is unknown or a value cannot be computed with: name, value, what is accepted, the nearest.
    ValueError
        If there is no such theme.

    Examples
    --------
    >>> chapter = compute("reparations", base=1940)
    >>> len(chapter.results) > 0
    True
    """
    known = sorted(
        path.parent.name for folder in themes.__path__ for path in Path(folder).glob("*/chapter.py")
    )
    if theme not in known:
        raise ValueError(
            f"{shown(theme)} is none of {', '.join(known)}; nearest: {evidence.nearest(theme, known)}"
        )
    chapter = importlib.import_module(f"romsov_analysis.themes.{theme}.chapter")
    return chapter.compute(**parameters)
