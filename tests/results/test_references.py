"""References in a text: found, filled in, read out, and refused where they are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romsov_analysis.results import ResultError
from romsov_analysis.results.references import (
    escape,
    fill,
    link,
    marked,
    plain,
    references,
    sentence_around,
    unescape,
)


@pytest.mark.parametrize(
    ("text", "kind", "id", "options", "words"),
    [
        ("[1.32](result:a.b)", "result", "a.b", "", "1.32"),
        ("at [](result:a.b?range,decimals=1) times", "result", "a.b", "range,decimals=1", ""),
        ("[“two”](claim:x.y?quote)", "claim", "x.y", "quote", "“two”"),
        ("[only grain](holds:a.b)", "holds", "a.b", "", "only grain"),
        ("[2\\*3 \\[so\\]](result:a.b)", "result", "a.b", "", "2*3 [so]"),
        ("*[Vyshinsky](person:vyshinsky)*", "person", "vyshinsky", "", "Vyshinsky"),
        ("[(X 2024)](cite:corneanu?p)", "cite", "corneanu", "p", "(X 2024)"),
    ],
)
def test_a_reference_has_kind_id_options_and_words(text, kind, id, options, words):
    (found,) = references(text)
    assert (found.kind, found.id, found.options, found.words) == (kind, id, options, words)
    assert text[found.start : found.end].startswith("[")
    assert text[found.start : found.end].endswith(")")


@pytest.mark.parametrize(
    "text", ["[a](https://x.org)", "[a](../pacts.md)", "a [b] (result:x)", "(result:a.b)"]
)
def test_other_links_are_none(text):
    assert list(references(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[1](result:a.b?range unit)",
        "[1](result: a.b)",
        "[1]( result:a.b)",
        "[1](result:a.b?x y)",
        "[1](claim:a.b|quote",
    ],
)
def test_what_would_print_raw_is_refused(text):
    with pytest.raises(ResultError, match="is no reference"):
        list(references(f"before [1](result:a.b) {text} after"))


def test_filling_replaces_the_words_and_nothing_else():
    text = "At [old](result:a.b?unit), [](claim:c.d). [x](https://y.org)"
    assert fill(text, lambda reference: reference.id.upper()) == (
        "At [A.B](result:a.b?unit), [C.D](claim:c.d). [x](https://y.org)"
    )


def test_options_are_written_with_commas():
    assert link("result", "a.b", "range unit", "1–2") == "[1–2](result:a.b?range,unit)"
    assert link("result", "a.b") == "[](result:a.b)"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r")))
def test_any_words_survive_the_way_into_a_text_and_back(words):
    (found,) = references(link("result", "a.b", "", words))
    assert found.words == words
    assert unescape(escape(words)) == words
    assert plain(f"x {link('claim', 'a.b', 'quote', words)} y") == f"x {words} y"


def as_page(markdown: str) -> str:
    """What MyST makes of a line, as the text of its one paragraph; any other structure fails."""
    from myst_parser.config.main import MdParserConfig
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from myst_parser.parsers.mdit import create_md_parser

    settings = MdParserConfig(enable_extensions={"colon_fence", "deflist"})
    tokens = create_md_parser(settings, DocutilsRenderer).parse(markdown)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], tokens
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return "".join(child.content for child in children)


HOSTILE = [
    "<script>alert(1)</script>", "<b>x</b>", "a & b &lt; c", "*x* _y_ `z` **w**", "[a](b)", "![a](b)", "# x", "- x",
    "+ x", "1. x", "12) x", "> x", "::: {note}", "```{note}", "{ref}`x`", "{{ x }}", "{% x %}", "(x)=", "% x", ": x",
    "= x", "| a | b |", "$x$", "https://x.org", "<https://x.org>", "a\\", "\\*", "^x^ ~y~", "...", "--", "'x' \"y\"",
    "+++", "---", "***", "[^1]", "[^1]: x", "&#60;", "x  ", "@x", "!x", "~~~", "=1+1", "a\\", "{x}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_reaches_a_page_as_text(text):
    assert as_page(marked(text, str)) == text.rstrip()


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_any_text_reaches_a_page_as_text(text):
    text = " ".join(text.split())
    if text:
        assert as_page(marked(text, str)) == text
        assert plain(marked(text, str)) == text


def test_the_sentence_around_a_reference():
    text = "First one here.\n\nIt [rose](holds:a.b) fast. Then [2](result:c.d) fell. The end."
    assert sentence_around(text, text.index("[rose")) == "It rose fast."
    assert sentence_around(text, text.index("[2]")) == "Then 2 fell."
    assert sentence_around(text, 0) == "First one here."


def test_a_broken_reference_is_found_before_a_whole_one() -> None:
    for text in ("[x](result:a.b [1](result:c.d)", "[x](claim:a?unit[1](result:c.d)"):
        with pytest.raises(ResultError, match="is no reference"):
            list(references(text))


def test_a_sentence_is_read_out_beside_code_that_shows_how_not_to_refer() -> None:
    text = "It is [1.32](result:a.b), not `[](result:a b)`. More."
    assert sentence_around(text, 6) == "It is 1.32, not `[](result:a b)`."
