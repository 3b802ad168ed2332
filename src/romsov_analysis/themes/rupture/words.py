"""The words of chapter 07 that follow from its numbers and its days."""

from __future__ import annotations

from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results.formatting import COUNTING
from romsov_analysis.themes.rupture import events, figures
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter
from romsov_analysis.themes.rupture.quarrels import QUARRELS

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
# What the verdict names, in its order; the last of these above all.
SMALL = {"an island in the Danube": "an island", "trade in hard currency": "hard currency"}
GREAT = "the fate of the allied regimes"


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
    """What they fell out over, in a sentence."""
    if not c.road.index.size:
        return f"The article dates no quarrel {stretch(c)}."
    found = disputes(c)
    small = [SMALL.get(words, words) for words in found if words in (*SMALL, "the pact of 1939")]
    if GREAT not in found:
        return f"{capital(stretch(c))} Bucharest and Moscow quarrelled over {joined(small or found)}."
    over = f"{joined(small)}, and {above_all(c)}over " if small else ""
    return f"Bucharest and Moscow fell out over {over}{GREAT}."


def above_all(c: Chapter) -> str:
    """That the last month returned most to the allied regimes, as far as its points bear it out."""
    held = c.quarrels["above_all"]
    return f"{held:holds above all} " if held else ""


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """What weighed most, how the letters met, and what the remark was, as marks of the verdict."""
    raised, answered = c.letters["raised"], c.letters["answered"]
    said, regimes = c.quarrels["said"], c.quarrels["regimes"]
    held = c.quarrels["above_all"]
    return [
        (
            "yes" if held else "open",
            "most often" if held else "often",
            f"reform and the allied regimes: {regimes:ref} of the {said:ref} points of Ceaușescu’s last month",
        ),
        (
            "partly",
            "past each other",
            f"the last letters: Ceaușescu took up {answered:ref} of Gorbachev’s {raised:ref} points in print",
        ),
        ("no", "no threat", "in what Gorbachev said to the Romanians in Moscow, as the minutes are quoted"),
    ]


def finding(c: Chapter) -> str:
    """The road in a paragraph: what they quarrelled about, how many events the article dates, how many late."""
    if not c.road.index.size:
        return f"The article dates no event on the road {stretch(c)}."
    events_ = "event" if c.on_road.value == 1 else "events"
    days = f"{c.on_dates:ref} date{'' if c.on_dates.value == 1 else 's'}"
    return (
        f"They quarrelled {where(c)}: {joined(disputes(c))}. The historian Constantin Corneanu, whose article "
        f"this chapter follows and tests, dates {c.on_road:ref} {events_} on {days} {stretch(c)}"
        f"{of_autumn(c)}."
    )


def road_title(c: Chapter) -> str:
    """What the picture of the road shows, as a finding."""
    if figures.whole(c) and c.quarrels["above_all"]:
        return (
            f"In Ceaușescu’s last month both sides came back most to {events.REGIMES}: "
            f"{c.quarrels['regimes']:ref} of {c.quarrels['said']:ref} points"
        )
    if c.first < AUTUMN <= c.last and c.on_road.value:
        return f"Of {c.on_road:ref} events {c.in_autumn:ref} fall after August 1989"
    return f"The quarrels {stretch(c)}, one by one"


def road_alt(c: Chapter) -> str:
    """What a reader who does not see the road is told: each track with its first and last event."""
    if not c.road.index.size:
        return f"An empty picture {stretch(c)}."
    told = []
    for track in c.tracks:
        own = [event for event in figures.on_the_road(c) if event.track == track]
        labels = [f"“{event.label}”" for event in own if event.label]
        ends = dict.fromkeys(dates.in_words(str(event.at.date())) for event in (own[0], own[-1]))
        told.append(
            f"{track}: {' up to '.join(ends)}" + (f", with the words {joined(labels)}" if labels else "")
        )
    begin = f"A line a quarrel {stretch(c)}, a mark for each event at the first day that it can mean."
    return f"{begin} {'; '.join(told)}.{beside_the_road(c)}"


