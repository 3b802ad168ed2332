"""The claims of the documents as a table: what stands behind each, through how many hands, how long after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result, count
from romsov_analysis.themes.testimony.statements import Coder

ARTICLE = "corneanu"
NO_WORK = "no work named"
UNKNOWN = "works that we could not identify"
# Voices of the thread that are books; all else there are its posters.
BOOKS = {"wiki_article": "an encyclopaedia", "fischer": "Fischer’s memoirs"}
_MOST = 0.5
POSTERS = "the posters themselves"


def claims(documents: Collection[str], coder: Coder = "first") -> pd.DataFrame:
    """The claims of some documents, a row a claim, in the order of the register.

    Parameters
    ----------
    documents
        Ids of the table `documents`.
    coder
        Whose findings; what the second did not read is as the first found it.

    Returns
    -------
    pandas.DataFrame
        Index: id of the claim. Columns `document`, `voice`, `behind` (who stands behind it), `hands` (through which it
        went after its speaker, the document among them), `lag` (years from what is told to the telling, missing where
        a date is open), `finding`.
    """
    table = evidence.load("claims")
    found = evidence.load("findings")
    finding = found["finding"] if coder == "first" else found["second"].fillna(found["finding"])
    lags = [_lag(date, told) for date, told in zip(table["date"], table["testified"], strict=True)]
    whole = pd.DataFrame(
        {
            "document": table["document"],
            "voice": table["dependence"],
            "behind": [behind(cells) for _, cells in table.iterrows()],
            "hands": table["chain"].str.count(" > "),
            "lag": pd.Series(lags, index=table.index, dtype="float64"),
            "finding": finding.reindex(table.index),
        }
    )
    return whole[whole["document"].isin(list(documents))]


def behind(cells: pd.Series) -> str:
    """Who stands behind a claim by what its document names: an author, a book, posters, or no work."""
    if cells["document"] == "pact_thread":
        return BOOKS.get(str(cells["dependence"]), POSTERS)
    cited = evidence.text(cells, "cited")
    if not cited:
        return NO_WORK
    author = evidence.text(evidence.row(f"cited_works:{cited}"), "author")
    return author.partition(",")[0] or UNKNOWN


def _lag(date: object, told: object) -> float | None:
    if pd.isna(date) or pd.isna(told):  # type: ignore[call-overload]
        return None
    years = dates.lag(str(date), str(told))
    return None if years is None else max(years, 0.0)  # nothing is told before it happens


def told(table: pd.DataFrame, hands: int, late: float) -> dict[str, Result]:
    """How far the claims of each document have come, by the last part of the id.

    Results ``chains.long_from`` and ``chains.late_from``, the parameters; ``chains.<document>_voices``, ``…_hands``
    (the most), ``…_long`` (claims through so many hands or more); and where the time is known for most ``…_lag``, the
    longest between event and telling, and ``…_late`` (claims told so many years after or later).
    """
    found = {
        "long_from": _given("long_from", "hands", hands, "plain", "Hands from which a chain is long"),
        "late_from": _given("late_from", "late", late, "years", "Years from which a telling is late"),
    }
    for document in dict.fromkeys(table["document"]):
        own, short = table[table["document"] == document], evidence.row(f"documents:{document}")["short"]
        long, late_ones = own[own["hands"] >= hands], own[own["lag"] >= late]
        most = int(own["hands"].max())
        numbers: dict[str, tuple[pd.DataFrame, int | None, str, str, str]] = {
            "voices": (own, own["voice"].nunique(), "voices", f"Voices in {short}", "dependence groups"),
            "hands": (
                own[own["hands"] == most],
                most,
                "plain",
                f"Most hands in {short}",
                "links of the longest chain",
            ),
            "long": (
                long,
                None,
                "claims",
                f"Long chains in {short}",
                f"claims through {hands} hands or more",
            ),
        }
        if own["lag"].notna().mean() > _MOST:
            formula = f"told {late:g} years after or later"
            numbers["late"] = (late_ones, None, "claims", f"Told late in {short}", formula)
            last = str(own["lag"].idxmax())
            found[f"{document}_lag"] = Result.of(
                f"chains.{document}_lag",
                Estimate.exactly(float(own.loc[last, "lag"]), f"claims:{last}"),
                unit="years",
                formula="from the middle of what is told to the middle of the telling",
                title=f"Longest time between event and telling in {short}",
                decimals=0,
            )
        for key, (chosen, number, unit, title, formula) in numbers.items():
            name, rows = f"{document}_{key}", [f"claims:{claim}" for claim in chosen.index]
            found[name] = count(f"chains.{name}", rows, title, unit=unit, formula=formula, number=number)
    return found


def _given(name: str, parameter: str, value: float, unit: str, title: str) -> Result:
    number = Estimate.exactly(float(value), f"parameter:{parameter}={value:g}")
    return Result.of(f"chains.{name}", number, unit=unit, formula="as chosen", title=title, decimals=0)


def standing_behind(table: pd.DataFrame) -> dict[tuple[str, str], Result]:
    """Document and who stands behind → how many of its claims, the most first: ``behind.<document>_<who>``."""
    found = {}
    for document in dict.fromkeys(table["document"]):
        own = table[table["document"] == document]
        for who in own["behind"].value_counts(sort=True).index:
            rows = [f"claims:{name}" for name in own.index[own["behind"] == who]]
            found[document, str(who)] = count(
                f"behind.{document}_{_key(str(who))}",
                rows,
                f"Claims of {evidence.row(f'documents:{document}')['short']} that hang on: {who}",
                unit="claims",
                formula="claims for which the document names it",
            )
    return found


def leading(table: pd.DataFrame) -> tuple[list[str], Result | None]:
    """The two authors on whom most claims of the article hang, and how many; none where the article is left out."""
    own = table[(table["document"] == ARTICLE) & ~table["behind"].isin([NO_WORK, UNKNOWN])]
    if own.empty:
        return [], None
    names = [str(name) for name in own["behind"].value_counts().index[:2]]
    rows = [f"claims:{name}" for name in own.index[own["behind"].isin(names)]]
    title = f"Claims of the article that hang on {names[0]} and {names[1]}"
    formula = "claims for which the article cites a work of either"
    return names, count("behind.two_authors", rows, title, unit="claims", formula=formula)


def _key(who: str) -> str:
    """A name as a part of an id."""
    plain = unicodedata.normalize("NFKD", who).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
