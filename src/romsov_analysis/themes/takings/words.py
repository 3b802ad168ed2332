"""The words of chapter 06 that follow from its numbers: verdict, marks, answer, and the sums in sentences."""

from __future__ import annotations

from romsov_analysis.evidence.names import joined
from romsov_analysis.ledger.ledger import Tone
from romsov_analysis.results import Result, link
from romsov_analysis.themes.takings import heads, left_out, totals
from romsov_analysis.themes.takings.chapter import PLAIN, STATUSES, Chapter


def is_full(c: Chapter) -> bool:
    """Whether all heads that do not overlap are counted, to the end, from all rows that are not weak."""
    every = set(PLAIN) <= set(c.counted) and set(STATUSES) == set(c.scope.statuses)
    return every and c.scope.until == heads.WHOLE and not c.net


def basis(c: Chapter) -> str:
    """Of which dollars everything is."""
    year = c.scope.dollars
    return "in dollars of the day" if year is None else f"in dollars of {year}"


def span(c: Chapter) -> str:
    """Until when."""
    return "" if c.scope.until == heads.WHOLE else " by September 1946"


def reaching(c: Chapter) -> list[str]:
    """What may be counted already and would by itself bring the highest end up to the claim."""
    if c.reached != "below":
        return []
    plus = c.parts["plus"]
    return [
        name
        for name in left_out.OVERLAPPING
        if f"plus_{name}" in plus and plus[f"plus_{name}"].high >= c.claim.low
    ]


def exceeding(c: Chapter) -> bool:
    """Whether another author's sum for the deliveries brings the highest end up to the claim."""
    plus = c.parts["plus"].get("plus_deliveries")
    return c.reached == "below" and plus is not None and plus.high >= c.claim.low


def verdict(c: Chapter) -> str:
    """What can be counted against the claim, in a sentence or two of at most 25 words."""
    total, claim = c.parts["sum"]["total_bn"], c.parts["sum"]["claim_bn"]
    said = f"What {'can be' if is_full(c) else 'is'} counted{span(c)} comes to {total:ref range,unit}, {basis(c)}"
    if c.reached == "above":
        return f"{said}: more than the {claim:ref unit} of the claim."
    if c.reached == "within":
        return f"{said}: the {claim:ref unit} of the claim lies within that range."
    if reaching(c):
        names = joined([left_out.OVERLAPPING[name][0] for name in reaching(c)], "or")
        return f"{said}; its highest end plus {names} reaches {claim:ref unit}."
    if exceeding(c):
        return f"{said}; its highest end with Liberman’s deliveries reaches {claim:ref unit}."
    return f"{said}. To reach {claim:ref unit} other things must be added."


def marks(c: Chapter) -> list[tuple[Tone, str, str]]:
    """What the verdict holds of."""
    claim, told = c.parts["sum"]["claim_bn"], c.parts["told"]
    how: dict[str, tuple[Tone, str, str]] = {
        "below": ("no", "not reached", "by what can be counted without counting twice"),
        "within": ("partly", "within reach", "of what can be counted without counting twice"),
        "above": ("yes", "passed", "by what can be counted without counting twice"),
    }
    said = [("open", "no list", f"is known behind the figure of {claim:ref unit}"), how[c.reached]]
    names = [
        f"{left_out.OVERLAPPING[name][0]} ({told[left_out.OVERLAPPING[name][1]]:ref unit})"
        for name in reaching(c)
    ]
    ways = [f"if {joined(names, 'or')} is not in the sum already"] if names else []
    if exceeding(c):
        ways.append(f"if Liberman is right on the reparation ({told['deliveries_liberman']:ref unit})")
    if ways:
        said.append(("partly", "may be true", f"with all else at its highest, {', or '.join(ways)}"))
    return said


def claimed(c: Chapter) -> str:
    """What the study says, and who else comes up to it."""
    claim, judged = c.parts["sum"]["claim_bn"], c.parts["judged"]
    accounts, named, floors = (c.parts["accounts"][name] for name in ("accounts", "figures", "floors"))
    said = (
        f"Estimates reach {claim:ref unit}, says the country study, a handbook of the Library of Congress, and names "
        "none of them."
    )
    if judged["none_reaches"]:
        said += (
            f" Of {accounts:ref words} accounts that we found, {named:ref words} name a figure, "
            f"{judged['none_reaches']:holds and every one is lower}; {floors:ref words} say only “at least”, which "
            f"speaks neither for the claim nor against it. The {accounts:ref words} are not independent: Thorp gives "
            "two, another part of the study one. Two could not be opened again."
        )
    if judged["plan_reaches"]:
        said += (
            f" We met the figure {judged['plan_reaches']:holds in a Soviet plan of 1944}, as the most to "
            "be asked. Whether the authors had it from there we do not know."
        )
    return said


