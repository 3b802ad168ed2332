"""The words of chapter 07 that follow from its numbers and its days."""

from __future__ import annotations

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import joined
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.rupture import events, figures
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter

# Track → what was disputed on it, with the events that tell of it, and what is said where none of them does.
DISPUTES: dict[str, tuple[dict[str, tuple[str, ...]], str]] = {
    "border": (
        {"a frontier line at an island": ("co.commission_session", "co.maican_report", "co.maican_order")},
        "borders",
    ),
    "economy": (
        {"trade in hard currency": ("co.premiers_asked", "co.ryzhkov_date", "co.dascalescu_request")},
        "joint projects",
    ),
    "ideology, the pact of 1939": (
        {
            "the pact of 1939": (
                "co.pact_press_1988",
                "co.gorbachev_on_pact",
                "co.pact_1989",
                "co.congress_attack",
            ),
            "the changes in the allied states": (
                "co.coups_speech",
                "co.committee_12_october",
                "co.committee_13_november",
                "co.committee_16_november",
            ),
        },
        "restructuring and the line of the party",
    ),
    "Warsaw Treaty": (
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
    "letters, last meeting": (
        {
            "the letters on Malta": ("co.letter_23_november", "co.letter_27_november"),
            "a last meeting": ("co.last_meeting",),
        },
        "how the last meeting was told",
    ),
}


def disputes(c: Chapter) -> list[str]:
    """What was disputed on the road, track by track, as far as its events tell."""
    found = []
    for track in c.tracks:
        told, else_said = DISPUTES[track]
        found += [words for words, rows in told.items() if set(rows) & set(c.road.index)] or [else_said]
    return found


def stretch(c: Chapter) -> str:
    """The days of the road in words."""
    return f"{dates.in_words(str(c.first))} to {dates.in_words(str(c.last))}"


def of_autumn(c: Chapter) -> str:
    """How many of the events fall into the autumn of 1989, where the road reaches beyond it on either side."""
    if not c.first < AUTUMN <= c.last:
        return ""
    return f", {c.in_autumn:ref} of them from September 1989 on"


def finding(c: Chapter) -> str:
    """The road in a sentence: on which tracks, how many events, how many late."""
    if not c.road.index.size:
        return f"The article dates no event on the road from {stretch(c)}."
    whole = len(c.tracks) == len(DISPUTES)
    number = f"{COUNTING[len(c.tracks)]} track{'s' if len(c.tracks) > 1 else ''}"
    where = "on every track at once" if whole else f"on {number}"
    events_ = "event" if c.on_road.value == 1 else "events"
    days = f"{c.on_dates:ref} date{'' if c.on_dates.value == 1 else 's'}"
    return (
        f"By disputes {where}, which the article tells in {c.on_road:ref} {events_} on {days} from {stretch(c)}"
        f"{of_autumn(c)}: {joined(disputes(c))}."
    )


def road_alt(c: Chapter) -> str:
    """What a reader who does not see the road is told: each track with its first and last event."""
    if not c.road.index.size:
        return f"An empty timeline from {stretch(c)}."
    told = []
    for track in c.tracks:
        names = [name for name in c.road.index if events.TRACKS[str(c.road.loc[name, "track"])] == track]
        ends = [events.event(str(name)).when for name in dict.fromkeys((names[0], names[-1]))]
        told.append(f"{track}: {' up to '.join(ends)}")
    return f"A timeline from {stretch(c)}, each event under its quarter, a mark for its track. {'; '.join(told)}."


def road_caption(c: Chapter) -> str:
    """The line below the road."""
    if not c.tracks:
        return f"The article dates no event on the road from {stretch(c)}."
    number = COUNTING[len(c.tracks)]
    lead = f"The road to the break, on {number} track{'' if len(c.tracks) == 1 else 's'}."
    if c.first < AUTUMN <= c.last:
        lead += f" Of {c.on_road:ref} events {c.in_autumn:ref} fall into September 1989 or later."
    return f"{lead} Hollow marks have no single day."


def december_alt(c: Chapter) -> str:
    """What a reader who does not see the December days is told: each event with its day."""
    days = dates.in_words(f"{c.opening}/{c.close}")
    shown = figures.december_days(c)
    if not shown:
        return f"An empty timeline of {days}."
    told = "; ".join(f"{event.group}: {event.words}" for event in shown)
    return f"A timeline of {days}. {told}."


def december_caption(c: Chapter) -> str:
    """The line below the December days."""
    if not figures.december_days(c):
        return f"The article dates nothing of this chapter on {dates.in_words(f'{c.opening}/{c.close}')}."
    return (
        f"The days of {dates.in_words(f'{c.opening}/{c.close}')}, on their own scale. Hollow marks have "
        "no hour or no single day, and stand last of their day."
    )


def answer(c: Chapter) -> list[str]:
    """The sentences of the short answer; the first is the finding."""
    raised, answered, silent, added, replies = (
        f"{c.letters[name]:ref}" for name in ("raised", "answered", "unanswered", "added", "replies")
    )
    return [
        finding(c),
        f"The letters of November 1989 passed each other by: of {raised} points of Gorbachev's in the passages that "
        f"the article prints, Ceaușescu took up {answered}, in {replies} points of his reply, and left {silent} "
        f"without an answer; {added} were his alone. Neither letter is printed whole, so that no count is secure.",
        "They agreed that East Germany had to stay; they clashed over ties between the two alliances, which the one "
        "wanted and the other would dissolve.",
        "The remark about 9 January in the talk of 4 December was made to the two prime ministers, about the day of "
        "their meeting; as the minutes are quoted it says that they would live to see that day. That it foretold a "
        "death is what others read into it afterwards.",
        *on_the_talks(c),
    ]


def on_the_talks(c: Chapter) -> list[str]:
    """Which day the talk with the envoy was, and that the ambassador was seen twice, as far as the rows bear it out."""
    said = []
    if c.judged["day_of_talk"]:
        held = f"{c.judged['day_of_talk']:holds The day of the article holds, not that of the telegram}"
        said.append(
            f"Ceaușescu spoke with the Soviet chargé on 20 December. {held}: on 19 December he was in Tehran, and the "
            "Soviet record has the day and the person of the article."
        )
    if c.judged["two_talks"]:
        twice = f"{c.judged['two_talks']:holds The ambassador was seen twice}"
        said.append(
            f"{twice} in Moscow, about the press in the evening of 20 December and with a speech at noon of the next "
            "day; the article runs both into one."
        )
    return [" ".join([*said, "No transcript of the talk of 20 December was found."])]


def letters_alt(c: Chapter) -> str:
    """What a reader who does not see the letters side by side is told."""
    raised, answered, silent, added = (
        f"{c.letters[name]:ref}" for name in ("raised", "answered", "unanswered", "added")
    )
    return (
        f"Two columns of text, a row a point. Of {raised} points of the first letter {answered} have an answer beside "
        f"them, {silent} none; {added} stand in the reply alone. Both want East Germany to stay; on ties between the "
        "alliances one asks for them, the other for their end."
    )


def letters_caption(_: Chapter) -> str:
    """The line below the letters side by side."""
    return (
        "The letters side by side, in our words. Full discs: both speak of it; rings: one alone. On Germany they "
        "agree, on the alliances they clash, on borders the reply is silent, as far as it is printed."
    )
