"""The words of chapter 01 that follow from its years, its tracks and the dates of the claims."""

from __future__ import annotations

from romsov_analysis.evidence.names import capital, joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result
from romsov_analysis.themes.longquarrel import figures, moments
from romsov_analysis.themes.longquarrel.chapter import Chapter

# What a document is called in a sentence.
NAMES = {"country_study": "the country study", "pact_thread": "the thread", "corneanu": "the article"}


def times(number: Result) -> str:
    """How often something happened: *once*, *twice*, *four times*, as a reference."""
    return f"{number:ref words} {'time' if number.value == 1 else 'times'}"


def stretch(c: Chapter) -> str:
    """The years of the chapter in words, with their preposition."""
    return f"in {c.first}" if c.first == c.last else f"from {c.first} to {c.last}"


def verdict(c: Chapter) -> str:
    """How often armies entered Bessarabia, talks broke on it and allies came back to it, in a sentence or two."""
    armies, talks = c.counts["armies"], c.counts["talks"]
    told = []
    if armies.value:
        told.append(f"armies entered Bessarabia {times(armies)}")
    if talks.value:
        told.append(f"talks broke on {'it' if armies.value else 'Bessarabia'} {times(talks)}")
    raised = moments.years(c.moments, "raised")
    when = f"from {raised[0]} to {raised[-1]}" if len(raised) > 1 else f"in {joined(raised)}"
    if told and raised:
        return f"{capital(', and '.join(told))}. Even when they were allies it came up again, {when}."
    if told:
        return f"{capital(stretch(c))} {', and '.join(told)}."
    if raised:
        return f"Even when they were allies Bessarabia came up, {when}."
    if c.moments.empty:
        return f"{capital(stretch(c))} nothing is told here of the two states."
    return f"{capital(stretch(c))} Bessarabia was at stake in none of {c.counts['moments']:ref} moments told here."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """What talks and treaties settled, and of how many years the documents speak, as marks of the verdict."""
    found: list[tuple[Tone, str, str]] = []
    if _turned(c):
        found.append(
            ("open", "where", "between Prut and Dniester; most of it is the Republic of Moldova today")
        )
    if c.counts["talks"].value:
        found.append(("no", "not settled", f"by talks, which broke on it in {_years(c, 'talks')}"))
    if "peace_1947" in c.moments.index:
        found.append(("partly", "on paper", "the peace of 1947 kept the frontier of 1940"))
    spoken, years = c.spoken["spoken"], c.spoken["years"]
    if spoken.value != years.value:
        found.append(("open", "the three documents", f"speak of {spoken:ref} of {years:ref} years"))
    else:
        found.append(("yes", "the three documents", f"speak of each of {years:ref} years"))
    return found


def _years(c: Chapter, turn: str) -> str:
    return joined(moments.years(c.moments, turn))


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    return [" ".join(part) for part in (at_stake(c), holding(c), of_documents(c)) if part]


def at_stake(c: Chapter) -> list[str]:
    """When and how Bessarabia was at stake, or that it was not."""
    told = []
    if c.counts["armies"].value:
        told.append(
            "Between the rivers Prut and Dniester lies Bessarabia, and each of the two states has claimed it. "
            f"An army entered it in {_years(c, 'army')}."
        )
    if c.counts["talks"].value:
        told.append(f"Talks broke on it in {_years(c, 'talks')}.")
    if c.counts["raised"].value:
        told.append(f"When the two were allies, it came up in {_years(c, 'raised')}.")
        if "marx_1964" in c.moments.index:
            told.append("In 1964 it did so in print.")
    return told or [f"{capital(stretch(c))} no moment told here turns on Bessarabia."]


def _turned(c: Chapter) -> bool:
    """Whether Bessarabia was at stake in any moment told."""
    return bool(c.moments["turn"].notna().any())


def holding(c: Chapter) -> list[str]:
    """For how long each state held Bessarabia, and what else they quarrelled about."""
    told = []
    if c.held:
        since = moments.years(c.moments, "army")[0]
        names = {"romania": "Romania", "ussr": "the Soviet Union"}
        parts = [f"{names[state]} held it for {years:ref unit}" for state, years in c.held.items()]
        begin = "Up to" if since == c.last else f"From {since} to"
        told.append(f"{begin} the end of {c.last} {joined(parts)}.")
    others = [words for track, words in OTHERS.items() if track in set(c.moments["track"])]
    if others:
        told.append(f"They quarrelled about {joined(others)}{' as well' if _turned(c) else ''}.")
    return told


OTHERS = {"economy": "money", "alliance": "the terms of their alliance"}


