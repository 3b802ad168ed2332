"""The sentences of chapter 04 that follow the counts, the margin and the days: verdict and short answer."""

from __future__ import annotations

from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import link
from romsov_analysis.themes.armistice.chapter import Chapter
from romsov_analysis.themes.armistice.losses import Held

# Figure of the page → what it speaks of, as a noun after its number.
SPEAKS_OF = {
    "killed": "killed against the Soviet Union",
    "missing": "missing or captured",
    "transported": "taken to the Soviet Union",
    "perished": "who perished in Hungary and the Czech and Slovak lands",
}


def number(figure: str) -> str:
    """A figure of the page, bound to its claim."""
    return link("claim", f"cs.{figure}")


def every_kind(c: Chapter) -> bool:
    """Whether the dead of the page in the west are near the losses of every kind in the two countries alone."""
    held = c.losses.held["perished"]
    return held.standing == "another count" and any(one.id.endswith("both_countries") for one in held.near)


def verdict(c: Chapter) -> str:
    """What the chapter found, in at most 25 words."""
    stand, of = c.losses.sums["stand"], c.losses.sums["figures"]
    many = f"{stand:ref words} {'stands' if stand.value == 1 else 'stand'}" if stand.value else "none stands"
    dead = ""
    if c.losses.held["perished"].standing != "borne out":
        dead = f"; the army counts {c.losses.sums['west_dead']:ref} dead, not {number('perished')}"
    return f"{arrested(c)}; {wrote(c)}. Of the country study's {of:ref words} loss figures {many}{dead}."


def arrested(c: Chapter) -> str:
    """Who made the arrest, as far as the order of the hours bears it out."""
    if c.accounts.guard_first:
        return f"{c.accounts.guard_first:holds The king's guard arrested Antonescu}"
    return "Who arrested Antonescu is disputed"


def wrote(c: Chapter) -> str:
    """Who wrote the terms."""
    if c.road.soviet_draft:
        return f"{c.road.soviet_draft:holds Moscow wrote the terms}"
    return "who wrote the terms is open"


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """Of what the verdict holds how far."""
    tones: dict[str, tuple[Tone, str]] = {
        "borne out": ("yes", "borne out"),
        "another count": ("no", "another count"),
        "no count near": ("no", "no count near"),
    }
    found: list[tuple[Tone, str, str]] = []
    for name, held in c.losses.held.items():
        tone, word = tones[held.standing] if held.own or held.others else ("open", "no count taken")
        found.append((tone, word, f"{number(name)} {SPEAKS_OF[name]}"))
    return found


def answer(c: Chapter) -> list[str]:
    """The paragraphs of the short answer."""
    return [on_the_coup(c), on_the_terms(c), on_the_losses(c), on_the_others(c)]


def on_the_coup(c: Chapter) -> str:
    """Who made the coup, and whose account says otherwise."""
    party, alone, granted = c.accounts.party_first, c.accounts.party_alone, c.accounts.conceded
    said = [
        "On 23 August 1944 the king dismissed Marshal Antonescu, and his guard made the arrest. Four parties stood "
        "behind him. Armed Communists took charge of the prisoners in the night.",
        f"{alone:holds Only the party's own accounts} put the Communists first, {party:ref words} of those we compare."
        if alone
        else f"{party:ref words} of the accounts that we compare put the Communists first.",
    ]
    if granted.value:
        said.append(f"Yet {granted:ref words} of these grants the palace and the army a part.")
    return " ".join(said)


def on_the_terms(c: Chapter) -> str:
    """How the terms came about."""
    after, until = c.road.stretches["prut_to_terms"], c.road.stretches["terms_to_refusal"]
    return (
        f"The terms were Moscow's from the first. It handed them over {after:ref unit} after it had announced the "
        f"crossing of the Prut; {until:ref unit} later Antonescu refused them. In September the Romanians "
        "questioned almost every article. Molotov took two changes at once. So the country study's word “dictated” is "
        "fair. Its "
        f"{bloc(c)}"
    )


def bloc(c: Chapter) -> str:
    """Whether the page misdates the bloc."""
    if c.statements.bloc:
        return f"date for the opposition's bloc is {c.statements.bloc:holds a year too early}."
    return "date for the opposition's bloc holds."


def on_the_losses(c: Chapter) -> str:
    """How the figures of the page stand."""
    stand, of = c.losses.sums["stand"], c.losses.sums["figures"]
    many = f"{stand:ref words}" if stand.value else "none"
    said = [f"Of the country study's {of:ref words} counts of Romanian losses, {many} can be borne out."]
    said += [_on(held, c) for name, held in c.losses.held.items() if name in ("killed", "perished")]
    if c.losses.sums["adds_up"]:
        said.append(f"{c.losses.sums['adds_up']:holds The army's own tables add up to the man}.")
    return " ".join(said)


def _on(held: Held, c: Chapter) -> str:
    """One figure of the page against the counts."""
    if not held.own:
        return f"Of its {number(held.figure)} {SPEAKS_OF[held.figure]} no count is taken here."
    if held.standing == "borne out":
        return f"Its {number(held.figure)} {SPEAKS_OF[held.figure]} are near a count of the same."
    times = c.losses.sums[f"{held.figure}_times"]
    many = f"{times:ref} times" if times.low == times.high else f"{times:ref range} times"
    too = f"Its {number(held.figure)} {SPEAKS_OF[held.figure]} are {many} what is counted"
    if held.standing == "another count" and every_kind(c) and held.figure == "perished":
        return f"{too}. They are near the {c.losses.sums['both_countries']:ref} losses of every kind there."
    return f"{too}."


def on_the_others(c: Chapter) -> str:
    """The dead of the other sides."""
    soviet, romanian = c.losses.sums["soviet_rate"], c.losses.sums["romanian_rate"]
    murdered = c.losses.counts["jews_total"]
    return (
        "The armistice speaks of others too. Under Romanian authority "
        f"{murdered:ref range} Jews were murdered or died. By the Romanian count {soviet:ref} per cent of its Soviet "
        f"prisoners died, which is doubted. Of Romanian prisoners {romanian:ref range} per cent died in Soviet camps, "
        "by who counts."
    )
