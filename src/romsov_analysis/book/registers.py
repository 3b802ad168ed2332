"""Generated pages that lay out one register each: pacts with their dates and acts, states compared, voices."""

from __future__ import annotations

import datetime
from html import escape
from typing import TYPE_CHECKING

import pandas as pd
from docutils import nodes

from romsov_analysis import evidence
from romsov_analysis.book import cards
from romsov_analysis.book.pages import Page
from romsov_analysis.book.roles import slug
from romsov_analysis.evidence import dates
from romsov_analysis.themes.pacts import treaties
from romsov_analysis.themes.pacts.spells import observe_pact
from romsov_analysis.themes.talks import explanations
from romsov_analysis.themes.testimony import statements

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LAST_DAY = datetime.date(1945, 9, 2)
_CODERS = {"atop": "ATOP", "cow": "COW", "berkemeier_fuhrmann": "Berkemeier and Fuhrmann"}


class PactsList(Page):
    """Every treaty of the register: what it promised, its dates, what was done against it, who codes it how."""

    def run(self) -> list[nodes.Node]:
        """Build one list over all treaties."""
        models = {pact.id: pact for pact in treaties.load()}
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
        model: treaties.Pact | None,
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
            day = "no end named" if row["date"] == treaties.OPEN else dates.in_words(str(row["date"]))
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
    def _verdicts(model: treaties.Pact | None) -> str:
        """What each definition says of a treaty, by the rules of chapter 03."""
        if model is None:
            return "not counted: of another kind, or never in force"
        said = []
        for name, rule in treaties.DEFINITIONS.items():
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


class ComparisonList(Page):
    """Every state of the comparison of chapter 02, feature by feature, with the source of each."""

    def run(self) -> list[nodes.Node]:
        """Build one list over all states."""
        table = evidence.load("comparison")
        listing = nodes.definition_list(classes=["romsov-register"])
        for case in dict.fromkeys(table["case"]):
            state = evidence.row(f"states:{case}")
            term = nodes.term("", nodes.Text(str(state["name"])), ids=[slug("state", str(case))])
            items = "".join(self._item(cells) for _, cells in table[table["case"] == case].iterrows())
            listing += nodes.definition_list_item(
                "", term, nodes.definition("", nodes.raw("", f"<ul>{items}</ul>", format="html"))
            )
        return [listing]

    def _item(self, cells: pd.Series) -> str:
        said = [f"{explanations.FEATURES.get(cells['feature'], cells['feature'])}: {cells['value']}"]
        said += [str(cells[column]) for column in ("detail", "note") if not pd.isna(cells[column])]
        text = ". ".join(part.rstrip(".") for part in said)
        link = (
            ""
            if pd.isna(cells["source"])
            else f"; {cards.source_link(str(cells['source']), self.uri('sources'))}"
        )
        return f"<li>{escape(text)}; {escape(cards.STATUS[cells['status']])}{link}</li>"


