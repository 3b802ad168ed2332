"""The verdict and the short answer of chapter 03, chosen by its results: true under every parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.pacts.days import end_words, in_words
from romsov_analysis.themes.pacts.periods import Broken
from romsov_analysis.themes.pacts.treaties import LAST_DAY, NARROWEST, OUTBREAK, WIDEST, Pact

if TYPE_CHECKING:
    from romsov_analysis.themes.pacts.chapter import Chapter

# Up to which share what was done is called so.
_RARELY, _SELDOM, _OFTEN = 0.1, 0.25, 0.5
_NAMED = 3  # acts that a sentence can name
_SHORT = {"ussr": "USSR", "uk": "Britain"}
# Titles of acts stand in the present; a sentence tells them.
_PAST = {
    "attacks": "attacked",
    "declares": "declared",
    "denounces": "denounced",
    "enter": "entered",
    "intervenes": "intervened",
    "invades": "invaded",
    "repudiates": "repudiated",
}


def before(c: Chapter) -> str:
    """When the first of two times ends: before the war."""
    return "before the war" if c.outbreak == OUTBREAK else f"before {in_words(c.outbreak)}"


def during(c: Chapter) -> str:
    """The second of two times: in the war."""
    return "in the war" if c.outbreak == OUTBREAK else "from then on"


def by_end(c: Chapter) -> str:
    """When observation ends: by the end of the war."""
    if c.last_day == LAST_DAY:
        return "by the end of the war"
    day, short = in_words(c.last_day), end_words(c.last_day)
    return f"by {day}" if short == day else f"by the end of {short}"


def most(c: Chapter) -> str:
    """A share above the mark, in words where it lies at one in two."""
    return f"more than {c.level:ref words}" if c.regular == 0.5 else f"more than {c.level:ref percent}"


def halves(c: Chapter, definition: str = WIDEST, *, contested: bool = False) -> list[Broken]:
    """What was broken before, and from then on where anything could be."""
    return [part for part in c.halves[definition, contested] if part is not None]


def over(c: Chapter, share: Result) -> bool:
    """Whether a share lies above the mark."""
    return (share.value or 0.0) > c.regular


def _adverb(share: Result) -> str:
    value = share.value or 0.0
    steps = ((0.0, "never"), (_RARELY, "rarely"), (_SELDOM, "now and then"), (_OFTEN, "often"))
    return next((words for most, words in steps if value <= most), "mostly")


def verdict(c: Chapter) -> str:
    """By the widest rule, beyond dispute: how often at both times, and how many in all."""
    parts, whole = halves(c), c.way(WIDEST)
    when = [before(c), "in it" if c.outbreak == OUTBREAK else "from then on"]
    named = ["" if len(parts) > 1 else f" {c.universe.words}", " then in force"]
    told = [
        f"{_adverb(part.share)} {time} ({part.broken:ref} of {part.count:ref}{words})"
        for part, time, words in zip(parts, when, named, strict=False)
    ]
    at_once = f"{whole.broken:ref} of {whole.counted:ref} {c.universe.words}"
    in_all = f"; in all {at_once}" if len(parts) > 1 else ""
    return f"Beyond dispute: {', '.join(told)}{in_all}."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """How often at each time, in all, with the disputed acts, and what a pact with Romania was worth."""
    found: list[tuple[Tone, str, str]] = []
    for part, when in zip(halves(c), [before(c), during(c)], strict=False):
        value = part.share.value or 0.0
        tone: Tone = "yes" if over(c, part.share) else "no" if value <= _SELDOM else "partly"
        found.append((tone, _adverb(part.share), when))
    whole = c.way(WIDEST)
    share = f"{whole.share:ref percent}"
    found.append(("yes" if over(c, whole.share) else "partly", "in all", f"{share} broken beyond dispute"))
    if c.moscow["moscow"].value:
        tone = "yes" if moscow_over(c) else "partly"
        told = (
            f"{c.moscow['moscow_broken']:ref} of {c.moscow['moscow']:ref} broken, by it or by the other side"
        )
        found.append((tone, "with Moscow", told))
    found.append(("open", "unknown", "what a Romanian pact would have been worth"))
    return found


def pair(pact: Pact) -> str:
    """A treaty as the states that it binds and the year of its signature, or its title."""
    if not pact.bilateral:
        return pact.title
    names = [
        _SHORT.get(state, str(evidence.row(f"states:{state}")["name"])) for state in sorted(pact.parties)
    ]
    return f"{'–'.join(names)} {str(evidence.row(f'pact_dates:{pact.id}/signed')['date'])[:4]}"


def deed(act: str) -> str:
    """An act as a sentence tells it, with its date."""
    cells = evidence.row(f"acts:{act}")
    words = " ".join(_PAST.get(word, word) for word in str(cells["title"]).split())
    return f"{words} ({dates.in_words(str(cells['date']))})"


def whole(c: Chapter) -> str:
    """How many were broken over the whole time, where the mark lies and why, and who broke them."""
    found = c.way(WIDEST)
    why = (
        "one in two: above it a pact was likelier to be broken than not"
        if c.regular == 0.5
        else f"{c.level:ref percent}"
    )
    passes = "passes" if over(c, found.share) else "does not pass"
    told = (
        f"Of the {found.counted:ref} {c.universe.words} that we count, {found.broken:ref} had been broken beyond "
        f"dispute {by_end(c)}: {found.share:ref percent}. Whether that is “regularly” is for the reader to say, for "
        f"the word names no share. We set a mark at {why}. The share {passes} it."
    )
    return f"{told}{_moscow(c)}{_who(c)}"


def moscow_over(c: Chapter) -> bool:
    """Whether the share broken of the treaties with Moscow lies above the mark."""
    broken, counted = c.moscow["moscow_broken"], c.moscow["moscow"]
    return (broken.value or 0.0) > c.regular * (counted.value or 0.0)


def _moscow(c: Chapter) -> str:
    """How many of those with Moscow were broken, by whichever side, and how many of all others."""
    counted, broken, others, other = (
        c.moscow[name] for name in ("moscow", "moscow_broken", "elsewhere", "elsewhere_broken")
    )
    if not (counted.value and others.value):
        return ""
    mark = f", {most(c)}" if moscow_over(c) else ""
    told = f" Of the {counted:ref} with Moscow {_were(broken)} broken, by it or by the other side{mark}"
    return f"{told}; of the {others:ref} without it {_were(other)}."


def _were(number: Result) -> str:
    return f"{number:ref} {'was' if number.value == 1 else 'were'}" if number.value else "none was"


def first_half(c: Chapter) -> str:
    """How often they were broken before, which acts did so, and how many of these were attacks."""
    part, attacked = halves(c)[0], halves(c, NARROWEST)[0]
    acts = list(dict.fromkeys(spell.act for spell in part.spells if spell.act))
    named = f": {evidence.joined([deed(act) for act in acts])}" if 0 < len(acts) <= _NAMED else ""
    sentence = (
        f"{evidence.capital(before(c))} they were {_adverb(part.share)} broken. Of the {part.count:ref} concluded by "
        f"then, {part.broken:ref} had been{named}."
    )
    if attacked.broken.value != part.broken.value:
        sentence += f" Counting open attacks alone, it is {attacked.broken:ref}."
    return sentence


def second_half(c: Chapter) -> str:
    """How often they were broken from then on."""
    part = halves(c)[1]
    lead = "Once war had come" if c.outbreak == OUTBREAK else "From then on"
    told = f"{part.broken:ref} of the {part.count:ref} in force then or later"
    return f"{lead} they were {_adverb(part.share)} broken: {told}."


def _who(c: Chapter) -> str:
    """Who broke most, of how many they had; who one each; and where either of two began."""
    many = [
        (actor, found)
        for actor, found in c.attackers.items()
        if actor in c.exposed and (found.value or 0) > 1
    ]
    one = [_actor(found) for actor, found in c.attackers.items() if actor in c.exposed and found.value == 1]
    either = [_actor(found) for actor, found in c.attackers.items() if actor not in c.exposed]
    said = [f"{_actor(found)} broke {found:ref} of its {c.exposed[actor]:ref}" for actor, found in many[:1]]
    said += [f"{_actor(found)} {found:ref} of its {c.exposed[actor]:ref}" for actor, found in many[1:]]
    told = f" {evidence.capital(evidence.joined(said))}" if said else ""
    if one and said:
        told += f"; {evidence.joined(one)} one{' each' if len(one) > 1 else ''}"
    told += "." if told else ""
    if either:
        lead = f"In {COUNTING[len(either)]} {'more' if told else 'of them'} it is disputed who began"
        told += f" {lead}, and neither side is charged: {'; '.join(either)}."
    return told


def _actor(result: Result) -> str:
    return " or ".join(_the(name) for name in result.title.removeprefix("Broken by ").split(" or "))


def _the(name: str) -> str:
    return f"the {name}" if name.startswith(("Soviet Union", "United ")) else name


def disputed(c: Chapter) -> str:
    """What disputed acts add, whether that passes the mark, and how much of it is agreements with third states."""
    parts, every = halves(c, contested=True), c.way(WIDEST, contested=True)
    counts = [f"{part.broken:ref} of {part.count:ref}" for part in parts]
    spelt = evidence.joined(
        [f"{number} {time}" for number, time in zip(counts, [before(c), during(c)], strict=False)]
    )
    lead = "The breaches are beyond dispute. Count every disputed act too, from secret agreements to raids,"
    sentence = f"{lead} and it is {spelt}."
    clear = halves(c)
    if len(parts) > 1 and (parts[1].broken.value or 0) < (clear[1].broken.value or 0):
        sentence += f" A pact breaks once: one broken {before(c)} is not counted again {during(c)}."
    sentence += f" {_passing(c, [over(c, part.share) for part in parts])}"
    if len(parts) > 1:
        passes = "" if over(c, every.share) else " not"
        sentence += f"; over the whole time it is{passes}, with {every.broken:ref} of {every.counted:ref}"
        if over(c, every.share) and not any(over(c, part.share) for part in parts):
            sentence += f", for it adds up what broke {before(c)} and {during(c)}"
    return f"{sentence}.{_agreements(c)}"


def _passing(c: Chapter, above: list[bool]) -> str:
    """At which of the times a share passes the mark, without the full stop."""
    if len(above) == 1:
        return f"That is {'' if above[0] else 'not '}{most(c)}"
    if all(above):
        return f"In both periods it is {most(c)}"
    return (
        f"It is {most(c)} only {[before(c), during(c)][above.index(True)]}"
        if any(above)
        else (f"In neither period is it {most(c)}")
    )


def _agreements(c: Chapter) -> str:
    """The count with every disputed act but agreements with a third state; nothing where these add none."""
    variant, every = c.variants["agreements"], c.way(WIDEST, contested=True)
    first, last = (cell.every for cell in variant.broken)
    if last.value == every.broken.value and first.value == halves(c, contested=True)[0].broken.value:
        return ""
    told = f" Without agreements with third states it is {first:ref} of {variant.counts[0]:ref} {before(c)}"
    later = f" and {last:ref} of {variant.counts[1]:ref} {by_end(c)}" if len(halves(c)) > 1 else ""
    return f"{told}{later}."


def fates(c: Chapter) -> str:
    """What became of the pacts most like a Soviet-Romanian one."""
    found = c.worth
    soviet = "Soviet pacts" if all("ussr" in fate.pact.parties for fate in found.fates) else "pacts"
    attacked, coerced = int(found.attacked.value or 0), int(found.coerced.value or 0)
    if len(found.fates) == 1:
        what = "was attacked" if attacked else "ended under an ultimatum"
        end = f"had not been attacked or coerced {by_end(c)}"
        if found.longest is not None:
            end = f"{what} within {found.longest:ref} years"
        return f"The {soviet[:-1]} that is set beside a Romanian one {end}."
    head = f"Of the {found.pacts:ref words} {soviet} most like a Romanian one"
    if found.longest is None:
        return f"{head}, none had been attacked or coerced {by_end(c)}."
    were = "was" if attacked == 1 else "were"
    parts = [f"{found.attacked:ref words} {were} attacked"] if attacked else []
    if coerced:
        parts.append(f"{found.coerced:ref words} {'more ' if attacked else ''}ended under an ultimatum")
    broken = attacked + coerced
    whole = "all " if broken == len(found.fates) else "each of these " if broken > 1 else ""
    return f"{head}, {evidence.joined(parts)}, {whole}within {found.longest:ref} years."


def answer(c: Chapter) -> list[str]:
    """The short answer: in all, before and in the war, with the disputed acts, and what it says of Romania."""
    later = f" {second_half(c)}" if len(halves(c)) > 1 else ""
    last = f"{fates(c)} What another would have been worth no one can know."
    return [whole(c), f"{first_half(c)}{later}", disputed(c), last]
