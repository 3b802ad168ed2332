"""What the figures of chapter 08 are told in words: titles, alt texts and captions."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.themes.aid.answers import ARMY, FORCE, refusing
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.parts import LEADERS, Part
from romsov_analysis.themes.aid.words import names


def clause(part: Part, who: str, did: str) -> str:
    """Who stands where on whether somebody did a thing, as half a title."""
    if not part.speaking:
        return f"nobody says whether {who} {did}"
    if not part.supports and not part.both:
        return f"nobody says that {who} {did}"
    if not part.against and not part.both:
        return f"nobody denies that {who} {did}"
    sides = [
        f"{result:ref words} say{'s' if result.value == 1 else ''} {words}"
        for result, words in ((part.yes, "yes"), (part.no, "no"), (part.divided, "both"))
        if result.value
    ]
    return f"on {who} {evidence.joined(sides)}"


def voices_title(c: Chapter) -> str:
    """What the key picture shows."""
    if not c.totals["telling_voices"].value:
        return "Nobody whose words count says who asked"
    army = clause(c.parts[ARMY], "the army", "sounded Moscow out")
    leaders = clause(c.parts[LEADERS], "the new leaders", "asked")
    return evidence.capital(f"{army}; {leaders}")


def voices_alt(c: Chapter) -> str:
    """What a reader who does not see the key picture is told: who stands where on each question."""
    if not c.totals["telling_voices"].value:
        return "An empty chart: nobody whose words count speaks on any of the questions."
    told = []
    for name in (ARMY, LEADERS, FORCE):
        part = c.parts[name]
        sides = ((part.supports, "say yes"), (part.against, "say no"), (part.both, "say both"))
        said = [f"{words}: {names(voices)}" for voices, words in sides if voices]
        told.append(f"{part.title}: {'; '.join(said) or 'nobody speaks'}.")
    refused = refusing(c)
    told.append(f"Of an answer that promised no force: {names(refused) if refused else 'nobody speaks'}.")
    return f"A chart of who says yes and who says no. {' '.join(told)}"


def voices_caption(_: Chapter) -> str:
    """The line below the key picture."""
    return (
        "Heads do not count: who gains does. A yes is right if a single person asked, a no only if nobody "
        "did. For the army a sounding counts as asking, for the leaders only a request. "
        "Not shown: Roman and Militaru, who speak of their own part alone, Gușă’s memoir, and charges at second hand. "
        "One witness: one who gains nothing says yes, while all who say no gain by it. Contested: voices on both "
        "sides, neither outweighed. No reliable evidence: no witness without a gain says yes."
    )


def hours_title(c: Chapter) -> str:
    """What the hours of 22 and 23 December show; no parameter moves it."""
    ordered = (
        "As Lapshin seems to tell it, the embassy was to deny military aid before television promised it"
    )
    return f"{c.came['order_before_broadcast']:holds {ordered}}"


def hours_alt(_: Chapter) -> str:
    """What a reader who does not see the hours is told; no parameter moves them."""
    return (
        "Two days hour by hour. On 22 December, in the afternoon, Iliescu rings the Soviet embassy; the Soviet "
        "staff rings the army, and rings again; in the evening a request is told of and the embassy is ordered to deny "
        "military aid. Between three and four in the night a call is told of, towards seven that Iliescu is pressed to "
        "call. On 23 December the Soviet staff rings early, television promises aid in the morning, the radio says "
        "that it was asked for. About midday the army puts its question and Militaru speaks to Moscow. That day "
        "the chief of staff declines help and Gorbachev speaks, nobody says when."
    )


def hours_caption(_: Chapter) -> str:
    """The line below the hours."""
    return (
        "Hours of Bucharest, it is assumed; hatched is what fell at some time of that day. The hours that "
        "are told do not settle who asked first."
    )
