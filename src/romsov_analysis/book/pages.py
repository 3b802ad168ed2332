"""The generated pages: each register through its template, the results by chapter.

What a register's page says is written last, when every page has been read: until then only its headings and the
names of its entries are there, so that contents, search and inventory know them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from romsov_analysis.book import domain, registers
from romsov_analysis.book.links import evidence_link
from romsov_analysis.book.views import View, render

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from romsov_analysis.book.store import Store


class register_part(nodes.General, nodes.Element):  # docutils' style of names
    """Stands for a part of a register's page until it is written; attributes register, section."""


class Page(SphinxDirective):
    """What the directives share: no content, no options, nodes built from data."""

    has_content = False
    option_spec: ClassVar[Any] = {}

    @property
    def store(self) -> Store:
        """Ledger and answers of this build."""
        return domain.of(self.env).store

    def uri(self, page: str) -> str:
        """Address of another page, from this one."""
        return str(self.env.app.builder.get_relative_uri(self.env.docname, page))


class RegisterPage(Page):
    """A register, by the name of its directive."""

    def run(self) -> list[nodes.Node]:
        """A part, with its heading, for each section of the register."""
        name, register = next(item for item in registers.found().items() if item[1].directive == self.name)
        argument = self.arguments[0] if self.arguments else ""
        if register.all_uses:
            domain.of(self.env).note_watcher(self.env.docname)
        found: list[nodes.Node] = []
        for section in register.sections(self.store, argument):
            for entry in section.names:
                domain.of(self.env).note_entry(register.kind, entry, self.env.docname)
            part: nodes.Node = register_part(register=name, section=section)
            if section.title:
                title = nodes.title(text=section.title)
                part = nodes.section("", title, part, ids=[section.anchor], names=[])
            found.append(part)
        return found


class OneArgument(RegisterPage):
    """A register whose directive takes an argument."""

    required_arguments = 1


class ResultsIndex(Page):
    """The chapters with the number of their results, a link each."""

    def run(self) -> list[nodes.Node]:
        """Build the list."""
        listing = nodes.bullet_list()
        for notebook in self.store.notebooks:
            names = [name for name, entry in self.store.ledger.items() if entry.notebook == notebook]
            if names:
                link = evidence_link("", f"chapter {notebook[:2]}", kind="result", name=names[0], card=False)
                listing += nodes.list_item("", nodes.paragraph("", f"{len(names)} results of ", link))
        return [listing]


def _write_registers(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write what stands in a register, once all pages are known."""
    view = None
    for part in list(doctree.findall(register_part)):
        view = view or View(app, docname)
        register, section = registers.found()[part["register"]], part["section"]
        text = render(f"{part['register']}.html", view=view, **register.data(view, section))
        part.replace_self(nodes.raw("", text, format="html"))


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_node(register_part)
    for register in registers.found().values():
        app.add_directive(register.directive, OneArgument if register.arguments else RegisterPage)
    app.add_directive("results-index", ResultsIndex)
    app.connect("doctree-resolved", _write_registers)
