"""The tables of chapter 04."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import Result, claim_record, link
from romsov_analysis.themes.armistice.accounts import ACTORS
from romsov_analysis.themes.armistice.chapter import Chapter
from romsov_analysis.themes.armistice.losses import Held
from romsov_analysis.themes.armistice.steps import FRONT, LANES
from romsov_analysis.themes.armistice.words import SPEAKS_OF, number


def accounts(c: Chapter) -> Table:
    """Whom each account of the coup puts first, and whom it names."""
    rows = []
    for name in c.accounts.rows.index:
        cells = evidence.row(f"coup_schools:{name}")
        first = [title for actor, title in ACTORS.items() if cells[actor] == "leads"]
        also = [title for actor, title in ACTORS.items() if cells[actor] == "takes part"]
        when = tables.day(cells["period"])
        named = "; ".join(filter(None, (", ".join(first), f"with {_low(also)}" if also else "")))
        rows.append(
            [
                f"{', '.join(filter(None, (str(cells['title']), when)))} {tables.source(cells)}",
                str(cells["says"]),
                named,
            ]
        )
    alone = c.accounts.party_alone
    return Table(
        f"Of {c.accounts.number:ref words} accounts {c.accounts.party_first:ref words} put the Communists first, "
        f"{alone:holds all of them the party's own}"
        if alone
        else "Who puts whom first",
        ["Whose account", "What it says", "First, and with whom"],
        rows,
    )


def _low(names: list[str]) -> str:
    return evidence.joined(
        name if name in ("Communists", "Red Army") else name[:1].lower() + name[1:] for name in names
    )


def hours(c: Chapter) -> Table:
    """23 August by the hour, and who says so."""
    rows = []
    for name in c.accounts.hours.index:
        cells = evidence.row(f"coup_hours:{name}")
        rows.append(
            [
                f"{tables.day(cells['date'])}, {evidence.text(cells, 'time') or cells['when']}",
                str(cells["title"]),
                f"{evidence.capital(str(cells['voice']))} {tables.source(cells)}",
                evidence.text(cells, "note"),
            ]
        )
    return Table(
        "The guard acted in the afternoon, the Communists came in the evening",
        ["When", "What", "Who says so", "Note"],
        rows,
    )


def terms(_: Chapter) -> Table:
    """The terms of the armistice as far as they were read."""
    rows = []
    for _name, cells in evidence.load("armistice_terms").iterrows():
        if cells["status"] == "not found":
            continue
        article = evidence.text(cells, "article")
        fate, source = evidence.text(cells, "fate"), evidence.text(cells, "fate_source")
        rows.append(
            [
                f"{cells['title']}" + (f" (article {article})" if article else ""),
                f"{cells['obligation']} {tables.source(cells)}",
                evidence.text(cells, "deadline") or "none named",
                f"{fate} {link('cite', source, 'p')}" if fate and source else fate or "not looked for",
            ]
        )
    return Table(
        "The terms reach from divisions to laws; not every article could be read",
        ["Term", "What Romania undertook", "By when", "What became of it"],
        rows,
    )


def counts(c: Chapter) -> Table:
    """Every count of losses taken, those of Romania's soldiers first."""
    rows = []
    for name in c.losses.rows.index:
        cells = evidence.row(f"loss_counts:{name}")
        what = f"{cells['title']} ({cells['kind']})"
        many, when = f"{c.losses.counts[str(name)]:ref unit}", tables.day(cells["date"])
        rows.append(
            [
                what,
                str(cells["who"]),
                many,
                when,
                evidence.text(cells, "note"),
                tables.source(cells),
            ]
        )
    return Table(
        "Who counts what: tables of armies, files of the other side, lists of names, estimates",
        ["What is counted", "Whose", "How many", "When", "Doubts", "Source"],
        rows,
    )


def against(c: Chapter) -> Table:
    """The figures of the page against the counts of their stretch of the war."""
    rows = []
    for name, held in c.losses.held.items():
        own = ", ".join(f"{one:ref}" for one in held.own) or "none compared"
        near = "; ".join(_near(held, one) for one in held.near) or "none"
        times = c.losses.sums.get(f"{name}_times")
        ratio = (
            "none" if times is None else f"{times:ref}" if times.low == times.high else f"{times:ref range}"
        )
        rows.append([f"{number(name)} {SPEAKS_OF[name]}", own, ratio, near, held.standing])
    stand, part, of = (c.losses.sums[name] for name in ("stand", "part", "figures"))
    many = f"{stand:ref words}" if stand.value else "none"
    some = f", {part:ref words} partly" if part.value else ""
    return Table(
        f"Beside counts of the same front, {many} of {of:ref words} figures can be borne out{some}",
        ["The study", "Counts of the same", "Times these", "Near it, and how far off", "So it is"],
        rows,
    )


def _near(held: Held, one: Result) -> str:
    """A count that is near, what it counts where that is something else, and how far off it is."""
    named = f", {one.title[:1].lower()}{one.title[1:]}" if held.standing == "another count" else ""
    return f"{one:ref} ({held.off(one):ref percent,decimals=1}{named})"


def _said(claim: str) -> str:
    """A claim in our own words, what it counts bound."""
    cells = claim_record(claim)
    said = link("claim", claim, "unit") if cells["low"] is not None else ""
    return evidence.capital(str(cells["statement"]).replace("{value}", said))


def road(c: Chapter) -> Table:
    """The steps between the days chosen."""
    rows = []
    for name in c.road.rows.index:
        cells = evidence.row(f"armistice_steps:{name}")
        lane = "The front" if cells["lane"] == FRONT else LANES[str(cells["lane"])]
        told = " ".join(filter(None, (str(cells["title"]) + ".", evidence.text(cells, "outcome"))))
        rows.append([tables.day(cells["date"]), f"{lane}, {cells['place']}", told, tables.source(cells)])
    return Table(
        f"{c.road.by_government:ref} steps of the government, {c.road.by_opposition:ref} of the opposition",
        ["When", "Who and where", "What", "Source"],
        rows,
    )


def statements(c: Chapter) -> Table:
    """The statements of the page, each with its result."""
    rows = []
    for _, cells in c.statements.rows.iterrows():
        claim = str(cells["claim"])
        tries = evidence.text(cells, "tries")
        why = f"{cells['why']}" + (f" Looked for in: {tries}." if tries else "")
        rows.append([_said(claim), str(cells["outcome"]), why, link("claim", claim, "quote")])
    n = c.statements.counts
    return Table(
        f"Of the study's statements on 1943 and 1944 {n['right']:ref} are right, {n['partly']:ref} partly, "
        f"{n['slips']:ref} are slips and {n['open']:ref} cannot be decided",
        ["The study says", "Result", "Why", "In its words"],
        rows,
    )
