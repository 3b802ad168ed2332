"""Values of parameters as people write them: on a command line, in a file; and what a chapter accepts of them."""

from __future__ import annotations

import ast
import datetime
import importlib
import json
import re
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.ledger import ParameterError, Parameters
from romsov_analysis.runs import inputs
from romsov_analysis.runs.places import RunError, read_text
from romsov_analysis.shown import located, printable, shown

_CONSTANTS = {"true": True, "false": False, "none": None}
_CLOSING = {")": "(", "]": "[", "}": "{"}
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


def assignments(texts: Sequence[str]) -> dict[str, Any]:
    """Name → value of assignments such as ``a=1; bases=["firsthand", "relayed"]``, each taken whole.

    Raises
    ------
    RunError
        If one is no assignment, or a name is given twice.
    """
    found: dict[str, Any] = {}
    for text in texts:
        for part in _parts(text):
            name, equals, value = (piece.strip() for piece in part.partition("="))
            if not equals or not name.isidentifier() or not value:
                raise RunError(
                    f"{shown(part.strip())} is no assignment. Accepted: name=value, several parted by ;"
                )
            if name in found:
                raise RunError(f"{printable(name)} is given twice: {shown(found[name])} and {shown(value)}")
            found[name] = value_of(value)
    return found


def _parts(text: str) -> Iterator[str]:
    """The assignments of one text: parted by semicolons outside brackets and quotes."""
    start, open_brackets, quote = 0, [], ""
    for position, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote and text[position - 1] != "\\" else quote
        elif sign in "\"'":
            # Within a word it is an apostrophe.
            quote = sign if not text[position - 1 : position].isalnum() else ""
        elif sign in _CLOSING.values():
            open_brackets.append(sign)
        elif sign in _CLOSING and open_brackets and open_brackets[-1] == _CLOSING[sign]:
            open_brackets.pop()
        elif sign == ";" and not open_brackets:
            if text[start:position].strip():
                yield text[start:position]
            start = position + 1
    if text[start:].strip():
        yield text[start:]


def value_of(text: str) -> Any:
    """A value as typed: a literal of Python, ``true``, ``false``, ``none`` in any case, or else the text itself."""
    if _DECIMAL_COMMA.fullmatch(text):
        return text  # 12,5 is meant as a number, and is to be refused as it was typed
    with warnings.catch_warnings(
        action="ignore"
    ):  # of a backslash in a text, which is no concern of a reader
        try:
            return ast.literal_eval(_Constants().visit(ast.parse(text, mode="eval")).body)
        except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
            return text


class _Constants(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.expr:
        name = node.id.lower()
        return ast.Constant(_CONSTANTS[name]) if name in _CONSTANTS else node


def of_file(path: Path) -> dict[str, Any]:
    """Name → value out of a TOML or JSON file.

    Raises
    ------
    RunError
        If there is none, or it is neither.
    """
    text = read_text(path)
    try:
        json_wanted = path.suffix.lower() == ".json"
        found = json.loads(text, object_pairs_hook=_once) if json_wanted else tomllib.loads(text)
        return {name: _plain(value) for name, value in found.items()}
    except (ValueError, RecursionError, AttributeError) as error:
        # JSON that is no object has no items.
        kinds = {RecursionError: "holds lists within lists", AttributeError: "holds no names"}
        reason = kinds.get(type(error), printable(error))
        raise RunError(
            f"{located(path)}: {reason}. Accepted: TOML (name = value, a line each) or JSON in NAME.json, "
            "an object of names and values"
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, none of whose names stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} stands twice")
    return found


def _plain(value: Any) -> Any:
    """TOML's dates as texts, which is what a cell can hold."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


# --- what a chapter accepts ---------------------------------------------------------------------------------


def declared(notebook: Mapping[str, Any]) -> Parameters | None:
    """The parameters that the chapter of a notebook declares; None where its cells name no chapter that does."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(inputs.tree_of(cell)):
            name = _chapter(node)
            if name:
                try:
                    found = getattr(importlib.import_module(name), "PARAMETERS", None)
                except ModuleNotFoundError as error:
                    if error.name is None or not name.startswith(error.name):
                        raise
                    continue
                if isinstance(found, Parameters):
                    return found
    return None


def _chapter(node: ast.AST) -> str:
    """The module of a chapter that a statement imports."""
    start = "romsov_analysis.themes."
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(start):
        module = str(node.module)
        if module.endswith(".chapter"):
            return module
        if any(alias.name == "chapter" for alias in node.names):
            return f"{module}.chapter"
    if isinstance(node, ast.Import):
        return next(
            (n.name for n in node.names if n.name.startswith(start) and n.name.endswith(".chapter")), ""
        )
    return ""


def check(name: str, notebook: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Refuse values that the chapter does not accept, those in its first cell included.

    Parameters
    ----------
    name
        What to call the notebook.
    notebook
        Its cells name the chapter.
    values
        Parameter → value that replaces the one in the cell.

    Raises
    ------
    RunError
        In words: parameter, value, what is accepted, the nearest.
    """
    cell = inputs.parameters(notebook)
    chapter = declared(notebook)
    known = list(cell) if chapter is None else [parameter.name for parameter in chapter]
    unknown = [wanted for wanted in values if wanted not in known]
    problems = [
        f"{name} has no parameter {printable(wanted)}; it has: {', '.join(known) or 'none'}."
        + (f" Nearest: {evidence.nearest(wanted, known)}." if known else "")
        for wanted in unknown
    ]
    problems += [
        f"{wanted} is a parameter of the chapter, but {name} does not set it in its first cell"
        for wanted in values
        if wanted in known and wanted not in cell
    ]
    problems += [
        f"{name}: {wanted}={shown(value)}: a decimal comma. "
        f"Accepted: a decimal point, {printable(value.replace(',', '.'))}"
        for wanted, value in values.items()
        if isinstance(value, str) and _DECIMAL_COMMA.fullmatch(value)
    ]
    if problems:
        raise RunError("\n".join(problems))
    if chapter is None:
        return
    written = {key: value_of(text) for key, text in cell.items() if key in known}
    try:
        chapter.read({**written, **values})
    except ParameterError as error:
        raise RunError(f"{name}: {error}") from None
