"""The tables of chapter 02."""

from __future__ import annotations

from romsov_analysis import evidence
from romsov_analysis.evidence.names import joined
from romsov_analysis.ledger import Table, tables
from romsov_analysis.ledger.tables import day, source
from romsov_analysis.themes.talks import explanations
from romsov_analysis.themes.talks.chapter import Chapter


def people(_c: Chapter) -> Table:
    """Who speaks in the thread."""
    return tables.people("Who is who", "post_1", "post_2", "wiki_article", "fischer", "soviet_press")


def claims_of_the_poster(_c: Chapter) -> Table:
    """What post 1 claims."""
    names = ("no_pact", "proposed", "poland", "possible", "more_open")
    return tables.claims("Claims of the poster who asks", *(f"pt.{name}" for name in names))


def claims_of_the_encyclopaedia(_c: Chapter) -> Table:
    """What the encyclopaedia claims that post 2 quotes."""
    names = (
        *("prelude", "relations", "draft", "read_as_pact", "de_facto", "france_first", "criticised"),
        *("signature_planned", "dismissed", "null_void", "no_further", "revived"),
    )
    return tables.claims("Claims of the encyclopaedia", *(f"pt.{name}" for name in names))


def claims_of_fischer(_c: Chapter) -> Table:
    """What Louis Fischer claims whom post 2 quotes."""
    names = ("litvinov", "quarrel", "rakovsky_letters", "chicherin_letter", "alsace", "reconciled")
    return tables.claims(
        "Claims of Fischer, as post 2 quotes him", *(f"pt.{name}" for name in (*names, "not_reconciled"))
    )


def steps(c: Chapter) -> Table:
    """A row a step of the bargaining that says what somebody asked, in the order of time."""
    rows = []
    for _, cells in c.talks.bargaining.iterrows():
        romania, moscow, third, outcome = (
            evidence.text(cells, column) for column in ("romania", "ussr", "third", "outcome")
        )
        if romania or moscow or third or outcome:
            others = " ".join(part for part in (third, outcome) if part)
            rows.append(
                [day(cells["date"]), str(cells["title"]), romania, moscow, others, source(cells)]
            )
    which = "" if c.talks.whole else f", {joined(c.statuses)} steps alone"
    return Table(
        f"What each side asked, step by step{which}",
        ["When", "Step", "Romania", "Moscow", "Others, outcome", "Source"],
        rows,
    )


def verdicts(c: Chapter) -> Table:
    """A row an explanation: how many cases fit, which contradict it, which it leaves unexplained."""

    def told(rule: str, verdict: explanations.Verdict) -> str:
        names = [explanations.name_of(case) for case in explanations.where(c.compared.trials, rule, verdict)]
        number = f"{c.compared.verdicts[rule, verdict]:ref}"
        return f"{number}: {', '.join(names)}" if names else number

    return Table(
        f"Explanations as rules, tried on {'every case' if c.compared.whole else 'the cases compared'}",
        ["Explanation", "Cases that fit", "Pacts signed in spite of it", "No pact without it", "Silent"],
        [
            [
                str(evidence.row(f"explanations:{rule}")["title"]),
                f"{c.compared.verdicts[rule, 'fits']:ref}",
                told(rule, "contradicted"),
                told(rule, "unexplained"),
                f"{c.compared.verdicts[rule, 'silent']:ref}",
            ]
            for rule in c.compared.rules()
        ],
    )


def stances(c: Chapter) -> Table:
    """A row a statement on who would have given Bessarabia up, by person and in the order of time."""
    rows = []
    for name, cells in c.moscow.rows.iterrows():
        lag = c.moscow.lags.get(str(name))
        rows.append(
            [
                str(cells["about"]),
                day(cells["date"], "not dated"),
                f"{cells['title']} ({cells['stance']})",
                "not known" if lag is None else f"{lag:ref unit}",
                f"{str(cells['chain']).replace(' > ', ', to ')} ({cells['basis']})",
                source(cells),
            ]
        )
    return Table(
        "Stances on the loss of Bessarabia, by person",
        ["Whose", "When", "What is said", "Told after", "Chain", "Source"],
        rows,
    )


def promises(c: Chapter) -> Table:
    """A row a treaty by which both owed each other not to attack."""
    rows = []
    for name in c.talks.substitutes.evidence:
        pact, signed = evidence.row(name), evidence.row(f"{name.replace('pacts:', 'pact_dates:')}/signed")
        shown = [str(pact[column]) for column in ("title", "obligation", "term")]
        rows.append([shown[0], day(signed["date"]), *shown[1:], source(pact)])
    return Table(
        "Treaties by which the Soviet Union and Romania owed each other not to attack",
        ["Treaty", "First signed", "How it is counted", "Term", "Source"],
        rows,
    )
