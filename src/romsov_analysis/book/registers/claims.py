"""Every claim of the three documents with what the book finds of it, a part a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence, results
from romsov_analysis.book.registers import Register, Section, slug
from romsov_analysis.book.rows import Row
from romsov_analysis.evidence import dates


def sections(_store: Any, _argument: str) -> list[Section]:
    """The claims of each document, under its title."""
    claims = evidence.load("claims")
    return [
        Section(
            tuple(map(str, claims.index[claims["document"] == name])),
            str(document["title"]),
            f"claims-{slug('of', str(name))}",
            str(name),
        )
        for name, document in evidence.load("documents").iterrows()
    ]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """The rows of the register, with speaker and dates in words, and the finding of each."""
    found, counts = [], Counter[str]()
    for name in section.names:
        claim = results.claim_record(name)
        said = dates.in_words(claim["testified"]) if claim["testified"] else ""
        speaker = evidence.row(f"people:{claim['speaker']}")["name"]
        found.append(claim | {"id": name, "statement": results.claim_statement(name), "when": when(claim),
                              "speaker": claim["speaker"], "speaker_name": speaker, "said": said,
                              "found": finding(name)})  # fmt: skip
        counts[found[-1]["found"]["finding"]] += 1
    order = evidence.table("findings").fields["finding"]["constraints"]["enum"]
    told = [f"{word}: {counts[word]}" for word in order if counts[word]]
    anchor = anchor_status(section.about)
    return {"claims": found, "document": section.about, "anchor": anchor, "counts": " · ".join(told)}


def finding(claim: str) -> Mapping[str, Any]:
    """What the book finds of a claim: the cells of its row as text, and the rows that show it one by one."""
    cells = evidence.row(f"findings:{claim}")
    texts = {str(column): evidence.text(cells, str(column)) for column in cells.index}
    return texts | {"rows": [row.strip() for row in texts["rows"].split(";") if row]}


def when(claim: Mapping[str, Any]) -> str:
    """Date of a claim, with clock time and zone where it has them."""
    if not claim["date"]:
        return ""
    day = dates.in_words(str(claim["date"]))
    return f"{day}, {claim['time']} ({claim['zone']} time, {claim['zone_status']})" if claim["time"] else day


def anchor_status(document: str) -> str:
    """What is known of the anchors of a document, from the register alone."""
    verified = dates.in_words(str(evidence.row(f"documents:{document}")["verified"]))
    return f"found once in the registered text on {verified}"


def tell(evidence_id: str, cells: Any) -> Row:
    """A claim in our own words; its source is the document."""
    name = evidence_id.partition(":")[2]
    return Row(evidence_id, results.claim_statement(name), "", str(cells["document"]), ("claim", name))


def tell_point(evidence_id: str, cells: Any) -> Row:
    """A point of the letters of November 1989, with what each side says of it in print."""
    sides = [evidence.text(cells, side) for side in ("gorbachev_raised", "ceausescu_answered")]
    told = "; ".join(
        f"{who}: {said}" for who, said in zip(("Gorbachev", "Ceaușescu"), sides, strict=True) if said
    )
    return Row(evidence_id, f"The letters on {cells['point']}. {told}")


REGISTER = Register("claims-list", "claim", sections, data, {"claims": tell, "letters": tell_point})
