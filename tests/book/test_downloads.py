"""What the site offers for download."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
import sites

from romsov_analysis import figures, releases
from romsov_analysis.book import downloads, kept
from romsov_analysis.book.registers.releases import package_of
from romsov_analysis.ledger import Ledger
from romsov_analysis.runs import handing

LEDGER = Ledger(sites.RESULTS)


def line(label):
    import matplotlib.pyplot as plt

    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 1))
        axis.plot([0, 1], [0, 1], label=label)
    return figure


def shown(**words):
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", found.append)
        LEDGER.figure(line, "x", **words)
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    cells = [
        shown(title="Up to [](result:goods.grain)", alt="At [](result:goods.twice) and [](result:goods.grain)",
              caption="In [](claim:cs.multiplier)."),
        shown(alt="A line without numbers", caption="A line."),
    ]  # fmt: skip
    return sites.build(
        tmp_path_factory.mktemp("downloads"),
        {"data": "# Data\n\n```{releases-list}\n```\n"},
        sites.notebook(*cells),
    )


def test_a_picture_leads_to_the_numbers_that_it_names(book):
    assert book.said == ""
    (address,) = re.findall(
        r'<a class="romsov-data" href="([^"]+)" download>Its numbers', book.page("notebooks/05_cost")
    )
    text = (book.folder / "notebooks" / address).resolve().read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["id"], row["text"], row["low"]) for row in rows] == [
        ("goods.grain", "1.32 times", "1.3"), ("goods.twice", "2.64 times", "2.6"),
    ]  # fmt: skip
    assert rows[0]["evidence"] == "price_series:us_wpi_all/1944"
    caption = book.page("notebooks/05_cost").partition("<figcaption")[2].partition("</figcaption>")[0]
    assert re.search(r"In <a .*</a>\. <a [^>]*>Its numbers \(CSV\)</a>", caption)


def test_the_ledger_is_offered_whole(book):
    whole = json.loads((book.folder / "data" / "ledger.json").read_text(encoding="utf-8"))
    rows = list(
        csv.DictReader(io.StringIO((book.folder / "data" / "ledger.csv").read_text(encoding="utf-8")))
    )
    assert (
        [row["id"] for row in whole] == [row["id"] for row in rows] == [result.id for result in sites.RESULTS]
    )
    assert whole[1]["evidence"] == ["result:goods.grain"]
    assert {row["chapter"] for row in rows} == {"05"}
    assert '<a href="data/ledger.csv" download>' in book.page("data")


def test_each_release_is_offered_whole_and_table_by_table(book):
    page = book.page("data")
    for name in releases.RELEASES:
        package = releases.package(name)
        assert package.digest in page
        assert (book.folder / "data" / f"{name}.zip").read_bytes() == package.archive
        for file, content in package.files.items():
            assert f'<a href="data/{name}/{file}" download>' in page
            assert (book.folder / "data" / name / file).read_bytes() == content
    assert page.count("<caption>Codebook of ") == sum(
        len(releases.package(name).tables) for name in releases.RELEASES
    )
    assert "attack: " in page


def test_figures_have_the_ids_of_their_pages():
    assert downloads.figure_id(4, 1) == "fig-c-4-1"
    assert downloads.figure_file("05_cost", "fig-c-4-1") == "data/figures/05-4-1.csv"


def test_a_release_is_put_together_once(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(handing, "package", lambda name: made.append(name) or releases.package(name))
    parts = kept.start(tmp_path, "base")
    try:
        one, *others = releases.RELEASES
        first = package_of(one)
        assert package_of(one) == first == releases.package(one)
        parts.commit()
        kept.start(tmp_path, "base")
        assert package_of(one).files == first.files
        assert made == [one]
        package_of(others[0])
        kept.start(tmp_path, "another base")
        package_of(one)
        assert made == [one, others[0], one]
    finally:
        kept.start(None, "")
