"""Chapter 06 as an object: its parameters, and every result that its notebook stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import Kind, one_of, refuse, several_of, switch
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import debt, prices, terms
from romsov_analysis.themes.takings import facts, heads, left_out, totals

STATUSES = ("verified", "second-hand")
PLAIN = tuple(head for head in heads.HEADS if head not in heads.WITHIN)


def _year() -> Kind:
    """None, or a year with American prices."""

    def read(value: Any) -> int | None:
        if value is None:
            return None
        known = prices.years_of(heads.AMERICAN)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValueError("is neither None nor a year")
        if value not in known:
            raise ValueError("has no American prices", min(known, key=lambda year: abs(year - value)))
        return int(value)

    def accepted() -> str:
        known = prices.years_of(heads.AMERICAN)
        return f"None, or a year with American prices, {known[0]} to {known[-1]}"

    return Kind(accepted, read, "None: of the day; or a year with American prices")


def _heads() -> Kind:
    """None for all heads that do not overlap, or some of them by name."""
    some = several_of(lambda: list(heads.HEADS))
    return Kind(
        lambda: f"None, or {some.accepted()}",
        lambda value: PLAIN if value is None else some.read(value),
        'None: all that do not overlap; "all", or a list',
    )


PARAMETERS = Parameters(
    [
        Parameter("heads", None, _heads(), "counted"),
        Parameter(
            "until", heads.WHOLE, one_of(lambda: [heads.EARLY, heads.WHOLE]), "what was borne by that month"
        ),
        Parameter("dollars", None, _year(), "of which year"),
        Parameter("statuses", "all", several_of(lambda: STATUSES), "rows that speak"),
        Parameter("weak", False, switch(), "whether weak sources speak"),
        Parameter("net", False, switch(), "whether what came back is taken off"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """The sum under one choice of heads, dollars and rows.

    Attributes
    ----------
    wanted, scope, net
        The parameters as read.
    counted
        Head → million dollars, those without a figure left out.
    whole, back, claim
        The sum, what came back and is taken off, and the claim, in million dollars.
    parts
        Results by the place where the notebook shows them: heads, sum, needs, plus, shares,
        totals, accounts, told, judged.
    """

    wanted: tuple[str, ...]
    scope: heads.Scope
    net: bool
    counted: Mapping[str, Estimate]
    whole: Estimate
    back: Estimate
    claim: Estimate
    parts: Mapping[str, Mapping[str, Result]]

    @property
    def missing(self) -> list[str]:
        """Heads that were asked for and have no figure."""
        return [head for head in heads.HEADS if head in self.wanted and head not in self.counted]

    @property
    def rows(self) -> list[str]:
        """Ids of the rows that speak of the heads counted; those of the reparation are the model's."""
        chosen = [head for head in self.counted if head != "reparation"]
        return [name for head in chosen for name in heads.rows_of(head, self.scope)]

    def money(self, row: str) -> tuple[float, float]:
        """A row in million dollars, from least to most."""
        found = heads.in_dollars(row, self.scope.dollars)
        return found.low, found.high

    @property
    def model(self) -> pd.DataFrame:
        """The reparation, low and high in million dollars, a row where it is counted."""
        found = self.counted.get("reparation")
        ends = [] if found is None else [("reparation", found.low, found.high)]
        return pd.DataFrame(ends, columns=["head", "low", "high"]).set_index("head")

    @property
    def doubled(self) -> list[str]:
        """Heads counted that may stand within others counted: for certain they add nothing."""
        return [head for head in self.counted if set(heads.WITHIN.get(head, ())) & set(self.counted)]

    @property
    def reached(self) -> str:
        """How the sum stands to the claim: below, within or above."""
        if self.whole.high < self.claim.low:
            return "below"
        return "above" if self.whole.low > self.claim.high else "within"

    @property
    def results(self) -> list[Result]:
        """Every result that the notebook stores, in order."""
        return [result for part in self.parts.values() for result in part.values()]


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown, a value is not accepted, or no head that is counted has a figure.
    """
    read = PARAMETERS.read(parameters)
    scope = heads.Scope(read["until"], read["dollars"], read["statuses"], read["weak"])
    wanted = tuple(head for head in heads.HEADS if head in read["heads"])
    counted = heads.counted(wanted, scope)
    if not counted:
        reason = f"have no figure by {scope.until} in rows that are {' or '.join(scope.statuses)}"
        raise refuse("heads", list(wanted), reason, "heads of which one has a figure", "reparation")
    changed = _changed(PARAMETERS.changed(read))
    claim = Estimate.of_row("claims:cs.total")
    back = heads.returned(scope) if read["net"] else Estimate.exactly(0.0)
    whole = heads.total(counted, back)
    whole = Estimate(None, whole.low, whole.high, (*whole.evidence, *changed))
    parts = {
        "heads": _head_results(counted, changed),
        "sum": _sum_results(whole, claim, counted),
        "needs": _need_results(counted, whole, claim, scope),
        "plus": left_out.plus_results(whole, left_out.amounts(counted, scope))
        | left_out.instead(whole, counted, scope),
        "shares": totals.share_results(whole, claim, scope.dollars),
        "totals": totals.total_results(),
        "accounts": totals.account_results(),
        "told": facts.told_results() | facts.line_results(counted, scope),
        "judged": facts.judgements(whole, claim, counted),
    }
    return Chapter(wanted, scope, read["net"], counted, whole, back, claim, parts)


def _changed(changed: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters that were changed, as evidence."""
    return tuple(
        f"parameter:{name}={'+'.join(value) if isinstance(value, tuple) else value}"
        for name, value in changed.items()
    )


