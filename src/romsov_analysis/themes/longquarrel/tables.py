"""The tables of chapter 01."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger import Table, tables
from romsov_analysis.themes.longquarrel import figures, moments, words
from romsov_analysis.themes.longquarrel.chapter import Chapter


def told(c: Chapter) -> Table:
    """Every moment in the order of time."""
    rows = [
        [
            dates.in_words(str(cells["date"])),
            str(cells["title"]),
            moments.TRACKS[str(cells["track"])],
            _source(cells),
        ]
        for _, cells in c.moments.iterrows()
    ]
    return Table(
        f"The long quarrel {words.stretch(c)}, {c.counts['moments']:ref unit}",
        ["When", "What happened", "Track", "Where it stands"],
        rows,
    )


def _source(cells: pd.Series) -> str:
    row = evidence.row(str(cells["row"]))
    if "source" in row.index:
        return tables.source(row)
    return f"{capital(words.NAMES[str(row['document'])])}"


def turns(c: Chapter) -> Table:
    """The moments in which Bessarabia was at stake, how, and why each is counted."""
    own = c.moments[c.moments["turn"].notna()]
    rows = [
        [
            dates.in_words(str(cells["date"])),
            str(cells["title"]),
            capital(figures.SIGNS[str(cells["turn"])][1]),
            evidence.text(cells, "note") or "as it says",
        ]
        for _, cells in own.iterrows()
    ]
    said = [
        f"{figures.SIGNS[turn][1]} {words.times(c.counts[key])}"
        for turn, (key, _) in moments.TURNS.items()
        if c.counts[key].value
    ]
    caption = capital(joined(said)) if said else "Bessarabia was at stake in no moment told"
    return Table(caption, ["When", "What happened", "How", "Why it counts"], rows)


def spoken(c: Chapter) -> Table:
    """Of how many years each document speaks, and which."""
    rows = [
        [
            capital(words.NAMES[document]),
            f"{c.spoken[f'{document}_spoken']:ref}",
            ", ".join(map(str, own)) or "none",
        ]
        for document, own in c.told.items()
    ]
    known, years = c.spoken["spoken"], c.spoken["years"]
    caption = f"The three documents speak of {known:ref} of {years:ref} years"
    return Table(caption, ["Document", "Years", "Which"], rows)