def counted(c: Chapter) -> str:
    """The sum, and what in it is large or weak."""
    total, judged = c.parts["sum"]["total"], c.parts["judged"]
    names = joined([heads.HEADS[head] for head in c.counted])
    comes = "come" if len(c.counted) > 1 else "comes"
    said = f"{names[0].upper()}{names[1:]} {comes} to {total:ref range,unit}, {basis(c)}{span(c)}."
    if c.back.high > 0:
        said += " What came back, as far as somebody has put it in money, is taken off."
    if judged["lesser"]:
        said += (
            " The reparation, the one sum that the armistice fixed, is "
            f"{judged['lesser']:holds less than half of it}."
        )
    if "requisitions" in c.counted and judged["single_voice"]:
        part = c.parts["heads"]["requisitions"]
        said += (
            f" The requisitions, {part:ref unit,with-range} at either end, rest on "
            f"{judged['single_voice']:holds one man’s estimate}."
        )
    thorp, lines = (c.parts["told"][name] for name in ("thorp_lines", "lines"))
    if thorp.value:
        said += (
            f" Of {lines:ref words} {'line' if lines.value == 1 else 'lines'} {thorp:ref words} have the American "
            "delegate Willard Thorp among their voices; he was arguing that Romania could not pay everyone in full."
            if thorp.value > 1
            else ""
        )
    if c.missing:
        gone = joined([heads.HEADS[head] for head in c.missing])
        said += f" For {gone} no figure remains under these choices."
    return said


def answered(c: Chapter) -> str:
    """What it answered: the Soviet claim, and what Romania itself counted."""
    told, judged, damage = c.parts["told"], c.parts["judged"], c.parts["totals"]["soviet_claim"]
    said = (
        f"Romania too had taken. Its own officials counted {told['grain']:ref unit} of grain and "
        f"{told['return_horses']:ref} horses to be given back, those from Bessarabia and northern Bukovina "
        "included. If an American ambassador judged right what part of the Soviet damage was asked for, Moscow put "
        f"the whole at about {damage:ref unit}"
    )
    kept = [heads.HEADS[head] for head in ("upkeep", "restitution") if head in c.counted]
    if same := judged["damage_within"]:
        said += (
            f": {same:holds much the same as what can be counted}{f', {joined(kept)} in it' if kept else ''}"
        )
    return said + "."


def wanting(c: Chapter) -> str:
    """What would have to be true for the claim."""
    needs, claim = c.parts["needs"], c.parts["sum"]["claim_bn"]
    if c.reached == "above":
        return (
            f"What is counted here is more than {claim:ref unit} even where each head stands at its lowest."
        )
    if c.reached == "within":
        return f"What is counted here comes up to {claim:ref unit} where each head stands at its highest."
    said = f"Between the sum and {claim:ref unit} lie {c.parts['sum']['gap']:ref range,unit}."
    if "with_claim" in needs:
        kept = ""
        if "multiple_keep" in needs:
            kept = (
                " If Romania kept the troops free until the treaty ended that, "
                f"{needs['multiple_keep']:ref range,unit} is enough."
            )
        said += (
            f" The gap closes if the goods of the reparation were worth {needs['multiple']:ref range,unit} the sum "
            f"of the armistice; chapter 5 finds {c.parts['told']['model_multiple']:ref unit,with-range}, the low end "
            f"because {c.parts['told']['cut_1948']:ref words} of the debt of 1948 may have been cancelled.{kept}"
        )
    if "years" in needs and needs["keep_short"]:
        said += (
            f" Or it closes if the troops were kept at the same cost for {needs['years']:ref range,unit} more. "
            f"Between Thorp's account and the day on which the treaty ended free keep lie {needs['unpaid']:ref unit}: "
            f"{needs['keep_short']:holds too few}."
        )
    return said