def _head_results(counted: Mapping[str, Estimate], changed: tuple[str, ...]) -> dict[str, Result]:
    return {
        head: Result.of(
            f"takings.{head}",
            Estimate(found.value, found.low, found.high, (*found.evidence, *changed)),
            unit="million_usd",
            formula="range over the rows that speak of it"
            if head != "reparation"
            else "sum × worth of a booked dollar as it fell due, over terms, profiles, cuts and prices",
            title=f"{heads.HEADS[head][0].upper()}{heads.HEADS[head][1:]}",
            decimals=0,
        )
        for head, found in counted.items()
    }


def _sum_results(whole: Estimate, claim: Estimate, counted: Mapping[str, Estimate]) -> dict[str, Result]:
    """The sum, the claim and what lies between them."""
    gap = Estimate(None, max(claim.low - whole.high, 0.0), max(claim.high - whole.low, 0.0),
                   tuple(dict.fromkeys((*whole.evidence, *claim.evidence))))  # fmt: skip

    def end(value: float) -> Estimate:
        return Estimate.exactly(value, *whole.evidence)

    named = {
        "total": (whole, "million_usd", "Σ over heads, lowest and highest", "What can be counted", 0),
        "least": (end(whole.low), "million_usd", "Σ of the lowest ends", "The least that can be counted", 0),
        "most": (end(whole.high), "million_usd", "Σ of the highest ends", "The most that can be counted", 0),
        "total_bn": (
            whole / 1000,
            "billion_usd",
            "Σ over heads ÷ 1,000",
            "What can be counted",
            1,
        ),
        "claim_bn": (claim / 1000, "billion_usd", "claim ÷ 1,000", "The claim", 0),
        "gap": (
            gap,
            "million_usd",
            "claim − sum, none where the sum is greater",
            "What is wanting to the claim",
            0,
        ),
    }
    for key, head in (("without", "restitution"), ("without_keep", "upkeep")):
        if head in counted and len(counted) > 1:
            own = counted[head]
            rest = Estimate(None, whole.low - own.low, whole.high - own.high, whole.evidence)
            what = heads.HEADS[head]
            named[key] = (rest, "million_usd", f"sum − {what}, end by end", f"The sum without {what}", 0)
    return {
        name: Result.of(f"takings.{name}", found, unit=unit, formula=formula, title=title, decimals=decimals)
        for name, (found, unit, formula, title, decimals) in named.items()
    }


