"""Docstrings in their parts."""

from __future__ import annotations

from markupsafe import Markup

from romsov_analysis.book import docstrings


class Example:
    """A thing with `code`, ``more`` and <markup>.

    - one
      goes on
    - two

    Attributes
    ----------
    first, second
        Of a *kind*.

    Examples
    --------
    >>> 1 + 1
    2
    """

    def __init__(self, first: int, second: str | None = None) -> None: ...

    def verb(self, what: str) -> list[str]:
        """Do `it`.

        And more.
        """

    def _hidden(self) -> None: ...


def function(a: int, *, b: str = "x") -> dict[str, int]:
    """Count.

    Returns
    -------
    The count.

    Raises
    ------
    ValueError
        If it is none.
    """


def test_a_class_by_its_parts():
    found = docstrings.documented("Example", Example)
    assert found.signature == "(first: int, second: str | None = None) -> None"
    assert found.blocks == [
        (
            "text",
            Markup(
                'A thing with <code class="literal">code</code>, <code class="literal">more</code> and &lt;markup&gt;.'
            ),
        ),
        ("list", ["one goes on", "two"]),
        ("example", ">>> 1 + 1\n2"),
    ]
    assert found.parts == {"Attributes": [("first, second", [("text", "Of a *kind*.")])]}
    assert found.methods == [("verb(what: str) -> list[str]", 'Do <code class="literal">it</code>.')]


def test_a_function_by_its_parts():
    found = docstrings.documented("function", function)
    assert found.signature == "(a: int, *, b: str = 'x') -> dict[str, int]"
    assert found.parts["Returns"] == [("", [("text", "The count.")])]
    assert found.parts["Raises"] == [("ValueError", [("text", "If it is none.")])]


def test_every_name_of_a_face_is_told_or_is_a_constant():
    for name, module in docstrings.faces().items():
        told, constants = docstrings.handed_on(module)
        assert {thing.name for thing in told} | set(constants) == set(
            getattr(module, "__all__", ["compute"])
        ), name
        assert all(thing.blocks for thing in told)
