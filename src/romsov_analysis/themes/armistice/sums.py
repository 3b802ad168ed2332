"""What is computed over the counts: sums in which no man enters twice, and rates of deaths among prisoners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from romsov_analysis.results import Estimate, Result, claim_record


def _sum(name: str, title: str, formula: str, parts: Sequence[tuple[Result, int]]) -> Result:
    """Parts added, or taken away where they come with −1, in the unit of the first."""
    low, high = (
        float(sum(sign * (part.low if (sign > 0) == lower else part.high) for part, sign in parts))
        for lower in (True, False)
    )
    rows = tuple(f"result:{part.id}" for part, _ in parts)
    estimate = Estimate(low if low == high else None, low, high, rows)
    unit = parts[0][0].unit
    return Result.of(f"armistice.{name}", estimate, unit=unit, formula=formula, title=title, decimals=0)


# Sum or remainder, in which no man enters twice → what it is, how, and its parts; a part after a minus is taken away.
SUMS: dict[str, tuple[str, str, str]] = {
    "both_countries": (
        "Losses of every kind in Hungary and the Czech and Slovak lands", "sum of the two", "hungary czechoslovakia",
    ),
    "west_dead": (
        "Killed against Germany and Hungary", "the dead of the whole war less those of the east",
        "whole_killed -east_killed",
    ),
    "east_sum": (
        "Killed, wounded and missing against the Soviet Union", "sum of the three",
        "east_killed east_wounded east_missing",
    ),
    "west_sum": (
        "Killed, wounded and missing against Germany and Hungary", "sum of the three",
        "west_dead west_wounded west_missing",
    ),
    "west_lost": (
        "Killed and missing against Germany and Hungary", "sum of the two", "west_dead west_missing",
    ),
    "theatres": (
        "Losses of every kind in Transylvania, Hungary and the Czech and Slovak lands", "sum of the three",
        "transylvania hungary czechoslovakia",
    ),
    "theatres_short": (
        "Losses of the campaign that no theatre has", "printed total less the three theatres", "west_total -theatres",
    ),
    "lost_track": (
        "Missing in the east and disarmed after the change of side", "sum of the two", "east_missing disarmed",
    ),
    "unfiled": ("Of these, in no Soviet file", "less the prisoners in Soviet files", "lost_track -files"),
    "untold": (
        "Prisoners in the files whose fate neither the report of 1946 nor the count of the dead tells",
        "prisoners in Soviet files less those sent home in 1945, in a division, in camps and dead",
        "files -returned_1945 -volunteers -camps_1946 -died_official",
    ),
    "soviet_rest": (
        "Soviet prisoners who are in no count of the Romanian camps",
        "captured less let go, escaped, dead and present at the change of side",
        "sp_taken -sp_released -sp_escaped -sp_died -sp_present",
    ),
    "sp_no_camp": ("Soviet prisoners who reached no camp", "captured less brought to camps", "sp_taken -sp_camps"),
    "jews_parts": (
        "Jews killed in Bessarabia and Bukovina, deported or local in Transnistria, and in Iași", "sum of the parts",
        "jews_1941 jews_deported jews_local jews_iasi",
    ),
}  # fmt: skip
# Sum → the total that a table prints for it.
PRINTED = {"east_sum": "east_total", "west_sum": "west_total"}


def totals(counts: Mapping[str, Result]) -> list[Result]:
    """The sums, whether those of the army give its printed totals, and whether the page is beyond them."""
    known = dict(counts)
    for name, (title, formula, parts) in SUMS.items():
        signed = [(part.removeprefix("-"), -1 if part.startswith("-") else 1) for part in parts.split()]
        known[name] = _sum(name, title, formula, [(known[part], sign) for part, sign in signed])
    fits = all(known[own].value == known[printed].value for own, printed in PRINTED.items())
    whole = sum(known[printed].low for printed in PRINTED.values()) == known["whole_total"].low
    adds_up = Result.whether(
        "armistice.adds_up",
        fits and whole,
        *(f"result:{known[name].id}" for name in (*PRINTED, *PRINTED.values(), "whole_total")),
        formula="killed, wounded and missing give the printed total of each front, both fronts that of the war",
        title="With the digits chosen, the army’s tables add up",
    )
    lost = known["west_lost"]
    beyond = Result.whether(
        "armistice.beyond_missing",
        float(claim_record("cs.perished")["value"]) > lost.high,
        "claims:cs.perished",
        f"result:{lost.id}",
        formula="the page’s dead in the west > killed and missing there",
        title="The page has more dead in the west than the army has killed and missing",
    )
    return [*(known[name] for name in SUMS), adds_up, beyond]


# Rate of deaths → lowest and highest, each as deaths and men; whose, of which of them. One rule for both sides: of all
# who were taken, whoever counts the dead; and of those who reached a camp, by the count of its keepers.
RATES = {
    "romanian_rate": (
        "died_official soare_taken",
        "died_soare soare_taken",
        "Romanian",
        "taken by the Red Army",
    ),
    "soviet_rate": ("sp_died sp_taken", "sp_died sp_taken", "Soviet", "taken by the Romanian army"),
    "romanian_camp_rate": (
        "died_official files",
        "died_official files",
        "Romanian",
        "registered in Soviet camps",
    ),
    "soviet_camp_rate": ("sp_died sp_camps", "sp_died sp_camps", "Soviet", "brought to Romanian camps"),
}


def rates(counts: Mapping[str, Result]) -> list[Result]:
    """Deaths among prisoners of both sides, in per cent, from the lowest count to the highest."""
    found = []
    for name, (low, high, whose, which) in RATES.items():
        pairs = [pair.split() for pair in (low, high)]
        least, most = (100 * counts[died].low / counts[of].low for died, of in pairs)
        rows = tuple(dict.fromkeys(f"result:{counts[row].id}" for pair in pairs for row in pair))
        estimate = Estimate(least if low == high else None, least, most, rows)
        found.append(
            Result.of(
                f"armistice.{name}",
                estimate,
                unit="percent",
                formula="deaths ÷ men"
                if low == high
                else "deaths ÷ men, the lowest count of deaths and the highest",
                decimals=1 if low == high else 0,
                title=f"Deaths among {whose} prisoners {which}",
            )
        )
    return found
