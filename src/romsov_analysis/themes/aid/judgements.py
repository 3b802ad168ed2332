"""Sentences of the chapter that are true or false: each is decided by readings and rows, never by hand."""

from __future__ import annotations

from collections.abc import Mapping

from romsov_analysis import evidence
from romsov_analysis.results import Result
from romsov_analysis.themes.aid.parts import Part
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.voices import Heard

# The statements that four sentences of the answer lean on.
GENERALS_ORDER = "claims:co.eftimescu_order"
ANY_FIELD = "claims:co.support_offered"
PROMISE = "claims:co.tv_promise"
AGENCY = "testimony:upi_gorbachev_warning_23"

ASKING = ("political_request", "military_sounding")
FORCE, RELIEF = "offer_of_force", "offer_of_relief"

FEW = 10  # "hardly any" of the voices: fewer than one in so many


def refusals(heard: Heard) -> tuple[str, ...]:
    """The statements that tell of force refused when it was put to Moscow."""
    return tuple(str(name) for name in heard.readings.index[heard.readings[FORCE] == "refused"])


def voices_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The voices of some statements, each once, in their order."""
    known = statements.statements()
    return tuple(dict.fromkeys(known[name].voice for name in names))


Rule = tuple[bool, tuple[str, ...], str, str]


def judge(heard: Heard, parts: Mapping[str, Part]) -> dict[str, Result]:
    """What the answer and the story may say, by the last part of the id; the title is what may be said.

    Results ``aid.general_ordered``, ``aid.refused``, ``aid.only_broadcasts``, ``aid.any_field`` and
    ``aid.relief_hardly_told`` for the answer; ``aid.no_court`` whatever counts; ``aid.anonymous_silent``,
    ``aid.mostly_silent`` and ``aid.mostly_neutral`` for the story.
    """
    rules = _of_the_answer(heard, parts) | _of_the_story(heard) | {"no_court": _no_court()}
    return {
        name: Result.whether(f"aid.{name}", bool(holds), *rows, formula=formula, title=title)
        for name, (holds, rows, formula, title) in rules.items()
    }


def _of_the_answer(heard: Heard, parts: Mapping[str, Part]) -> dict[str, Rule]:
    told, relief, force = refusals(heard), parts[RELIEF].speaking, parts[FORCE]
    spoken = (heard.readings != "neutral").sum(axis=1)
    sounding = parts["military_sounding"].speaking
    return {
        "general_ordered": (
            GENERALS_ORDER in heard.names
            and GENERALS_ORDER in heard.behind("military_sounding", sounding, "supports"),
            (GENERALS_ORDER,),
            "the officer's own account counts and is read for a question of the army",
            "An army general had Moscow asked, by the officer who rang",
        ),
        "refused": (
            len(voices_of(told)) > 1 and not (force.supports or force.both),
            told or (f"parts:{FORCE}",),
            "two voices or more tell of an answer that refuses, none is for force offered",
            "No witness has Moscow promise force in its answer",
        ),
        "only_broadcasts": (
            PROMISE in heard.names and spoken[PROMISE] == 0 and not (force.supports or force.both),
            (PROMISE,),
            "the broadcast counts among the statements, is neutral, and no voice is for force offered",
            "Only the broadcasts tell of military aid promised, and they do not count for themselves",
        ),
        "any_field": (
            ANY_FIELD in heard.names,
            (ANY_FIELD,),
            "the statement counts",
            "One call of 22 December spoke of help in any field",
        ),
        "relief_hardly_told": (
            0 < FEW * len(relief) < len(heard.voices),
            (f"parts:{RELIEF}",),
            f"fewer than one voice in {FEW} speaks on the part",
            "Whether relief had been asked for, hardly any source says",
        ),
    }


def _of_the_story(heard: Heard) -> dict[str, Rule]:
    columns = heard.readings.columns
    spoken = (heard.readings != "neutral").sum(axis=1)
    silent = int((spoken * 2 < len(columns)).sum())
    known = statements.statements()
    anonymous = [name for name in heard.names if known[name].basis == "anonymous"]
    rows = tuple(f"parts:{part}" for part in columns)
    return {
        "anonymous_silent": (
            all(spoken[name] == 0 for name in anonymous),
            tuple(anonymous) or ("units:statements",),
            "every anonymous statement that counts is read as neutral on all parts",
            "An anonymous report does not count for itself",
        ),
        "mostly_silent": (
            2 * silent > len(heard.names),
            rows,
            "more than half of the statements that count are neutral on more than half of the parts",
            "Most statements are silent on most parts",
        ),
        "mostly_neutral": (
            _mostly_neutral(),
            rows,
            "more than half of all cells are neutral by either coder",
            "Most cells are neutral for everyone",
        ),
    }


def _mostly_neutral() -> bool:
    table = evidence.load("readings")
    second = table["second"].fillna(table["reading"])
    return bool(((table["reading"] == "neutral") & (second == "neutral")).mean() > 0.5)


def _no_court() -> Rule:
    table = evidence.load("testimony")
    courts = [f"testimony:{name}" for name in table.index[table["side"] == "court"]]
    said = evidence.load("readings")
    said = said[said["statement"].isin(courts) & said["part"].isin(ASKING)]
    return (
        not (said["reading"] == "supports").any(),
        tuple(courts),
        "no row of a court or of prosecutors counts as evidence that somebody asked",
        "No court has found that anyone asked",
    )
