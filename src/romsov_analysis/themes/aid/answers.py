"""What chapter 08 found, in a sentence and in a few paragraphs; every word follows the statements that count."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.aid.words import chances, left_out, names, number_of
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.interests import Grade

LEADERS, ARMY = "political_request", "military_sounding"
FORCE, RELIEF = judgements.FORCE, judgements.RELIEF

_TONES: Mapping[Grade, Tone] = {
    "documented": "yes",
    "attested": "yes",
    "contested": "open",
    "without reliable evidence": "no",
    "unknown": "open",
}
_CALLED: Mapping[Grade, str] = {grade: str(grade) for grade in _TONES} | {
    "without reliable evidence": "no reliable evidence",
    "unknown": "nobody says",
}

# Statement → how the answer tells it.
_LAPSHIN = (
    "V. Lapshin, a diplomat in Moscow, tells of a request in Iliescu's name, passed on to him by a colleague."
)
_OF_THE_LEADERS = {
    "claims:co.request_forwarded": _LAPSHIN,
    "claims:co.iliescu_request": _LAPSHIN,
    "testimony:gorbachev_congress_23": (
        "Mikhail Gorbachev, the Soviet leader, told his parliament of a request, as a single reporter has it."
    ),
    "testimony:dinu_roman_request": (
        "Cornel Dinu, a football coach who was with the new leaders, tells of a call in the night."
    ),
}
_OF_THE_ARMY = {
    "testimony:stefan_dinu_hangs_up": (
        "Vice Admiral Ștefan Dinu, head of military intelligence, wrote an article; by its lead the Soviet chief of "
        "staff hung up on the Romanians."
    ),
}
# Voice → what he was, where the answer has not said it yet.
_WHO = {"iliescu": "Ion Iliescu, who led their Council,"}


def _behind(c: Chapter, part: Part) -> str:
    """What stands behind a part: ``a witness and a report say``; a witness tells it at first hand."""
    known = statements.statements()
    voices = set(part.supports)
    behind = c.heard.behind(part.id, part.supports, "supports")
    witnesses = {known[name].voice for name in behind if known[name].basis == "firsthand"}
    told = (("a witness", "witnesses", len(witnesses)), ("a report", "reports", len(voices - witnesses)))
    said = evidence.joined(many if number > 1 else one for one, many, number in told if number)
    return f"{said} say{'s' if len(voices) == 1 else ''}"


def _denial(part: Part) -> str:
    """Who denies a part that is attested all the same; only who gains by a denial can."""
    return "nobody denies it" if not (part.against or part.both) else "only who gains by it denies it"


def graded(c: Chapter, part: Part, did: str) -> str:
    """How known a thing is, as a sentence; `did` says what somebody did."""
    said = {
        "documented": f"{did}, as a record of those days shows",
        "attested": f"{_behind(c, part)} that {did}; {_denial(part)}",
        "contested": f"whether {did} is contested",
        "without reliable evidence": f"no reliable evidence shows that {did}",
        "unknown": f"nobody says whether {did}",
    }
    return f"{evidence.capital(said[part.grade])}."


def called(part: Part) -> str:
    """How known a thing is, in a word or two."""
    if part.grade == "attested" and not (part.against or part.both):
        return "told, not denied"
    return _CALLED[part.grade]


def refusing(c: Chapter) -> tuple[str, ...]:
    """The voices that tell of force refused when it was put to Moscow."""
    return judgements.voices_of(judgements.refusals(c.heard))


def agreed(c: Chapter) -> bool:
    """Whether Moscow refused by the word of Soviet and of Romanian voices alike."""
    side = evidence.load("voices")["interest"].reindex(list(refusing(c)))
    romanian = side.isin(["army", "front", "iliescu"]).any()
    return bool(c.judged["refused"] and romanian and (side == "soviet").any())


def _on_the_refusal(c: Chapter) -> str:
    if c.judged["refused"]:
        return f"{c.judged['refused']:holds Moscow refused force}."
    told = refusing(c)
    return f"{'Some tell' if len(told) > 1 else 'One voice tells'} of a refusal." if told else ""


def verdict(c: Chapter) -> str:
    """What the chapter found, in at most 25 words."""
    if not c.totals["telling_voices"].value:
        return "Of the statements that count under this choice none says who asked, or what was answered."
    army = graded(c, c.parts[ARMY], "the army sounded Moscow out")
    leaders = graded(c, c.parts[LEADERS], "the new leaders asked")
    return " ".join(filter(None, [army, leaders, _on_the_refusal(c)]))


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """How known each part of the answer is."""

    def mark(part: str, of: str) -> tuple[Tone, str, str]:
        return _TONES[c.parts[part].grade], called(c.parts[part]), of

    told = refusing(c)
    answered: tuple[Tone, str, str] = ("open", "refusal told" if told else "nobody says", "Moscow's answer")
    if c.judged["refused"]:
        answered = ("no", "refused", "Moscow's answer")
    return [
        mark(ARMY, "the army sounded Moscow out"),
        mark(LEADERS, "the new leaders asked"),
        answered,
        mark(FORCE, "troops offered unasked"),
        mark(RELIEF, "relief offered"),
    ]


def _told(c: Chapter, part: Part, phrases: Mapping[str, str]) -> list[str]:
    """What those say who support a part, each in a sentence; who has none of his own is named."""
    support = c.heard.behind(part.id, (*part.supports, *part.both), "supports")
    said = {name: words for name, words in phrases.items() if name in support}
    heard = judgements.voices_of(tuple(said))
    others = [voice for voice in part.supports if voice not in heard]
    named = f"So {'do' if len(others) > 1 else 'does'} {names(others)}." if others else ""
    if not said:
        named = f"{names(others)} say{'' if len(others) > 1 else 's'} so." if others else ""
    return [*dict.fromkeys(said.values()), *([named] if named else [])]


def _denied(part: Part) -> list[str]:
    said = []
    if part.against:
        who = evidence.joined(_WHO.get(voice, names([voice])) for voice in part.against)
        said.append(f"{who} denied it.")
    if part.both:
        said.append(f"{names(part.both)} can be quoted both ways.")
    return said


def _once(part: Part) -> str:
    """How many voices there are if a side that gains counts once, where that changes anything."""
    yes, no = part.independent["supports"], part.independent["against"]
    if (yes.value == part.yes.value and no.value == part.no.value) or part.both:
        return ""
    against = f" against {no:ref words}" if part.against else ""
    return f", or {yes:ref words}{against} if a side that gains counts once"


def on_the_leaders(c: Chapter) -> str:
    """Who says that the new leaders asked, who denies it, and that no court has found it."""
    part = c.parts[LEADERS]
    said = [graded(c, part, "the new leaders asked")]
    if part.supports:
        against = f" against {part.no:ref words}" if part.against else ""
        stands = "It is" if against else "It rests on"
        said.append(f"{stands} {number_of(part.yes, options='words')}{against}{_once(part)}.")
    said += [*_told(c, part, _OF_THE_LEADERS), *_denied(part)]
    court = f"{c.judged['no_court']:holds No court has found that anyone asked}."
    return " ".join([*said, court])


def on_the_army(c: Chapter) -> str:
    """Who says that the army asked, against whose interest, and on whom it turns."""
    part = c.parts[ARMY]
    said = [graded(c, part, "the army asked or sounded Moscow out")]
    phrases: dict[str, str] = {}
    if c.judged["general_ordered"]:
        asked = "Colonel Mircea Dumitru of the Romanian staff said that he rang Moscow on a general's order"
        phrases[judgements.GENERALS_ORDER] = f"{c.judged['general_ordered']:holds {asked}}."
    said += [*_told(c, part, phrases | _OF_THE_ARMY), *_denied(part)]
    words = c.heard.on(ARMY)
    brave = set(words.loc[(words["reading"] == "supports") & (words["weight"] == "against"), "voice"])
    if part.supports and brave >= set(part.supports):
        speak = {1: "He speaks against the interest of his", 2: "Both speak against the interest of their"}
        said.append(f"{speak.get(len(part.supports), 'All speak against the interest of their')} own side.")
    if part.supports and part.grade != "attested" and not (part.against or part.both):
        said.append("Nobody denies it.")
    if len(part.supports) == 2 and set(part.turning) == set(part.supports):
        said.append("Take either of them away, and it rests on one alone.")
    return " ".join(said)


def on_the_answer(c: Chapter) -> str:
    """What Moscow answered and offered, as far as the statements that count bear it out."""
    judged, force, told = c.judged, c.parts[FORCE], refusing(c)
    said = []
    if judged["refused"]:
        both = ", as Soviet and Romanian voices agree" if agreed(c) else ""
        said.append(f"{judged['refused']:holds Moscow refused force when it was put to it}{both}.")
    elif told:
        said.append(f"{names(told)} tell{'' if len(told) > 1 else 's'} of a Soviet refusal.")
    said.append(graded(c, force, "it offered troops unasked"))
    if judged["any_field"]:
        call = "One call of 22 December spoke of help in any field"
        said.append(f"{judged['any_field']:holds {call}}; it named no force.")
    if judged["only_broadcasts"]:
        only = "Only the broadcasts of 23 December tell of aid promised"
        said.append(
            f"{judged['only_broadcasts']:holds {only}}, and the announcers, we are told, did not know "
            "from whom it came."
        )
    said.append(graded(c, c.parts[RELIEF], "it offered relief"))
    return " ".join(said)


def on_belief(c: Chapter) -> str:
    """What a range of trust in each voice makes of the leaders' asking."""
    result, part = c.belief[LEADERS].probability, c.parts[LEADERS]
    span = chances(result)
    if not part.speaking:
        return f"The chance that the leaders asked stays what it was thought to be before, {span}."
    lead = f"the chance that the leaders asked {'is' if result.low == result.high else 'runs from'} {span}."
    if result.low < 0.5 < result.high:
        return (
            "Testimony alone cannot decide about the leaders. Trust each witness a little or a great deal, and "
            f"{lead} A document might decide it."
        )
    side = {True: "less likely than not", False: "likelier than not"}[result.high < 0.5]
    even = result.low == 0.5 or result.high == 0.5
    return f"With this trust in each witness {lead}{'' if even else f' That is {side}.'}"


def short(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    if not c.heard.names:
        return ["No statement counts under this choice, so that nobody speaks on any part."]
    if not c.totals["telling_voices"].value:
        return [
            f"Of the {number_of(c.totals['statements'], 'statement')} that count none speaks on any part.",
            *filter(None, [left_out(c)]),
        ]
    weighed = " ".join(filter(None, [on_belief(c), left_out(c)]))
    return [on_the_army(c), on_the_leaders(c), on_the_answer(c), weighed]