def _need_results(
    counted: Mapping[str, Estimate], whole: Estimate, claim: Estimate, scope: heads.Scope
) -> dict[str, Result]:
    """What each head would have to be for the claim, as a sum; of the reparation as a multiple of what was booked.

    How long the troops would have to stay, and what the country study's own multiple would make of the sum, is
    asked of the whole sum in dollars of the day alone.
    """
    found = {}
    for head in counted:
        need = heads.needed(head, counted, whole, claim)
        found[head] = Result.of(
            f"takings.need_{head}",
            Estimate(None, max(need.low, 0.0), max(need.high, 0.0), need.evidence),
            unit="million_usd",
            formula="claim − the other heads, at their highest and at their lowest; none below nothing",
            title=f"For the claim, {heads.HEADS[head]} would have to be",
            decimals=0,
        )
    if scope.until != heads.WHOLE or scope.dollars is not None:
        return found
    if "upkeep" in counted and whole.high < claim.low:
        years = (claim - whole) / facts.keep_a_year()
        found["years"] = Result.of(
            "takings.need_years", Estimate(None, years.low, years.high, years.evidence), unit="years",
            formula="(claim − sum) ÷ keep of the troops a year", decimals=1,
            title="Years more at the same keep that would fill the gap",
        )  # fmt: skip
        found["unpaid"] = Result.of(
            "takings.unpaid_years", facts.unpaid_years(), unit="years", decimals=1,
            formula="from Thorp’s account to 90 days after the treaty came into force",
            title="Years for which keep was still unpaid by the treaty",
        )  # fmt: skip
        found["keep_short"] = Result.whether(
            "takings.keep_short", years.low > facts.unpaid_years().high, *years.evidence,
            *facts.unpaid_years().evidence, formula="years needed > years unpaid",
            title="The keep that the treaty left unpaid does not fill the gap",
        )  # fmt: skip
    if "reparation" in counted:
        found["multiple"] = _multiple(found["reparation"].estimate, "need_multiple", "")
        if "years" in found:
            keep = facts.keep_a_year() * facts.unpaid_years()
            need = found["reparation"].estimate
            less = Estimate(None, max(need.low - keep.high, 0), max(need.high - keep.low, 0), need.evidence)
            found["multiple_keep"] = _multiple(less, "need_multiple_keep", ", the keep left unpaid added")
        found["with_claim"] = _with_claim(counted, whole)
    return found


def _multiple(need: Estimate, name: str, where: str) -> Result:
    """What the reparation would have to be, over the sum at which it was booked."""
    return Result.of(
        f"takings.{name}", need / terms.term("sum"), unit="times",
        formula="what the reparation would have to be ÷ sum imposed", decimals=1,
        title=f"For the claim, the goods of the reparation would have to be worth so many times the sum{where}",
    )  # fmt: skip


def _with_claim(counted: Mapping[str, Estimate], whole: Estimate) -> Result:
    """The sum, were the reparation worth what the country study's multiple makes it; at its lowest after the cut."""
    own = Estimate.of_row("claims:cs.multiplier") * terms.term("sum")
    own = Estimate(None, own.low * debt.delivered(replace(debt.BASELINE, cut=True)), own.high, own.evidence)
    rest = counted["reparation"]
    rows = tuple(dict.fromkeys((*whole.evidence, *own.evidence)))
    found = Estimate(None, whole.low - rest.low + own.low, whole.high - rest.high + own.high, rows)
    return Result.of(
        "takings.with_claim", found / 1000, unit="billion_usd", decimals=1,
        formula="sum, with the reparation at the country study’s own multiple of what was delivered",
        title="The sum, were the country study’s multiple right",
    )  # fmt: skip
