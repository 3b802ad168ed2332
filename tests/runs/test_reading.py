"""Texts and notebooks as people bring them: what they are instead is said in a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from romsov_analysis.runs import reading
from romsov_analysis.runs.reading import RunError

CODE: dict[str, Any] = {
    "cell_type": "code",
    "source": "1",
    "metadata": {},
    "outputs": [],
    "execution_count": 1,
}


def shown(data: Any) -> dict[str, Any]:
    return {**CODE, "outputs": [{"output_type": "display_data", "metadata": {}, "data": data}]}


def whole(*cells: Any, **more: Any) -> bytes:
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}
    ).encode()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "05_x.ipynb, line 1: no notebook (Expecting value); restore it, or save it anew in JupyterLab"),
        (b"[]", "05_x.ipynb is no notebook; restore it"),
        (b"null", "05_x.ipynb is no notebook; restore it"),
        (b"[" * 100_000, "05_x.ipynb is no notebook; restore it"),
        (b"1" * 5000, "05_x.ipynb is no notebook; restore it"),
        (
            b"\xef\xbb\xbf" + whole(),
            "05_x.ipynb: begins with a byte order mark, which no notebook does; restore",
        ),
        (b'{"cells": [\n<<<<<<< HEAD\n', "line 2: an unfinished merge; finish it first"),
        (b"{\n\xff}", "line 2: is not UTF-8 text; save it as UTF-8"),
        (whole(1), "05_x.ipynb, cell 1: is no cell of a notebook; restore it"),
        (whole(CODE, {"cell_type": "markdown"}), "05_x.ipynb, cell 2: is no cell of a notebook"),
        (whole({**CODE, "source": 5}), "05_x.ipynb, cell 1: is no cell of a notebook"),
        (whole({**CODE, "metadata": {"tags": "parameters"}}), "05_x.ipynb, cell 1: is no cell of a notebook"),
        (
            whole({**CODE, "outputs": [{"output_type": "stream"}]}),
            "05_x.ipynb, cell 1: is no cell of a notebook",
        ),
        (whole(shown({reading._RESULTS: {"results": [{"id": "a.b"}]}})), "05_x.ipynb, cell 1: is no cell"),
        (whole(metadata=[]), "05_x.ipynb is no notebook"),
        (whole(metadata={"romsov": "x"}), "05_x.ipynb is no notebook"),
    ],
)
def test_what_is_no_notebook_is_told_in_a_line(tmp_path: Path, raw: bytes, says: str) -> None:
    path = tmp_path / "05_x.ipynb"
    path.write_bytes(raw)
    with pytest.raises(RunError) as caught:
        reading.read(path)
    assert says in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_notebook_is_read_and_a_text_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "05_x.ipynb").write_bytes(whole(shown({"text/plain": "1"}), CODE))
    assert len(reading.read(tmp_path / "05_x.ipynb")["cells"]) == 2
    (tmp_path / "page.md").write_bytes("\ufeff# Über\n=======\n".encode())
    assert reading.read_text(tmp_path / "page.md") == "# Über\n=======\n"


def test_what_cannot_be_read_at_all_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"cannot be read \(Is a directory\)"):
        reading.read_text(tmp_path)
    with pytest.raises(RunError, match=r"gone.md: cannot be read \(No such file or directory\)"):
        reading.read_text(tmp_path / "gone.md")
