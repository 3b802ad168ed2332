"""The tables of chapter 03 on what its counts rest on: acts in doubt, kinds of act, clauses, treaties let in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence
from romsov_analysis.ledger import Table
from romsov_analysis.ledger.tables import day, source
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts import alliances
from romsov_analysis.themes.pacts.treaties import DOUBTS, LAST_DAY, WIDEST, Pact, chosen, end_of, first_day
from romsov_analysis.themes.pacts.words import before, by_end

if TYPE_CHECKING:
    import pandas as pd

    from romsov_analysis.themes.pacts.chapter import Chapter

BOTH = frozenset({"ussr", "romania"})


def _links(holds: Callable[[pd.Series[Any], pd.Series[Any]], bool]) -> list[tuple[str, str, str, str, str]]:
    """Treaty, act with its date, kind, doubt and reason of the rows of `pact_acts` for which something holds."""
    found = []
    for _, link in evidence.load("pact_acts").iterrows():
        act = evidence.row(f"acts:{link['act']}")
        if holds(link, act):
            title = str(evidence.row(f"pacts:{link['pact']}")["title"])
            doubt = ", ".join(DOUBTS.get(name, name) for name in str(link["doubt"]).split("; "))
            what = f"{act['title']}, {day(act['date'])}"
            found.append((title, what, str(act["kind"]), doubt, str(link["reason"])))
    return found


def contested_acts(c: Chapter) -> Table:
    """The acts against the treaties counted of which something is in doubt: what, and why."""
    counted = {pact.id for pact in chosen(c.universe.id)}
    rows = _links(lambda link, _: link["doubt"] != "none" and link["pact"] in counted)
    header = ["Pact", "Act", "Kind", "In doubt", "Why"]
    return Table(f"Acts of which something is in doubt, against {c.universe.words}", header, rows)


def kinds(c: Chapter) -> Table:
    """A row a kind of act: treaties against which there was one, before the war and by the end."""
    rows = [
        [evidence.capital(kind), *map(str, cells)]
        for kind, cells in c.kinds.items()
        if any(cell.every.value for cell in cells)
    ]
    return Table(
        f"{evidence.capital(c.universe.words)} against which there was an act of a kind, beyond dispute (with disputed "
        "acts); one may stand in several rows",
        ["Kind of act", evidence.capital(before(c)), evidence.capital(by_end(c))],
        rows or [["none", "", ""]],
    )


def duties() -> Table:
    """Promises to keep out of agreements against the other, where a data set marks one or one was read."""
    rows, read = [], evidence.load("pact_duties")
    coded = evidence.load("alliances")
    marked = dict(zip(coded["pact"], coded["hostile"], strict=True))
    acts = evidence.load("pact_acts").join(evidence.load("acts")["kind"], on="act")
    acts = acts[acts["kind"] == "hostile agreement"]
    for pact in chosen("all"):
        if not (marked.get(pact.id) or pact.id in read.index):
            continue
        cells = evidence.row(f"pact_duties:{pact.id}") if pact.id in read.index else None
        known, where = "not looked for", ""
        if cells is not None:
            known = evidence.text(cells, "reading") or f"not found. {evidence.text(cells, 'note')}"
            where = source(cells)
        found = [
            str(evidence.row(f"acts:{act}")["title"]) for act in acts.loc[acts["pact"] == pact.id, "act"]
        ]
        mark = "yes" if marked.get(pact.id) else "no"
        rows.append([pact.title, mark, known, where, "; ".join(found) or "none", _meanwhile(pact)])
    return Table(
        "Promises to keep out of agreements against the other",
        [
            "Pact",
            "Marked by ATOP",
            "What was read of it",
            "Where",
            "Entered as an act",
            "Alliances of help meanwhile",
        ],
        rows,
    )


def _meanwhile(pact: Pact) -> str:
    """Alliances with a clause of defence or offence that one party entered without the other, by the data set."""
    rows = alliances.table()
    start, end = first_day(pact.start), end_of(pact, WIDEST) or LAST_DAY
    rows = rows[(rows["defence"] | rows["offence"]) & (rows["begun"] >= start) & (rows["begun"] <= end)]
    names = evidence.load("states")["name"]
    told = [
        f"{', '.join(str(names[state]) for state in states.split('; '))} {begun.year}"
        for states, begun in zip(rows["parties"], rows["begun"], strict=True)
        if len(pact.parties & set(states.split("; "))) == 1
    ]
    return "; ".join(told) or "none"


def variants(c: Chapter) -> Table:
    """A row a change of the treaties counted: broken in any way before the war and by the end."""
    first, last = c.halves[WIDEST, False][0], c.way(WIDEST)
    base = [f"{c.halves[WIDEST, also][0].broken:ref}" for also in (False, True)]
    end = [f"{c.way(WIDEST, contested=also).broken:ref}" for also in (False, True)]
    rows = [
        [
            "as counted",
            f"{base[0]} ({base[1]}) of {first.count:ref}",
            f"{end[0]} ({end[1]}) of {last.counted:ref}",
        ]
    ]
    for variant in c.variants.values():
        cells = [f"{cell} of {whole:ref}" for cell, whole in zip(variant.broken, variant.counts, strict=True)]
        rows.append([variant.words, *cells])
    return Table(
        f"{evidence.capital(c.universe.words)} broken in any way beyond dispute (with disputed acts), over fewer "
        "treaties and over more",
        ["Treaties", evidence.capital(before(c)), evidence.capital(by_end(c))],
        rows,
    )


def from_signature(c: Chapter) -> Table:
    """The treaties whose years are counted from signature."""
    rows = []
    for pact in chosen(c.universe.id):
        signed = f"pact_dates:{pact.id}/signed"
        if signed in c.unratified.evidence:
            cells = evidence.row(signed)
            rows.append([pact.title, day(cells["date"]), source(cells)])
    caption = f"{evidence.capital(c.universe.words)} counted from signature, since no day of entry into force was found"
    return Table(caption, ["Treaty", "Signed", "Source"], rows)


def between_both() -> Table:
    """The acts between the Soviet Union and Romania under the treaties that did bind both."""
    names = [pact.id for pact in chosen("all") if BOTH in pact.pairs]
    found = _links(
        lambda link, act: link["pact"] in names and "romania" in f"{act['actor']}; {act['against']}"
    )
    rows = [(treaty, act, reason) for treaty, act, _, _, reason in found]
    caption = f"What became of the {COUNTING[len(names)]} treaties that did bind both, between the two"
    return Table(caption, ["Treaty", "Act", "Why it falls under it"], rows)
