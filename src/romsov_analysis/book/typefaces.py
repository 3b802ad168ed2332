"""The fonts of a site: cut to the signs that occur in it, in WOFF (WOFF2 would need a compressor).

The text face is Source Serif Pro, under the SIL Open Font License: what is cut from it does not bear its reserved
name, and keeps copyright and licence.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Collection, Sequence
from importlib.resources import files
from pathlib import Path

from romsov_analysis.book import kept, keys

_FACES = {
    # name of the file → (file of the package, features of its layout)
    "serif-regular": ("SourceSerifPro-Regular.ttf", ("kern", "liga")),
    "serif-italic": ("SourceSerifPro-It.ttf", ("kern", "liga")),
    "serif-semibold": ("SourceSerifPro-Semibold.ttf", ()),
}
_COPYRIGHT_AND_LICENCE = (0, 13, 14)
_NOT_LATIN = frozenset(range(0x370, 0x1E00))  # a few names in the registers, for which each page would pay
_TAG = re.compile(r"<[^>]+>")


def add_text_face(site: Path) -> None:
    """Add the text face to a site, in the signs that its pages hold; what is not Latin is left to other faces."""
    signs: set[int] = set()
    for page in site.rglob("*.html"):
        signs.update(map(ord, html.unescape(_TAG.sub("", page.read_text(encoding="utf-8")))))
    signs -= _NOT_LATIN
    package = Path(str(files("font_source_serif_pro"))) / "files"
    folder = site / "_static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, features) in _FACES.items():
        subset(package / source, folder / f"{name}.woff", signs, features)
    (folder / "OFL.txt").write_bytes((package / "LICENSE.txt").read_bytes())


def subset(source: Path, target: Path, signs: Collection[int], features: Sequence[str] = ()) -> None:
    """A font of the given code points, as far as it has them."""
    parts = kept.current()
    key = keys.digest([parts.base, keys.of_file(source), sorted(signs), list(features)])
    found = parts.get("font", key)
    if found is not None:
        target.write_bytes(found)
        return
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # what it cut would hide what stopped a build
    options = cutting.Options(
        flavor="woff",
        notdef_outline=True,
        layout_features=list(features),
        hinting=False,
        name_IDs=list(_COPYRIGHT_AND_LICENCE),
    )
    font = TTFont(source, recalcTimestamp=False)
    subsetter = cutting.Subsetter(options)
    subsetter.populate(unicodes=set(signs) & set(font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = "woff"
    font.save(target)
    parts.put("font", key, target.read_bytes())
