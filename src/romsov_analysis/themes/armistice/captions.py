"""Title, caption and alt text of the figures of chapter 04."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.results import link
from romsov_analysis.themes.armistice import figures, words
from romsov_analysis.themes.armistice.chapter import Chapter

Said = dict[str, str]


def losses(c: Chapter) -> Said:
    """Of the losses of each front beside the figures of the page."""
    known = figures.numbers(c)
    told = []
    for heading, (counts, said) in figures.FRONTS.items():
        parts = [f"{known[name]:ref} {word}" for name, (word, _) in counts.items()]
        page = [f"{words.number(name)} {word}" for name, word in said.items()]
        told.append(f"{heading}: {evidence.joined(parts)}; the study has {evidence.joined(page)}.")
    return {
        "title": f"Where the study has {words.number('perished')} dead, the army has {known['west_dead']:ref}, and "
        f"{known['west_total']:ref} losses of every kind",
        "caption": "Full: tables of the Romanian army, which keep the three fronts apart, so that no man stands on "
        "two. Dashed: the country study. Whether a man who was wounded again counts again, the tables do not say.",
        "alt": " ".join(told),
    }


def fates(c: Chapter) -> Said:
    """Of what Soviet files tell of the men of whom the army lost sight."""
    known = figures.numbers(c)
    left = [f"{known[name]:ref} {text}".replace("\n", " ") for name, text in figures.LOST.items()]
    right = [f"{known[name]:ref} {text}" for name, text in figures.FOUND.items()]
    return {
        "title": f"Of {known['lost_track']:ref} men whom the army lost from sight, {known['unfiled']:ref} are in no "
        "Soviet file",
        "caption": "The same men on both sides: left by the army, right by Soviet files. Who on the left is who on "
        "the right, nobody knows. In no file are those who died before a camp registered them, who went home, or "
        "who were never taken.",
        "alt": f"Two columns of one height. Left: {evidence.joined(left)}. Right: {evidence.joined(right)}.",
    }


def road(c: Chapter) -> Said:
    """Of the two lanes and the front behind them."""
    shown = figures.on_the_road(c)
    told = [
        f"{figures.day_of(str(c.road.rows.loc[name, 'date']))}: {figures.SHOWN[str(name)][0]}"
        for name in shown
    ]
    title = "The road out of the war"
    if {"refusal", "coup"} <= set(shown) and "offensive" in c.road.rows.index:
        until = c.road.stretches["refusal_to_coup"]
        title = f"Antonescu refused in May; {until:ref unit} later the king accepted, with the front broken"
    return {
        "title": title,
        "caption": "Left, what reached or came from Antonescu's government; right, the opposition. The ground "
        "darkens as the front comes nearer: over the Prut, the offensive of August, Bucharest. "
        f"{link('cite', 'agrigoroaiei_2012', 'p')}",
        "alt": f"A line of days downwards. {'; '.join(told)}." if told else "An empty line of days.",
    }
