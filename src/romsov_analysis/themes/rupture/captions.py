"""Titles, captions and descriptions of the pictures of chapter 07."""

from __future__ import annotations

import datetime

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.themes.rupture import events, figures
from romsov_analysis.themes.rupture.chapter import AUTUMN, Chapter
from romsov_analysis.themes.rupture.quarrels import QUARRELS, VOICES, by_voice, first_of, leader
from romsov_analysis.themes.rupture.words import NICKNAMES, leading, stretch


def disputed_title(c: Chapter) -> str:
    """What the picture of the last month shows, as a finding."""
    held = leader(c.quarrels)
    of = f"of {c.quarrels['dispute']:ref} points in dispute"
    if held:
        return f"In Ceaușescu’s last month {QUARRELS[held]} came up most: {c.quarrels[held]:ref} {of}"
    ahead, clear = first_of(c.quarrels, ""), first_of(c.quarrels, "_clear")
    if len(ahead) > 1:
        told = ", ".join(f"{c.quarrels[name]:ref} on {NICKNAMES[name]}" for name in leading(c))
        return f"In Ceaușescu’s last month no one quarrel led: {of} {told}"
    first = f"{capital(NICKNAMES[ahead[0]])} came first in Ceaușescu’s last month, with {c.quarrels[ahead[0]]:ref} {of}"
    if clear == ahead:
        return f"{first}, but not if what met no objection is counted"
    place = "it ties with" if ahead[0] in clear else "it falls behind"
    others = joined([NICKNAMES[name] for name in clear if name not in ahead])
    return f"{first}, but without those that fit two quarrels {place} {others}"


def disputed_alt(_: Chapter) -> str:
    """What a reader who does not see the picture is told: each quarrel with its points by who speaks."""
    told = []
    for name, parts in by_voice().items():
        heard = [f"{VOICES[who]} {points}" for who, points in parts.items() if points]
        told.append(f"{QUARRELS[name]}: {', '.join(heard) or 'none'}")
    return f"A row a quarrel, a mark for each thing that one side said against the other. {'; '.join(told)}."


def disputed_caption(c: Chapter) -> str:
    """The line below the picture of the last month, with the quarrels that have no point in it."""
    silent = [NICKNAMES[name] for name in QUARRELS if name not in c.quarrels]
    none = f"; it reports none on {joined(silent)}" if silent else ""
    return (
        f"The points are those that one article reports{none}. What both sides agreed on is left out. "
        "The count says what was spoken of, not what moved either man."
    )


def road_title(c: Chapter) -> str:
    """What the picture of the road shows, as a finding."""
    if c.first < AUTUMN <= c.last and c.on_road.value:
        last = f"Of {c.on_road:ref} events {c.in_autumn:ref} fall after August 1989"
        if len(c.tracks) == 1:
            return last
        days = begun(c)
        sure = min(end for _, end in days.values())
        early = [track for track, (begin, _) in days.items() if begin <= sure]
        *others, final = c.tracks
        late = f"; last came {final}" if all(days[track][1] < days[final][0] for track in others) else ""
        return f"By the article’s dates {joined(early, 'or')} came up first{late}. {last}"
    return f"The quarrels {stretch(c)}, one by one"


def begun(c: Chapter) -> dict[str, tuple[datetime.date, datetime.date]]:
    """Each track with the first day on which it can have begun, and the day by which it surely had."""
    own = c.road.assign(
        track=c.road["track"].map(events.TRACKS),
        sure=[dates.parse(str(date)).latest or datetime.date.max for date in c.road["date"]],
    ).groupby("track")
    return {track: (own["first"].min()[track], own["sure"].min()[track]) for track in c.tracks}


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
    return f"{begin} {'; '.join(told)}."


def road_caption(c: Chapter) -> str:
    """The line below the road."""
    if not c.tracks:
        return f"The article dates no event on the road {stretch(c)}."
    rising = dates.parse(str(evidence.row("events:co.unrest")["date"])).earliest
    days = f"{c.on_dates:ref} date{'' if c.on_dates.value == 1 else 's'}"
    return (
        f"Events of one day are stacked, so that they stand on {days}. The article tells of the end, so its events "
        "crowd there."
        + (" The rising in Timișoara came after the last day shown." if rising and c.last < rising else "")
    )


DELTA_TITLE = "Maican lay in the arm that was the frontier, with a channel on either side"
DELTA_ALT = (
    "A map of the Danube delta, the sea tinted. Its northern arm, the Chilia, is drawn as the frontier between Romania "
    "and the Soviet Union; a ring around it, with the words “Maican: whose?”, marks where the island lies, nearer to "
    "the sea than to where the arms part."
)
DELTA_CAPTION = (
    "Coast and rivers of today. The channels on the island’s two sides are too narrow to draw: the frontier ran in the "
    "southern one, and Romania wanted it in the northern, where the ships had come to pass."
)
