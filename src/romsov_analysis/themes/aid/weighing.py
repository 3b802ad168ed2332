"""The tables of chapter 08 that weigh: rules, voices by interest, what is weighed apart, what is told of the living."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.ledger import Table, tables
from romsov_analysis.results import claim_statement
from romsov_analysis.themes.aid import words
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import interests

# Told of persons who are alive.
LIVING = (
    "dinu_roman_request",
    "dinu_consul_refuses",
    "dinu_hour",
    "gusa_suggested_troops",
    "sarbu_nicolaescu",
)

# Statement that is weighed apart → what it is.
APART = {
    "claims:co.tv_promise": "a broadcast of unknown origin; it cannot vouch for itself",
    "claims:co.support_offered": "one call between two staffs, which names no force",
    "testimony:upi_gorbachev_warning_23": "one agency's reading of a speech that others read as relief",
    "testimony:iordache_airfield": "an order to receive, told two decades later; no request",
    "testimony:indictment_refusal": "an inference of prosecutors from who had the right to sign; never tried",
    "testimony:dinu_consul_refuses": "a word on landed troops by a witness whom nobody confirms",
}
# What stands beside a claim of the article.
_BESIDE = {
    "claims:co.tv_promise": ("claims:co.deny_aid", "claims:co.announcers_unaware"),
    "claims:co.support_offered": ("claims:co.no_concentrations", "claims:co.no_training"),
}


def rules(_: Chapter) -> Table:
    """What a part must show to be called what."""
    return Table(
        "Five words for how known a thing is, and when each is used",
        ["Called", "When"],
        [[grade, rule] for grade, rule in interests.RULES.items()],
    )


def by_interest(c: Chapter) -> Table:
    """A row a part: who speaks on either side, for whom, and how many of them are independent."""

    def cell(part: Part, reading: str) -> str:
        number = part.independent[reading]
        told = words.by_interest(c, part, reading)
        return f"{number:ref} independent: {told}" if told else f"{number:ref}: nobody"

    return Table(
        "Whose word it is, and whether its side gains by it",
        ["Part", "For it", "Against it", "Told of a refusal, and no more"],
        [
            [
                part.title,
                cell(part, "supports"),
                cell(part, "against"),
                f"{part.refused:ref}: {words.names(part.refusing) or 'nobody'}",
            ]
            for part in c.parts.values()
        ],
    )


def apart(_: Chapter) -> Table:
    """What is weighed apart, as what it is, with what stands beside it."""
    return Table(
        "Evidence that fits no rule, weighed apart: each piece beside what denies it",
        ["What is told", "What it is", "Beside it", "Where"],
        [[_told(row), what, beside(row), _where(row)] for row, what in APART.items()],
    )


def _told(row: str) -> str:
    kind, _, name = row.partition(":")
    return claim_statement(name) if kind == "claims" else str(evidence.row(row)["title"])


def _where(row: str) -> str:
    return tables.source(evidence.row(row)) if row.startswith("testimony:") else "the article"


def beside(row: str) -> str:
    """What denies or qualifies a statement, whole; what was looked for and not found is said."""
    denials = (name.strip() for name in evidence.text(evidence.row(row), "denied_by").split(";"))
    named = [f"testimony:{name}" for name in denials if name]
    return " ".join(_told(other) for other in [*named, *_BESIDE.get(row, ())]) or "nothing found"


def living(_: Chapter) -> Table:
    """What is told of living persons: the statement whole, the answer beside it, and what speaks against the teller."""
    return Table(
        "What is told of living persons, whole, with the answers and what speaks against the teller",
        ["What is told", "How known", "Beside it", "Of the teller", "Where"],
        [
            [
                str(cells["title"]),
                f"{cells['act']}, {cells['basis']}; {cells['interest']}",
                beside(f"testimony:{name}"),
                evidence.text(cells, "note"),
                tables.source(cells),
            ]
            for name, cells in ((name, evidence.row(f"testimony:{name}")) for name in LIVING)
        ],
    )
