"""Chapter 08 as an object: its parameters, and every result it stores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from romsov_analysis.ledger.parameters import Parameter, Parameters, one_of, pair, several_of, switch
from romsov_analysis.results import Result
from romsov_analysis.themes.aid import belief, clock, judgements, parts, relief, sequence
from romsov_analysis.themes.testimony import statements
from romsov_analysis.themes.testimony.order import Verdict
from romsov_analysis.themes.testimony.statements import BASES, CODERS, STATUSES, Coder
from romsov_analysis.themes.testimony.voices import Heard, hear

# A probability of nothing or one is moved by no voice; beyond a hundred to one a voice is no longer testimony.
LEAST, GREATEST, HEAVIEST = 0.001, 0.999, 100

_ANY = several_of(lambda: BASES, least=0, brief='any, [] or "all"')
_KNOWN = several_of(lambda: STATUSES, least=0, brief='any, [] or "all"')
_CODER = one_of(lambda: CODERS, brief='"first" or "second"')

PARAMETERS = Parameters(
    [
        Parameter("bases", list(BASES), _ANY, "how speakers know"),
        Parameter("statuses", list(STATUSES), _KNOWN, "how outside rows are known"),
        Parameter("outside", True, switch(), "whether testimony outside the article counts"),
        Parameter("coder", "first", _CODER, "whose readings count"),
        Parameter("prior", [0.25, 0.75], pair(LEAST, GREATEST), "probability before any voice"),
        Parameter("ratio", [1, 5], pair(1, HEAVIEST), "times likelier said if true"),
    ]
)


@dataclass(frozen=True, eq=False)
class Chapter:
    """Whether Soviet aid was asked for, under one choice of the parameters.

    Attributes
    ----------
    bases, statuses, outside, coder, prior, ratio
        The parameters as read.
    heard, everyone
        The statements that count, and all that could, by the same coder.
    parts, belief
        Part of the question → how it stands and who speaks on it; what the assumed ranges make of three.
    totals, sounded, coding, judged, assumed, answers, came, strengths, article, elsewhere, victims, delivery, works
        Results by the last part of their ids: statements and voices, the two coders, what may be said, the
        ranges assumed, questions of order and what follows, contradictions, relief, victims and what follows, works.
    verdicts, pairs, clock
        Questions of order decided, contradictions, and the events of the December days.
    """

    bases: tuple[str, ...]
    statuses: tuple[str, ...]
    outside: bool
    coder: Coder
    prior: belief.Pair
    ratio: belief.Pair
    heard: Heard
    everyone: Heard
    parts: Mapping[str, parts.Part]
    totals: Mapping[str, Result]
    sounded: Mapping[str, Result]
    coding: Mapping[str, Result]
    judged: Mapping[str, Result]
    strengths: Mapping[str, Result]
    pairs: pd.DataFrame
    verdicts: Mapping[str, Verdict]
    answers: Mapping[str, Result]
    came: Mapping[str, Result]
    assumed: Mapping[str, Result]
    belief: Mapping[str, belief.Belief]
    widened: Result
    article: Mapping[str, Result]
    elsewhere: Mapping[str, Result]
    victims: Mapping[str, Result]
    delivery: Mapping[str, Result]
    works: Mapping[str, Result]
    clock: list[clock.Event]

    @property
    def counts(self) -> tuple[Result, ...]:
        """Everything that is counted of parts, statements, voices and cells, and what may be said of it."""
        of_parts = (number for part in self.parts.values() for number in part.numbers)
        whole = (self.totals, self.sounded, self.coding, self.judged)
        return (*of_parts, *(result for results in whole for result in results.values()))

    @property
    def contradictions(self) -> tuple[Result, ...]:
        """How many contradictions are how sharp."""
        return tuple(self.strengths.values())

    @property
    def order(self) -> tuple[Result, ...]:
        """How many questions of order are answered how, and what may be said of them."""
        return (*self.answers.values(), *self.came.values())

    @property
    def beliefs(self) -> tuple[Result, ...]:
        """The ranges assumed, and what they make of each part."""
        weighed = (r for b in self.belief.values() for r in (b.probability, b.more, b.less))
        return (*self.assumed.values(), *weighed, self.widened)

    @property
    def relief(self) -> tuple[Result, ...]:
        """The figures of relief and of victims, and what may be said of them."""
        numbers = (*self.article.values(), *self.elsewhere.values(), *self.victims.values())
        return (*numbers, *self.delivery.values())

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result of the chapter, in the order of its notebook."""
        return (
            *self.counts,
            *self.contradictions,
            *self.order,
            *self.beliefs,
            *self.relief,
            *self.works.values(),
        )  # fmt: skip


def compute(**parameters: Any) -> Chapter:
    """The chapter under some parameters; the defaults stand where none is given.

    Raises
    ------
    ParameterError
        If a name is unknown or a value is not accepted; nothing is computed then.
    """
    read = PARAMETERS.read(parameters)
    prior, ratio, coder = read["prior"], read["ratio"], read["coder"]
    chosen = {name: read[name] for name in ("bases", "statuses", "outside")}
    heard = hear(statements.admitted(**chosen), coder)
    of_question = parts.parts_of(heard)
    weighed = {name: belief.weigh(of_question[name], prior, ratio) for name in belief.WEIGHED}
    verdicts, pairs, article = sequence.verdicts(), sequence.contradictions(), relief.of_article()
    return Chapter(
        **read,
        heard=heard,
        everyone=hear(statements.admitted(), coder),
        parts=of_question,
        totals=parts.totals(heard),
        sounded=parts.sounded(heard),
        coding=parts.coding(of_question),
        judged=judgements.judge(heard, of_question),
        strengths=sequence.contradiction_results(pairs),
        pairs=pairs,
        verdicts=verdicts,
        answers=sequence.answer_results(verdicts),
        came=sequence.order_judgements(verdicts),
        assumed=belief.assumptions(prior, ratio),
        belief=weighed,
        widened=belief.widened(weighed, prior),
        article=article,
        elsewhere=relief.elsewhere(),
        victims=relief.elsewhere("victims"),
        delivery=relief.relief_judgements(article),
        works=relief.works(),
        clock=clock.clock(),
    )
