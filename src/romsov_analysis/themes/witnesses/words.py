"""The words of chapter 09 that follow from its numbers and its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.witnesses import findings, grounds
from romsov_analysis.themes.witnesses.chains import NO_WORK
from romsov_analysis.themes.witnesses.chapter import Chapter
from romsov_analysis.themes.witnesses.findings import TITLES

STUDY, THREAD, ARTICLE = "country_study", "pact_thread", "corneanu"
TONES: dict[str, Tone] = {"borne": "yes", "one_voice": "partly", "against": "no", "undecided": "open"}
# Group of findings → what is said of the claims in it, where it is the largest of a document, and where it is not.
SAID = {
    "borne": ("is borne out", "are borne out"),
    "one_voice": ("rests on one voice alone", "rest on one voice alone"),
    "against": ("is disputed or wrong", "are disputed or wrong"),
    "undecided": ("stays undecided", "stay undecided"),
}
# What may be believed of a document, by what the most of its claims are found to be.
TRUST = {
    "borne": "is borne out",
    "one_voice": "is the word of one voice, which nothing that we read bears out or denies",
    "against": "is disputed or wrong",
    "undecided": "is neither borne out nor refuted by anything that we read",
}


def many(number: Result) -> str:
    """A number of claims in a sentence."""
    return f"{number:ref}" if number.value else "none"


def verb(number: Result, one: str, more: str) -> str:
    """The form of a verb that goes with a number."""
    return one if number.value == 1 else more


def name(document: str) -> str:
    """What a document is called in a sentence."""
    return {STUDY: "the country study", THREAD: "the thread", ARTICLE: "the article"}.get(
        document, str(evidence.row(f"documents:{document}")["short"])
    )


def largest(c: Chapter, document: str = "") -> str:
    """The group of findings that most claims belong to, of one document or of all; the first of equals."""
    start = f"{document}_" if document else ""
    return max(findings.GROUPS, key=lambda group: c.found[f"{start}{group}"].low)


def verdict(c: Chapter) -> str:
    """How many claims rest on what, in at most 25 words; what is borne out in one reading alone is told apart."""
    alone, against, undecided = (c.found[group] for group in ("one_voice", "against", "undecided"))
    rest = f"{alone:ref} {verb(alone, 'rests', 'rest')} on one voice" if alone.value else ""
    parts = [
        (alone.low, rest),
        (c.found["borne"].low, worded(c.found["supported"], c.found["supported_under_a_named_reading"])),
    ]
    told = [said for _, said in sorted(parts, key=lambda part: -part[0]) if said]
    if against.value:
        open_ones = f", {undecided:ref} undecided" if undecided.value else ""
        told.append(f"{against:ref} {verb(against, *SAID['against'])}{open_ones}")
    elif undecided.value:
        told.append(f"{undecided:ref} {verb(undecided, *SAID['undecided'])}")
    first, last = ", ".join(told[:-1]), told[-1]
    return f"Of {c.found['claims']:ref} claims {'; '.join(filter(None, [first, last]))}."


def worded(full: Result, read: Result) -> str:
    """How many claims are borne out as worded and how many in one reading alone; nothing where there are none."""
    if not full.value:
        return f"{read:ref} {verb(read, 'is', 'are')} borne out in one reading" if read.value else ""
    said = f"{full:ref} {verb(full, 'is', 'are')} borne out as worded"
    return f"{said}, {read:ref} in one reading" if read.value else said


def parted(numbers: Mapping[str, Result]) -> str:
    """Groups of findings with their numbers, the largest first; what is nothing is left out."""
    order = sorted((group for group in numbers if numbers[group].value), key=lambda one: -numbers[one].low)
    return joined([f"{numbers[group]:ref} {verb(numbers[group], *SAID[group])}" for group in order])


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Of each document what most of its claims are found to be."""
    found = []
    for document in c.documents:
        group = largest(c, document)
        number, whole = c.found[f"{document}_{group}"], c.found[document]
        told = f"{name(document)}: {number:ref} of {whole:ref} claims"
        tone, word = TONES[group], TITLES[group]
        read = c.found[f"{document}_read"]
        in_reading = f", {read:ref} of them in one reading" if group == "borne" and read.value else ""
        if in_reading and 2 * (number.low - read.low) <= whole.low:
            tone, word = "partly", "partly borne out"  # as they are worded fewer than half
        if 2 * number.low > whole.low:
            found.append((tone, word, f"{told}{in_reading}"))
        else:
            found.append(("partly", "mixed", f"{told} {TITLES[group]}{in_reading}"))
    return found


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    told = (" ".join(of_document(c, document)) for document in c.documents)
    return [f"{tested(c)} {in_full(c)}", *told, " ".join(on_interest(c))]


def tested(c: Chapter) -> str:
    """What the documents are, each in a clause."""
    known = {
        STUDY: "a page on the armistice in a country study of the Library of Congress",
        THREAD: "a thread on a forum about a pact that was never signed",
        ARTICLE: "an article on the eighties by the historian Constantin Corneanu",
    }
    return f"Tested here: {'; '.join(known.get(document, name(document)) for document in c.documents)}."


def in_full(c: Chapter) -> str:
    """How far those that are borne out are so as they stand, and who tells those that rest on one voice."""
    full, read, alone = (
        c.found[key] for key in ("supported", "supported_under_a_named_reading", "one_voice")
    )
    said = f"Of their claims {many(full)} {verb(full, 'is', 'are')} borne out as worded, "
    said += f"{many(read)} only if a word is read in one of its senses."
    own = c.found.get(f"{ARTICLE}_one_voice")
    if alone.value and own is not None and own.value and len(c.documents) > 1:
        return f"{said} Of the claims that rest on one voice {own:ref} are the article's."
    return said


