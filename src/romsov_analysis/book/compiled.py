"""Compiled templates, kept between builds: compiling the theme's takes longer than writing a page."""

from __future__ import annotations

from typing import ClassVar

from jinja2.bccache import Bucket, BytecodeCache

from romsov_analysis.book import keys
from romsov_analysis.book.kept import Kept


class CompiledTemplates(BytecodeCache):
    """Jinja's cache of compiled templates, among the kept parts."""

    KIND: ClassVar[str] = "template"

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where the template was compiled before."""
        part = self._kept.get(self.KIND, self._key(bucket))
        if part is not None:
            bucket.bytecode_from_string(part)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Have a compiled template kept."""
        self._kept.put(self.KIND, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return keys.digest([self._kept.base, bucket.key, bucket.checksum])
