"""The tables of chapter 08."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.aid import clock as clock_days
from romsov_analysis.themes.aid import words
from romsov_analysis.themes.aid.answers import ARMY, CALLED, called
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.statements import Coder
from romsov_analysis.themes.testimony.voices import Heard, hear

# The claims of the article that bear on a part, in the order in which a reader needs them.
ASKING = (
    "co.tv_contact", "co.tv_promise", "co.radio_request", "co.iliescu_request", "co.request_forwarded",
    "co.iliescu_call", "co.call_aim_report", "co.call_aim_assurance", "co.eftimescu_order", "co.aid_question",
    "co.initiative_unknown", "co.nobody_asked", "co.only_contacts", "co.idea_rejected",
)  # fmt: skip
ANSWERS = (
    "co.no_engagement", "co.deny_aid", "co.orders_repeated", "co.governments_only", "co.gusa_refusal",
    "co.support_offered", "co.no_concentrations", "co.kulikov_denial", "co.perfiliev_offer",
    "co.pact_not_assessed",
)  # fmt: skip
AMERICAN = ("co.matlock_no_request", "co.matlock_planes", "co.baker_no_objection")

# The Soviet record of the talk and what was made of it, then the ambassador's denial, which is never cut off.
RECORD = ("matlock_asks_appeal_24", "matlock_brezhnev_24", "munteanu_judges_2001", "matlock_denies_2013")
OTHERS = 8  # further rows, the earliest said first; the rest stands on the page of voices


def graded(c: Chapter) -> Table:
    """What can be known: a row a part, how known it is, and on how many voices it rests."""
    ordered = sorted(c.parts.values(), key=lambda part: part.id != ARMY)
    other = hear(c.heard.names, "first" if c.coder == "second" else "second").grades
    on_record, told = (
        _so_many(sum(part.grade == grade for part in ordered)) for grade in ("documented", "attested")
    )

    def rests(part: Part) -> str:
        sides = (
            (part.yes, "say so", "says so"),
            (part.no, "deny it", "denies it"),
            (part.divided, "say both", "says both"),
        )
        said = [
            f"{number:ref} {one if number.value == 1 else many}"
            for number, many, one in sides
            if number.value
        ]
        return (
            "; ".join(filter(None, [", ".join(said), words.falls(part), words.why(c, part)]))
            or "nobody speaks"
        )

    return Table(
        f"Of {COUNTING[len(ordered)]} things {on_record} documented; {told} attested by two independent voices without "
        "a denial that counts; our two readers agree in "
        f"{c.coding['spoken_alike']:ref} of the {c.coding['spoken']:ref} readings that say anything",
        ["What", "How known", "By the other reader", "Voices"],
        [[part.title, called(part), CALLED[other[part.id]], rests(part)] for part in ordered],
    )


def _so_many(number: int) -> str:
    return f"{COUNTING[number]} {'is' if number == 1 else 'are'}" if number else "none is"


def parts(c: Chapter) -> Table:
    """A row a part: how it stands, and who speaks on which side."""
    totals = c.totals
    caption = (
        f"{words.number_of(totals['statements'], 'statement')} of {words.number_of(totals['voices'])}, "
        f"{totals['telling_voices']:ref} of which speak{'s' if totals['telling_voices'].value == 1 else ''} on any part"
    )

    def row(part: Part) -> list[str]:
        sides = ((part.yes, part.supports), (part.no, part.against), (part.divided, part.both))
        shown = [f"{number:ref}: {words.names(voices) or 'nobody'}" for number, voices in sides]
        turns = words.turns(part)
        return [part.title, words.how(part).removeprefix("is ") + (f"; {turns}" if turns else ""), *shown]

    return Table(
        caption,
        ["The question", "How known", "Say so", "Deny it", "Both"],
        [row(part) for part in c.parts.values()],
    )


def asking(_: Chapter) -> Table:
    """What the article has on the asking."""
    return tables.claims(
        "The article on the asking: broadcasts, a diplomat, a colonel, Iliescu's denials",
        *ASKING,
    )


def answers(_: Chapter) -> Table:
    """What the article has on the answer and on offers."""
    return tables.claims(
        "The article on the answer: refusals, and one call that offered help in any field", *ANSWERS
    )


def choices(c: Chapter) -> Table:
    """A row a choice of statements or coder, a column a part: how it would stand."""
    other: Coder = "first" if c.coder == "second" else "second"
    admitted = statements.admitted
    chosen = [
        ("as chosen in the parameters", c.heard),
        ("firsthand and relayed only", hear(admitted(bases=["firsthand", "relayed"]), c.coder)),
        ("firsthand only", hear(admitted(bases=["firsthand"]), c.coder)),
        ("outside rows read at their address", hear(admitted(statuses=["verified"]), c.coder)),
        ("the article alone", hear(admitted(outside=False), c.coder)),
        (f"as chosen, by the {other} coder", hear(c.heard.names, other)),
    ]

    def cell(heard: Heard, part: str) -> str:
        turning = words.names(tuple(heard.turning[part]))
        return heard.grades[part] + (f"; turns on {turning}" if turning else "")

    return Table(
        f"How each part stands if other statements count, read by the {c.coder} coder where nothing else is said",
        ["Counted", *(part.short for part in c.parts.values())],
        [[name, *(cell(heard, part) for part in c.parts)] for name, heard in chosen],
    )


def contradictions(c: Chapter) -> Table:
    """The sharp and moderate contradictions, and what would reconcile them."""
    sharp, moderate = c.strengths["sharp"], c.strengths["moderate"]
    return Table(
        f"{sharp:ref} sharp and {moderate:ref} moderate contradictions on the aid question",
        ["The contradiction", "How sharp", "What would reconcile it"],
        [
            [
                str(cells["title"]),
                str(cells["strength"]) + (", one voice" if cells["same_voice"] == "yes" else ""),
                str(cells["reconciliation"]),
            ]
            for _, cells in c.pairs.iterrows()
        ],
    )


def clock(c: Chapter) -> Table:
    """The December days, a row an event, in the order of time."""
    return Table(
        f"{clock_days.days_in_words()}: nobody gives the hours that would show who asked first",
        ["When", "What is told", "By"],
        [[", ".join(filter(None, [event.day, event.when])), event.words, event.track] for event in c.clock],
    )


def order(c: Chapter) -> Table:
    """A row a question of order: the answer, and what follows if it is not yes."""
    numbers = ", ".join(f"{number:ref} {answer}" for answer, number in c.answers.items())
    rows = []
    for name, verdict in c.verdicts.items():
        cells = evidence.row(f"order_questions:{name}")
        rows.append(
            [str(cells["title"]), verdict.answer, "" if verdict.answer == "yes" else str(cells["then"])]
        )
    return Table(f"Which came first: {numbers}", ["Question", "Answer", "If it did not"], rows)


def belief(c: Chapter) -> Table:
    """A row a part: the range of probability after all voices, and what one more voice would need."""
    assumed = c.assumed
    weight = f"{assumed['ratio_low']:ref} to {assumed['ratio_high']:ref}"
    before = f"{assumed['prior_low']:ref percent} to {assumed['prior_high']:ref percent}"
    return Table(
        f"With {weight} times for each voice, and a probability of {before} before any",
        ["Part", "Probability after all voices", "A further voice for it would need", "One against it"],
        [
            [
                c.parts[name].title,
                words.chances(belief.probability),
                words.weight(belief.more),
                words.weight(belief.less),
            ]
            for name, belief in c.belief.items()
        ],
    )


def american_claims(_: Chapter) -> Table:
    """What the article has on the American part."""
    return tables.claims("The article on the American part: no request, and no objection", *AMERICAN)


def american(_: Chapter) -> Table:
    """What other sources have on the American part: the record and the denial first, then the day itself."""
    rows = evidence.load("testimony")
    bears = [
        "american_part" in {part.strip() for part in str(topics).split(";")} for topics in rows["bears_on"]
    ]
    found = rows[pd.Series(bears, index=rows.index) & (rows["status"] != "not found")]
    others = found.drop(index=list(RECORD)).sort_values("testified", kind="stable").head(OTHERS)
    return Table(
        "What other sources have on it: the record and the denial first, then the day itself",
        ["When said", "What is said", "How known", "Source"],
        [
            [
                tables.day(cells["testified"], "not dated"),
                str(cells["title"]),
                f"{cells['act']}, {cells['basis']}",
                tables.source(cells),
            ]
            for _, cells in pd.concat([found.loc[list(RECORD)], others]).iterrows()
        ],
    )


def relief(c: Chapter) -> Table:
    """Figures of relief, in the article and elsewhere; what was looked for and not found has its row."""
    article = [[number.title, f"{number:ref unit}", "the article"] for number in c.article.values()]
    return Table(
        f"Figures of relief: {c.delivery['none_outside']:holds no sum in roubles outside the article}",
        ["What", "How much", "Where"],
        article + _figures("relief", c.elsewhere),
    )


def victims(c: Chapter) -> Table:
    """The dead, wounded and evacuated of both sides; what was looked for and not found has its row."""
    return Table(
        "The dead, wounded and evacuated: no count tells soldiers, police and bystanders apart",
        ["Who", "How many", "Where"],
        _figures("victims", c.victims),
    )


def _of_kind(kind: str) -> pd.DataFrame:
    table = evidence.load("aid_figures")
    return table[table["kind"] == kind]


def _figures(kind: str, found: Mapping[str, Result]) -> list[list[str]]:
    return [
        [
            str(cells["title"]),
            f"{found[str(name)]:ref unit}" if name in found else "not found",
            tables.source(cells),
        ]
        for name, cells in _of_kind(kind).iterrows()
    ]


def works(c: Chapter) -> Table:
    """The works that the article cites by number, as far as they can be known."""
    rows = []
    for name, cells in evidence.load("cited_works").iterrows():
        number = c.works.get(str(name))
        title = evidence.text(cells, "title") if number is None else f"work {number:ref}"
        rows.append(
            [
                ", ".join(filter(None, [evidence.text(cells, "author"), title])),
                f"{c.works[f'{name}_cited']:ref}",
                str(cells["backs"]),
                str(cells["identified"]),
                str(cells["basis"]),
            ]
        )
    return Table(
        "The works behind the numbers in brackets, as far as they can be known",
        ["Work", "Cited", "What rests on it", "Identified", "How"],
        rows,
    )