def beside_the_road(c: Chapter) -> str:
    """What the bars beside the road tell, where it has them."""
    if not figures.whole(c):
        return ""
    bars = [f"{QUARRELS[name]} {c.quarrels[name]:ref}" for name in QUARRELS if name in c.quarrels]
    return (
        f" Beside it bars, how many points of the last month were about each: {', '.join(bars)}, others none."
    )


def road_caption(c: Chapter) -> str:
    """The line below the road."""
    if not c.tracks:
        return f"The article dates no event on the road {stretch(c)}."
    marks = "A disc is an event whose day is told, a ring one without a day; what fell together is stacked."
    if not figures.whole(c):
        return marks
    return f"{marks} The bars count points from the party congress of November to the charge of 20 December 1989."


DELTA_TITLE = "The island lay in the arm of the Danube that was the frontier"
DELTA_ALT = (
    "A map of the Danube delta. Its northern arm, the Chilia, is drawn as the frontier between Romania and the Soviet "
    "Union; the mark of Maican stands on it, nearer to the sea than to where the arms part."
)
DELTA_CAPTION = (
    "Coast and rivers as they are today, to about a kilometre; the mark is larger than the island."
)


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer; the first is the finding."""
    raised, answered, silent, added = (
        f"{c.letters[name]:ref}" for name in ("raised", "answered", "unanswered", "added")
    )
    return [
        finding(c),
        weighing(c),
        "The letters of November 1989 were written past each other. In the passages that the article prints "
        f"Gorbachev raised {raised} points. Ceaușescu took up {answered} of them, passed over {silent}, and brought "
        f"in {added} of his own. Neither letter is printed whole, so no count is secure. They agreed that East "
        "Germany had to stay. They clashed over the two alliances, which Gorbachev would tie together and Ceaușescu "
        "dissolve.",
        "Gorbachev’s words of 4 December about 9 January were no threat. As a columnist quotes the minutes, he told "
        "the two prime ministers, who were to meet that day, that they would live to see it. Romanian media and "
        "politicians read a prophecy into them after Ceaușescu’s death.",
        *on_the_talks(c),
    ]


def weighing(c: Chapter) -> str:
    """Which quarrel the last month returned to most, and what that count is worth."""
    said, regimes = (f"{c.quarrels[name]:ref}" for name in ("said", "regimes"))
    rest = [name for name in QUARRELS if name in c.quarrels and name != "regimes"]
    second = max(rest, key=lambda name: c.quarrels[name].low)
    silent = [QUARRELS[name] for name in QUARRELS if name not in c.quarrels]
    never = f", and {joined(silent)} is not raised at all" if silent else ""
    return (
        "Neither side, in what we read, says which quarrel was decisive. But one can count what they came back to. "
        f"From the party congress of November to Ceaușescu’s charge of 20 December the article reports {said} points. "
        f"Of these {regimes} are about {events.REGIMES}. The next, {QUARRELS[second]}, has "
        f"{c.quarrels[second]:ref}{never}. It is a count of what one article prints, no measure of what moved either "
        "man."
    )


def on_the_talks(c: Chapter) -> list[str]:
    """Which day the talk with the envoy was, and that the ambassador was seen twice, as far as the rows bear it out."""
    said = []
    if c.judged["day_of_talk"]:
        held = f"{c.judged['day_of_talk']:holds The article is right about the day, and a Romanian telegram wrong}"
        said.append(
            "Ceaușescu made his last charge, that Timișoara had been planned within the alliance, to the Soviet chargé "
            f"on 20 December. {held}: on 19 December he was in Tehran."
        )
    if c.judged["two_talks"]:
        twice = f"{c.judged['two_talks']:holds the Romanian ambassador was seen on two days}"
        said.append(f"In Moscow {twice}, which the article runs into one.")
    return [" ".join([*said, "No transcript of the talk of 20 December was found."])]
