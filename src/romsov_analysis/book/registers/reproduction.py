"""How far the book was reproduced: what is compared, where and when that was done, what was measured; the edition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from romsov_analysis import __released__, __version__
from romsov_analysis.book import measured
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.results import plain

_PARTS = {
    "compared": "What is compared",
    "pythons": "Where it was executed",
    "anchors": "Anchors",
    "coverage": "What tests run",
    "bench": "Times and weights",
    "edition": "This edition",
}


def sections(_store: Any, _argument: str) -> list[Section]:
    """A part each."""
    return [Section((), title, f"reproduction-{part}", part) for part, title in _PARTS.items()]


def data(view: Any, section: Section) -> Mapping[str, Any]:
    """What the part shows; `same`, whether its state is that of this site."""
    source = Path(view.app.srcdir)
    notebooks = sorted((source / "notebooks").glob("*.ipynb"))
    locks = view.app.config.html_context.get("locks", {})
    now = measured.state(notebooks, locks)
    note = measured.noted(source, measured.MEASURED).get(section.about, {})
    found: dict[str, Any] = {"part": section.about, "note": note, "now": now, "locks": locks}
    if section.about == "compared":
        counts = {path.stem: measured.counts(path) for path in notebooks}
        found["chapters"] = {
            name[:2]: (view.page(view.store.notebooks[name]), count) for name, count in counts.items()
        }
        found["totals"] = [
            sum(getattr(c, what) for c in counts.values()) for what in ("cells", "outputs", "figures")
        ]
    elif section.about == "edition":
        editions = measured.noted(source, measured.EDITIONS)
        earlier = [version for version in editions if version != __version__]
        last = earlier[-1] if earlier else ""
        findings = {answer.notebook[:2]: plain(answer.finding) for answer in view.store.answers}
        found |= {"version": __version__, "released": __released__, "last": last}
        found["changed"] = measured.changed(editions[last]["findings"], findings) if last else []
    return found


REGISTER = Register("reproduction-note", "reproduction", sections, data)
