"""The words of chapter 08 that follow from its numbers: how known a part is, who speaks on it, what ranges show."""

from __future__ import annotations

from collections.abc import Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import digits_of
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import interests


def names(voices: Sequence[str]) -> str:
    """Voices by their names: A, B and C."""
    return evidence.joined(evidence.row(f"voices:{voice}")["name"] for voice in voices)


def how(part: Part) -> str:
    """How known a part is: ``is contested``, ``is without reliable evidence`` and so on."""
    if part.grade == "unknown":
        return "is unknown, since nobody speaks on it"
    return f"is {part.grade}"


def turns(part: Part) -> str:
    """On whom it turns, as words to add; nothing where no single voice turns it."""
    if not part.turning:
        return ""
    return f"turns on {'' if len(part.turning) == 1 else 'either of '}{names(part.turning)}"


def falls(part: Part) -> str:
    """On whom a part rests or turns, as half a sentence; nothing where no single voice turns it."""
    if not part.turning:
        return ""
    if part.grade in ("attested", "one witness"):
        return f"falls if {evidence.joined((names([voice]) for voice in part.turning), 'or')} is wrong"
    return f"stands otherwise without {evidence.joined((names([voice]) for voice in part.turning), 'or')}"


def why(c: Chapter, part: Part) -> str:
    """Why a part that somebody affirms has no reliable evidence, or who gains by what is on record; else nothing."""
    said = c.heard.on(part.id)
    yes, no = (said[said["reading"] == reading] for reading in ("supports", "against"))
    if part.grade == "documented" and (yes["weight"] == "own").all():
        return "who says so gains by it"
    if part.grade != "without reliable evidence" or yes.empty:
        return ""
    if interests.silenced(yes, no):
        brave = no.loc[(no["weight"] == "against") & no["witness"], "voice"]
        teller = names(tuple(dict.fromkeys(brave))[:1])
        return (
            f"set aside: those who say so gain by it, and {teller} contradicts them against his own interest"
        )
    return "one voice alone" if interests.independent(yes) == 1 else "no witness without something to gain"


def number_of(result: Result, noun: str = "voice", options: str = "") -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref {options}} {noun}{'' if result.value == 1 else 's'}"


_WEIGHS = {"own": "with something to gain", "against": "with something to lose", "none": ""}
_HANDED = {"own": "to whose gain it is", "against": "against whose interest it is", "none": ""}


def by_interest(c: Chapter, part: Part, reading: str) -> str:
    """Who speaks so, by the side whose word it is: ``A and B (the army, with something to lose) and C``.

    A voice that speaks for its own side is not named again where it hands on another's; who only hands on says so.
    """
    said, own = c.heard.on(part.id), evidence.load("voices")["interest"]
    said = said[said["reading"] == reading]
    at_home = said["side"] == said["voice"].map(own)
    said = said.assign(home=at_home)[at_home | ~said["voice"].isin(said.loc[at_home, "voice"])]
    told = []
    for (side, weight, home), words in said.groupby(["side", "weight", "home"], sort=False):
        on = "" if home else "handing on words of "
        whose = "" if side == "none" else on + interests.SIDES[str(side)]
        of = ", ".join(filter(None, [whose, (_WEIGHS if home else _HANDED)[str(weight)]]))
        told.append(names(tuple(dict.fromkeys(words["voice"]))) + (f" ({of})" if of else ""))
    return evidence.joined(told) if told else ""


def chance(result: Result, end: str) -> str:
    """One end of a range of probability; in words where its digits would say that it is impossible or sure."""
    value = result.low if end == "low" else result.high
    nearest = 0.5 * 10.0**-result.decimals
    if value < nearest:
        return "next to nothing"
    return "next to certainty" if value >= 1 - nearest else f"{result:ref percent {end}}"


def chances(result: Result) -> str:
    """A range of probability from end to end."""
    low, high = chance(result, "low"), chance(result, "high")
    return low if result.low == result.high else f"{low} to {high}"


def weight(result: Result) -> str:
    """The range of a likelihood ratio; in words where its digits would say that nothing is needed."""
    if result.high < 0.5 * 10.0**-result.decimals:
        return "next to nothing"
    ends = [
        f"{result:ref {end} decimals={min(digits_of(round(value, result.decimals)), 1 if value > 1 else 2)}}"
        for end, value in (("low", result.low), ("high", result.high))
    ]
    return f"a factor of {' to '.join(dict.fromkeys(ends))}"


def left_out(c: Chapter) -> str:
    """Whom the choice of statements leaves out of whether anyone asked, on either side; nothing if nobody."""
    found = []
    for name, asked in (("political_request", "the new leaders"), ("military_sounding", "the army")):
        sides = []
        for cell, words in (("supports", "for it"), ("against", "against it")):
            heard = c.heard.speaking(name, cell, "divided")
            lost = [v for v in c.everyone.speaking(name, cell, "divided") if v not in heard]
            sides += [f"{words} {names(lost)}"] if lost else []
        found += [f"on whether {asked} asked, {', '.join(sides)}"] if sides else []
    return f"Left out by this choice of statements: {'; '.join(found)}." if found else ""


def _joint(c: Chapter, part: Part) -> str:
    """Whose voices count as one: ``if A and B, who speak for one government, count as one``."""
    words = c.heard.on(part.id)
    words = words.assign(counted=words["side"].where(words["weight"] == "own", "voice " + words["voice"]))
    joint = []
    for _, told in words.groupby("reading", sort=False):
        # Who speaks for two sides is counted for the other too.
        alone = told.groupby("voice", sort=False)["counted"].agg(lambda own: "; ".join(dict.fromkeys(own)))
        for voices in alone.groupby(alone, sort=False).groups.values():
            if len(voices) > 1:
                home = evidence.load("voices").loc[list(voices), "interest"]
                bond = (
                    "who speak for one government"
                    if (home == "soviet").all()
                    else "whose words serve one side"
                )
                joint.append(f"{names(tuple(voices))}, {bond}, count as one")
    return f"if {evidence.joined(joint)}" if joint else "if a side that gains counts once"


def once(c: Chapter, part: Part) -> str:
    """How many voices there are if those of one side that gains count as one, where that changes anything."""
    yes, no = part.independent["supports"], part.independent["against"]
    if (yes.value == part.yes.value and no.value == part.no.value) or part.both:
        return ""
    against = f" against {no:ref words}" if part.against else ""
    return f", or {yes:ref words}{against} {_joint(c, part)}"