class VoicesList(Page):
    """Every voice of chapter 08: its statements, how they came to us, and what each says on each part."""

    def run(self) -> list[nodes.Node]:
        """Build one list over all voices, those that speak on any part first."""
        known = statements.statements()
        table = evidence.load("readings")
        rows: dict[str, list[pd.Series]] = {}
        for _, cells in table.iterrows():
            rows.setdefault(str(cells["statement"]), []).append(cells)
        voices: dict[str, list[statements.Statement]] = {}
        for statement in known.values():
            voices.setdefault(statement.voice, []).append(statement)

        def speaks(voice: str) -> bool:
            return any(cells["reading"] != "neutral" for item in voices[voice] for cells in rows[item.id])

        names: list[str] = []
        listing = nodes.definition_list(classes=["romsov-register"])
        for voice in sorted(voices, key=lambda name: (not speaks(name), name)):
            term = nodes.term(
                "",
                nodes.Text(f"{evidence.row(f'voices:{voice}')['name']} "),
                nodes.literal(text=voice),
                ids=[slug("voice", voice)],
            )
            body = "".join(self._statement(item, rows[item.id]) for item in voices[voice])
            if speaks(voice):
                names.append(
                    f'<a href="#{slug("voice", voice)}">{escape(term.astext().rpartition(" ")[0])}</a>'
                )
            listing += nodes.definition_list_item(
                "", term, nodes.definition("", nodes.raw("", body, format="html"))
            )
        lead = f"<p>Those that speak on a part of the question: {', '.join(names)}.</p>"
        return [nodes.raw("", lead, format="html"), listing]

    def _statement(self, item: statements.Statement, cells: list[pd.Series]) -> str:
        facts = [f"{item.act}, {item.basis}" if item.basis else item.act]
        if item.chain:
            facts.append(f"chain: {item.chain}")
        if item.date:
            facts.append(f"of {dates.in_words(item.date)}" + (f", {item.time}" if item.time else ""))
        if item.testified:
            facts.append(f"said {dates.in_words(item.testified)}")
        if item.interest:
            facts.append(f"interest: {item.interest}")
        if item.status:
            facts.append(cards.STATUS[item.status])
        row = evidence.row(item.id)
        lines = f"<p>{escape(item.title)} <span class='status'>{escape('; '.join(facts))}</span>"
        lines += f"; {cards.source_link(item.source, self.uri('sources'))}" if item.source else ""
        lines += f" {escape(str(row['note']))}</p>" if isinstance(row["note"], str) else "</p>"
        denials = row["denied_by"] if "denied_by" in row.index and isinstance(row["denied_by"], str) else ""
        for name in filter(None, (part.strip() for part in denials.split(";"))):
            other = evidence.row(f"testimony:{name}")
            lines += (
                f"<p>Beside it: {escape(str(other['title']))} "
                f"{cards.source_link(str(other['source']), self.uri('sources'))}</p>"
            )
        spoken = [
            self._reading(row) for row in cells if row["reading"] != "neutral" or not pd.isna(row["second"])
        ]
        silent = [
            self._reading(row) for row in cells if row["reading"] == "neutral" and pd.isna(row["second"])
        ]
        lines += f"<ul>{''.join(spoken)}</ul>" if spoken else ""
        if silent:
            parts = "one part" if len(silent) == 1 else f"{len(silent)} parts"
            lines += f"<details><summary>neutral on {parts}</summary><ul>{''.join(silent)}</ul></details>"
        return lines

    @staticmethod
    def _reading(row: pd.Series) -> str:
        part = evidence.row(f"parts:{row['part']}")["short"]
        text = f"{part}: {row['reading']}. {row['reason']}"
        if not pd.isna(row["second"]):
            text += f" The second coder: {row['second']}. {row['second_reason']}"
        return f"<li>{escape(text)}</li>"


class ContradictionsList(Page):
    """Every pair of statements that contradict each other, the sharp ones first, with what would reconcile them."""

    def run(self) -> list[nodes.Node]:
        """Build one list."""
        order = {"sharp": 0, "moderate": 1, "apparent": 2}
        table = evidence.load("contradictions")
        listing = nodes.definition_list(classes=["romsov-register"])
        for key in sorted(table.index, key=lambda name: order[str(table.loc[name, "strength"])]):
            cells = table.loc[key]
            term = nodes.term(
                "",
                nodes.Text(f"{cells['title']} "),
                nodes.literal(text=str(key)),
                ids=[slug("contradiction", str(key))],
            )
            voice = "; one voice" if cells["same_voice"] == "yes" else ""
            body = f"<p>{escape(str(cells['strength']))}{voice}. {escape(str(cells['reconciliation']))}"
            body += f" {escape(str(cells['note']))}</p><ul>" if isinstance(cells["note"], str) else "</p><ul>"
            body += "".join(
                f"<li>{cards.row_item(str(cells[side]), self.uri('sources'))}</li>"
                for side in ("first", "second")
            )
            listing += nodes.definition_list_item(
                "", term, nodes.definition("", nodes.raw("", body + "</ul>", format="html"))
            )
        return [listing]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("pacts-list", PactsList)
    app.add_directive("comparison-list", ComparisonList)
    app.add_directive("voices-list", VoicesList)
    app.add_directive("contradictions-list", ContradictionsList)
