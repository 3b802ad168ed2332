"""What chapter 08 found, in a sentence and in a few paragraphs; every word follows the statements that count."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.aid.words import chances, left_out, names, number_of
from romsov_analysis.themes.testimony.interests import Grade

LEADERS, ARMY = "political_request", "military_sounding"
FORCE, RELIEF = judgements.FORCE, judgements.RELIEF

_TONES: Mapping[Grade, Tone] = {
    "documented": "yes",
    "well attested": "yes",
    "contested": "open",
    "without reliable evidence": "no",
    "unknown": "open",
}
CALLED: Mapping[Grade, str] = {grade: str(grade) for grade in _TONES} | {
    "without reliable evidence": "no reliable evidence",
    "unknown": "nobody says",
}

# Statement → how the answer tells it.
_OF_THE_LEADERS = {
    "claims:co.request_forwarded": "V. Lapshin, a Soviet diplomat, tells of a request in Iliescu's name.",
    "claims:co.iliescu_request": "V. Lapshin, a Soviet diplomat, tells of a request in Iliescu's name.",
    "testimony:gorbachev_congress_23": "Mikhail Gorbachev told his parliament of one, as a single reporter has it.",
    "testimony:dinu_roman_request": "Cornel Dinu, a football coach in the building, tells of a call in the night.",
}
_OF_THE_ARMY = {
    "testimony:stefan_dinu_hangs_up": (
        "Ștefan Dinu, head of military intelligence, has the Soviet chief of staff hang up on the Romanians."
    ),
}


def graded(grade: Grade, did: str) -> str:
    """How known a thing is, as a sentence; `did` says what somebody did."""
    return {
        "documented": f"{evidence.capital(did)}, as a record of those days shows.",
        "well attested": f"{evidence.capital(did)}, on good testimony.",
        "contested": f"Whether {did} is contested.",
        "without reliable evidence": f"No reliable evidence shows that {did}.",
        "unknown": f"Nobody says whether {did}.",
    }[grade]


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
    army = graded(c.parts[ARMY].grade, "the army sounded Moscow out")
    leaders = graded(c.parts[LEADERS].grade, "the new leaders asked for aid")
    return " ".join(filter(None, [army, leaders, _on_the_refusal(c)]))


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """How known each part of the answer is."""

    def mark(part: str, of: str) -> tuple[Tone, str, str]:
        grade = c.parts[part].grade
        return _TONES[grade], CALLED[grade], of

    told = refusing(c)
    answered: tuple[Tone, str, str] = ("open", "refusal told" if told else "nobody says", "Moscow's answer")
    if c.judged["refused"]:
        answered = ("no", "refused", "Moscow's answer")
    return [
        mark(ARMY, "the army put the question"),
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
        alone = " alone" if len(part.against) == 1 and part.supports and not part.both else ""
        said.append(f"{names(part.against)}{alone} denied it.")
    if part.both:
        said.append(f"{names(part.both)} can be quoted both ways.")
    return said


def on_the_leaders(c: Chapter) -> str:
    """Who says that the new leaders asked, who denies it, and that no court has found it."""
    part = c.parts[LEADERS]
    said = [graded(part.grade, "the new leaders asked")]
    if part.supports:
        against = f" against {part.no:ref words}" if part.against else ""
        stands = "It is" if against else "It rests on"
        said.append(f"{stands} {number_of(part.yes, options='words')}{against}.")
    said += [*_told(c, part, _OF_THE_LEADERS), *_denied(part)]
    court = f"{c.judged['no_court']:holds No court has found that anyone asked}."
    return " ".join([*said, court])


def on_the_army(c: Chapter) -> str:
    """Who says that the army asked, against whose interest, and on whom it turns."""
    part = c.parts[ARMY]
    said = [graded(part.grade, "the army asked or sounded Moscow out")]
    phrases: dict[str, str] = {}
    if c.judged["general_ordered"]:
        asked = "Colonel Mircea Dumitru said that he put the question on a general's order"
        phrases[judgements.GENERALS_ORDER] = f"{c.judged['general_ordered']:holds {asked}}."
    said += [*_told(c, part, phrases | _OF_THE_ARMY), *_denied(part)]
    words = c.heard.on(ARMY)
    brave = set(words.loc[(words["reading"] == "supports") & (words["weight"] == "against"), "voice"])
    if part.supports and not part.against and not part.both:
        lead = ""
        if brave >= set(part.supports):
            who = {1: "It is told", 2: "Both speak"}.get(len(part.supports), "All speak")
            lead = f"{who} against the interest of their own side, and "
        said.append(evidence.capital(f"{lead}nobody denies it."))
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
    said.append(graded(force.grade, "it offered troops unasked"))
    if judged["any_field"]:
        call = "One call of 22 December spoke of help in any field"
        said.append(f"{judged['any_field']:holds {call}}; it named no force.")
    if judged["only_broadcasts"]:
        only = "Only the broadcasts of 23 December tell of aid promised"
        said.append(
            f"{judged['only_broadcasts']:holds {only}}, and the announcers, we are told, did not know "
            "from whom it came."
        )
    said.append(graded(c.parts[RELIEF].grade, "it offered relief"))
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
