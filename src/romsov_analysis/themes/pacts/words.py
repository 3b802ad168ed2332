"""The verdict and the short answer of chapter 03, chosen by its results: true under every parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
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


def often(c: Chapter) -> str:
    """What more than the reading of *regularly* is; in words where it asks one in two."""
    return "more often than not" if c.regular == 0.5 else f"in more than {c.level:ref percent} of cases"


def level(c: Chapter) -> str:
    """The share that the reading of *regularly* asks to be passed."""
    return "one in two" if c.regular == 0.5 else f"{c.level:ref percent}"


def halves(c: Chapter, definition: str = WIDEST, *, contested: bool = False) -> list[Broken]:
    """What was broken before, and from then on where anything could be."""
    return [part for part in c.halves[definition, contested] if part is not None]


def over(c: Chapter, share: Result) -> bool:
    """Whether a share lies above the reading of *regularly*."""
    return (share.value or 0.0) > c.regular


def _adverb(share: Result) -> str:
    value = share.value or 0.0
    steps = ((0.0, "never"), (_RARELY, "rarely"), (_SELDOM, "now and then"), (_OFTEN, "often"))
    return next((words for most, words in steps if value <= most), "mostly")


def verdict(c: Chapter) -> str:
    """By the widest rule, beyond dispute: how often at both times, and whether that is what the claim says."""
    parts = halves(c)
    shares = [part.share for part in parts]
    when = [before(c), "in it" if c.outbreak == OUTBREAK else "from then on"]
    how = [f"{_adverb(share)} {time}" for share, time in zip(shares, when, strict=False)]
    above = [over(c, share) for share in shares]
    most = "in most cases" if c.regular == 0.5 else often(c)
    if not any(above):
        judged = f"at neither time {most}" if len(above) > 1 else f"not {most}"
    elif all(above):
        judged = f"both times {most}" if len(above) > 1 else most
    else:
        judged = f"only {when[above.index(True)]} {most}"
    told = f"{parts[0].broken:ref} of {parts[0].count:ref} {c.universe.words} were broken before"
    if len(parts) > 1:
        told += f", {parts[1].broken:ref} of {parts[1].count:ref} during"
    head = evidence.capital(", ".join([*how, judged]))
    return f"{head}: {told}."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """What holds of each time, with the disputed acts, and of a pact with Romania."""
    found: list[tuple[Tone, str, str]] = []
    for part, when in zip(halves(c), [before(c), during(c)], strict=False):
        value = part.share.value or 0.0
        if over(c, part.share):
            found.append(("yes", "yes", when))
        elif value <= _SELDOM:
            found.append(("no", "no", when))
        else:
            found.append(("partly", "often" if value <= _OFTEN else "mostly", when))
    parts = [f"{part.broken:ref} of {part.count:ref}" for part in halves(c, contested=True)]
    found.append(("partly", "at most", f"{', then '.join(parts)}, with every disputed act"))
    found.append(("open", "unknown", "what a Romanian pact would have been worth"))
    return found


def _were(c: Chapter, share: Result) -> str:
    value = share.value or 0.0
    if over(c, share):
        return "they were"
    if value <= _SELDOM:
        return "they were not"
    return "they often were" if value <= _OFTEN else "they mostly were"


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


def first_half(c: Chapter) -> str:
    """Whether they were broken before, which acts did so, and how many of these were attacks."""
    part, attacked = halves(c)[0], halves(c, NARROWEST)[0]
    acts = list(dict.fromkeys(spell.act for spell in part.spells if spell.act))
    named = f": {evidence.joined([deed(act) for act in acts])}" if 0 < len(acts) <= _NAMED else ""
    sentence = (
        f"{evidence.capital(before(c))} {_were(c, part.share)}. Of the {part.count:ref} {c.universe.words} concluded "
        f"by then, {part.broken:ref} had been broken beyond dispute{named}."
    )
    if attacked.broken.value != part.broken.value:
        sentence += f" Open attack alone accounts for {attacked.broken:ref}."
    return sentence


def second_half(c: Chapter) -> str:
    """Whether they were broken from then on, and who broke most in all."""
    part = halves(c)[1]
    lead = "Once war had come" if c.outbreak == OUTBREAK else "From then on"
    told = f"{part.broken:ref} of the {part.count:ref} in force then or later were broken"
    sentence = f"{lead} {_were(c, part.share)}: {told}."
    many = [result for result in c.attackers.values() if (result.value or 0.0) > 1]
    if many:
        who = [f"{_actor(result)} {result:ref}" for result in many]
        who[0] = f"{_actor(many[0])} broke {many[0]:ref}"
        sentence += f" Of the {c.way(WIDEST).broken:ref} broken in all, {evidence.joined(who)}{_once(c)}."
    return sentence


def _once(c: Chapter) -> str:
    """Who broke one each: states, and pairs of which one or the other did."""
    one = [result for result in c.attackers.values() if result.value == 1]
    alone = [_actor(result) for result in one if _JOINT not in result.title]
    either = [f"either {_actor(result).replace(_JOINT, ' or ')}" for result in one if _JOINT in result.title]
    said = [f"{evidence.joined(alone)} one{' each' if len(alone) > 1 else ''}"] if alone else []
    said += [f"{pair} one more" for pair in either]
    return f"; {', and '.join(said)}" if said else ""


_JOINT = " and "  # between two states that are one attacker, since either may have begun


def _actor(result: Result) -> str:
    return _the(result.title.removeprefix("Broken by "))


def _the(name: str) -> str:
    return f"the {name}" if name.startswith(("Soviet Union", "United ")) else name


def disputed(c: Chapter) -> str:
    """What disputed acts add, and whether that passes what the claim asks."""
    parts = halves(c, contested=True)
    every = c.way(WIDEST, contested=True)
    counts = [f"{part.broken:ref} of {part.count:ref}" for part in parts]
    when = [before(c), during(c)]
    spelt = evidence.joined([f"{number} {time}" for number, time in zip(counts, when, strict=False)])
    lead = "All this is beyond dispute. With every disputed act as well, from secret agreements to raids,"
    sentence = f"{lead} it is {spelt}."
    clear = halves(c)
    if len(parts) > 1 and (parts[1].broken.value or 0) < (clear[1].broken.value or 0):
        sentence += f" Fewer are then left to be broken {when[1]}, since a pact breaks only once."
    above = [over(c, part.share) for part in parts]
    if all(above):
        return f"{sentence} That is {often(c)}{' at both times' if len(above) > 1 else ''}."
    if any(above):
        return f"{sentence} That is {often(c)}, but only {when[above.index(True)]}."
    if len(above) == 1:
        return f"{sentence} That does not pass {level(c)}."
    added = f"; only both together do, with {every.broken:ref} of {every.counted:ref}"
    return f"{sentence} Neither time passes {level(c)}{added if over(c, every.share) else ''}."


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
    """The short answer: before, in the war, with the disputed acts, and what it says of Romania."""
    later = [second_half(c)] if len(halves(c)) > 1 else []
    last = f"{fates(c)} What another would have been worth no one can know."
    return [first_half(c), *later, disputed(c), last]
