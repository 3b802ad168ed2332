"""The tables of chapter 07."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import claim_statement, link
from romsov_analysis.themes.rupture.chapter import Chapter

WHO = (
    "ceausescu", "gorbachev", "gromyko", "shevardnadze", "aboimov", "ryzhkov", "dascalescu", "buga", "watts",
    "mitea", "vorotnikov", "stoian", "corneanu_author",
)  # fmt: skip
BORDER = ("co.expert_difference", "co.no_ceding", "co.fairway")
VISITS = (
    "co.gromyko_model", "co.experience_refused", "co.glasnost_censored", "co.no_lectures", "co.projects",
    "co.project_term", "co.coke", "co.m4_hard_currency",
)  # fmt: skip
PACT = (
    "co.pact_1988", "co.gorbachev_on_pact", "co.western_view", "co.soviet_theory", "co.pact_1989",
    "co.congress_attack", "co.congress_demand", "co.tass",
)  # fmt: skip
ALLIANCE = (
    "co.single_command", "co.proposal_politics", "co.proposal_committee", "co.proposal_bodies",
    "co.army_command", "co.kremlin_reading",
)  # fmt: skip
LAST_TALK = (
    "co.m4_premiers", "co.m4_ryzhkov", "co.m4_dascalescu", "co.m4_remark", "co.m4_prophecy", "co.m4_phrase",
    "co.m4_parties", "co.m4_treasury", "co.m4_not_discussed", "co.m4_portrait", "co.m4_airport",
    "co.m4_release", "co.m4_ice",
)  # fmt: skip
DECEMBER = (
    "co.timisoara_planned", "co.ceausescu_intervention", "co.no_transcript", "co.rejects_interference",
    "co.stoian_meant", "co.unfounded", "co.not_authorised", "co.foreign_agencies", "co.report_wanted",
    "co.limit_unexpected", "co.intourist_notice", "co.brussels", "co.reprobation",
)  # fmt: skip


def who_is_who(_: Chapter) -> Table:
    """The people of the road."""
    return tables.people("Who is who", *WHO)


def border(_: Chapter) -> Table:
    """What the article has on the border."""
    return tables.claims("Claims on the border", *BORDER)


def visits(_: Chapter) -> Table:
    """What the article has on the visits and the package of 1988."""
    return tables.claims("Claims on the visits and the package", *VISITS)


def pact_of_1939(_: Chapter) -> Table:
    """Who said what of the pact, with the day of which or on which it was said."""
    rows = []
    for name in PACT:
        cells = evidence.row(f"claims:{name}")
        when = tables.day(cells["date"]) or tables.day(cells["testified"], "not dated")
        speaker = str(evidence.row(f"people:{cells['speaker']}")["name"])
        rows.append([when, speaker, claim_statement(name), link("claim", name, "quote")])
    return Table(
        "Who said what of the pact of 1939, in the order of the article",
        ["When", "Who", "What", "In its words"],
        rows,
    )


# Moscow, a month after the congress in Bucharest.
OUTSIDE_PACT = (
    "deputies_pact_text", "deputies_pact_protocol", "deputies_pact_invalid", "deputies_pact_condemned",
)  # fmt: skip


def moscow_on_the_pact(_: Chapter) -> Table:
    """What the Soviet parliament found of the pact a month after the congress in Bucharest."""
    return outside("What Moscow itself found a month later", *OUTSIDE_PACT)


def remark(_: Chapter) -> Table:
    """The remark of 4 December as the minutes are quoted."""
    return outside("The remark as the minutes are quoted", "remark_minutes")


def maican(_: Chapter) -> Table:
    """What the quarrel at Maican was about."""
    return outside("What had been agreed at Maican, by the report of the ministers", "maican_agreed")


def other_letters(_: Chapter) -> Table:
    """What is told of the first letter beyond the passages of the article."""
    return outside("Of the first letter, elsewhere", "letter_choice", "rfe_letter_ideology")


def outside(caption: str, *names: str) -> Table:
    """Rows of testimony from outside the article, with doubts and sources."""
    rows = [evidence.row(f"testimony:{name}") for name in names]
    return Table(
        caption,
        ["What is said", "Doubts", "Where"],
        [
            [str(cells["title"]), evidence.text(cells, "note") or "none", tables.source(cells)]
            for cells in rows
        ],
    )


def alliance(_: Chapter) -> Table:
    """What the article has on the Warsaw Treaty."""
    return tables.claims("Claims on the alliance", *ALLIANCE)


def passages(_: Chapter) -> Table:
    """The passages of the letters behind each point."""
    rows = []
    for point in evidence.load("letters").index:
        cells = evidence.row(f"letters:{point}")
        claims = [evidence.text(cells, column) for column in ("claim_23", "claim_27")]
        said = ", ".join(link("claim", name, "quote") for name in claims if name)
        rows.append([str(cells["point"]), said or "no passage", evidence.text(cells, "note")])
    return Table(
        "The passages behind the points, and what is left out", ["Point", "In their words", "Note"], rows
    )


def last_talk(_: Chapter) -> Table:
    """What the article has on 4 December."""
    return tables.claims("Claims on the last talk", *LAST_TALK)


def records(_: Chapter) -> Table:
    """The same talks in the article and in other records, a row a talk."""
    table = evidence.load("talk_records")

    def told(own: pd.DataFrame, by: str) -> str:
        return "; ".join(
            str(cells["title"]) + (f" {_source(str(cells['statement']))}" if by == "other" else "")
            for _, cells in own[own["told_by"] == by].iterrows()
        )

    return Table(
        "The same talks in the article and in other records",
        ["Talk", "The article", "Other records"],
        [
            [str(talk), told(own, "article"), told(own, "other")]
            for talk, own in table.groupby("talk", sort=False)
        ],
    )


def _source(row: str) -> str:
    return tables.source(evidence.row(row))


def december(_: Chapter) -> Table:
    """What the article has on the talks of December."""
    return tables.claims("Claims on these talks", *DECEMBER)
