"""What the last month of the quarrel was about: its points counted by the quarrel to which they belong."""

from __future__ import annotations

import pandas as pd

from romsov_analysis import evidence
from romsov_analysis.results import Result, count
from romsov_analysis.themes.rupture import events

# Quarrel of the table → its name, which is that of a track of the events.
QUARRELS = {
    "pact": events.PACT,
    "regimes": events.REGIMES,
    "economy": events.ECONOMY,
    "alliance": events.ALLIANCE,
    "border": events.BORDER,
    "malta": events.MALTA,
}
# Occasion of the table → what it is called, in the order of time.
OCCASIONS = {
    "congress": "congress",
    "letter_23": "Gorbachev’s letter",
    "committee_27": "committee",
    "letter_27": "reply",
    "moscow_4": "Moscow",
    "charge_20": "20 December",
}


def quarrel_results() -> dict[str, Result]:
    """How often the last month returned to each quarrel, by the last part of the id.

    Results ``quarrel.said``, all points; a quarrel's own, such as ``quarrel.regimes``, and those of one occasion,
    such as ``quarrel.regimes_letter_23``, where there are any; ``quarrel.clear``, those on the allied regimes that
    could hardly be counted elsewhere; ``quarrel.above_all``, whether these are the most either way.
    """
    table = evidence.load("quarrels")
    clear = table["clear"] == "yes"

    def points(name: str, chosen: pd.Series, title: str) -> Result:
        rows = [f"quarrels:{row}" for row in table.index[chosen]]
        return count(f"quarrel.{name}", rows, title, unit="points", formula="rows of the table of quarrels")

    found = {"said": points("said", clear | True, "Points of the last month")}
    for quarrel, name in QUARRELS.items():
        own = table["quarrel"] == quarrel
        if not own.any():
            continue
        found[quarrel] = points(quarrel, own, f"Points on {name}")
        for occasion in OCCASIONS:
            here = own & (table["occasion"] == occasion)
            if here.any():
                found[f"{quarrel}_{occasion}"] = points(
                    f"{quarrel}_{occasion}", here, f"Points on {name}, {OCCASIONS[occasion]}"
                )
    of_regimes = table["quarrel"] == "regimes"
    found["clear"] = points("clear", of_regimes & clear, f"Clear points on {events.REGIMES}")
    found["above_all"] = Result.whether(
        "quarrel.above_all",
        _leads(table) and _leads(table[clear]),
        *(f"quarrels:{row}" for row in table.index),
        formula="more points on the allied regimes than on any other quarrel, with the doubtful ones and without",
        title="The allied regimes come up most",
    )
    return found


def _leads(table: pd.DataFrame) -> bool:
    """Whether more rows are on the allied regimes than on any other quarrel."""
    sums = table["quarrel"].value_counts()
    return bool(sums.get("regimes", 0) > sums.drop(["regimes", "none"], errors="ignore").max())
