"""The words of chapter 08 that follow from its numbers: how known a part is, who speaks on it, what may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.aid import judgements
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


def number_of(result: Result, noun: str = "voice") -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref} {noun}{'' if result.value == 1 else 's'}"


def tally(part: Part) -> str:
    """How many voices stand where: ``4 voices for, 3 against``; sides on which nobody speaks are left out."""
    sides = [
        (part.yes, "for"), (part.no, "against"), (part.divided, "on both sides"),
        (part.refused, "of a refusal alone"),
    ]  # fmt: skip
    spoken = [(result, words) for result, words in sides if result.value]
    if not spoken:
        return "no voice"
    (first, words), *others = spoken
    return ", ".join([f"{number_of(first)} {words}", *(f"{result:ref} {words}" for result, words in others)])


_WEIGHS = {"own": "with something to gain", "against": "with something to lose", "none": ""}


def by_interest(c: Chapter, part: Part, reading: str) -> str:
    """Who speaks so, by the side whose word it is: ``A and B (the army, with something to lose) and C``.

    A voice that speaks for its own side is not named again where it hands on the words of another.
    """
    said, own = c.heard.on(part.id), evidence.load("voices")["interest"]
    said = said[said["reading"] == reading]
    at_home = said["side"] == said["voice"].map(own)
    said = said[at_home | ~said["voice"].isin(said.loc[at_home, "voice"])]
    told = []
    for (side, weight), words in said.groupby(["side", "weight"], sort=False):
        whose = "" if side == "none" else interests.SIDES[str(side)]
        of = ", ".join(filter(None, [whose, _WEIGHS[str(weight)]]))
        told.append(names(tuple(dict.fromkeys(words["voice"]))) + (f" ({of})" if of else ""))
    return evidence.joined(told) if told else ""


def _speakers(c: Chapter, part: Part, reading: str) -> int:
    """How many are named by `by_interest`."""
    said = c.heard.on(part.id)
    return int(said.loc[said["reading"] == reading, "voice"].nunique())


TONES: Mapping[str, Tone] = {
    "documented": "yes",
    "well attested": "yes",
    "contested": "partly",
    "without reliable evidence": "no",
    "unknown": "open",
}
_MARKED = {
    "military_sounding": "the army sounded Moscow out",
    "political_request": "the new leaders asked",
    "offer_of_force": "Moscow offered troops unasked",
    "offer_of_relief": "Moscow offered relief unasked",
}


def silence(c: Chapter) -> str:
    """Why nothing can be said, where no statement that counts speaks; empty where one does."""
    if not c.heard.names:
        return "No statement counts under this choice, so that nobody speaks on any part."
    if not c.totals["telling_voices"].value:
        return f"Of the {number_of(c.totals['statements'], 'statement')} that count none speaks on any part."
    return ""


def verdict(c: Chapter) -> str:
    """What is known of the asking and the answer, in a sentence or two."""
    if said := silence(c):
        return said
    army, leaders = c.parts["military_sounding"], c.parts["political_request"]
    refused = f", and {c.judged['refused']:holds Moscow refused}" if c.judged["refused"] else ""
    return f"{_of_the_army(army)}{refused}. {_of_the_leaders(leaders)}."


def _of_the_army(part: Part) -> str:
    return {
        "documented": "The army sounded Moscow out, by a record of these days",
        "well attested": "The army sounded Moscow out",
        "contested": f"Whether the army sounded Moscow out {_quarrel(part)}",
        "without reliable evidence": "That the army sounded Moscow out has no reliable evidence behind it",
        "unknown": "Nobody speaks on whether the army sounded Moscow out",
    }[part.grade]


def _of_the_leaders(part: Part) -> str:
    return {
        "documented": "The new leaders asked for help too, by a record of these days",
        "well attested": "The new leaders asked for help too",
        "contested": f"Whether the new leaders asked for help {_quarrel(part)}",
        "without reliable evidence": "That the new leaders asked for help has no reliable evidence behind it",
        "unknown": "Nobody speaks on whether the new leaders asked for help",
    }[part.grade]


def _quarrel(part: Part) -> str:
    """``is contested: witnesses contradict each other``; less where one voice stands on both sides."""
    both_ways = part.supports and part.against
    return "is contested: the witnesses contradict each other" if both_ways else "is contested"


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """How known each part is, as marks of the verdict."""
    return [
        (TONES[c.parts[name].grade], c.parts[name].grade.replace("without", "no"), of)
        for name, of in _MARKED.items()
    ]


def _speak(voices: Sequence[str], side: str) -> list[str]:
    """``A speaks against it``, ``A and B speak on both sides``; nothing of nobody."""
    return [f"{names(voices)} speak{'s' if len(voices) == 1 else ''} {side}"] if voices else []


def sentence(words: str) -> str:
    """Words as a sentence; nothing of nothing."""
    return f"{evidence.capital(words)}." if words else ""


def _sides(c: Chapter, part: Part, told: str) -> list[str]:
    """Who says that a part is so, who denies it, on whom it turns; nothing of a part on which nobody speaks."""
    if not part.speaking:
        return []
    yes, no = (by_interest(c, part, reading) for reading in ("supports", "against"))
    turning = evidence.joined((evidence.row(f"voices:{voice}")["name"] for voice in part.turning), "or")
    one = {reading: _speakers(c, part, reading) == 1 for reading in ("supports", "against")}
    return [
        f"{yes} say{'s' if one['supports'] else ''} that {told}." if yes else f"Nobody says that {told}.",
        f"{no} den{'ies' if one['against'] else 'y'} it." if no else "Nobody denies it.",
        *([f"Take away the word of {turning}, and the answer changes."] if part.turning else []),
    ]


def on_the_leaders(c: Chapter) -> str:
    """Who tells that the new leaders asked, who stands against it, and that no court has found it."""
    part = c.parts["political_request"]
    court = f"{c.judged['no_court']:holds No court has found that anyone asked}."
    return " ".join([*_sides(c, part, "the new leaders asked"), court])


def on_the_army(c: Chapter) -> str:
    """Who tells of a question or sounding by the army."""
    part = c.parts["military_sounding"]
    ordered = "A Romanian general had Moscow asked, says the officer who rang"
    lead = [f"{c.judged['general_ordered']:holds {ordered}}."] if c.judged["general_ordered"] else []
    return " ".join([*lead, *_sides(c, part, "the army asked or sounded Moscow out")])


def on_the_answer(c: Chapter) -> str:
    """What Moscow answered and offered, as far as the statements that count bear it out."""
    judged, force, relief = c.judged, c.parts[judgements.FORCE], c.parts[judgements.RELIEF]
    refusing = judgements.voices_of(judgements.refusals(c.heard))
    said = []
    if judged["refused"]:
        said.append(f"{judged['refused']:holds Moscow refused to send troops}, as {names(refusing)} tell")
    elif refusing:
        said.append(f"{names(refusing)} tell{'s' if len(refusing) == 1 else ''} of a refusal")
    if judged["only_broadcasts"]:
        promised = "Only the broadcasts speak of a promise, and they cannot vouch for themselves"
        said.append(f"{judged['only_broadcasts']:holds {promised}}")
    said += _speak(force.supports, "of troops offered unasked")
    said += _speak(force.both, "on both sides of whether troops were offered unasked")
    if judged["any_field"]:
        any_field = "One call of 22 December did offer help in any field"
        said.append(f"{judged['any_field']:holds {any_field}}, and named no force")
    if relief.supports:
        own = (
            "Relief Moscow offered in public" if relief.grade == "documented" else "Of relief offered unasked"
        )
        tell = f"{names(relief.supports)} tell{'s' if len(relief.supports) == 1 else ''}"
        said.append(f"{own}, as {tell}" if relief.grade == "documented" else f"{own} {tell}")
    return " ".join(map(sentence, said))


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
    return f"{result:ref unit}"


def on_belief(c: Chapter) -> str:
    """What a range of belief in each voice makes of the leaders' asking."""
    result, part = c.belief["political_request"].probability, c.parts["political_request"]
    if not part.speaking:
        return (
            "No voice speaks on whether the leaders asked, so that the chance of it stays "
            f"what it was thought to be before, {chances(result)}."
        )
    low, high = chance(result, "low"), chance(result, "high")
    where = f"at {low}" if result.low == result.high else f"between {low} and {high}"
    if result.high - result.low >= 0.9:
        where = f"anywhere {where}"
    lead = f"Trust each witness a little or a great deal, and the chance that the leaders asked comes out {where}"
    if result.low < 0.5 < result.high:
        return f"{lead}. Testimony cannot decide it; a document might."
    side = "less likely than not" if result.high < 0.5 else "likelier than not"
    even = result.low == 0.5 or result.high == 0.5
    return f"{lead}{'' if even else f', {side} by these weights'}."


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


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    if said := silence(c):
        return [" ".join(filter(None, [said, left_out(c)]))]
    last = " ".join(filter(None, [on_belief(c), left_out(c)]))
    return [*filter(None, [on_the_leaders(c), on_the_army(c), on_the_answer(c), last])]


def on_the_ranges(c: Chapter) -> list[str]:
    """What the ranges of belief show: whether they are wide, and for which parts they decide anything."""
    weighed = {name: belief.probability for name, belief in c.belief.items()}
    said = []
    if c.widened:
        wide = f"{c.widened:holds The ranges are wider after the voices than before any}"
        said.append(
            f"{wide}: the weight of a voice is itself a range and is taken once for every voice, so that voices "
            "who all agree would widen it too."
        )
    else:
        width = c.prior[1] - c.prior[0]
        wider = [name for name, result in weighed.items() if result.high - result.low > width]
        few = ", ".join(c.parts[name].short for name in wider)
        said.append(
            f"After the voices the range is wider than before any only for: {few}."
            if wider
            else "After the voices no range is wider than before any."
        )
    for side, chosen in (
        ("likelier than not", [name for name, result in weighed.items() if result.low > 0.5]),
        ("less likely than not", [name for name, result in weighed.items() if result.high < 0.5]),
    ):
        if chosen:
            said.append(f"By these weights {side}: {', '.join(c.parts[name].short for name in chosen)}.")
    return said
