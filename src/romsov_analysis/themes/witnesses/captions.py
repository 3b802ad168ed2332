"""What the pictures of chapter 09 are told in words: titles, alt texts and captions."""

from __future__ import annotations

from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.themes.witnesses import findings
from romsov_analysis.themes.witnesses.chains import NO_WORK
from romsov_analysis.themes.witnesses.chapter import Chapter
from romsov_analysis.themes.witnesses.findings import TITLES
from romsov_analysis.themes.witnesses.words import ARTICLE, STUDY, THREAD, name


def standing_title(c: Chapter) -> str:
    """What the picture of the claims shows."""
    said = []
    if STUDY in c.documents:
        said.append(f"the country study names no source for its {c.found[STUDY]:ref} claims")
    if c.of_authors is not None:
        said.append(f"two authors stand behind {c.of_authors:ref} of the article’s {c.found[ARTICLE]:ref}")
        if (ARTICLE, NO_WORK) in c.behind:
            said.append(f"no work stands behind {c.behind[ARTICLE, NO_WORK]:ref}")
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


STANDING_CAPTION = (
    "A bar is as long as the claims are many; a name is that of an author whose work is cited. What is borne out in "
    "one reading of its words only is counted as borne out."
)


def interests_title(c: Chapter) -> str:
    """What the picture of the voices shows."""
    free, denied, points = (c.grounded[key] for key in ("free_two", "free_denied", "conclusions"))
    return (
        f"For {free:ref words} of {points:ref words} points, marked with a triangle, at least two voices speak that "
        f"gain nothing; such voices deny {denied:ref words} of these too"
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
    return {
        "gains": ", whose side gains",
        "loses": ", against their own side",
        "itself": ", tested here, no voice",
    }.get(gain, "")


INTERESTS_CAPTION = (
    "A sign is a voice; a cross is the document that is tested, or this book itself, and counts for nothing. Voices of "
    "one side that gains by what they say are worth one voice."
)
