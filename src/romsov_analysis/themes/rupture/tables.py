"""The tables of chapter 07."""

from __future__ import annotations

import datetime

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.figures import Event
from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import claim_statement, link
from romsov_analysis.themes.rupture import events, figures, words
from romsov_analysis.themes.rupture.chapter import Chapter
from romsov_analysis.themes.rupture.quarrels import OCCASIONS, QUARRELS, STANCES, WAYS, by_voice

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


def road(c: Chapter) -> Table:
    """The events of the road, in the order of time."""
    rows = [events.event(str(name)) for name in c.road.index]
    return Table(
        f"The road {words.stretch(c)}, {c.on_road:ref unit}",
        ["When", "What happened", "Quarrel"],
        [[event.when, event.words, event.track] for event in rows],
    )


def december_days(c: Chapter) -> Table:
    """The December days of this chapter, in the order of time."""
    rows = figures.december_days(c)
    return Table(
        f"The days of {dates.in_words(f'{c.opening}/{c.close}')}, event by event",
        ["When", "What happened"],
        [[_moment(event), event.words] for event in rows],
    )


def _moment(event: Event) -> str:
    """The heading of an event's day, with its hour where one is told."""
    return f"{event.group}, {event.at:%H:%M}" if event.at.time() != datetime.time() else event.group


def letters(_: Chapter) -> Table:
    """The two letters side by side, in our words."""
    rows = [
        [str(cells["point"]), evidence.text(cells, "gorbachev_raised") or "not raised",
         evidence.text(cells, "ceausescu_answered") or "no answer in print"]
        for _, cells in evidence.load("letters").iterrows()
        if evidence.text(cells, "gorbachev_raised") or evidence.text(cells, "ceausescu_answered")
    ]  # fmt: skip
    return Table(
        "The letters side by side: on Germany they agree, on the alliances they clash, on borders the reply is silent",
        ["Point", "Gorbachev", "Ceaușescu"],
        rows,
    )


def weights(c: Chapter) -> Table:
    """How many points each quarrel has in the last month by each way of counting; the most disputed first."""

    def cells(*names: str) -> list[str]:
        return [f"{c.quarrels[name]:ref}" if name in c.quarrels else "none" for name in names]

    rows = [[QUARRELS[name], *cells(*(name + way for way in WAYS))] for name in by_voice()]
    rows += [
        ["none of these", *cells("none", "none_clear", "none_wide")],
        ["all together", *cells("dispute", "all_clear", "all_wide")],
    ]
    return Table(
        "What the last month came back to, counted in three ways: " + words.ways_caption(c),
        ["Quarrel", "In dispute", "Plainly this quarrel", "All but what both agreed on"],
        rows,
    )


def counted(_: Chapter) -> Table:
    """The points of the last month: where, whether they were in dispute, and to which quarrel each is counted."""
    rows = []
    for row in evidence.load("quarrels").index:
        cells = evidence.row(f"quarrels:{row}")
        name = QUARRELS.get(str(cells["quarrel"]), "none of them")
        doubt = "" if cells["clear"] == "yes" else " (doubtful)"
        rows.append(
            [str(cells["title"]), OCCASIONS[str(cells["occasion"])], STANCES[str(cells["stance"])],
             name + doubt, evidence.text(cells, "note")]
        )  # fmt: skip
    return Table(
        "The points of the last month, with the quarrel to which each is counted",
        ["Point", "Where", "Dispute", "Quarrel", "Why"],
        rows,
    )


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


# Poland in August 1989: the papers of those days, the newspaper, then two historians.
POLAND = (
    "poland_appeal_19", "poland_minutes_21", "poland_reply_21", "poland_polish_21", "poland_hungary_24",
    "poland_gazeta_09", "poland_kramer", "poland_watts",
)  # fmt: skip


def poland(_: Chapter) -> Table:
    """What Ceaușescu asked for against the Polish government, by the papers read and by two historians."""
    return outside("Poland, August 1989: who says what Ceaușescu asked for", *POLAND)


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