def of_document(c: Chapter, document: str) -> list[str]:
    """Who speaks in a document, what it names, and what is found of it."""
    whole, voices = c.found[document], c.told[f"{document}_voices"]
    who = f"{capital(name(document))} speaks with {voices:ref words} {verb(voices, 'voice', 'voices')}"
    silent = [number for (of, behind), number in c.behind.items() if of == document and behind == NO_WORK]
    if silent and silent[0].value == whole.value:
        said = [f"{who}, and names no source for any of its {whole:ref} claims."]
    elif silent:
        said = [f"{who}. It names no work for {silent[0]:ref} of its {whole:ref} claims."]
    else:
        said = [f"{who} and makes {whole:ref} claims."]
    if document == ARTICLE and c.of_authors is not None:
        said.append(f"A further {c.of_authors:ref} hang on two authors, {joined(c.authors)}.")
    return [*said, split(c, document)]


def of_article(c: Chapter) -> list[str]:
    """How much of the article would fall with the two authors on whom most of it hangs, or that it is left out."""
    if c.of_authors is None:
        return ["Its claims are left out of this count."]
    whole = c.found[ARTICLE]
    said = [
        f"Behind {c.of_authors:ref} of its {whole:ref} claims stands a work of {joined(c.authors, 'or')}."
    ]
    bare = c.behind.get((ARTICLE, NO_WORK))
    return said if bare is None else [*said, f"Behind {bare:ref} stands no work at all."]


def split(c: Chapter, document: str) -> str:
    """What is found of the claims of a document, the largest part first; what is nothing is left out."""
    numbers = {group: c.found[f"{document}_{group}"] for group in findings.GROUPS}
    read = c.found[f"{document}_read"]
    some = (
        f" Of those borne out {read:ref} {verb(read, 'is', 'are')} so in one reading only."
        if read.value
        else ""
    )
    return f"Of its claims {parted(numbers)}.{some}"


def on_interest(c: Chapter) -> list[str]:
    """On what the points rest on which the chapters turn."""
    points, free, denied, single, mixed, disputed = (
        c.grounded[key] for key in ("conclusions", "free_two", "free_denied", "single", "mixed", "disputed")
    )
    said = [
        f"The chapters turn on {points:ref words} points.",
        "A document under test does not count as a voice for its own claim, nor does this book for its own judgement.",
        f"For {free:ref words} points at least two voices speak that gain nothing by it; {denied:ref words} of these "
        "are denied by such voices too.",
        f"For {single:ref words} one independent voice speaks, or none.",
    ]
    if mixed.value:
        named = joined(f"“{one.words}”" for one in grounds.mixed(c.conclusions))
        said.append(
            f"For {mixed:ref words} more, {named}, several voices speak, but at most one of them gains nothing by it."
        )
    return [*said, f"Somebody denies {disputed:ref words} of the {points:ref words}."]


def chains(c: Chapter) -> list[str]:
    """How far the claims have come, and how late some were told."""
    most = max((c.told[f"{document}_hands"] for document in c.documents), key=lambda number: number.low)
    hand = "hand" if most.value == 1 else "hands"
    long_from, late_from = c.told["long_from"], c.told["late_from"]
    more = " or more" if most.low > long_from.low else ""
    far = f"{long_from:ref words} {verb(long_from, 'hand', 'hands')}{more}"
    dated = [document for document in c.documents if f"{document}_lag" in c.told]
    said = [
        f"The longest chain went through {most:ref} {hand} after its first speaker.",
        came(
            f"through {far} came",
            [(document, c.told[f"{document}_long"]) for document in c.documents],
        ),
    ]
    if dated:
        late = [(document, c.told[f"{document}_late"]) for document in dated]
        told = [f"{number:ref unit} of {name(document)}" for document, number in late if number.value]
        one = len(told) == 1 and sum(number.low for _, number in late) == 1
        was = "was" if one else "were"
        said.append(
            f"Where both days are known, {joined(told) or 'none'} {was} told by the speaker {late_from:ref unit} "
            "or more after the event."
        )
    return said


def came(how: str, numbers: Sequence[tuple[str, Result]]) -> str:
    """How many claims came so, document by document, or that none did."""
    told = [f"{number:ref unit} of {name(document)}" for document, number in numbers if number.value]
    return f"{capital(how)} {joined(told) or 'none'}."


def trust(c: Chapter) -> list[str]:
    """What may be believed of each document, by what the most of its claims are found to be."""
    said = []
    for document in c.documents:
        group = largest(c, document)
        number, whole = c.found[f"{document}_{group}"], c.found[document]
        told = f"{number:ref} of {whole:ref} claims"
        read = c.found[f"{document}_read"]
        only = f", {read:ref} of these in one reading only" if group == "borne" and read.value else ""
        if 2 * number.low > whole.low:
            said.append(f"Most of what {name(document)} says, {told}, {TRUST[group]}{only}.")
        else:
            said.append(f"Of what {name(document)} says, the largest part, {told}, {TRUST[group]}{only}.")
    return said


def second_reading(c: Chapter) -> list[str]:
    """How far the second reading of the sample agrees with the first."""
    claims, alike, grouped = (c.sample[key] for key in ("claims", "alike", "grouped"))
    return [
        f"{capital(f'{claims:ref}')} claims were drawn by a fixed rule and read again. {alike:ref} were found alike "
        f"both times, {grouped:ref} at least nearly so."
    ]


def on_the_sample(c: Chapter) -> str:
    """What is to be known of the second reading beside its numbers."""
    return (
        f"Cohen's kappa over the sample is {c.sample['kappa']:ref}. Nearly alike are findings of one group: borne out, "
        "with a reading or without; one voice; disputed or wrong; undecided."
    )
