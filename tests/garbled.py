"""What people bring, and worse: seeded generators of tables, dates, anchors, texts, values and names."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Mapping, Sequence
from typing import Any

ODD = (
    "\x00", "\x07", "\x1b[31m", "\u200b", "\u202e", "\u00a0", "\u2028", "\ufeff", "\ufffd", "\u0218\u0326", "😀",
    '"', "'", ";", ",", "\t", "\n", "\r", "\\", "|", "`", "[", "]", "(", ")", "{", "}", "<", "&", "%", "~", "..", " ",
)  # fmt: skip
CELLS = (
    "", ".", "..", "NA", "n/a", "nan", "inf", "-inf", "1e400", "1e3", "1,355.5", "12,5", "17_908", "+17", "-17",
    "0", "-0", "00", "1" + "0" * 400, "0." + "0" * 400 + "1", "9" * 18, "9" * 19, "123456789.123456789",
    "1938-13", "1938-01-01", "1938.0", "31.08.1939", "ca. 1939", "1939/" * 50, "١٩٤٤", "１９４４", "true", "TRUE",
    "x" * 5000, " padded ", "a\u00a0", "<script>", "[1](result:a.b)", "=1+1", "#REF!", "a;b", '"', "\ufffd", "\x00",
)  # fmt: skip


def mixed(rng: random.Random, longest: int = 12) -> str:
    """Letters, digits and what is neither."""
    parts = [rng.choice((rng.choice(string.ascii_letters + string.digits + "_. -"), rng.choice(ODD)))]
    parts += [rng.choice(string.ascii_lowercase) for _ in range(rng.randrange(longest))]
    rng.shuffle(parts)
    return "".join(parts) * (rng.randrange(2000) if rng.random() < 0.02 else 1)


def scratched(rng: random.Random, raw: bytes, times: int = 3) -> bytes:
    """Bytes with a few of them changed, lost, doubled or put in."""
    found = bytearray(raw)
    for _ in range(rng.randrange(1, times + 1)):
        at = rng.randrange(len(found) + 1)
        kind = rng.randrange(5)
        if kind == 0 and found:
            found[at % len(found)] = rng.randrange(256)
        elif kind == 1:
            found[at:at] = rng.choice(ODD).encode("utf-8", "surrogatepass")
        elif kind == 2:
            del found[at : at + rng.randrange(1, 40)]
        elif kind == 3:
            found[at:at] = found[at : at + rng.randrange(1, 80)]
        else:
            found = found[:at] if rng.random() < 0.2 else found
    return bytes(found)


def table(rng: random.Random, raw: bytes) -> bytes:
    """A table as another program, another hand or a bad line might have left it."""
    lines = raw.decode("utf-8").splitlines()
    header, rows = lines[0], rng.sample(lines[1:], min(len(lines) - 1, rng.randrange(1, 12)))
    kind = rng.randrange(12)
    if kind == 0:
        return scratched(rng, "\n".join([header, *rows]).encode())
    if kind == 1 and rows:
        cells = rows[0].split(",")
        cells[rng.randrange(len(cells))] = rng.choice(CELLS)
        rows[0] = ",".join(cells)
    elif kind == 2 and rows:
        rows += rng.choices(rows, k=2)
    elif kind == 3:
        names = header.split(",")
        change = rng.choice((lambda n: n[::-1], lambda n: n[:-1], lambda n: ["", *n], lambda n: [*n, n[0]]))
        header = ",".join(change(names))
    elif kind == 4:
        rows += rng.choice(([""], ["," * header.count(",")] * 3, [","], ["<<<<<<< HEAD"], ["# comment"]))
    elif kind == 5:
        sign = rng.choice(";\t|")
        header, rows = header.replace(",", sign), [row.replace(",", sign) for row in rows]
    elif kind == 6:
        header = rng.choice(("sep=;\n", "sep=,\n", "\ufeff", "\n", "title\n")) + header
    elif kind == 7 and rows:
        rows[0] = rng.choice(('"' + rows[0], rows[0] + '"', rows[0].replace(",", ',"', 1)))
    text = rng.choice(("\n", "\r\n", "\n", "\r"))
    whole = text.join([header, *rows]) + rng.choice((text, "", text * 3))
    encoding = rng.choice(("utf-8",) * 8 + ("utf-8-sig", "utf-16", "latin-1", "cp1250"))
    return (
        whole.encode(encoding, "replace")
        if rng.random() < 0.97
        else rng.choice((b"", b"PK\x03\x04", b"PAR1"))
    )


def date(rng: random.Random) -> str:
    """A date, nearly one, or a stretch of two."""

    def point() -> str:
        year = rng.choice(
            ("1944", "19XX", "194X", "0000", "9999", "0001", "XXXX", f"{rng.randrange(10000):04}")
        )
        month = rng.choice(("", "-01", "-02", "-13", "-XX", "-24", "-00", f"-{rng.randrange(1, 13):02}"))
        day = rng.choice(("", "-29", "-31", "-XX", "-00", f"-{rng.randrange(1, 32):02}")) if month else ""
        return year + month + day + rng.choice(("", "", "", "~", "?", "%", "~?"))

    text = rng.choice((point(), f"{point()}/{point()}", f"../{point()}", f"{point()}/..", "..", "../..", "/"))
    if rng.random() < 0.3:
        at = rng.randrange(len(text) + 1)
        text = (
            text[:at] + rng.choice((*ODD, "X", "-", "/", "T10:00", "١", "1")) + text[at + rng.randrange(2) :]
        )
    return text * (rng.randrange(1000) if rng.random() < 0.01 else 1)


def printed(rng: random.Random) -> str:
    """A text as print and scanners leave it: broken words, soft hyphens, every kind of line end."""
    signs = ("a", "b", "ab", "ba", " ", "  ", "\n", "\r\n", "\u2028", "-\n", "\u00ad\n", "\u00ad", "-", "1944-\n1945",
             "\u200b", "ș", "s\u0326", ".", "\u2010\n", "\t", "_", "19-\n38")  # fmt: skip
    return "".join(rng.choice(signs) for _ in range(rng.randrange(60)))


def markdown(rng: random.Random, ids: Sequence[str]) -> str:
    """Text with references, whole, broken and nested, among code and markup."""
    forms = ("[{}]({}:{}{})", "[{}]({}:{}{})", "[{}]({}:{}{})", "[{}]( {}:{}{} )", "[{}]({}:{}{}")
    asked = ("", "", "unit", "percent", "p", "quote", "range,decimals=1", "words", "decimals=99")
    signs = ("\n\n", "`", "```\n", "<!--", "-->", "# A\n", ". B", "1) ")

    def reference() -> str:
        kind = rng.choice(("result", "result", "claim", "holds", "person", "cite", "resultt", ""))
        name = rng.choice((*ids, rng.choice(ids)[:-1], mixed(rng, 4), ""))
        options = rng.choice((*asked, mixed(rng, 3)))
        words = rng.choice(("", "", "1.32", "so", mixed(rng, 4), "a\\]b", "*x*"))
        return rng.choice(forms).format(words, kind, name, f"?{options}" if options else "")

    makers = (reference, reference, lambda: mixed(rng), lambda: rng.choice(signs))
    parts = [rng.choice(makers)() for _ in range(rng.randrange(1, 7))]
    return " ".join(parts) if rng.random() < 0.8 else "".join(parts)


def value(rng: random.Random, known: Sequence[Any], depth: int = 2) -> Any:
    """A value that a parameter may be given: near what is accepted, or of another kind, size or shape."""
    kind = rng.randrange(10)
    if kind == 0 and depth:
        return [value(rng, known, depth - 1) for _ in range(rng.randrange(6))]
    if kind == 1 and depth:
        keys = ("oil", "farm_timber", "transport_plant", "peace", mixed(rng, 3))
        return {rng.choice(keys): value(rng, known, depth - 1) for _ in range(rng.randrange(4))}
    if kind == 2:
        return rng.choice((True, False, None, float("nan"), float("inf"), 10**400, -1, 0, 1.5, 1e308, 10**19))
    if kind == 3:
        return rng.choice((rng.randrange(1900, 1960), rng.random(), rng.randrange(-10, 10**6)))
    if kind == 4:
        return mixed(rng)
    if kind == 5:
        return date(rng)
    return rng.choice(known)


def settings(rng: random.Random, defaults: Mapping[str, Any], known: Sequence[Any]) -> dict[str, Any]:
    """Name → value: a default now and then, a value that some parameter takes, or none takes, or of no name."""
    found: dict[str, Any] = {}
    for _ in range(rng.randrange(1, 4)):
        name = rng.choice(list(defaults))
        found[name] = defaults[name] if rng.random() < 0.6 else value(rng, known)
        if rng.random() < 0.1:
            found[rng.choice((name[:-1], mixed(rng, 3)))] = value(rng, known)
    return found


def typed(rng: random.Random, content: Mapping[str, Any]) -> str:
    """Assignments as somebody types them on a command line."""

    def one(name: str, found: Any) -> str:
        try:
            text = rng.choice((repr, json.dumps, str))(found)
        except (ValueError, TypeError):
            text = "1" * 5000
        return f"{name}{rng.choice(('=', '=', '=', '=', ' = ', '', '=='))}{text}"

    whole = rng.choice(("; ", ";", ";  ")).join(one(*item) for item in content.items())
    if rng.random() < 0.8:
        return whole
    return scratched(rng, whole.encode("utf-8", "replace")).decode("utf-8", "replace")


def name(rng: random.Random) -> str:
    """A name of a file or a folder that a file system takes."""
    numbered = f"{rng.randrange(12):02}_{mixed(rng, 6)}"
    text = rng.choice((numbered, mixed(rng, 6), "05", "05_prices", "~nobody/x", "..", "a/b"))
    return text.replace("\x00", "0")[:60]
