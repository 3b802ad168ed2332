"""What the outermost count is made of: kinds of breach, kinds of doubt, treaties to leave out or let in."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.days import in_words
from romsov_analysis.themes.pacts.specifications import acts_of
from romsov_analysis.themes.pacts.spells import observe_pact
from romsov_analysis.themes.pacts.treaties import ANY, DOUBTS, WIDEST, Pact, breaches, day_of

# Id → words: which treaties of the base leave, which kin come in, which acts are passed over.
VARIANTS = {
    "coded": "without treaties whose clause rests on a data set or a title",
    "territory": "without promises to respect territory alone",
    "friendship": "with treaties of eternal friendship",
    "agreements": "without agreements with a third state",
}


@dataclass(frozen=True)
class Cell:
    """Treaties broken, and of these beyond dispute; None where the treaties are listed elsewhere."""

    clear: Result
    every: Result

    def __str__(self) -> str:
        return f"{self.clear:ref} ({self.every:ref})"


@dataclass(frozen=True)
class Variant:
    """The widest count over other treaties: how many there are, and broken, before a day and by the end."""

    words: str
    counts: tuple[Result, Result]
    broken: tuple[Cell, Cell]


def kinds(
    pacts: Sequence[Pact], eve: datetime.date, last: datetime.date, *, early: bool
) -> dict[str, tuple[Cell, Cell]]:
    """Kind of act → treaties against which there was one before the war, and by the end: ``pacts.kind_<kind>_…``."""
    found = {}
    for kind in sorted(ANY, key=lambda kind: (kind != "attack", kind != "coercion", kind)):
        cells = []
        for part, day in (("before", eve), ("end", last)):
            numbers = []
            for also in (False, True):
                acts = {
                    pact.id: act.evidence
                    for pact in pacts
                    for act in reversed(breaches(pact, WIDEST, contested=also, early=early))
                    if act.kind == kind and day_of(pact, act) <= day
                }
                numbers.append(
                    count(
                        f"pacts.kind_{kind.replace(' ', '_')}_{part}{'_all' if also else ''}",
                        list(acts.values()) or ["result:pacts.acts_counted"],
                        f"Treaties with an act of this kind: {kind}, by {in_words(day)}",
                        unit="treaties",
                        formula=f"acts of the kind {kind} within the term"
                        + (", contested acts counted" if also else ", contested acts left out"),
                        number=len(acts),
                    )
                )
            cells.append(Cell(*numbers))
        found[kind] = (cells[0], cells[1])
    return found


def doubted(pacts: Sequence[Pact]) -> dict[str, Result]:
    """What is in doubt → acts under some treaties of which it is, ``pacts.doubt_<what>``; one act may have several."""
    rows = evidence.load("pact_acts")
    rows = rows[rows["pact"].isin({pact.id for pact in pacts})]
    return {
        name: count(
            f"pacts.doubt_{name}",
            [f"pact_acts:{row}" for row in rows.index[rows["doubt"].str.contains(name)]],
            f"Acts of which it is in doubt {words}",
            unit="acts",
            formula=f"rows of the table pact_acts with this doubt: {words}",
        )
        for name, words in DOUBTS.items()
    }


def unratified(pacts: Sequence[Pact]) -> Result:
    """Treaties counted from signature, since no day of entry into force was found, ``pacts.from_signature``."""
    chosen = [f"pact_dates:{pact.id}/signed" for pact in pacts if pact.unratified]
    return count(
        "pacts.from_signature",
        chosen,
        "Treaties counted from their signature",
        unit="treaties",
        formula="treaties without a row for the entry into force",
    )


def variants(
    pacts: Sequence[Pact], eve: datetime.date, last: datetime.date, *, early: bool
) -> dict[str, Variant]:
    """The widest count over fewer or more treaties or acts than the base: ``pacts.variant_<id>_<before|end>_…``."""
    friends = [pact for pact in treaties.load(treaties.BOUNDARY) if pact.bilateral]
    chosen = {
        "coded": [pact for pact in pacts if pact.clause != "coded"],
        "territory": [pact for pact in pacts if pact.clause != "territory"],
        "friendship": [*pacts, *friends],
        "agreements": [_without(pact, "hostile agreement") for pact in pacts],
    }
    return {name: _variant(name, some, eve, last, early=early) for name, some in chosen.items()}


def _without(pact: Pact, kind: str) -> Pact:
    """A treaty as if there were no acts of a kind."""
    return dataclasses.replace(pact, acts=tuple(act for act in pact.acts if act.kind != kind))


def _variant(
    name: str, pacts: Sequence[Pact], eve: datetime.date, last: datetime.date, *, early: bool
) -> Variant:
    counts, cells = [], []
    for part, day in (("before", eve), ("end", last)):
        numbers = []
        for also in (False, True):
            seen = (observe_pact(pact, WIDEST, day, contested=also, early=early) for pact in pacts)
            spells = [spell for spell in seen if spell is not None]
            if not also:
                title = f"{VARIANTS[name]}, by {in_words(day)}"
                whole = count(
                    f"pacts.variant_{name}_{part}",
                    [f"pacts:{spell.id}" for spell in spells] if part == "end" else ["result:pacts.counted"],
                    f"Treaties begun, {title}",
                    unit="treaties",
                    formula=f"treaties begun by the day, {VARIANTS[name]}",
                    number=len(spells),
                )
                counts.append(whole)
            broken = acts_of(spells)
            numbers.append(
                count(
                    f"pacts.variant_{name}_{part}_{'all' if also else 'clear'}",
                    broken or [f"result:{whole.id}"],
                    f"Broken in any way, {title}" + (", contested acts counted" if also else ""),
                    unit="treaties",
                    formula=treaties.DEFINITIONS[WIDEST].rule,
                    number=sum(spell.outcome == "broken" for spell in spells),
                )
            )
        cells.append(Cell(*numbers))
    return Variant(VARIANTS[name], (counts[0], counts[1]), (cells[0], cells[1]))
