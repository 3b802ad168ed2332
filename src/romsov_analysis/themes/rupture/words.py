"""The words of chapter 07 that follow from its numbers and its days."""

from __future__ import annotations

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.rupture import events
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
    """The days of the road in words, with their preposition."""
    first, last = dates.in_words(str(c.first)), dates.in_words(str(c.last))
    return f"within the one day of {first}" if first == last else f"from {first} to {last}"


def of_autumn(c: Chapter) -> str:
    """How many of the events fall into the autumn of 1989, where the road reaches beyond it on either side."""
    if not c.first < AUTUMN <= c.last:
        return ""
    return f", {c.in_autumn:ref} of them from September 1989 on"


def where(c: Chapter) -> str:
    """On how many of the tracks they quarrelled."""
    if len(c.tracks) == len(DISPUTES):
        return "about everything at once"
    return f"on {COUNTING[len(c.tracks)]} track{'s' if len(c.tracks) > 1 else ''}"


def verdict(c: Chapter) -> str:
    """How they came to the break, in a sentence."""
    if not c.road.index.size:
        return f"The article dates no quarrel {stretch(c)}."
    number = f"{c.on_road:ref} episode{'' if c.on_road.value == 1 else 's'}"
    if c.first < AUTUMN <= c.last:
        falls = "falls" if c.in_autumn.value == 1 else "fall"
        late = f"of {number} that the article dates, {c.in_autumn:ref} {falls} into September 1989 or later"
    else:
        late = f"the article dates {number} {stretch(c)}"
    return f"Bucharest and Moscow quarrelled {where(c)}: {late}."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """What is known of letters, remark and last talk, as marks of the verdict."""
    raised, answered = c.letters["raised"], c.letters["answered"]
    held = c.judged["day_of_talk"]
    return [
        (
            "partly",
            "past each other",
            f"the letters: of {raised:ref} points in print {answered:ref} answered",
        ),
        ("no", "no prophecy", "the remark about 9 January"),
        (
            "yes" if held else "open",
            "20 December" if held else "day open",
            "Ceaușescu’s talk with the chargé",
        ),
    ]


def finding(c: Chapter) -> str:
    """The road in a paragraph: what they quarrelled about, how many events the article dates, how many late."""
    if not c.road.index.size:
        return f"The article dates no event on the road {stretch(c)}."
    events_ = "event" if c.on_road.value == 1 else "events"
    days = f"{c.on_dates:ref} date{'' if c.on_dates.value == 1 else 's'}"
    return (
        f"They quarrelled {where(c)}: {joined(disputes(c))}. The article dates {c.on_road:ref} {events_} on {days} "
        f"{stretch(c)}{of_autumn(c)}."
    )


def road_title(c: Chapter) -> str:
    """What the picture of the road shows, as a finding."""
    if c.first < AUTUMN <= c.last:
        return f"Of {c.on_road:ref} episodes {c.in_autumn:ref} crowd into September 1989 and the months after"
    return f"The quarrels {stretch(c)}, track by track"


def road_alt(c: Chapter) -> str:
    """What a reader who does not see the road is told: each track with its first and last event."""
    if not c.road.index.size:
        return f"An empty picture {stretch(c)}."
    told = []
    for track in c.tracks:
        names = [name for name in c.road.index if events.TRACKS[str(c.road.loc[name, "track"])] == track]
        ends = [events.event(str(name)).when for name in dict.fromkeys((names[0], names[-1]))]
        told.append(f"{track}: {' up to '.join(ends)}")
    return f"A line a track {stretch(c)}, a mark for each event. {'; '.join(told)}."


def road_caption(c: Chapter) -> str:
    """The line below the road."""
    if not c.tracks:
        return f"The article dates no event on the road {stretch(c)}."
    shaded = " Shaded: from September 1989 on." if c.first < AUTUMN <= c.last else ""
    return (
        f"A disc a dated event, a ring where no single day is told; what fell on one day is stacked.{shaded}"
    )


def answer(c: Chapter) -> list[str]:
    """The sentences of the short answer; the first is the finding."""
    raised, answered, silent, added, replies = (
        f"{c.letters[name]:ref}" for name in ("raised", "answered", "unanswered", "added", "replies")
    )
    return [
        finding(c),
        "The letters of November 1989 were written past each other. In the passages that the article prints, "
        f"Gorbachev raised {raised} points; Ceaușescu took up {answered} of them, in {replies} points of his "
        f"reply, and left {silent} without an answer; {added} were his alone. Neither letter is printed whole, so "
        "that no count is secure. On one thing they agreed: East Germany had to stay. They clashed over the two "
        "alliances, which Gorbachev would tie together and Ceaușescu dissolve.",
        "Gorbachev’s remark of 4 December about 9 January was meant for the two prime ministers, who were to meet that "
        "day. As the minutes are quoted, it says that they would live to see it. That it foretold a death is what "
        "others read into it afterwards.",
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
        twice = f"{c.judged['two_talks']:holds The ambassador was seen on two days}"
        said.append(
            f"{twice} in Moscow, about the press in the evening of 20 December and with a speech at noon of the next "
            "day; the article runs both into one."
        )
    return [" ".join([*said, "No transcript of the talk of 20 December was found."])]
