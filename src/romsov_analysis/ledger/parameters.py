"""The parameters of a chapter, declared once: name, default, what is accepted, meaning.

From the declaration come the check before anything is computed, what the command line prints, and the comment
in the notebook's first cell.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from romsov_analysis import evidence
from romsov_analysis.evidence.names import near
from romsov_analysis.shown import printable, shown


class ParameterError(ValueError):
    """A chapter cannot compute with a value; the message names parameter, value, what is accepted, the nearest."""


def refuse(name: str, value: object, reason: str, accepted: str, nearest: str = "") -> ParameterError:
    """The error for a value that a chapter cannot compute with, to be raised."""
    hint = f" Nearest: {nearest}." if nearest else ""
    return ParameterError(f"{name}={shown(value)}: {reason}. Accepted: {accepted}.{hint}")


def _closest(value: object, known: Iterable[object]) -> str:
    """The one accepted value most like a wrong one, or nothing."""
    return next(iter(near(printable(value), known)), "")


def _unknown(name: str, known: Iterable[str]) -> str:
    close = _closest(name, known)
    return f"no parameter {shown(name)}. Accepted: {', '.join(known)}." + (
        f" Nearest: {close}." if close else ""
    )


@dataclass(frozen=True)
class Kind:
    """What values a parameter takes.

    Attributes
    ----------
    accepted
        In words; asked when needed, since it may depend on tables.
    read
        Value → the value to compute with; raises `ValueError` with the reason and, where there is one, the
        nearest accepted value.
    brief
        The same in fewer words, for the comment in the notebook; `accepted` where it is empty.
    """

    accepted: Callable[[], str]
    read: Callable[[Any], Any]
    brief: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a chapter."""

    name: str
    default: Any
    kind: Kind
    meaning: str

    def read(self, value: Any) -> Any:
        """The value to compute with.

        Raises
        ------
        ParameterError
            If it is not accepted.
        """
        try:
            return self.kind.read(value)
        except ValueError as error:
            reason, *nearest = error.args
            near = printable(nearest[0]) if nearest else ""
            raise refuse(self.name, value, str(reason), self.kind.accepted(), near) from None
        except (TypeError, OverflowError, RecursionError):
            raise refuse(self.name, value, "is of another kind or size", self.kind.accepted()) from None

    def line(self) -> str:
        """The assignment in the notebook's first cell, with its comment."""
        accepted = self.kind.brief or self.kind.accepted()
        literal = repr(self.default).replace("'", '"')
        return f"{self.name} = {literal}  # {self.meaning}; {accepted}"


@dataclass(frozen=True)
class Parameters:
    """The parameters of a chapter, in the order of its first cell."""

    of: Sequence[Parameter]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.of)

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All values to compute with, the defaults where none is given.

        Raises
        ------
        ParameterError
            If a name is unknown or values are not accepted; the message lists every one.
        """
        known = {parameter.name: parameter for parameter in self.of}
        problems, found = [], {}
        for name in values:
            if name not in known:
                problems.append(_unknown(name, known))
        for name, parameter in known.items():
            try:
                found[name] = parameter.read(values.get(name, parameter.default))
            except ParameterError as error:
                problems.append(str(error))
        if problems:
            raise ParameterError("\n".join(problems))
        return found

    def changed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the values that differ from the default."""
        return {
            parameter.name: values[parameter.name]
            for parameter in self.of
            if values[parameter.name] != parameter.read(parameter.default)
        }

    def cell(self) -> str:
        """The notebook's first cell."""
        return "\n".join(parameter.line() for parameter in self.of)


def switch() -> Kind:
    """True or false, and nothing that only looks like it."""

    def read(value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("is neither True nor False")
        return value

    return Kind(lambda: "True or False", read)


def number(low: float, high: float, *, whole: bool = False, optional: bool = False) -> Kind:
    """A number from `low` to `high`, both included; whole where asked, or None where it may be left out."""

    def read(value: Any) -> float | int | None:
        if optional and value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValueError("is not a number")
        if not low <= value <= high:
            raise ValueError("lies outside", f"{low:g}" if value < low else f"{high:g}")
        if whole and value != int(value):
            raise ValueError("is not a whole number", round(value))
        return int(value) if whole else float(value)

    words = f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g}"
    return Kind(lambda: words + (", or None" if optional else ""), read)


def pair(low: float, high: float) -> Kind:
    """Two numbers from `low` to `high`, the lesser first."""
    one = number(low, high)

    def read(value: Any) -> tuple[float, float]:
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise ValueError("is not a pair of numbers")
        least, greatest = (one.read(part) for part in value)
        if least > greatest:
            raise ValueError("stands the wrong way round", [greatest, least])
        return least, greatest

    return Kind(lambda: f"[least, greatest], from {low:g} to {high:g}", read)


def one_of(options: Callable[[], Sequence[Any]], *, brief: str = "") -> Kind:
    """One of some values; the options are asked when needed, since they may depend on tables."""

    def read(value: Any) -> Any:
        known = list(options())
        for option in known:
            if option == value and type(option) is type(value):
                return option
        raise ValueError("is none of these", _closest(value, known))

    return Kind(lambda: evidence.listed(options()), read, brief)


def several_of(options: Callable[[], Sequence[str]], *, least: int = 1, brief: str = "") -> Kind:
    """A list of some of the options, each once, in any order; ``"all"`` for every one."""

    def read(value: Any) -> tuple[str, ...]:
        known = list(options())
        if value == "all":
            return tuple(known)
        if not isinstance(value, list | tuple):
            raise ValueError("is not a list")
        for item in value:
            if item not in known:
                raise ValueError(f"{shown(item)} is none of these", _closest(item, known))
        if len(set(value)) < len(value):
            raise ValueError("names one twice", list(dict.fromkeys(value)))
        if len(value) < least:
            raise ValueError(f"names {len(value)}, and {least} are needed")
        return tuple(value)

    def accepted() -> str:
        count = "" if least == 0 else f"{least} or more of " if least > 1 else "some of "
        return f'"all", or a list of {count}{evidence.listed(options())}'

    return Kind(accepted, read, brief)


def day(first: str, last: str) -> Kind:
    """A day as ``YYYY-MM-DD`` from `first` to `last`, both included; read as a date."""

    def read(value: Any) -> datetime.date:
        try:
            found = datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValueError("is no day of the calendar") from None
        if found.isoformat() != value:  # Python reads other forms of ISO 8601 too
            raise ValueError("is written in another form", found.isoformat())
        if not first <= found.isoformat() <= last:
            raise ValueError("lies outside", first if found.isoformat() < first else last)
        return found

    return Kind(lambda: f'a day from "{first}" to "{last}"', read)
