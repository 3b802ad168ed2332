"""The words of chapter 08 that follow from its numbers: how a part stands, who speaks on it, what may be said."""

from __future__ import annotations

from collections.abc import Sequence

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import statements

# What a part says of itself when it is settled.
_SETTLED = {
    "political_request": ("they did", "they did not"),
    "rumour_only": ("it was", "it was not"),
}


def names(voices: Sequence[str]) -> str:
    """Voices by their names: A, B and C."""
    return evidence.joined(evidence.row(f"voices:{voice}")["name"] for voice in voices)


def how(part: Part) -> str:
    """How a part stands: ``is open``, ``turns on one voice, Ion Iliescu`` and so on."""
    kind, _, side = part.standing.partition(": ")
    yes, no = _SETTLED.get(part.id, ("it did", "it did not"))
    turning = names(part.turning)
    if kind == "one voice":
        return f"rests on one voice, {turning}, {'for' if side == 'yes' else 'against'} it"
    if kind == "open" and part.turning:
        return f"turns on {'one voice, ' if len(part.turning) == 1 else 'either of '}{turning}"
    if kind == "settled":
        by = f" by two voices, {turning}" if part.turning else ""
        return f"is settled{by}: {yes if side == 'yes' else no}"
    return "is open" if kind == "open" else "is spoken of by nobody"


def number_of(result: Result, noun: str = "voice") -> str:
    """A count with its noun, in the number that fits."""
    return f"{result:ref} {noun}{'' if result.value == 1 else 's'}"


def tally(part: Part) -> str:
    """How many voices stand where: ``4 voices for, 3 against``; sides on which nobody speaks are left out."""
    sides = [(part.yes, "for"), (part.no, "against"), (part.divided, "on both sides")]
    spoken = [(result, words) for result, words in sides if result.value]
    if not spoken:
        return "no voice"
    (first, words), *others = spoken
    return ", ".join([f"{number_of(first)} {words}", *(f"{result:ref} {words}" for result, words in others)])


def _in_brackets(part: Part) -> str:
    return f" ({tally(part)})" if part.speaking else ""


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
    """The finding: how each part stands but the army's, and how many voices say so."""
    if not c.heard.names:
        return "No statement counts under this choice, so that nobody speaks on any part."
    if not c.totals["telling_voices"].value:
        return f"Of the {number_of(c.totals['statements'], 'statement')} that count none speaks on any part."
    leaders, force, relief, rumour = (
        c.parts[name] for name in ("political_request", "offer_of_force", "offer_of_relief", "rumour_only")
    )
    say = f": {who_say_so(c, leaders)}" if leaders.speaking else ""
    return (
        f"Whether the new leaders asked {how(leaders)}{say}; that Moscow offered armed force unasked "
        f"{how(force)}{_in_brackets(force)}, that it offered relief {how(relief)}{_in_brackets(relief)}; "
        f"that all was rumour {how(rumour)}."
    )


def _speak(voices: Sequence[str], side: str) -> list[str]:
    """``A speaks against it``, ``A and B speak on both sides``; nothing of nobody."""
    return [f"{names(voices)} speak{'s' if len(voices) == 1 else ''} {side}"] if voices else []


def sentence(words: str) -> str:
    """Words as a sentence; nothing of nothing."""
    return f"{evidence.capital(words)}." if words else ""


def on_the_leaders(c: Chapter) -> str:
    """Who tells that the new leaders asked, and who stands against it."""
    part = c.parts["political_request"]
    if not part.speaking:
        return ""
    told = f"That the new leaders asked is told by {names(part.supports) or 'nobody'}"
    against = "nobody speaks against it"
    if part.against:
        against = f"against it stand{'s' if len(part.against) == 1 else ''} {names(part.against)}"
    return "; ".join([told, *_speak(part.both, "on both sides"), against]) + "."


def on_the_army(c: Chapter) -> str:
    """Who tells of a question or sounding by the army, and how that part stands."""
    part = c.parts["military_sounding"]
    if not part.speaking:
        return ""
    lead = ""
    if c.judged["general_ordered"]:
        lead = (
            f"{c.judged['general_ordered']:holds An army general had Moscow asked, by the officer who rang}; "
        )
    tell = f"{names(part.supports) or 'nobody'} tell{'' if len(part.supports) > 1 else 's'}"
    sides = [f"{tell} of a question or sounding by the army"]
    sides += _speak(part.both, "on both sides") + _speak(part.against, "against it")
    return sentence(f"{lead}{', '.join(sides)}, so that this part {how(part)}")


def on_the_answer(c: Chapter) -> str:
    """What Moscow answered and offered, as far as the statements that count bear it out."""
    judged, force = c.judged, c.parts[judgements.FORCE]
    refusing = judgements.voices_of(judgements.refusals(c.heard))
    said = []
    if judged["refused"]:
        said.append(f"{judged['refused']:holds Moscow refused troops}, as {names(refusing)} tell")
    elif refusing:
        said.append(f"of a request and its refusal tell{'s' if len(refusing) == 1 else ''} {names(refusing)}")
    if judged["only_broadcasts"]:
        promised = "of troops promised only the broadcasts tell, which do not count for themselves"
        said.append(f"{judged['only_broadcasts']:holds {promised}}")
    said += _speak(force.supports, "of force offered unasked")
    said += _speak(force.both, "on both sides of whether force was offered unasked")
    if judged["any_field"]:
        said.append(f"{judged['any_field']:holds one call of 22 December spoke of help in any field}")
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
    if not (part.supports or part.against):
        return (
            "No voice speaks on one side only of whether the leaders asked, so that its probability stays "
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
    both = all(c.parts[name].supports and c.parts[name].against for name in weighed)
    said = []
    if c.widened:
        wide = f"{c.widened:holds The ranges are wider after the voices than before any}"
        why = "voices stand on both sides, and " if both else ""
        said.append(f"{wide}: {why}who trusts each a little more or less arrives elsewhere.")
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
