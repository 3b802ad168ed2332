"""The figures of chapter 08: the clock, what the article says on each part, and who speaks on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence
from romsov_analysis.figures import matrix_chart, timeline
from romsov_analysis.themes.aid.chapter import Chapter
from romsov_analysis.themes.aid.clock import TRACKS
from romsov_analysis.themes.testimony import interests

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIGNS = {"supports": "plus", "against": "cross", "neutral": "dot", "divided": "half", "refused": "empty"}

# Names of the article's statements that fit beside a row of signs; another has the words of its id.
LABELS = {
    "aid_question": "the question put to Moscow",
    "call_aim_assurance": "the call was to ward off help",
    "deny_aid": "order to deny aid",
    "eftimescu_order": "a general ordered the question",
    "governments_only": "only governments can discuss it",
    "help_unwanted": "nobody wanted help",
    "hospitals": "hospitals along the border",
    "idea_rejected": "the idea was turned down",
    "iliescu_request": "a request in Iliescu's name",
    "no_concentrations": "no troops at the border",
    "no_engagement": "Moscow will not engage",
    "nobody_asked": "no leader raised it",
    "note_taken": "the question as noted down",
    "only_contacts": "contacts were the army's alone",
    "orders_repeated": "the order repeated",
    "pact_not_assessed": "no action by the alliance",
    "perfiliev_offer": "relief offered in public",
    "request_forwarded": "a request reached Moscow",
    "support_offered": "help offered in any field",
    "wagons": "relief wagons waiting",
}


def clock(c: Chapter) -> Figure:
    """The December days, event by event under the heading of its day."""
    return timeline(c.clock, TRACKS, grouped=True)


def article(c: Chapter) -> Figure:
    """The statements of the article that tell the parts apart, the most telling first."""
    rows = [(label(name), _signs(c, c.heard.readings.loc[name])) for name in c.telling_inside]
    legend = {"plus": "supports", "cross": "against", "empty": "a refusal when asked", "dot": "neutral"}
    return matrix_chart(
        rows or [_nobody(c)], [part.short for part in c.parts.values()], legend, label_width=2.3
    )


def label(name: str) -> str:
    """The short name of a claim of the article."""
    key = name.removeprefix("claims:co.")
    return LABELS.get(key, key.replace("_", " "))


def voices(c: Chapter) -> Figure:
    """Every voice that speaks on any part, by the side that gains by its words, then by name.

    A star marks a voice without which a part would stand otherwise, a dagger one that speaks against the interest
    of its own side.
    """
    table = evidence.load("voices")
    turning = {voice for part in c.parts.values() for voice in part.turning}
    words = c.heard.words
    own = words["side"] == words["voice"].map(table["interest"])
    brave = set(words.loc[own & (words["weight"] == "against"), "voice"])
    telling = c.heard.voices.index[(c.heard.voices != "neutral").any(axis=1)]
    order = list(interests.SIDES)
    side_of = {str(voice): str(table.loc[voice, "interest"]) for voice in telling}
    ordered = sorted(side_of, key=lambda voice: (order.index(side_of[voice]), str(table.loc[voice, "name"])))
    headings: dict[int, str] = {}
    for number, voice in enumerate(ordered):
        heading = evidence.capital(interests.SIDES[side_of[voice]])
        if heading not in headings.values():
            headings[number] = heading
    rows = [
        (
            str(table.loc[voice, "name"]) + " †" * (voice in brave) + " *" * (voice in turning),
            _signs(c, c.heard.voices.loc[voice]),
        )
        for voice in ordered
    ]
    return matrix_chart(
        rows or [_nobody(c)],
        [part.short for part in c.parts.values()],
        {"plus": "supports", "cross": "against", "half": "on both sides", "empty": "a refusal when asked",
         "dot": "neutral"},
        label_width=2.35,
        groups=headings,
    )  # fmt: skip


def _signs(c: Chapter, cells: Any) -> list[str]:
    return [_SIGNS[str(cells[part])] for part in c.parts]


def _nobody(c: Chapter) -> tuple[str, list[str]]:
    """The row of a matrix that has none."""
    return "nobody speaks", ["dot" for _ in c.parts]
