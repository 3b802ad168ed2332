"""Chapter 05 as one object: its parameters, what it refuses, its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from romsov_analysis.ledger import Parameter, Parameters
from romsov_analysis.ledger.parameters import Kind, number, refuse
from romsov_analysis.results import Estimate, Result
from romsov_analysis.themes.reparations import (
    breakeven,
    burden,
    cut,
    debt,
    measures,
    neutrals,
    prices,
    terms,
    valuation,
)
from romsov_analysis.themes.reparations.measures import Measure
from romsov_analysis.themes.reparations.terms import Good


def _years() -> Kind:
    """A year with American prices."""

    def accepted() -> str:
        known = prices.years_of(prices.AMERICAN)
        return f"a year with American prices, {known[0]} to {known[-1]}"

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValueError("is not a year")
        known = prices.years_of(prices.AMERICAN)
        if value not in known:
            raise ValueError("has no American prices", min(known, key=lambda year: abs(year - value)))
        return int(value)

    return Kind(accepted, read, "a year with American prices")


def _shares() -> Kind:
    """None, or a share for each good."""

    def read(value: Any) -> Mapping[str, float] | None:
        terms.basket(value)
        return None if value is None else dict(value)

    def accepted() -> str:
        return f"None, or a share of each of {', '.join(good.id for good in terms.basket())}, one in all"

    return Kind(accepted, read, 'None, or {"oil": …, "farm_timber": …, "transport_plant": …}')


PARAMETERS = Parameters(
    [
        Parameter("base", 1938, _years(), "year whose prices valued the goods"),
        Parameter("marked", 1944, _years(), "year the claim names, not before base"),
        Parameter("last", 1952, _years(), "last year of prices shown, not before marked"),
        Parameter(
            "surcharge_percent", None, number(-99, 1000, optional=True), "for all goods; None: as agreed"
        ),
        Parameter("weights", None, _shares(), "shares"),
    ]
)


@dataclass(frozen=True)
class Chapter:
    """The chapter's results in groups.

    Attributes
    ----------
    base, marked, last, percent, weights
        The parameters as read.
    shown, later
        The years of the table of prices, and the year beside the marked one in the table of goods, or None.
    claimed
        What the Country Study says, as so many times as much.
    settings
        The readings, the surcharge, the cut granted to Finland, and whether the chapter computes as the
        sources have it, by the last part of the id.
    gross, net
        Group → year → price relative, before and after the surcharge.
    basket, basket_net
        Year → worth of a booked dollar of the goods owed, before and after the surcharge.
    neutral
        The neutral price level ``gross`` and ``net`` of the surcharge; empty where none is known.
    parts
        What the notebook stores, by the place where it shows it.
    """

    base: int
    marked: int
    last: int
    percent: float | None
    weights: Mapping[str, float] | None
    shown: Sequence[int]
    later: int | None
    claimed: Estimate
    settings: Mapping[str, Result]
    gross: Mapping[str, Mapping[int, Result]]
    net: Mapping[str, Mapping[int, Result]]
    metals_1944: Result
    base_1939: Result
    peak: Mapping[str, Result]
    decontrol: Mapping[str, Result]
    goods: Sequence[Good]
    shares: Mapping[str, Result]
    relatives: Mapping[str, Mapping[int, Result]]
    basket: Mapping[int, Result]
    basket_net: Mapping[int, Result]
    measures: Mapping[str, Measure]
    neutral: Mapping[str, Result]
    statements: Mapping[str, Result]
    due: Mapping[str, Mapping[int, Result]]
    whole: Mapping[str, Result]
    shifts: Mapping[str, Result]
    dearest: Result
    cut: Mapping[str, Result]
    needs: Mapping[str, Result | str]
    rates: Mapping[int, Result]
    lei_frozen: Mapping[int, Result]
    lei_later: Mapping[int, Result]
    penalty: Sequence[Result]
    burdens: Mapping[str, Result]

    @property
    def delivered(self) -> dict[int, Result]:
        """Year of delivery → net worth of a booked dollar of the goods owed."""
        return {year: self.basket_net[year] for year in debt.delivery_years()}

    @property
    def neutral_year(self) -> int:
        """The year at which neutral prices are read."""
        return min(self.marked, neutrals.last())

    def moves(self) -> list[Result]:
        """The moves of the multiplier, the greatest first."""
        return sorted(self.shifts.values(), key=lambda shift: -abs(shift.low))

    @property
    def parts(self) -> dict[str, list[Result]]:
        """What the notebook stores, by the place where it is shown."""
        highest = int(self.peak["year"].low)
        relatives = [
            found[year]
            for group in valuation.GROUPS
            for found in (self.gross[group], self.net[group])
            for year in sorted({*self.shown, *([highest] if group == "all" else [])})
            if year in found
        ]
        compared = [year for year in (self.marked, self.later) if year is not None]
        return {
            "statements": list(self.statements.values()),
            "told": valuation.told_results(),
            "prices": [*self.settings.values(), *relatives, self.metals_1944, self.base_1939,
                       *self.peak.values(), *self.decontrol.values()],
            "owed": [*self.shares.values(), *(found[year] for found in self.relatives.values() for year in compared),
                     *(self.basket[year] for year in compared),
                     *(self.basket_net[year] for year in sorted({*compared, *self.delivered}))],
            "debt": [*self.whole.values(), self.dearest, *self.cut.values(), *self.shifts.values(),
                     *(share for due in self.due.values() for share in due.values())],
            "conditions": [*(need for need in self.needs.values() if isinstance(need, Result)),
                           *self.rates.values(), *self.penalty,
                           *self.neutral.values(), *self.lei_frozen.values(), *self.lei_later.values(),
                           *(found.result for found in self.measures.values() if found.result is not None)],
            "burden": list(self.burdens.values()),
        }  # fmt: skip

    @property
    def results(self) -> list[Result]:
        """Every result that the notebook stores, in order."""
        return list({result.id: result for part in self.parts.values() for result in part}.values())


def compute(**parameters: Any) -> Chapter:
    """The chapter under the parameters given, the defaults where none is given.

    Raises
    ------
    ParameterError
        If a value is not accepted, the marked year lies before the base year or the last before the marked one.
    """
    given = _read(parameters)
    base, marked, last = given["base"], given["marked"], given["last"]
    percent, weights = given["surcharge_percent"], given["weights"]
    claimed = Estimate.of_row("claims:cs.multiplier")
    goods, surcharge = terms.basket(weights), terms.surcharge(percent)
    of_cut = cut.begin().year
    middle = [year for year in (int(debt.AFTER_DECONTROL[:4]), of_cut) if marked < year < last]
    later = next((year for year in (of_cut, last) if marked < year <= last), None)
    groups = {
        group: valuation.relative_results(f"us_wpi_{group}", base, range(base, last + 1), surcharge)
        for group in valuation.GROUPS
    }
    gross, net = ({group: pair[side] for group, pair in groups.items()} for side in (0, 1))
    shares, relatives = valuation.good_results(goods, base, [marked, later] if later else [marked])
    worths = sorted({marked, later or marked, *debt.delivery_years()})
    basket, basket_net = valuation.basket_results(goods, base, worths, percent)
    whole = debt.whole_debt_results(goods, base, percent)
    found = measures.measures(base, marked)
    lei = found[breakeven.LOCAL]
    frozen, later_lei = measures.lei_results(base, marked)
    return Chapter(
        base, marked, last, percent, weights,
        shown=sorted({marked, *middle, last}),
        later=later,
        claimed=claimed,
        settings=_settings(percent, weights, goods, claimed),
        gross=gross,
        net=net,
        metals_1944=valuation.relative_results("us_wpi_metals", base, [1944], surcharge)[0][1944],
        base_1939=valuation.base_1939_result(marked),
        peak=valuation.peak_results(gross["all"], net["all"]),
        decontrol=valuation.decontrol_results(),
        goods=goods,
        shares=shares,
        relatives=relatives,
        basket=basket,
        basket_net=basket_net,
        measures=found,
        neutral=neutrals.level_results(base, marked, surcharge),
        statements=valuation.statement_results(),
        due=debt.due_results(percent, base),
        whole=whole,
        shifts=debt.shift_results(whole, percent, base),
        dearest=debt.dearest_result({year: basket_net[year] for year in debt.delivery_years()}),
        cut=debt.cut_results(whole),
        needs=breakeven.need_results(goods, base, marked, lei, claimed, percent),
        rates=measures.rate_results([*frozen]),
        lei_frozen=frozen,
        lei_later=later_lei,
        penalty=breakeven.penalty_results(),
        burdens=burden.burden_results(),
    )  # fmt: skip


def _read(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as read, and refused where one does not fit another."""
    given = PARAMETERS.read(parameters)
    final = prices.years_of(prices.AMERICAN)[-1]
    for name, before in (("marked", "base"), ("last", "marked")):
        least = given[before]
        if given[name] < least:
            reason, accepted = (
                f"lies before {before}={least}",
                f"a year with American prices, {least} to {final}",
            )
            raise refuse(name, given[name], reason, accepted, str(least))
    return given


def _settings(
    percent: float | None, weights: Mapping[str, float] | None, goods: Sequence[Good], claimed: Estimate
) -> dict[str, Result]:
    """What the chapter starts from, by the last part of the id."""
    found = [
        *valuation.reading_results(claimed),
        *valuation.surcharge_results(percent),
        *valuation.assumption_results(goods, percent, weights),
    ]
    return {result.id.partition(".")[2]: result for result in found}
