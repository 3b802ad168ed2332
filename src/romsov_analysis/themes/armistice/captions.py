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
        told.append(f"{heading}: {evidence.joined(parts)}; the country study has {evidence.joined(page)}.")
    return {
        "title": f"Where the country study has {words.number('perished')} dead, the army's tables have "
        f"{known['west_dead']:ref}, and {known['west_total']:ref} losses of every kind",
        "caption": "Full bars: tables of the Romanian army. They keep the two campaigns and the men disarmed between "
        "them apart, so that no death is in two counts; whether a man wounded again is counted again, they do not say. "
        f"The {known['west_dead']:ref}, Transylvania included, are our subtraction: the dead of the whole war less "
        f"those of the east; one copy prints {known['west_killed']:ref}. "
        "Dashed: the country study of the Library of Congress.",
        "alt": " ".join(told),
    }


def fates(c: Chapter) -> Said:
    """Of what the captors' files tell of the men whom each army lost."""
    known = figures.numbers(c)
    told = []
    for heading, (whole, parts) in figures.FATES.items():
        each = [f"{figures.about(name)}{known[name]:ref} {text}" for name, (text, _) in parts.items()]
        told.append(f"{heading}, {known[whole]:ref}: {evidence.joined(each)}.")
    return {
        "title": f"Of {known['lost_track']:ref} Romanians missing or held {known['unfiled']:ref} are in no Soviet file",
        "caption": "One scale. Pale: in no file or camp of the captor; dead before they were registered, gone home, "
        "fled, or never taken. We take the dead of the Russian count to be among the registered.",
        "alt": " ".join(told),
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
        "caption": "Left, what reached or came from Antonescu's government; right, the opposition and, from 23 August, "
        "the new government. The ground "
        "darkens as the front comes nearer: over the Prut, the offensive of August, Bucharest. "
        f"{link('cite', 'agrigoroaiei_2012', 'p')}",
        "alt": f"A line of days downwards. {'; '.join(told)}." if told else "An empty line of days.",
    }
