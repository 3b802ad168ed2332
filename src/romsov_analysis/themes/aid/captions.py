"""What the figures of chapter 08 are told in words: alt texts and captions."""

from __future__ import annotations

from romsov_analysis.themes.aid import figures
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.words import tally


def who_title(c: Chapter) -> str:
    """What the picture of the witnesses shows, as a finding."""
    army, leaders = c.parts["military_sounding"], c.parts["political_request"]
    at_one = army.supports and not (army.against or army.both)
    quarrel = leaders.supports and leaders.against
    if at_one and quarrel:
        told = f"{army.yes:ref words} {'voice tells' if army.yes.value == 1 else 'voices tell'}"
        return (
            f"Of the army’s question {told}, and nobody denies it; of the new leaders the witnesses contradict "
            "each other"
        )
    return "Who says so, and who denies it"


def who_alt(c: Chapter) -> str:
    """What a reader who does not see the picture of the witnesses is told."""
    if not c.totals["telling_voices"].value:
        return "An empty picture: nobody speaks on any part of the question."
    told = "; ".join(f"{part.short}, {tally(part)}" for part in c.parts.values())
    return (
        f"A list of the witnesses, question by question, those who say so beside those who deny it: {told}."
    )


def who_caption(c: Chapter) -> str:
    """The line below the picture of the witnesses."""
    if not c.totals["telling_voices"].value:
        return "Nobody speaks on any part."
    return (
        "A disc: the witness had nothing to gain by his words, or spoke against the interest of his own side. "
        "A ring: his side gains by them."
    )


def hours_title(c: Chapter) -> str:
    """What the picture of the hours shows, as a finding."""
    if c.came["refusal_before_broadcast"]:
        early = "Moscow had said no before the television announced a yes"
        return f"{c.came['refusal_before_broadcast']:holds {early}}"
    return "When it happened, as far as anybody says"


def hours_alt(_: Chapter) -> str:
    """What a reader who does not see the picture of the hours is told."""
    told = "; ".join(stretch.words for stretch in figures.stretches())
    return f"The events from noon of 22 December to the evening of 23 December 1989, in the order of time: {told}."


def hours_caption() -> str:
    """The line below the picture of the hours."""
    return (
        "By the article's hours, taken as those of Bucharest. A disc: an hour is told. A bar: only a part of the day "
        "is told, and the event may lie anywhere in it."
    )
