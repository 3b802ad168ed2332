"""Tables whose cells hold markup, script, references and templates: what a page must show as the text it is."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from romsov_analysis import evidence

# Nothing of this may run, be drawn as markup, be filled in or be fetched.
TEXTS = (
    "<script>window.PWN=1</script>",
    "<img src=x onerror=window.PWN=2>",
    '"onmouseover="window.PWN=3" x="',
    "'onfocus='window.PWN=4' autofocus='",
    "</svg><script>window.PWN=5</script>",
    "]]><script>window.PWN=6</script>",
    "<!-- --><!--",
    "{{ 7*7 }} {% if 1 %}y{% endif %} {# gone #}",
    "{result} {result}`goods.grain` {raw}`<b>`",
    "[[a]] [b](https://evil.invalid/b) ![c](https://evil.invalid/c.png) <https://evil.invalid/d>",
    "*b* **c** _d_ ~~f~~ `g` $x^2$ $$y$$",
    "# h",
    "- [ ] item",
    "> quoted",
    "1. one",
    "1) one",
    ":::{note} n :::",
    "```{raw} html <b> ```",
    "---",
    "+++",
    "% hidden",
    "(target)=",
    "[^1]: [^1]",
    "| a | b |",
    ":field: f",
    "=1+1",
    "@SUM(A1)",
    "javascript:window.PWN=7",
    "data:text/html,<script>window.PWN=8</script>",
    "</title></style></textarea></noscript></template><svg onload=window.PWN=9>",
    '<a href="javascript:window.PWN=10">k</a><iframe srcdoc="<script>parent.PWN=11</script>">',
    "&lt;b&gt; &amp; &#60;i&#62; &copy;",
    r"\ \* \<b> \textbf{x} \\",
    "%s %(a)s {0} {a.b} ${x} $x$",
    "-- ... ---",
    "x" * 120,
    '#010203 #0072b2 url(#p1) href="#p0123456789" 1.23456',
    "_under",
    "{ open",
    "close } \\input{x}",
    "console.log(1) fa-bomb",
)
ADDRESSES = tuple(
    f"https://evil.invalid/{rest}"
    for rest in (
        '"onmouseover="window.PWN=12"',
        "<script>window.PWN=13</script>",
        "'><img/src=x/onerror=window.PWN=14>",
        "{{7*7}}*b*_c_`d`$e$",
        ")](javascript:window.PWN=15)",
    )
)
# Of each column: what rows it names, or what is read in it by words of its own. All else is text.
NAMED = {
    "acts": ("actor", "against"),
    "alliances": ("parties",),
    "clock": ("statement",),
    "contradictions": ("first", "second"),
    "corrections": ("source",),
    "order_questions": ("first", "second"),
    "pacts": ("parties", "pairs"),
    "page_statements": ("claim", "against"),
    "readings": ("statement",),
    "talk_records": ("talk", "statement"),
    "testimony": ("bears_on", "denied_by"),
}
MARK = re.compile(r"Z(\d+)y(\d+)Z")


def columns() -> dict[str, list[str]]:
    """Table → the columns that hold text: no category, date, pattern, or name of a row."""
    found = {}
    for name, table in evidence.tables().items():
        named = {column for column, _, _ in table.foreign_keys} | set(NAMED.get(name, ()))
        found[name] = [
            column
            for column, field in table.fields.items()
            if field["type"] == "string"
            and column not in named
            and "enum" not in field.get("constraints", {})
            and ("pattern" not in field.get("constraints", {}) or column == "address")
            and "romsov:format" not in field
        ]
    return found


def write(folder: Path) -> dict[str, int]:
    """Our tables, each filled cell of each column of text with markup before or behind what it said.

    Returns
    -------
    ``table.column`` → the number that its marks bear.
    """
    folder.mkdir()
    numbers: dict[str, int] = {}
    for name, texts in columns().items():
        table = evidence.table(name)
        frame = pd.read_csv(table.path, dtype="str", keep_default_na=False)
        few = {column for column, field in table.fields.items() if "romsov:maxWords" in field}
        few |= {column for rule in table.schema.get("romsov:rules", []) if rule["rule"] == "words"
               for column in rule["fields"]}  # fmt: skip
        for column in texts:
            number = len(numbers)
            most = 4 if column in few else 1000
            cells = [_cell(cell, column, number, row, most) for row, cell in enumerate(frame[column])]
            if cells != list(frame[column]):
                numbers[f"{name}.{column}"] = number
                frame[column] = cells
        frame.to_csv(folder / f"{name}.csv", index=False)
    return numbers


def _cell(cell: str, column: str, number: int, row: int, most: int) -> str:
    if not cell:
        return ""
    if column == "address":
        which = (number + row) % len(ADDRESSES)
        return f"{ADDRESSES[which]}Z{number}y{len(TEXTS) + which}Z"
    # What begins with a brace is the name of a body there, whose braces are not shown.
    few = [
        i
        for i, text in enumerate(TEXTS)
        if len(text.split()) <= most and (column not in ("author", "editor") or text[0] != "{")
    ]
    which = few[(number + row) % len(few)]
    text = f"{TEXTS[which]}Z{number}y{which}Z"
    if most < 1000:
        return text
    return f"{text} {cell}" if row // len(TEXTS) % 2 == 0 else f"{cell} {text}"


def broken(text: str) -> list[str]:
    """The marks of a text before which something else stands than was written there."""
    wrong = []
    text = re.sub(r"\s+", "", text)  # lines break where there is room
    for mark in MARK.finditer(text):
        wanted = re.sub(r"\s+", "", (*TEXTS, *ADDRESSES)[int(mark[2])])
        stands = text[max(mark.start() - len(wanted), 0) : mark.start()]
        if stands.casefold() != wanted.casefold():  # a sentence begins with a capital
            wrong.append(text[max(mark.start() - len(wanted) - 20, 0) : mark.end()])
    return wrong
