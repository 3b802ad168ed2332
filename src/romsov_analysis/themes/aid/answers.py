"""What chapter 08 found, in a sentence and in a few paragraphs; every word follows the statements that count."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.aid import judgements
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import LEADERS, SOUNDING, Part
from romsov_analysis.themes.aid.words import left_out, names, number_of, once
from romsov_analysis.themes.testimony.interests import Grade
from romsov_analysis.themes.testimony.statements import Coder
from romsov_analysis.themes.testimony.voices import hear

ARMY = "military_sounding"
FORCE, RELIEF = judgements.FORCE, judgements.RELIEF

_TONES: Mapping[Grade, Tone] = {
    "documented": "yes",
    "attested": "yes",
    "contested": "open",
    "one witness": "partly",
    "without reliable evidence": "no",
    "unknown": "open",
}
CALLED: Mapping[Grade, str] = {grade: str(grade) for grade in _TONES} | {
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
        "Mikhail Gorbachev, the Soviet leader, told his parliament of a request, as a single reporter paraphrases him."
    ),
    "testimony:dinu_roman_request": (
        "Cornel Dinu, a football coach, clears his friend Iliescu and tells of another man's call in the night."
    ),
}
# Statement that denies → how the answer tells it.
_DENYING = {
    "testimony:gusa_film_words": (
        "As a podcast sums up a film, somebody told a Russian speaker on the telephone, in the name of Ștefan Gușă, "
        "chief of the General Staff, that Romania had asked for nothing."
    ),
}
# Voice → what he was, where the answer has not said it yet.
_WHO = {
    "iliescu": "Ion Iliescu, who led their Council,",
    "stefan_dinu": "Vice Admiral Ștefan Dinu, head of military intelligence, who argued from the data of those days,",
}
_ROMANIAN = ("army", "front", "iliescu")  # interests
_CHIEF = "gusa"  # of the General Staff
# Part → how a sentence names it.
_NAMED = {
    ARMY: "whether the army asked",
    LEADERS: "whether the leaders asked",
    FORCE: "whether troops were offered unasked",
    RELIEF: "whether relief was offered",
    "rumour_only": "whether, as the workings ask too, it was all rumour",
}


def _behind(part: Part) -> str:
    """Who stands behind a part, by number: ``two officers say``, if all are of the army; else ``three voices say``."""
    number = len((*part.supports, *part.both))
    officers = (evidence.load("voices").loc[[*part.supports, *part.both], "interest"] == "army").all()
    who = "officer" if officers else "voice"
    return f"{COUNTING[number]} {who} says" if number == 1 else f"{COUNTING[number]} {who}s say"


def _denial(part: Part) -> str:
    """Who denies a part that is told by a witness all the same; only who gains by a denial can."""
    if not (part.against or part.both):
        return "nobody denies it"
    chief = part.id == ARMY and part.against == (_CHIEF,) and not part.both
    return "its chief denied it" if chief else "only who gains by it denies it"


def graded(part: Part, did: str) -> str:
    """How known a thing is, as a sentence; `did` says what somebody did."""
    said = {
        "documented": f"{did}, as a record of those days shows",
        "attested": f"{_behind(part)} that {did}; {_denial(part)}",
        "contested": f"whether {did} is contested",
        "one witness": f"{_behind(part)} {did}; {_denial(part)}",
        "without reliable evidence": f"no reliable evidence shows that {did}",
        "unknown": f"nobody says whether {did}",
    }
    return f"{evidence.capital(said[part.grade])}."


def called(part: Part) -> str:
    """How known a thing is, in a word or two."""
    return CALLED[part.grade]


def refusing(c: Chapter) -> tuple[str, ...]:
    """The voices that tell of force refused when it was put to Moscow."""
    return judgements.voices_of(judgements.refusals(c.heard))


def agreed(c: Chapter) -> bool:
    """Whether Moscow refused by the word of Soviet and of Romanian voices alike."""
    side = evidence.load("voices")["interest"].reindex(list(refusing(c)))
    romanian = side.isin(_ROMANIAN).any()
    return bool(c.judged["refused"] and romanian and (side == "soviet").any())


def _on_the_refusal(c: Chapter) -> str:
    if c.judged["refused"]:
        return f"{c.judged['refused']:holds No witness has Moscow promise force}."
    told = refusing(c)
    return f"{'Some tell' if len(told) > 1 else 'One voice tells'} of a refusal." if told else ""


def verdict(c: Chapter) -> str:
    """What the chapter found, in at most 25 words."""
    if not c.totals["telling_voices"].value:
        return "Of the statements that count under this choice none says who asked, or what was answered."
    army = graded(c.parts[ARMY], "the army sounded Moscow out")
    leaders = graded(c.parts[LEADERS], "the new leaders asked")
    return " ".join(filter(None, [army, leaders, _on_the_refusal(c)]))


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """How known each part of the answer is."""

    def mark(part: str, of: str) -> tuple[Tone, str, str]:
        return _TONES[c.parts[part].grade], called(c.parts[part]), of

    told = refusing(c)
    answered: tuple[Tone, str, str] = ("open", "refusal told" if told else "nobody says", "Moscow's answer")
    if c.judged["refused"]:
        answered = ("no", "no force", "was promised, in any answer that a witness tells")
    return [
        mark(ARMY, "the army sounded Moscow out"),
        mark(LEADERS, "the new leaders asked, which is more than to sound Moscow out"),
        answered,
        mark(FORCE, "troops offered unasked"),
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


def _denied(c: Chapter, part: Part) -> list[str]:
    behind = c.heard.behind(part.id, part.against, "against")
    said = [words for name, words in _DENYING.items() if name in behind]
    told = judgements.voices_of(tuple(name for name in _DENYING if name in behind))
    others = [voice for voice in part.against if voice not in told]
    if others:
        who = evidence.joined(_WHO.get(voice, names([voice])) for voice in others)
        said.append(f"{who} denied it.")
    if part.both:
        said.append(f"{names(part.both)} can be quoted both ways.")
    return said


def on_the_leaders(c: Chapter) -> str:
    """Who says that the new leaders asked, who denies it, and that no court has found it."""
    part = c.parts[LEADERS]
    said = [
        graded(part, "the new leaders asked"),
        *_told(c, part, _OF_THE_LEADERS),
        *_denied(c, part),
    ]
    if part.supports:
        against = f" against {part.no:ref words}" if part.against else ""
        stands = "It is" if against else "It rests on"
        said.append(f"{stands} {number_of(part.yes, options='words')}{against}{once(c, part)}.")
    if part.supports and SOUNDING in c.heard.behind(LEADERS, part.against, "against"):
        yes, no = c.sounded["sounded_yes"], c.sounded["sounded_no"]
        said.append(
            "The admiral allows that there was a sounding. If that counted as asking, as it does for the army, he "
            f"would be no denier: {yes:ref words} against {no:ref words}."
        )
    court = f"{c.judged['no_court']:holds No court has found that anyone asked}."
    return " ".join([*said, court])


def on_the_army(c: Chapter) -> str:
    """Who says that the army asked, against whose interest, who denies it, and on whom it turns."""
    part = c.parts[ARMY]
    said = [graded(part, "the army asked or sounded Moscow out")]
    phrases: dict[str, str] = {}
    if c.judged["general_ordered"]:
        asked = "Colonel Mircea Dumitru of the Romanian staff said that he rang Moscow on a general's order"
        phrases[judgements.GENERALS_ORDER] = f"{c.judged['general_ordered']:holds {asked}}."
    said += [*_told(c, part, phrases), *_denied(c, part)]
    words = c.heard.on(ARMY)
    brave = set(words.loc[(words["reading"] == "supports") & (words["weight"] == "against"), "voice"])
    if part.supports and brave >= set(part.supports):
        obeyed = ", though the colonel stresses that he obeyed" if phrases else ""
        said.append(f"To have asked does an army no credit{obeyed}.")
    if part.supports and part.grade != "attested" and not (part.against or part.both):
        said.append("Nobody denies it.")
    if SOUNDING in c.heard.names and SOUNDING not in c.heard.behind(
        ARMY, part.speaking, "supports", "against"
    ):
        said.append(
            "A second officer wrote of a sounding of Soviet opinion; in what we could read he does not say who "
            "made it, or about what."
        )
    return " ".join(said)


def on_the_answer(c: Chapter) -> str:
    """What Moscow answered and offered, as far as the statements that count bear it out."""
    judged, force, told = c.judged, c.parts[FORCE], refusing(c)
    said = []
    if judged["refused"]:
        own = evidence.load("voices")["interest"].reindex(list(told)).isin(_ROMANIAN).sum()
        ours = "one Romanian that tells" if own == 1 else "Romanian ones that tell"
        both = f": not the Soviet accounts, nor the {ours} of a refusal" if agreed(c) else ""
        said.append(f"{judged['refused']:holds No witness has Moscow promise force in its answer}{both}.")
    elif told:
        said.append(f"{names(told)} tell{'' if len(told) > 1 else 's'} of a Soviet refusal.")
    said.append(graded(force, "it offered troops unasked"))
    if judged["any_field"]:
        call = "One call of 22 December spoke of help in any field"
        said.append(f"{judged['any_field']:holds {call}}; it named no force.")
    if judged["only_broadcasts"]:
        only = "Of military aid promised no witness tells, only the broadcasts of 23 December do"
        said.append(
            f"{judged['only_broadcasts']:holds {only}}; the announcers, we are told, did not know from whom the "
            "report came."
        )
    if judgements.AGENCY in c.heard.names:
        said.append(
            "One news agency took Gorbachev to promise aid to the Romanian army; others took it for relief."
        )
    said.append(graded(c.parts[RELIEF], "Moscow offered relief"))
    if judged["relief_hardly_told"]:
        hardly = "Whether relief had been asked for, hardly any source says"
        said.append(f"{judged['relief_hardly_told']:holds {hardly}}.")
    return " ".join(said)


def on_the_other_reader(c: Chapter) -> str:
    """Where our other coder, from the same statements, comes out elsewhere; how far the two agree."""
    other: Coder = "first" if c.coder == "second" else "second"
    grades = hear(c.heard.names, other).grades
    found: dict[str, list[str]] = {}
    for name, part in c.parts.items():
        if grades[name] != part.grade:
            found.setdefault(CALLED[grades[name]], []).append(_NAMED[name])
    calls = [f"“{word}” on {evidence.joined(of)}" for word, of in found.items()]
    number = sum(len(of) for of in found.values())
    judges = "comes out the same"
    if calls:
        of = f"{COUNTING[number]} of the {COUNTING[len(c.parts)]} questions"
        judges = f"comes out elsewhere on {of}: he says {evidence.joined(calls)}"
    alike, spoken = c.coding["spoken_alike"], c.coding["spoken"]
    twice, every = c.coding["coded_twice"], c.coding["coded"]
    return (
        f"Another person, who coded the statements apart from us, {judges}. He saw {twice:ref} of the "
        f"{every:ref}; Gușă's denial was found later. "
        f"In {spoken:ref} cases at least one of the two found that a statement says something on a question; in "
        f"{alike:ref} of these they read it alike."
    )


def short(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    if not c.heard.names:
        return ["No statement counts under this choice, so that nobody speaks on any part."]
    if not c.totals["telling_voices"].value:
        return [
            f"Of the {number_of(c.totals['statements'], 'statement')} that count none speaks on any part.",
            *filter(None, [left_out(c)]),
        ]
    weighed = " ".join(filter(None, [on_the_other_reader(c), left_out(c)]))
    return [on_the_army(c), on_the_leaders(c), on_the_answer(c), weighed]