def of_documents(c: Chapter) -> list[str]:
    """Of how many years the documents speak, and how long their longest silence is."""
    spoken, years, silence = (c.spoken[key] for key in ("spoken", "years", "silence"))
    if not spoken.value:
        return ["Of these years the three documents say nothing."]
    said = ["The three documents of this book speak of every one of these years."]
    if c.silences:
        said = [f"The three documents of this book speak of {spoken:ref} of {years:ref} years."]
        begin, end = max(c.silences, key=lambda run: run[1] - run[0])
        when = f"{begin}" if begin == end else f"from {begin} to {end}"
        said.append(f"Their longest silence is {when}, {silence:ref unit}.")
    return said


def of_silence(c: Chapter) -> list[str]:
    """Document by document the years of which it speaks, and how many moments lie in years of which none does."""
    said = []
    for document, told in c.told.items():
        number = c.spoken[f"{document}_spoken"]
        if not told:
            said.append(f"{capital(NAMES[document])} speaks of none of these years.")
            continue
        first, last = min(told), max(told)
        when = f"{first}" if first == last else f"between {first} and {last}"
        said.append(f"{capital(NAMES[document])} speaks of {number:ref unit}, {when}.")
    moments_, silent = c.counts["moments"], c.spoken["in_silence"]
    if silent.value:
        verb = "falls" if silent.value == 1 else "fall"
        said.append(
            f"Of the {moments_:ref} moments told here {silent:ref} {verb} into years of which no document speaks."
        )
    long = [run for run in c.silences if run[1] - run[0] + 1 >= figures.SILENT]
    if long:
        runs = joined(f"{begin}–{end}" for begin, end in long)
        said.append(f"The long silences are {runs}." if len(long) > 1 else f"The long silence is {runs}.")
    return said


def tracks_title(c: Chapter) -> str:
    """What the picture of the tracks shows, as a finding."""
    quiet = moments.quiet_decades(c.moments, c.first, c.last)
    whole = c.last // 10 - c.first // 10 + 1
    if len(quiet) == whole:
        return f"{capital(stretch(c))} Bessarabia came up in none of the moments told"
    if not quiet and whole > 1:
        return "Bessarabia came up in every decade"
    if quiet and len(quiet) <= 2:
        return f"Bessarabia came up in every decade but the {joined(f'{year}s' for year in quiet)}"
    told = [f"{year}s" for year in range(c.first // 10 * 10, c.last + 1, 10) if year not in quiet]
    return f"Bessarabia came up in the {joined(told)}"


def tracks_alt(c: Chapter) -> str:
    """What a reader who does not see the picture is told."""
    names = {"romania": "Romania", "ussr": "the Soviet Union"}
    band = [f"{names[who]} from {int(begin)}" for who, begin, _ in moments.held(c.moments, c.last)]
    signs = [f"{words} in {_years(c, turn)}" for turn, (_, words) in figures.SIGNS.items() if _years(c, turn)]
    lanes = [moments.TRACKS[track] for track in c.tracks if track in set(c.moments["track"])]
    heard = [
        f"{NAMES[document]} {joined(map(str, told))}" if told else f"{NAMES[document]} none"
        for document, told in c.told.items()
    ]
    parts = [
        f"A band shows who held Bessarabia: {joined(band)}." if band else "",
        f"Signs below it: {'; '.join(signs)}." if signs else "",
        f"Below, a lane a track with a mark for each moment: {joined(lanes)}."
        if lanes
        else "Below, empty lanes.",
        f"At the foot the years of which each document speaks: {'; '.join(heard)}.",
    ]
    return f"A line of years {stretch(c)}. {' '.join(filter(None, parts))}"


def tracks_caption(c: Chapter) -> str:
    """The line below the picture of the tracks."""
    return (
        f"{c.counts['moments']:ref unit}; those of one time stand on one another. The band changes "
        "where an army entered, not where a treaty was signed."
    )


LAND_TITLE = "Bessarabia lies between the Prut and the Dniester"
LAND_ALT = (
    "A map from Transylvania to the Black Sea. Bessarabia, between the rivers Prut and Dniester, is shaded. Northern "
    "Bukovina lies north-west of it, beyond the border of 1940. A ring in the Danube delta marks the island Maican."
)
LAND_CAPTION = (
    "The solid line was the frontier that Romania held and Moscow did not recognise, the broken one that of 1940 and "
    "of today. Most of the land between the two rivers is the Republic of Moldova now. "
    "Rivers, coast and borders are those of today, to about a kilometre."
)


def placed(c: Chapter) -> str:
    """How the claims were laid on years, for the workings."""
    number = c.spoken["unplaced"]
    verb, own = ("speaks", "it has") if number.value == 1 else ("speak", "they have")
    return (
        f"{capital(f'{number:ref unit}')} {verb} of no year in particular: {own} no date, or one that spans more years "
        "than the parameter allows."
    )
