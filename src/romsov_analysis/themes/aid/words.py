"""The words of chapter 08 that follow from its numbers: how known a part is, who speaks on it, what may be said."""

from __future__ import annotations

from collections.abc import Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import interests, statements


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


def _in_brackets(part: Part) -> str:
    return f" ({tally(part)})" if part.speaking or part.refusing else ""


_WEIGHS = {"own": "gaining by it", "against": "against own interest", "none": ""}
_HANDED = {"own": "to whose gain it is", "against": "against whose interest it is", "none": ""}


def by_interest(c: Chapter, part: Part, reading: str) -> str:
    """Who speaks so, by the side whose word it is: ``A and B (the Soviet side, gaining by it), C (the army)``.

    A voice that speaks for its own side is not named again where it hands on the words of another. One that only
    hands on is not called of that side: ``C (handing on words of the Soviet side, to whose gain it is)``.
    """
    said, own = c.heard.on(part.id), evidence.load("voices")["interest"]
    said = said[said["reading"] == reading]
    at_home = said["side"] == said["voice"].map(own)
    said = said.assign(home=at_home)[at_home | ~said["voice"].isin(said.loc[at_home, "voice"])]
    told = []
    for (side, weight, home), words in said.groupby(["side", "weight", "home"], sort=False):
        whose = (
            "" if side == "none" else f"{'' if home else 'handing on words of '}{interests.SIDES[str(side)]}"
        )
        of = ", ".join(filter(None, [whose, (_WEIGHS if home else _HANDED)[str(weight)]]))
        told.append(names(tuple(dict.fromkeys(words["voice"]))) + (f" ({of})" if of else ""))
    return ", ".join(told)


def who_say_so(c: Chapter, part: Part) -> str:
    """Who says that a part is so and who denies it, by number."""
    support = c.heard.behind(part.id, part.supports, "supports")
    known = statements.statements()
    named = "named " if all(known[name].basis != "anonymous" for name in support) else ""
    one = len(part.supports) == 1
    says = (
        f"{'a ' if one else ''}{named}witness{' says' if one else 'es say'} so ({number_of(part.yes)})"
        if part.supports
        else "no voice for it alone"
    )
    denies = {
        0: "nobody denies it",
        1: f"another denies it ({part.no:ref})" if part.supports else f"one denies it ({part.no:ref})",
    }.get(len(part.against), f"{'others deny' if part.supports else 'some deny'} it ({part.no:ref})")
    both = f", {number_of(part.divided)} on both sides" if part.both else ""
    return f"{says}, {denies}{both}"


def standing_of_all(c: Chapter) -> str:
    """The finding: how known each part is, and how many voices say so."""
    if not c.heard.names:
        return "No statement counts under this choice, so that nobody speaks on any part."
    if not c.totals["telling_voices"].value:
        return f"Of the {number_of(c.totals['statements'], 'statement')} that count none speaks on any part."
    leaders, army, force, relief, rumour = (c.parts[name] for name in c.parts)
    say = f": {who_say_so(c, leaders)}" if leaders.speaking else ""
    return (
        f"That the army asked or sounded Moscow out {how(army)}{_in_brackets(army)}; that the new leaders asked "
        f"{how(leaders)}{say}; that Moscow offered armed force unasked {how(force)}{_in_brackets(force)}; that it "
        f"offered relief {how(relief)}{_in_brackets(relief)}; that all was rumour {how(rumour)}"
        f"{_in_brackets(rumour)}."
    )


def _speak(voices: Sequence[str], side: str) -> list[str]:
    """``A speaks against it``, ``A and B speak on both sides``; nothing of nobody."""
    return [f"{names(voices)} speak{'s' if len(voices) == 1 else ''} {side}"] if voices else []


def sentence(words: str) -> str:
    """Words as a sentence; nothing of nothing."""
    return f"{evidence.capital(words)}." if words else ""


def _sides(c: Chapter, part: Part, told: str) -> list[str]:
    """Who tells of a part, who stands against it, on whom it turns; nothing of a part on which nobody speaks."""
    if not part.speaking:
        return []
    yes, no = (by_interest(c, part, reading) for reading in ("supports", "against"))
    against = f"Against it: {no}." if no else "Nobody denies it."
    return [
        f"{told} is told by {yes or 'nobody'}.",
        against,
        *([f"It {turns(part)}."] if part.turning else []),
    ]


def on_the_leaders(c: Chapter) -> str:
    """Who tells that the new leaders asked, who stands against it, and that no court has found it."""
    part = c.parts["political_request"]
    court = f"{c.judged['no_court']:holds No court has found that anyone asked}."
    return " ".join([*_sides(c, part, "That the new leaders asked"), court])


def on_the_army(c: Chapter) -> str:
    """Who tells of a question or sounding by the army."""
    part = c.parts["military_sounding"]
    ordered = "An army general had Moscow asked, by the officer who rang"
    lead = [f"{c.judged['general_ordered']:holds {ordered}}."] if c.judged["general_ordered"] else []
    return " ".join([*lead, *_sides(c, part, "A question or sounding by the army")])


def on_the_answer(c: Chapter) -> str:
    """What Moscow answered and offered, as far as the statements that count bear it out."""
    judged, force = c.judged, c.parts[judgements.FORCE]
    refusing = judgements.voices_of(judgements.refusals(c.heard))
    said = []
    if judged["refused"]:
        refused = "Moscow refused force when it was put to it"
        said.append(
            f"{judged['refused']:holds {refused}}, as {names(refusing)} tell, which says nothing of an offer"
        )
    elif refusing:
        said.append(f"of a refusal tell{'s' if len(refusing) == 1 else ''} {names(refusing)}")
    if judged["only_broadcasts"]:
        promised = "of troops promised only the broadcasts tell, which do not count for themselves"
        said.append(f"{judged['only_broadcasts']:holds {promised}}")
    said += _speak(force.supports, "of force offered unasked")
    said += _speak(force.both, "on both sides of whether force was offered unasked")
    if judged["any_field"]:
        any_field = "one call of 22 December spoke of help in any field"
        said.append(f"{judged['any_field']:holds {any_field}}, and named no force")
    if judged["relief_hardly_told"]:
        asked = "whether relief had been asked for, hardly any source says"
        said.append(f"{judged['relief_hardly_told']:holds {asked}}")
    return sentence("; ".join(said))


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
            "No voice speaks on whether the leaders asked, so that its probability stays "
            f"what it was thought to be before, {chances(result)}."
        )
    span = chances(result)
    if result.high - result.low >= 0.9:
        where = f"almost anywhere, from {span}"
    else:
        where = f"at {span}" if result.low == result.high else f"from {span}"
    lead = f"Weighed in ranges, the voices leave the probability that the leaders asked {where}"
    if result.low < 0.5 < result.high:
        return f"{lead}; a document would help more than another memoir."
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
    """The sentences of the short answer; the first is the finding."""
    said = [on_the_leaders(c), on_the_army(c), on_the_answer(c), on_belief(c), left_out(c)]
    return [standing_of_all(c), *filter(None, said)]


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
