"""The words of chapter 07 that follow from its numbers and its days."""

from __future__ import annotations

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.rupture import events
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter
from romsov_analysis.themes.rupture.quarrels import (
    QUARRELS,
    WAYS,
    first_of,
    leader,
)

# Track → what was disputed on it, with the events that tell of it, and what is said where none of them does.
DISPUTES: dict[str, tuple[dict[str, tuple[str, ...]], str]] = {
    events.BORDER: (
        {"an island in the Danube": ("co.commission_session", "co.maican_report", "co.maican_order")},
        "the line in the Danube",
    ),
    events.ECONOMY: (
        {"trade in hard currency": ("co.premiers_asked", "co.ryzhkov_date", "co.dascalescu_request")},
        "joint projects",
    ),
    events.PACT: (
        {
            "the pact of 1939": (
                "co.pact_press_1988",
                "co.gorbachev_on_pact",
                "co.pact_1989",
                "co.congress_attack",
            ),
        },
        "the pact of 1939",
    ),
    events.REGIMES: (
        {
            "the fate of the allied regimes": (
                "co.coups_speech",
                "co.committee_12_october",
                "co.committee_13_november",
                "co.committee_16_november",
            ),
        },
        "reform",
    ),
    events.ALLIANCE: (
        {
            "the command of the alliance": (
                "co.summit_1989",
                "co.proposals_again",
                "co.reform_proposals_1988",
                "co.law_1972",
            )
        },
        "the alliance",
    ),
    events.MALTA: (
        {
            "what might be settled at Malta": ("co.letter_23_november", "co.letter_27_november"),
        },
        "how the last meeting was told",
    ),
}
# What the verdict names, and how: the quarrels that have most points in dispute in the picture below it.
SHORT = {
    "what might be settled at Malta": "the Soviet-American summit at Malta",
    "the fate of the allied regimes": "the allied regimes",
    "the pact of 1939": "the pact of 1939",
    "trade in hard currency": "money",
}
# A quarrel in a word or two, where several stand in one sentence.
NICKNAMES = {
    "pact": "the pact", "regimes": "the allied regimes", "economy": "trade", "alliance": "the alliance",
    "border": "the Danube island", "malta": "Malta", "timisoara": "Timișoara",
}  # fmt: skip
LAST_TALK = "co.last_meeting"


def disputes(c: Chapter) -> list[str]:
    """What was disputed on the road, one by one, as far as its events tell."""
    found = []
    for track in c.tracks:
        told, else_said = DISPUTES[track]
        found += [words for words, rows in told.items() if set(rows) & set(c.road.index)] or [else_said]
    return found


def stretch(c: Chapter) -> str:
    """The days of the road in words, with their preposition."""
    first, last = dates.in_words(str(c.first)), dates.in_words(str(c.last))
    return f"within the one day of {first}" if first == last else f"from {first} to {last}"


def of_autumn(c: Chapter) -> str:
    """How many of the events fall into the autumn of 1989, where the road reaches beyond it on either side."""
    if not c.first < AUTUMN <= c.last:
        return ""
    return f", {c.in_autumn:ref} of them from September 1989 on"


def where(c: Chapter) -> str:
    """On how many matters they quarrelled."""
    if len(c.tracks) == len(DISPUTES):
        return "about everything at once"
    return f"on {COUNTING[len(c.tracks)]} matter{'s' if len(c.tracks) > 1 else ''}"


