"""Every state of the comparison of chapter 02, feature by feature, with the source of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.book.registers import Register, Section
from romsov_analysis.book.rows import Row
from romsov_analysis.themes.talks import explanations


def sections(_store: Any, _argument: str) -> list[Section]:
    """All states, in the order of the table."""
    return [Section(tuple(dict.fromkeys(map(str, evidence.load("comparison")["case"]))))]


def data(_view: Any, section: Section) -> Mapping[str, Any]:
    """Each state with its features."""
    table = evidence.load("comparison")
    states = evidence.load("states")["name"]
    grid = explanations.values()
    return {
        "states": [
            (
                name,
                str(states[name]),
                [_feature(cells) for _, cells in table[table["case"] == name].iterrows()],
                [
                    title
                    for feature, title in explanations.FEATURES.items()
                    if grid.loc[name, feature] == explanations.NOT_SOUGHT
                ],
            )
            for name in section.names
        ]
    }


def _feature(cells: Any) -> dict[str, str]:
    feature = str(cells["feature"])
    value = "looked for, not found" if cells["value"] == "not found" else cells["value"]
    said = [f"{explanations.FEATURES.get(feature, feature)}: {value}"]
    said += [text for column in ("detail", "note") if (text := evidence.text(cells, column))]
    text = ". ".join(part.rstrip(".") for part in said)
    return {"text": text, "status": str(cells["status"]), "source": evidence.text(cells, "source")}


def tell(evidence_id: str, cells: Any) -> Row:
    """A feature of a state."""
    state = evidence.row(f"states:{cells['case']}")["name"]
    detail = f" ({cells['detail']})" if evidence.text(cells, "detail") else ""
    text = f"{state}, {str(cells['feature']).replace('_', ' ')}: {cells['value']}{detail}"
    source = evidence.text(cells, "source")
    return Row(evidence_id, text, str(cells["status"]), source, ("state", str(cells["case"])))


REGISTER = Register("comparison-list", "state", sections, data, {"comparison": tell})
