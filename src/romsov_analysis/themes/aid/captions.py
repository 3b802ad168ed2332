"""What the figures of chapter 08 are told in words: alt texts and captions."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.words import number_of, sentence, tally


def spoken_parts(c: Chapter, name: str) -> str:
    """On which side the article's telling statements speak on a part, in words."""
    cells = set(c.heard.readings.loc[list(c.telling_inside), name]) - {"neutral", "refused"}
    if len(cells) == 2:
        return "for and against"
    return {"supports": "for it only", "against": "against it only"}[cells.pop()] if cells else "none"


def parts_in_words(c: Chapter) -> str:
    """How many parts there are, as a word with its noun."""
    number = len(c.parts)
    return f"{COUNTING[number] if number < len(COUNTING) else number} part{'' if number == 1 else 's'}"


def matrix_alt(c: Chapter) -> str:
    """What a reader who does not see the matrix of the article is told."""
    if not c.telling_inside:
        return f"An empty grid: no statement of the article that counts tells the {parts_in_words(c)} apart."
    told = "; ".join(f"{part.short}, {spoken_parts(c, name)}" for name, part in c.parts.items())
    return f"A grid of the telling statements of the article against {parts_in_words(c)}: {told}."


def matrix_caption(c: Chapter) -> str:
    """The line below the matrix of the article."""
    lead = (
        "What the statements of the article say on each part, the most telling first"
        if c.telling_inside
        else "No statement of the article that counts tells the parts apart"
    )
    return (
        f"{lead}; {number_of(c.totals['telling'], 'statement')} of all that count speak"
        f"{'s' if c.totals['telling'].value == 1 else ''} on any part. The reasons stand on the page of voices."
    )


def voices_alt(c: Chapter) -> str:
    """What a reader who does not see the matrix of voices is told."""
    if not c.totals["telling_voices"].value:
        return f"An empty grid: nobody speaks on any of the {parts_in_words(c)}."
    told = "; ".join(f"{part.short}, {tally(part)}" for part in c.parts.values())
    return f"A grid of {number_of(c.totals['telling_voices'])} against {parts_in_words(c)}: {told}."


def voices_caption(c: Chapter) -> str:
    """The line below the matrix of voices: whom a part turns on, and the sides on which nobody speaks."""
    if not c.totals["telling_voices"].value:
        return "Nobody speaks on any part."
    star = "A star marks a voice on which a part turns. " if any(p.turning for p in c.parts.values()) else ""
    if (c.heard.words["weight"] == "against").any():
        star += "A dagger marks one that speaks against the interest of its own side. "
    parts = c.parts.values()
    sides = {
        "nobody is against": [p.short for p in parts if p.supports and not (p.against or p.both)],
        "nobody is for": [p.short for p in parts if p.against and not (p.supports or p.both)],
        "there are voices on both sides": [p.short for p in parts if p.both or (p.supports and p.against)],
        "nobody speaks": [p.short for p in parts if not (p.speaking or p.refusing)],
        "there is only word of a refusal": [p.short for p in parts if p.refusing and not p.speaking],
    }
    told = "; ".join(
        f"on {evidence.joined(f'“{short}”' for short in shorts)} {words}"
        for words, shorts in sides.items()
        if shorts
    )
    return f"Who speaks on what, by the side that gains. {star}{sentence(told)}"


def clock_alt(_: Chapter) -> str:
    """What a reader who does not see the December days is told; no parameter moves them."""
    return (
        "A timeline of 20–27 December 1989 with the events of the article and what other sources add. On 22 December "
        "two Soviet calls deny movements at the border, a request and its refusal are told of for the evening; on "
        "23 December an assurance in the morning comes before the broadcast, a question to Moscow at midday; on "
        "24 December the American talk and the calls for protection; on 27 December the talks with Moscow."
    )


def clock_caption(_: Chapter) -> str:
    """The line below the December days."""
    return (
        "The December days. Discs: the article; diamonds: other sources. Hollow marks have a part of the day, or no "
        "hour; without one they stand last of their day. The hours of the evening of 22 December that decide who asked "
        "first are the ones nobody gives."
    )