def verdict(c: Chapter) -> str:
    """What they fell out over and what the last talk mended, in a sentence or two."""
    if not c.road.index.size:
        return f"The article dates no quarrel {stretch(c)}."
    found = disputes(c)
    if LAST_TALK in c.road.index and set(SHORT) <= set(found):
        return f"They quarrelled over {joined(list(SHORT.values()))}. Eight hours in Moscow mended nothing."
    named = joined([SHORT[words] for words in found if words in SHORT] or found)
    return f"{capital(stretch(c))} the article’s events concern {named}."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Whether one quarrel leads, how the letters met, and what the remark was, as marks of the verdict."""
    raised, answered, held = c.letters["raised"], c.letters["answered"], leader(c.quarrels)
    about = f", on {NICKNAMES[held]}" if held else ""
    return [
        (
            "yes" if held else "open",
            "most often" if held else "undecided",
            f"of {c.quarrels['dispute']:ref} things said against each other{about}; neither side says what weighed "
            "most"
            if held
            else f"which quarrel weighed most: none has clearly the most of {c.quarrels['dispute']:ref} things said",
        ),
        (
            "partly",
            "past each other",
            f"the last letters: the reply, as printed, takes up {answered:ref} of Gorbachev’s {raised:ref} points",
        ),
        (
            "partly",
            "no threat",
            "in what Gorbachev said about 9 January, as a columnist quotes it; the interpreter’s words are darker, yet "
            "he heard none either",
        ),
    ]


def leading(c: Chapter) -> list[str]:
    """The two quarrels with the most points in dispute."""
    return sorted(QUARRELS, key=lambda name: -(c.quarrels[name].low if name in c.quarrels else 0))[:2]


def finding(c: Chapter) -> str:
    """The road in a paragraph: what they quarrelled about, how many events the article dates, how many late."""
    if not c.road.index.size:
        return f"The article dates no event on the road {stretch(c)}."
    events_ = "event" if c.on_road.value == 1 else "events"
    return (
        f"They quarrelled {where(c)}: {joined(disputes(c))}. The historian Constantin Corneanu, whose article "
        f"this chapter follows and tests, dates {c.on_road:ref} {events_} {stretch(c)}"
        f"{of_autumn(c)}."
    )


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer; the second is the finding."""
    raised, answered = (f"{c.letters[name]:ref}" for name in ("raised", "answered"))
    return [
        "On 4 December 1989 Nicolae Ceaușescu spent eight hours in Moscow and pressed for a meeting on the economy. As "
        "his hosts remembered, he invited Mikhail Gorbachev to come hunting, then rode to the airport without a word. "
        "On Christmas Day he was shot.",
        f"{finding(c)} {weighing(c)}",
        f"Their last letters were written past each other: as printed, Ceaușescu's reply takes up {answered} of "
        f"Gorbachev’s {raised} points. In Moscow Gorbachev told the two prime ministers, about a meeting set "
        "for 9 January, that they would live to see the day. So a columnist quotes the minutes; the interpreter’s "
        "words are darker, and many took them for a prophecy.",
    ]


def weighing(c: Chapter) -> str:
    """Whether one quarrel leads among the points of the last month, and by which ways of counting it does not."""
    begin = "Neither side, in what we read, says which quarrel was decisive."
    held = leader(c.quarrels)
    if held:
        return f"{begin} In the last month {NICKNAMES[held]} came up most, however one counts."
    first, clear, wide = (first_of(c.quarrels, way) for way in WAYS)
    return (
        f"{begin} Nor does counting decide it. In the last month {_lead(first)} the points in dispute "
        f"({_most(c, first, '')}). Leave out what fits two quarrels, and {_ahead(first, clear)} "
        f"({_most(c, clear, '_clear')}). Count unopposed points too, and {_ahead([], wide)} "
        f"({_most(c, wide, '_wide')})."
    )


def _lead(names: list[str]) -> str:
    many = len(names) > 1 or names == ["regimes"]
    return f"{joined([NICKNAMES[name] for name in names])} lead{'' if many else 's'}"


def _ahead(before: list[str], names: list[str]) -> str:
    """Who leads now; who led alone before and is caught up with by others."""
    if len(before) == 1 and before[0] in names and len(names) > 1:
        others = [NICKNAMES[name] for name in names if name not in before]
        ties = "tie" if before == ["regimes"] else "ties"
        return f"{NICKNAMES[before[0]]} {ties} with {joined(others)}"
    return _lead(names)


def _most(c: Chapter, names: list[str], way: str) -> str:
    return f"{c.quarrels[names[0] + way]:ref}" + (" each" if len(names) > 1 else "")


def ways_caption(c: Chapter) -> str:
    """Which quarrel leads by which way of counting, in a line."""
    held = leader(c.quarrels)
    return f"{QUARRELS[held]} leads in each" if held else "no quarrel leads in all"
