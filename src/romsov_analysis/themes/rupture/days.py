"""December 1989: who was shot in Timișoara, and which day the talks were, decided by the days of the rows."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.evidence import dates
from romsov_analysis.results import Estimate, Result

# A talk with the envoy: the article, the Soviet record, the Romanian telegram, and the visit abroad.
ARTICLE, RECORD = "events:co.charge_summoned", "testimony:aboimov_record_21"
TELEGRAM, VISIT = "testimony:ceausescu_accuses_19", "testimony:tehran_visit"
# Two talks in Moscow that the article runs into one.
EVENING, NOON = "testimony:bucur_audience_20", "testimony:bucur_visit_21"


def day_judgements() -> dict[str, Result]:
    """Results ``rupture.day_of_talk`` and ``rupture.two_talks``, by the last part of the id."""
    days = {row: dates.parse(str(evidence.row(row)["date"])) for row in (ARTICLE, RECORD, TELEGRAM, VISIT)}
    visit, telegram = days[VISIT], days[TELEGRAM]
    abroad = None not in (visit.earliest, visit.latest, telegram.earliest) and (
        visit.earliest < telegram.earliest < visit.latest  # type: ignore[operator]
    )
    evening, noon = (dates.parse(str(evidence.row(row)["date"])) for row in (EVENING, NOON))
    return {
        "day_of_talk": Result.whether(
            "rupture.day_of_talk",
            abroad and days[ARTICLE] == days[RECORD] and days[ARTICLE].earliest == visit.latest,
            *days,
            formula="the day of the telegram lies within the visit abroad; that of the article is the day of the "
            "return and of the Soviet record",
            title="The day of the article holds, not that of the telegram",
        ),
        "two_talks": Result.whether(
            "rupture.two_talks",
            dates.before(evening, noon) == "yes",
            EVENING,
            NOON,
            formula="the one record lies before the other",
            title="The ambassador was seen on two days",
        ),
    }


def victims() -> dict[str, Result]:
    """Results ``rupture.timisoara_dead`` and ``rupture.timisoara_wounded``, by the last part of the id."""
    rows = {"timisoara_dead": "aid_figures:dead_17", "timisoara_wounded": "aid_figures:wounded_17"}
    return {
        name: Result.of(
            f"rupture.{name}",
            Estimate.of_row(row),
            unit=str(evidence.row(row)["unit"]),
            formula="as the source has it",
            title=str(evidence.row(row)["title"]),
            decimals=0,
        )
        for name, row in rows.items()
    }
