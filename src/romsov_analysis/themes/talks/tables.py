"""The tables of chapter 02."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from romsov_analysis import evidence
from romsov_analysis.evidence.names import joined
from romsov_analysis.ledger import Table, tables
from romsov_analysis.themes.talks import explanations, steps
from romsov_analysis.themes.talks.chapter import Chapter

if TYPE_CHECKING:
    import pandas as pd

    from romsov_analysis.results import Result

ASKED = ("pt.no_pact", "pt.proposed", "pt.poland", "pt.possible", "pt.more_open")
ENCYCLOPAEDIA = (
    "pt.prelude", "pt.relations", "pt.draft", "pt.read_as_pact", "pt.de_facto", "pt.france_first",
    "pt.criticised", "pt.signature_planned", "pt.dismissed", "pt.null_void", "pt.no_further", "pt.revived",
)  # fmt: skip
# The states beside which the story sets Romania, and what it asks of each.
BESIDE = ("poland", "finland", "japan_1932", "romania")
ASKED_OF_EACH = {
    "frontier_recognised": "Frontier recognised?",
    "diplomatic_relations": "Relations?",
    "fought_1918_21": "Had fought the Soviets?",
    "pact": "Pact signed?",
}
_SETTLED = ("frontier_recognised", "pact")  # features whose date is that of a treaty
FISCHER = (
    "pt.litvinov", "pt.quarrel", "pt.rakovsky_letters", "pt.chicherin_letter", "pt.alsace", "pt.reconciled",
    "pt.not_reconciled",
)  # fmt: skip


def asked(_: Chapter) -> Table:
    """What the poster says who asks."""
    return tables.claims("Claims of the poster who asks", *ASKED)


def encyclopaedia(_: Chapter) -> Table:
    """What the encyclopaedia says that post 2 quotes."""
    return tables.claims("Claims of the encyclopaedia", *ENCYCLOPAEDIA)


def fischer(_: Chapter) -> Table:
    """What Louis Fischer says whom post 2 quotes."""
    return tables.claims("Claims of Fischer, as post 2 quotes him", *FISCHER)


def beside(c: Chapter) -> Table:
    """Romania beside states that signed or did not: those of the story that are compared, or the first compared."""
    cases = [case for case in BESIDE if case in c.compared.cases] or list(c.compared.cases)[: len(BESIDE)]
    rows = [
        [question, *(_answered(str(c.compared.grid.loc[case, feature]), case, feature) for case in cases)]
        for feature, question in ASKED_OF_EACH.items()
    ]
    return Table(
        _differ(c) or "The same questions put to each",
        ["Question", *map(explanations.name_of, cases)],
        rows,
    )


def _differ(c: Chapter) -> str:
    """In what Poland and Romania differ, yes against no; nothing where one of them is not compared."""
    if not {"poland", "romania"} <= set(c.compared.cases):
        return ""
    rules = evidence.load("explanations")
    values = c.compared.grid.loc[["poland", "romania"]]
    shorts = [
        str(rules.loc[rules["feature"] == feature, "short"].iloc[0])
        for feature in ASKED_OF_EACH
        if feature != "pact" and set(values[feature]) == {"yes", "no"}
    ]
    return f"Poland and Romania differ in {joined(shorts)}"


def _answered(value: str, case: str, feature: str) -> str:
    """What a cell of the comparison says; of what was settled by a treaty, in which year."""
    date = (
        evidence.row(f"comparison:{case}/{feature}")["date"]
        if value == "yes" and feature in _SETTLED
        else None
    )
    return f"{evidence.capital(value)}, {str(date)[:4]}" if date else evidence.capital(value)


def chronology(c: Chapter) -> Table:
    """What is dated outside the bargaining: contacts, reports, what was said in public."""
    rows = []
    for name in c.talks.rows.index[c.talks.rows["round"].isna()]:
        cells = evidence.row(f"talks:{name}")
        told = [str(cells["title"]), evidence.text(cells, "outcome")]
        rows.append([tables.day(cells["date"]), *told, tables.source(cells)])
    which = "" if c.talks.whole else f", {joined(c.statuses)} rows alone"
    return Table(
        f"From 1918 to 1941 the two met often and settled little{which}",
        ["When", "What", "What came of it", "Source"],
        rows,
    )


def bargaining(c: Chapter) -> Table:
    """What each side asked at each step, where a row tells it."""
    rows = []
    for name in c.talks.bargaining.index:
        cells = evidence.row(f"talks:{name}")
        romania, moscow, third, outcome = (
            evidence.text(cells, column) for column in ("romania", "ussr", "third", "outcome")
        )
        if romania or moscow or third or outcome:
            others = " ".join(filter(None, (third, outcome, tables.source(cells))))
            rows.append([tables.day(cells["date"]), str(cells["title"]), romania, moscow, others])
    which = "" if c.talks.whole else f", {joined(c.statuses)} steps alone"
    return Table(
        f"Step by step, the two quarrel over one sentence{which} (steps of which no stand is told left out)",
        ["When", "Step", "Romania", "Moscow", "Others, outcome, source"],
        rows,
    )


def trials(c: Chapter) -> Table:
    """Every explanation: how many cases it has on each verdict, which go against it, and why it is silent on some."""
    rows = []
    for name, title in evidence.load("explanations")["title"].items():
        cells = [str(title)]
        for verdict in explanations.VERDICTS:
            number = f"{c.compared.verdicts[str(name), verdict]:ref}"
            states = explanations.where(c.compared.trials, str(name), verdict)
            against = ", ".join(explanations.name_of(case) for case in states)
            if verdict == "silent":
                feature = str(evidence.row(f"explanations:{name}")["feature"])
                against = _why_silent(c, [(state, feature) for state in states])
            cells.append(f"{number}: {against}" if against and verdict != "fits" else number)
        rows.append(cells)
    caption = (
        f"Tried on {'every case' if c.compared.whole else 'the cases compared'}, {c.compared.complete:ref} of "
        f"{c.compared.tested:ref} explanations meet no case against them"
    )
    if not c.compared.mixed:
        signed = "Every case" if c.compared.signed.value else "No case"
        caption = f"{signed} compared has a pact, so that no explanation can be tried"
    return Table(
        caption,
        ["Explanation", "Cases that fit", "Pacts signed in spite of it", "No pact without it", "Silent"],
        rows,
    )


def _why_silent(c: Chapter, cells: list[tuple[str, str]]) -> str:
    """What the cells say on which an explanation is silent, each with the states that have it."""
    told: dict[str, list[str]] = {}
    for state, feature in cells:
        told.setdefault(str(c.compared.grid.loc[state, feature]), []).append(explanations.name_of(state))
    return "; ".join(f"{value} ({', '.join(names)})" for value, names in told.items())


def stances(c: Chapter) -> Table:
    """Who would have recognised the loss, by person, with the lag of the telling and its chain."""
    rows = []
    for name in c.moscow.rows.index:
        cells = evidence.row(f"moscow_split:{name}")
        lag = c.moscow.lags.get(str(name))
        rows.append(
            [
                str(cells["about"]),
                tables.day(cells["date"], "not dated"),
                f"{cells['title']} ({cells['stance']})",
                _lag(cells, lag),
                f"{str(cells['chain']).replace(' > ', ', to ')} ({cells['basis']}) {tables.source(cells)}",
            ]
        )
    return Table(
        f"On the loss of Bessarabia {c.moscow.both:ref words} of those named are said to have stood on both sides",
        ["Whose", "When", "What is said", "Told after", "Chain and source"],
        rows,
    )


def _lag(cells: pd.Series[Any], lag: Result | None) -> str:
    """How long after a stance it was told; a historian who reads a document tells nothing late."""
    if cells["basis"] == "inference":
        return "read in documents"
    return "not known" if lag is None else f"{lag:ref unit}"


def promises(_: Chapter) -> Table:
    """The treaties that bound both, with what each is counted as."""
    rows = []
    for name in steps.both_bound():
        pact = evidence.row(f"pacts:{name}")
        signed = tables.day(evidence.row(f"pact_dates:{name}/signed")["date"])
        told = [str(pact["title"]), signed, str(pact["obligation"]), evidence.text(pact, "term")]
        rows.append([*told, tables.source(pact)])
    return Table(
        "Treaties by which the Soviet Union and Romania owed each other not to attack",
        ["Treaty", "First signed", "How it is counted", "Term", "Source"],
        rows,
    )
