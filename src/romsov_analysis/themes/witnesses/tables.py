"""The tables of chapter 09."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger import Table
from romsov_analysis.results import claim_statement
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.witnesses import findings
from romsov_analysis.themes.witnesses.chapter import Chapter
from romsov_analysis.themes.witnesses.words import many, name

MEANT = "finding"  # the column of the descriptor whose words say what each finding means


def found(c: Chapter) -> Table:
    """What is found of the claims, a row a document."""
    header = ["Document", "Claims", *map(capital, findings.TITLES.values())]
    rows = [
        [
            capital(name(document)),
            f"{c.found[document]:ref}",
            *(f"{c.found[f'{document}_{group}']:ref}" for group in findings.GROUPS),
        ]
        for document in c.documents
    ]
    borne, claims = c.found["borne"], c.found["claims"]
    if len(c.documents) > 1:
        rows.append(["All", f"{claims:ref}", *(f"{c.found[group]:ref}" for group in findings.GROUPS)])
    read = c.found["supported_under_a_named_reading"]
    some = f", {read:ref} of them in one reading" if read.value else ""
    return Table(f"Borne out: {many(borne)} of {claims:ref} claims{some}", header, rows)


def chains(c: Chapter) -> Table:
    """How far the claims of each document have come."""
    header = ["Document", "Voices", "Most hands", "Long chains", "Longest time", "Told late"]
    rows = []
    for document in c.documents:
        lag = c.told.get(f"{document}_lag")
        late = f"{c.told[f'{document}_late']:ref}" if lag is not None else "not known"
        rows.append([
            capital(name(document)),
            f"{c.told[f'{document}_voices']:ref}",
            f"{c.told[f'{document}_hands']:ref}",
            f"{c.told[f'{document}_long']:ref}",
            f"{lag:ref unit}" if lag is not None else "not known",
            late,
        ])  # fmt: skip
    most = max(c.documents, key=lambda document: c.told[f"{document}_hands"].low)
    caption = f"Most hands, {c.told[f'{most}_hands']:ref}, lie between event and reader in {name(most)}"
    return Table(caption, header, rows)


def rules(c: Chapter) -> Table:
    """Every finding there is, what it means, and how many claims are so found."""
    meant = str(evidence.table("findings").fields[MEANT]["description"])
    told = dict(part.split(": ", 1) for part in meant.split("; "))
    keys = {option: option.replace(" ", "_") for option in findings.options()}
    rows = [[capital(option), told[option], f"{c.found[key]:ref}"] for option, key in keys.items()]
    return Table(
        "Seven findings, by rules that are the same for every claim", ["Finding", "When", "Claims"], rows
    )


def voices(c: Chapter) -> Table:
    """The voices on each point, with whose side gains."""
    gains = {
        "none": "",
        "loses": " (against their own side)",
        "gains": " (their side gains)",
        "itself": " (tested here, no voice)",
    }
    rows = [
        [
            f"chapter {int(one.notebook)}",
            one.words,
            *(
                joined(voice.name + gains[voice.gain] for voice in one.on(stand)) or "nobody"
                for stand in ("for", "against")
            ),
            " and ".join(_counted(one.independent(stand)) for stand in ("for", "against")),
        ]
        for one in c.conclusions
    ]
    caption = (
        f"Of {c.grounded['conclusions']:ref words} points {c.grounded['disputed']:ref words} are disputed"
    )
    return Table(caption, ["Chapter", "Point", "Say so", "Deny it", "Independent, for and against"], rows)


def _counted(number: int) -> str:
    return COUNTING[number] if number else "none"


def differing(c: Chapter) -> Table:
    """The claims of the sample that were found otherwise the second time."""
    table = evidence.load("findings")
    both = table[table["second"].notna() & (table["finding"] != table["second"])]
    rows = [
        [
            claim_statement(str(claim)),
            str(cells["finding"]),
            str(cells["second"]),
            evidence.text(cells, "second_reason"),
        ]
        for claim, cells in both.iterrows()
    ]
    caption = f"Found alike both times: {c.sample['alike']:ref} of {c.sample['claims']:ref}; these otherwise"
    return Table(caption, ["The claim", "First", "Second", "Why"], rows)
