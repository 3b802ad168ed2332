"""The words of chapter 09 that follow from its numbers and its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.witnesses import findings
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
    "borne": "can be shown to be right",
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
    """How many claims rest on what, in a sentence or two."""
    return (
        f"Of {c.found['claims']:ref} claims {parted({group: c.found[group] for group in findings.GROUPS})}."
    )


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
        if 2 * number.low > whole.low:
            found.append((TONES[group], TITLES[group], told))
        else:
            found.append(("partly", "mixed", f"{told} {TITLES[group]}"))
    return found


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    told = (" ".join(of_document(c, document)) for document in c.documents)
    return [in_full(c), *told, " ".join(on_interest(c))]


def in_full(c: Chapter) -> str:
    """How far those that are borne out are so as they stand, and who tells those that rest on one voice."""
    full, read, alone = (
        c.found[key] for key in ("supported", "supported_under_a_named_reading", "one_voice")
    )
    said = f"As they stand {many(full)} are borne out, in one reading of their words {many(read)} more."
    own = c.found.get(f"{ARTICLE}_one_voice")
    if alone.value and own is not None and own.value and len(c.documents) > 1:
        return f"{said} Of those on one voice alone {own:ref} are the article's."
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
        f"Without {joined(c.authors)}, {c.of_authors:ref} of its {whole:ref} claims would have no work behind them."
    ]
    bare = c.behind.get((ARTICLE, NO_WORK))
    return said if bare is None else [*said, f"As it is, {bare:ref} have none."]


def split(c: Chapter, document: str) -> str:
    """What is found of the claims of a document, the largest part first; what is nothing is left out."""
    return f"Of its claims {parted({group: c.found[f'{document}_{group}'] for group in findings.GROUPS})}."


def on_interest(c: Chapter) -> list[str]:
    """On what the points rest on which the chapters turn."""
    points, free, single, mixed, disputed = (
        c.grounded[key] for key in ("conclusions", "free_two", "single", "mixed", "disputed")
    )
    return [
        f"The chapters turn on {points:ref words} points.",
        f"For {free:ref words} of them at least two voices speak that gain nothing by it.",
        f"For {single:ref words} there is one independent voice or none, and for {mixed:ref words} more a second that "
        "gains by it.",
        f"Somebody denies {disputed:ref words} of the {points:ref words}.",
    ]


def chains(c: Chapter) -> list[str]:
    """How far the claims have come, and how late some were told."""
    most = max((c.told[f"{document}_hands"] for document in c.documents), key=lambda number: number.low)
    hand = "hand" if most.value == 1 else "hands"
    long_from, late_from = c.told["long_from"], c.told["late_from"]
    far = f"{long_from:ref words} {verb(long_from, 'hand', 'hands')}"
    dated = [document for document in c.documents if f"{document}_lag" in c.told]
    said = [
        f"The longest chain went through {most:ref} {hand} after its first speaker.",
        came(
            f"through {far} or more came",
            [(document, c.told[f"{document}_long"]) for document in c.documents],
        ),
    ]
    if dated:
        late = [(document, c.told[f"{document}_late"]) for document in dated]
        said.append(came(f"{late_from:ref unit} after the event or later came the telling of", late))
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
        told = f"{number:ref} claims of {whole:ref}"
        if 2 * number.low > whole.low:
            said.append(f"Most of what {name(document)} says, {told}, {TRUST[group]}.")
        else:
            said.append(
                f"Of what {name(document)} says, fewer than the rest together, {told}, {TRUST[group]}."
            )
    return said


def standing_title(c: Chapter) -> str:
    """What the picture of the claims shows."""
    said = []
    if STUDY in c.documents:
        said.append(f"the country study names no source for its {c.found[STUDY]:ref} claims")
    if c.of_authors is not None:
        said.append(f"two authors stand behind {c.of_authors:ref} of the article’s {c.found[ARTICLE]:ref}")
    if not said:
        book = c.behind[THREAD, "an encyclopaedia"]
        said.append(f"an encyclopaedia stands behind {book:ref} of the thread’s {c.found[THREAD]:ref} claims")
    return capital("; ".join(said))


def standing_alt(c: Chapter) -> str:
    """What a reader who does not see the bars is told."""
    told = []
    for document in c.documents:
        own = [f"{who} {number:ref}" for (of, who), number in c.behind.items() if of == document]
        groups = [
            f"{TITLES[group]} {c.found[f'{document}_{group}']:ref}"
            for group in findings.GROUPS
            if c.found[f"{document}_{group}"].value
        ]
        told.append(f"{capital(name(document))}, claims by what stands behind them: {joined(own)}; of all its claims "
                    f"are {joined(groups)}.")  # fmt: skip
    return f"Bars, one for each author or work behind claims. {' '.join(told)}"


STANDING_CAPTION = "A bar is as long as the claims are many; a name is that of an author whose work is cited."


def interests_title(c: Chapter) -> str:
    """What the picture of the voices shows."""
    free, points = c.grounded["free_two"], c.grounded["conclusions"]
    return (
        f"For {free:ref words} of {points:ref words} points at least two voices speak that gain nothing by it"
    )


def interests_alt(c: Chapter) -> str:
    """What a reader who does not see the signs is told: the voices on each point, by name."""
    told = []
    for one in c.conclusions:
        sides = [
            f"{words} {joined(voice.name + _gain(voice.gain) for voice in one.on(stand))}"
            for stand, words in (("for", "say so:"), ("against", "deny it:"))
            if one.on(stand)
        ]
        told.append(f"{one.words}: {'; '.join(sides)}.")
    return f"A line for each point on which a chapter turns. {' '.join(told)}"


def _gain(gain: str) -> str:
    return {"gains": ", whose side gains", "loses": ", against their own side"}.get(gain, "")


INTERESTS_CAPTION = "A sign is a voice. Voices of one side that gains by what they say are worth one voice."


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
