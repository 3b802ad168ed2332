"""Generated pages that lay out one register each: the pacts, with dates, acts and how each definition reads them."""

from __future__ import annotations

import datetime
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
from docutils import nodes

from romsov_analysis import dates, evidence, pacts
from romsov_analysis.book import cards
from romsov_analysis.book.pages import Page
from romsov_analysis.book.roles import slug
from romsov_analysis.spells import observe_pact

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LAST_DAY = datetime.date(1945, 9, 2)
_CODERS = {"atop": "ATOP", "cow": "COW", "berkemeier_fuhrmann": "Berkemeier and Fuhrmann"}


class PactsList(Page):
    """Every treaty of the register: what it promised, its dates, what was done against it, who codes it how."""

    def run(self) -> list[nodes.Node]:
        """Build one list over all treaties."""
        models = {pact.id: pact for pact in pacts.load()}
        tables = {name: evidence.load(name) for name in ("pact_dates", "pact_acts", "acts", "codings")}
        listing = nodes.definition_list(classes=["romsov-register"])
        for key, cells in evidence.load("pacts").iterrows():
            name = str(key)
            term = nodes.term(
                "", nodes.Text(f"{cells['title']} "), nodes.literal(text=name), ids=[slug("pact", name)]
            )
            body = self._body(name, cells, models.get(name), tables)
            listing += nodes.definition_list_item(
                "", term, nodes.definition("", nodes.raw("", body, format="html"))
            )
        return [listing]

    def _body(
        self,
        name: str,
        cells: pd.Series,
        model: pacts.Pact | None,
        tables: dict[str, pd.DataFrame],
    ) -> str:
        states = evidence.load("states")["name"]
        parties = [part.strip() for part in str(cells["parties"]).split(";")]
        named = ", ".join(str(states.get(part, part)) for part in parties)
        facts = [
            f"{escape(named)}; {escape(str(cells['obligation']))}"
            + ("" if pd.isna(cells["term"]) else f"; term: {escape(str(cells['term']))}")
            + f"; {escape(cards.STATUS[cells['status']])}{self._source(cells)}"
        ]
        if not pd.isna(cells["note"]):
            facts.append(escape(str(cells["note"])))
        lines = "".join(f"<p>{fact}</p>" for fact in facts)
        when = tables["pact_dates"]
        for _, row in when[when["pact"] == name].iterrows():
            note = "" if pd.isna(row["note"]) else f" {escape(str(row['note']))}"
            day = "no end named" if row["date"] == pacts.OPEN else dates.in_words(str(row["date"]))
            lines += (
                f"<li>{escape(str(row['what']))}: {escape(day)}; "
                f"{escape(cards.STATUS[row['status']])}{self._source(row)}.{note}</li>"
            )
        lines += f"<li>what became of it: {escape(str(cells['ending']))}</li>"
        links = tables["pact_acts"]
        for _, link in links[links["pact"] == name].iterrows():
            act = tables["acts"].loc[link["act"]]
            contested = ", <strong>contested</strong>" if link["contested"] == "yes" else ""
            lines += (
                f"<li>{escape(str(act['title']))}, {escape(dates.in_words(str(act['date'])))} "
                f"({escape(str(act['kind']))}{contested}): {escape(str(link['reason']))} "
                f"{escape(cards.STATUS[act['status']])}{self._source(act)}</li>"
            )
        codings = tables["codings"]
        for _, row in codings[codings["pact"] == name].iterrows():
            end = "no end" if pd.isna(row["end"]) else dates.in_words(str(row["end"]))
            coded = f"{_CODERS[row['data_set']]}: {escape(str(row['ending']))}, {escape(end)}"
            lines += f"<li>{coded}{self._source(row)}</li>"
        lines += f"<li>{escape(self._verdicts(model))}</li>"
        return lines.replace("<li>", "<ul><li>", 1) + "</ul>"

    def _source(self, row: pd.Series) -> str:
        if pd.isna(row["source"]):
            return ""
        return f", {cards.source_link(str(row['source']), self.uri('sources'))}"

    @staticmethod
    def _verdicts(model: pacts.Pact | None) -> str:
        """What each definition says of a treaty, by the rules of chapter 03."""
        if model is None:
            return "not counted: of another kind, or never in force"
        said = []
        for name, rule in pacts.DEFINITIONS.items():
            outcome = {}
            for contested in (False, True):
                spell = observe_pact(model, name, _LAST_DAY, contested=contested)
                outcome[contested] = spell is not None and spell.outcome == "broken"
            word = (
                "broken"
                if outcome[False]
                else "broken only if contested acts count"
                if outcome[True]
                else "not broken"
            )
            said.append(f"{rule.title.lower()}: {word}")
        return "; ".join(said)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("pacts-list", PactsList)