def turns(c: Chapter) -> str:
    """On what the verdict turns: what is left out, and the sum with it; nothing where the sum does not fall short."""
    plus, claim = c.parts["plus"], c.parts["sum"]["claim_bn"]
    if c.reached != "below" or not plus:
        return ""

    def end(name: str) -> str:
        return link("result", plus[f"plus_{name}"].id, "high,unit")

    named = {
        "booty": "the booty that Liberman allots to Romania",
        "material": "the war material that the Romanian delegates named",
    }
    doubled = [f"{end(name)} with {what}" for name, what in named.items() if f"plus_{name}" in plus]
    said = []
    if doubled:
        may = "Either" if len(doubled) > 1 else "It"
        said.append(f"The highest end would be {joined(doubled)}. {may} may stand in the sum already.")
    if "plus_keep" in plus:
        said.append(
            "Nobody counted what the Soviet troops were given free from September 1946 until a treaty ended that. "
            f"Had it cost as much a year as before, the highest end would be {end('keep')}."
        )
    if "plus_all" in plus:
        said.append(f"All of this together, if none of it overlaps, would make {end('all')}.")
    if "plus_deliveries" in plus:
        theirs = c.parts["told"]["deliveries_liberman"]
        said.append(
            f"{'Without any of this, but with' if said else 'With'} Liberman's deliveries ({theirs:ref unit}) in place "
            f"of our model of the reparation the highest end would be {end('deliveries')}."
        )
    if reaching(c) or exceeding(c):
        said.append(f"So {claim:ref unit} may be true; it has not been shown.")
    return f"{' '.join(said)} "


def unvalued() -> str:
    """What stands outside every sum."""
    return (
        "Nobody we read has valued all the German property or oil equipment, what soldiers took for "
        "themselves, or Romania’s losses by the prices of its trade."
    )


def answer(c: Chapter) -> list[str]:
    """The short answer, a paragraph each."""
    return [claimed(c), counted(c), answered(c), f"{turns(c)}{unvalued()}"]


def adding(c: Chapter) -> list[str]:
    """The sum in the story."""
    sums = c.parts["sum"]
    said = [
        f"Added up, the heads come to {sums['least']:ref unit} where each stands at its lowest, and to "
        f"{sums['most']:ref unit} where each stands at its highest, {basis(c)}{span(c)}."
    ]
    judged, rep = c.parts["judged"], c.parts["heads"].get("reparation")
    if rep is not None and c.scope.until == heads.WHOLE and c.scope.dollars is None:
        agree = (
            f" {judged['thorp_agrees']:holds The two agree}; but Thorp spoke before any cut."
            if judged["thorp_agrees"]
            else ""
        )
        said.append(
            f"For the reparation we take the model of chapter 5: {rep:ref unit,with-range}. What Thorp took as paid "
            f"and as still due makes {c.parts['told']['thorp_reparation']:ref unit}.{agree}"
        )
    if "without" in sums:
        said.append(
            "Without the goods returned, which had been somebody else’s before, "
            f"{sums['without']:ref range,unit} are left."
        )
    return said


def product(c: Chapter) -> str:
    """The sum in shares of a national product."""
    share, part, thorp = (c.parts["shares"][name] for name in ("share", "claim_share", "thorp_share"))
    dollars = c.scope.dollars or f"{totals.DAY[0]} to {totals.DAY[-1]}"
    return (
        f"The only yardstick that one can feel is a year’s work. What is counted here equals {share:ref percent,range} "
        f"of all that Romania produced in 1938, reckoned in dollars of {dollars}; "
        f"{c.parts['sum']['claim_bn']:ref unit} would be {part:ref percent,range} of it. "
        f"Thorp’s sum for two years would be {thorp:ref percent} of the products of 1945 and 1946. The rates of "
        "the leu behind that are rough."
    )


def own_multiple(c: Chapter) -> str:
    """Whether the study's two figures hold together."""
    needs = c.parts["needs"]
    if "with_claim" not in needs:
        return (
            "Whether the study’s two figures hold together can be asked of the whole sum alone, in dollars of the "
            "day, with the reparation in it."
        )
    whole, claim = needs["with_claim"], c.parts["sum"]["claim_bn"]
    said = (
        "Another claim of the study would help: that the prices of 1938 gave Moscow "
        f"{link('claim', 'cs.multiplier', 'quote')}. Were that so, the same heads would come to "
        f"{whole:ref range,unit,decimals=2}"
    )
    if whole.low * 1000 <= c.claim.low <= whole.high * 1000 and c.reached == "below":
        return f"{said}, and {claim:ref unit} would be within reach. If the multiple falls, the total falls with it."
    return f"{said}."


def money(result: Result) -> str:
    """A sum of money, with its range where it has one beside a value."""
    return f"{result:ref unit,with-range}" if result.value is not None else f"{result:ref range,unit}"
