"""The package's own documentation as data: what a face hands on, and a numpy docstring in its parts."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from markupsafe import Markup, escape

import romsov_analysis
from romsov_analysis import themes

_FOLDERS = ("evidence", "results", "figures", "ledger", "releases")
_HEADING = re.compile(r"(?m)^([A-Z][A-Za-z ]+)\n-{3,}$\n?")
_CODE = re.compile(r"``(.+?)``|`([^`]+)`")
_LISTED = ("Parameters", "Attributes", "Raises", "Returns", "Yields")


@dataclass(frozen=True)
class Documented:
    """Something that a face hands on.

    Attributes
    ----------
    name, signature
        As it is called; a class by what makes it.
    blocks
        What it does: paragraphs, lists and examples, as pairs of kind and content.
    parts
        Heading → (term, blocks) for parameters, attributes, errors.
    methods
        Public methods of a class: name with signature, first sentence.
    """

    name: str
    signature: str
    blocks: list[tuple[str, Any]]
    parts: dict[str, list[tuple[str, list[tuple[str, Any]]]]] = field(default_factory=dict)
    methods: list[tuple[str, Markup]] = field(default_factory=list)


def faces() -> dict[str, ModuleType]:
    """Dotted name → module, for everything that hands on names to those who write."""
    found = {"romsov_analysis": romsov_analysis}
    for name in _FOLDERS:
        found[f"romsov_analysis.{name}"] = importlib.import_module(f"romsov_analysis.{name}")
    for theme in sorted(module.name for module in pkgutil.iter_modules(themes.__path__)):
        name = f"romsov_analysis.themes.{theme}.chapter"
        if importlib.util.find_spec(name):
            found[name] = importlib.import_module(name)
    return found


def handed_on(module: ModuleType) -> tuple[list[Documented], list[str]]:
    """What a face offers with a docstring of its own, and the names of constants."""
    names = getattr(module, "__all__", None) or ["compute"]
    things = {name: getattr(module, name) for name in names if hasattr(module, name)}
    told = {
        name: thing for name, thing in things.items() if inspect.isroutine(thing) or inspect.isclass(thing)
    }
    return [documented(name, thing) for name, thing in told.items()], [
        name for name in things if name not in told
    ]


def documented(name: str, thing: Any) -> Documented:
    """A function or class by its signature and docstring."""
    lead, *rest = _HEADING.split(inspect.getdoc(thing) or "")
    parts, blocks = {}, _blocks(lead)
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        if heading in _LISTED:
            parts[heading] = list(_terms(body))
        else:  # notes and examples are told like the rest
            blocks += _blocks(body)
    methods = []
    if inspect.isclass(thing):
        for method, function in vars(thing).items():
            plain = function.__func__ if isinstance(function, classmethod | staticmethod) else function
            if not method.startswith("_") and inspect.isfunction(plain):
                first = (inspect.getdoc(plain) or "").partition("\n\n")[0]
                methods.append((method + signature(plain), inline(first)))
    return Documented(name, signature(thing), blocks, parts, methods)


def signature(thing: Any) -> str:
    """The signature with its types as the source writes them; empty where there is none to show."""
    if inspect.isclass(thing) and issubclass(thing, BaseException):
        return ""
    try:
        found = inspect.signature(thing)
    except (TypeError, ValueError):
        return ""
    kept = [value for name, value in found.parameters.items() if name not in ("self", "cls")]
    # Annotations are strings, since modules postpone them; quotation marks would not be the source's.
    return re.sub(r"(?<=: )'([^']*)'|(?<=-> )'([^']*)'", r"\1\2", str(found.replace(parameters=kept)))


def inline(text: str) -> Markup:
    """A sentence of a docstring as HTML: code marked as such, all else as it stands."""
    parts, position = [], 0
    joined = " ".join(text.split())
    for match in _CODE.finditer(joined):
        parts += [escape(joined[position : match.start()]), Markup('<code class="literal">')]
        parts += [escape(match[1] or match[2]), Markup("</code>")]
        position = match.end()
    return Markup("").join([*parts, escape(joined[position:])])


def _blocks(text: str) -> list[tuple[str, Any]]:
    """Paragraphs, lists (``- …``) and examples (``>>> …``)."""
    found: list[tuple[str, Any]] = []
    for block in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if block.lstrip().startswith(">>>"):
            found.append(("example", block))
        elif block.startswith("- "):
            found.append(("list", [inline(item) for item in re.split(r"(?m)^- ", block)[1:]]))
        elif block.strip():
            found.append(("text", inline(block)))
    return found


def _terms(body: str) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Each name of a list of parameters with what is said of it; a body without names is one item."""
    items = re.split(r"(?m)^(?=\S)", body)
    if not any("\n " in item for item in items):
        yield "", _blocks(body)
        return
    for item in filter(str.strip, items):
        term, _, said = item.partition("\n")
        yield term.strip(), _blocks(said)
