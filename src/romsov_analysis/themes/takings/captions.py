"""Titles, captions and alt texts of the pictures of chapter 06."""

from __future__ import annotations

from romsov_analysis.evidence.names import joined
from romsov_analysis.themes.takings import figures, heads, words
from romsov_analysis.themes.takings.chapter import Chapter


def stack_title(c: Chapter) -> str:
    """What the picture of the heads finds."""
    total, claim = c.parts["sum"]["total_bn"], c.parts["sum"]["claim_bn"]
    if c.reached == "below":
        return f"Item by item it comes to {total:ref range,unit}, short of {claim:ref unit}"
    where = "lies within the sum" if c.reached == "within" else "is passed"
    return f"Item by item it comes to {total:ref range,unit}: {claim:ref unit} {where}"


def stack_alt(c: Chapter) -> str:
    """The heads with their sums, for a reader who does not see them."""
    parts = [f"{heads.HEADS[head]}: {words.money(result)}" for head, result in c.parts["heads"].items()]
    claim, total = c.parts["sum"]["claim_bn"], c.parts["sum"]["total"]
    return (
        f"Bars that begin where the one before ends. {'; '.join(parts)}. In all "
        f"{total:ref range,unit}. A line marks the claim of {claim:ref unit}."
    )


def stack_caption(c: Chapter) -> str:
    """The line below the heads."""
    ends = (
        "Full colour: the least that we reckon with; pale: up to the most. Each bar begins at the highest end of "
        "the one before."
    )
    if any(figures.one_voice(c, head) for head in c.counted):
        ends += " Striped: one voice alone."
    if c.reached == "below":
        ends += " Hatched: the shortfall."
    if c.back.high > 0:
        ends += " The last bar is less what came back."
    return f"{words.basis(c)[0].upper()}{words.basis(c)[1:]}. {ends}{_until(c)}{_cut(c)}"


def _until(c: Chapter) -> str:
    """In which years the lines end, where not all end together."""
    years: dict[int, list[str]] = {}
    for head in c.counted:
        years.setdefault(figures.ends(c, head), []).append(heads.HEADS[head])
    if len(years) < 2:
        return ""
    told = "; ".join(f"to {year} {joined(names)}" for year, names in sorted(years.items()))
    return f" Not all is counted to the same year: {told}."


def _cut(c: Chapter) -> str:
    """Why the reparation can come to less than the debt."""
    owed, cut = c.parts["told"]["sum"], c.parts["told"]["cut_1948"]
    if "reparation" not in c.counted or c.scope.until != heads.WHOLE or c.scope.dollars is not None:
        return ""
    if c.counted["reparation"].low >= owed.low:
        return ""
    return (
        f" The low end of the reparation allows for a cut: {cut:ref words} of the balance of its {owed:ref unit} may "
        "have been cancelled in 1948."
    )


def rivals_title(c: Chapter) -> str:
    """What the other totals find."""
    judged, claim, accounts = c.parts["judged"], c.parts["sum"]["claim_bn"], c.parts["accounts"]
    if judged["none_reaches"] and judged["plan_reaches"]:
        return (
            f"Of {accounts['accounts']:ref words} accounts {accounts['figures']:ref words} name a figure, "
            f"{judged['none_reaches']:holds all below} {claim:ref unit}; {accounts['floors']:ref words} name a floor; "
            f"{judged['plan_reaches']:holds a plan names} the {claim:ref unit}"
        )
    return f"Other people’s totals against the {claim:ref unit} of the claim"


def rivals_alt(c: Chapter) -> str:
    """The totals, for a reader who does not see them."""
    titles = {result.title: result for result in c.parts["totals"].values()}
    total, told = c.parts["sum"]["total"], []
    for head, rows in figures.rival_groups(c).items():
        found = [f"{row.label} {titles[row.label]:ref unit}" for row in rows if row.label in titles]
        told.append(f"{head}: {'; '.join(found) or format(total, 'ref range,unit')}.")
    return f"Totals in groups, with the claim as a line. {' '.join(told)}"


def rivals_caption(_: Chapter) -> str:
    """The line below the totals."""
    return (
        "In dollars: our sum in those of the day, the others as printed or as we added them up. They cover different "
        "years. Arrowhead: at least so much. "
        "Open square: asked for in a plan, or claimed for damage."
    )
