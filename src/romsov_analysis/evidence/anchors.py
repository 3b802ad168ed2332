"""Finds each registered anchor in the text of its document: exactly once, or a report that says why not.

An anchor is a text-quote selector in the sense of the W3C Web Annotation model: `exact`, at most six words,
with a `prefix` or `suffix` where six words are not unique, and the offset of `exact` in the normalised text. The texts
are under copyright and not in the repository: whoever has them names the folder.

Normalisation, applied to text and anchor alike, in this order:

1. Unicode NFC; every kind of line end (U+0085, U+2028 and U+2029 among them) becomes one;
2. a soft hyphen (U+00AD) or a hyphen (U+002D, U+2010) at the end of a line between two letters or digits is dropped
   together with the line break, since print breaks words there. Between two whole numbers of three digits or
   more a hyphen stays, since that is a stretch (1944-1945). A compound that is broken at its own hyphen loses it
   too, so an anchor that crosses a line is written without hyphen;
3. characters without width or ink (soft hyphens left over, zero-width spaces and joiners, direction marks) are
   dropped;
4. every run of white space becomes one space.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from romsov_analysis.evidence import loading

TEXTS = "ROMSOV_SEEDS"


_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_BROKEN_WORD = re.compile(r"(?<=[^\W_])[-\u2010\u00ad][^\S\n]*\n\s*(?=[^\W_])")
_STRETCH = re.compile(r"(?<!\d)(\d{3,})([-\u2010])[^\S\n]*\n\s*(?=\d{3,}(?!\d))")


State = Literal["found", "moved", "missing", "ambiguous"]


class AnchorError(ValueError):
    """A selector has no words to look for."""


@dataclass(frozen=True)
class Finding:
    """What became of one anchor. `offsets` are those of every occurrence of `exact`."""

    row: str
    document: str
    exact: str
    state: State
    offsets: tuple[int, ...]

    def __str__(self) -> str:
        if self.state == "missing":
            return f"{self.row}: «{self.exact}» is not in the text of {self.document}"
        if self.state == "ambiguous":
            times = len(self.offsets)
            return f"{self.row}: «{self.exact}» stands {times} times in the text of {self.document}"
        if self.state == "moved":
            return (
                f"{self.row}: «{self.exact}» stands at offset {self.offsets[0]} of the registered text of "
                f"{self.document}, the register has another"
            )
        return f"{self.row}: found once"


@dataclass(frozen=True)
class DocumentReport:
    """The anchors of one document against its text; `text` is None where no text was found."""

    document: str
    text: Path | None
    changed: bool
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> list[Finding]:
        """The anchors that do not stand where the register says, exactly once."""
        return [finding for finding in self.findings if finding.state != "found"]


def normalise(text: str) -> str:
    """The text in the form in which anchors are looked up (the rules stand in the module's docstring)."""
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    text = _BROKEN_WORD.sub("", _STRETCH.sub(r"\1\2", text))
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return re.sub(r"\s+", " ", text).strip()


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, ...]:
    """Offsets of `exact` in the normalised text wherever it stands between `prefix` and `suffix`.

    Parameters
    ----------
    text
        Text that went through `normalise`.
    exact, prefix, suffix
        The selector, normalised here. A space may or may not set off prefix and suffix.

    Raises
    ------
    AnchorError
        If nothing of `exact` is left to look for.
    """
    exact, prefix, suffix = normalise(exact), normalise(prefix), normalise(suffix)
    if not exact:
        raise AnchorError("an anchor needs at least one word")
    found = []
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        # One space may stand between; no more of the text is copied than is compared.
        before = text[max(start - len(prefix) - 1, 0) : start].rstrip(" ")
        after = text[end : end + len(suffix) + 1].lstrip(" ")
        if before.endswith(prefix) and after.startswith(suffix):
            found.append(start)
        start = text.find(exact, start + 1)
    return tuple(found)


def verify(folder: Path) -> list[DocumentReport]:
    """Check every anchor of the registers `claims` and `events` against the texts in a folder.

    Parameters
    ----------
    folder
        Holds the texts. A text is known by its registered file name, else by its SHA-256.

    Returns
    -------
    One report per document, in the order of the register `documents`; a document without a text has none of
    its anchors checked.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}")
    documents = loading.load("documents")
    anchored = anchored_rows()
    by_digest = {digest(path): path for path in sorted(folder.glob("*.txt")) if path.is_file()}
    reports = []
    for name, document in documents.iterrows():
        rows = anchored[anchored["document"] == name]
        path = folder / str(document["text_file"])
        if not path.is_file():
            found = by_digest.get(str(document["sha256"]))
            if found is None:
                reports.append(DocumentReport(str(name), None, False, ()))
                continue
            path = found
        changed = digest(path) != document["sha256"]
        text = normalise(path.read_bytes().decode("utf-8", errors="replace"))
        findings = tuple(_finding(row, text, changed) for row in rows.itertuples())
        reports.append(DocumentReport(str(name), path, changed, findings))
    return reports


def anchored_rows() -> pd.DataFrame:
    """Every row of the registers that has an anchor: columns row, document, exact, prefix, suffix, offset."""
    frames = []
    for name in ("claims", "events"):
        frame = loading.load(name)
        frame = frame[frame["exact"].notna()]
        frames.append(
            pd.DataFrame(
                {
                    "row": [f"{name}:{key}" for key in frame.index],
                    "document": list(frame["document"]),
                    "exact": list(frame["exact"]),
                    "prefix": list(frame["prefix"].fillna("")),
                    "suffix": list(frame["suffix"].fillna("")),
                    "offset": list(frame["offset"]),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def digest(path: Path) -> str:
    """SHA-256 of a file, as the register `documents` writes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _finding(row: object, text: str, changed: bool) -> Finding:
    name, document, exact = row.row, row.document, row.exact  # type: ignore[attr-defined]
    offsets = find(text, exact, row.prefix, row.suffix)  # type: ignore[attr-defined]
    state: State = "found"
    if not offsets:
        state = "missing"
    elif len(offsets) > 1:
        state = "ambiguous"
    elif not changed and offsets[0] != row.offset:  # type: ignore[attr-defined]
        state = "moved"
    return Finding(name, document, exact, state, offsets)


def summary(reports: Iterable[DocumentReport]) -> tuple[str, bool]:
    """The report as text, and whether everything that was asked for holds.

    A text that is missing or is not the registered one fails, and is named first.
    """
    reports = list(reports)
    lines = [
        f"{report.document}: the text {report.text.name if report.text else ''} is not the registered one "
        f"(its SHA-256 differs)"
        for report in reports
        if report.changed
    ]
    lines += [
        f"{report.document}: no text in the folder, nothing checked" for report in reports if not report.text
    ]
    for report in reports:
        counts = dict.fromkeys(("found", "moved", "missing", "ambiguous"), 0)
        for finding in report.findings:
            counts[finding.state] += 1
        lines.append(
            f"{report.document}: {len(report.findings)} checked, {counts['found']} found once, "
            f"{counts['moved']} at another offset, {counts['missing']} missing, {counts['ambiguous']} ambiguous"
        )
        lines += [f"  {finding}" for finding in report.failures]
    good = all(report.text and not report.changed and not report.failures for report in reports)
    return "\n".join(lines), good
