from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from romsov_analysis import figures

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SVG = "{http://www.w3.org/2000/svg}"
ALT = "Grain & fuel <1938 = 1>, “in dollars”"


def draw(points=5):
    with figures.in_style():
        figure, axes = plt.subplots(figsize=(3, 2))
        # a marker becomes a <defs> entry and the line a clip path, both named by a hash that is then counted
        axes.plot(range(points), [x * x % 7 for x in range(points)], marker="o")
        axes.set_title("Prices of grain")
        axes.set_xlabel("year")
    return figure


def texts(svg):
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_same_figure_gives_the_same_bytes():
    first = figures.svg(draw(), ALT)
    assert first == figures.svg(draw(), ALT)
    figure = draw()
    assert first == figures.svg(figure, ALT) == figures.svg(figure, ALT)


def test_another_process_gives_the_same_bytes():
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import test_style as t\n"
        "sys.stdout.buffer.write(t.figures.svg(t.draw(), t.ALT).encode())"
    )
    ran = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, check=True)
    assert ran.stdout.decode() == figures.svg(draw(), ALT)


def test_the_last_bit_of_a_coordinate_changes_nothing():
    def placed(left):
        with figures.in_style():
            figure = plt.figure(figsize=(3, 2), layout="none")
            axes = figure.add_axes((left, 0.2, 0.7, 0.7))
            axes.plot([0, 1, 2], [0, 1, 4], marker="o")
        return figures.svg(figure, ALT)

    # what two Pythons make of one sum
    assert 0.1 + 0.2 != 0.3
    assert placed(0.1 + 0.2) == placed(0.3)
    assert 'clip-path="url(#p' in placed(0.3)


def test_every_id_a_figure_refers_to_is_in_it_once():
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in json.loads(path.read_text())["cells"]:
            for output in cell.get("outputs", ()):
                if svg := "".join(output.get("data", {}).get("image/svg+xml", ())):
                    ids = re.findall(r'\bid="([^"]+)"', svg)
                    assert len(ids) == len(set(ids)), path.name
                    assert set(re.findall(r'(?:url\(|href=")#([^")]+)', svg)) <= set(ids), path.name


def test_a_style_outside_changes_nothing_that_is_saved():
    figure = draw()
    expected = figures.svg(figure, ALT)
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": None}):
        assert figures.svg(figure, ALT) == expected


def test_the_title_is_the_alt_text():
    root = ET.fromstring(figures.svg(draw(), ALT))
    assert root.find(f"{SVG}title").text == ALT


def test_neither_date_nor_creator_is_written():
    text = figures.svg(draw(), ALT)
    assert "<dc:title>" in text  # so the names below would be written like this
    assert "dc:date" not in text
    assert "dc:creator" not in text
    assert f"v{mpl.__version__}" not in text


def test_no_line_ends_in_blanks():
    assert [line for line in figures.svg(draw(), ALT).split("\n") if line != line.rstrip()] == []


def test_text_stays_text():
    found = texts(figures.svg(draw(), ALT))
    assert "Prices of grain" in found
    assert "year" in found


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_an_empty_alt_text_is_refused(alt):
    with pytest.raises(ValueError, match="alt text"):
        figures.svg(draw(), alt)


def test_a_large_figure_of_own_tables_is_drawn():
    assert len(figures.svg(draw(points=1500), ALT)) > 60_000


def test_a_saved_figure_is_closed():
    figure = draw()
    assert figure.number in plt.get_fignums()
    figures.svg(figure, ALT)
    assert figure.number not in plt.get_fignums()


def test_the_style_ends_with_its_block():
    outside = {"svg.fonttype": "path", "text.color": "red"}
    with mpl.rc_context(outside):
        with figures.in_style():
            assert (mpl.rcParams["svg.fonttype"], mpl.rcParams["text.color"]) == ("none", figures.INK)
        assert {name: mpl.rcParams[name] for name in outside} == outside


def stored_figures(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            svg = output.get("data", {}).get("image/svg+xml")
            if svg:
                yield "".join(svg), "".join(output["data"]["text/plain"])


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_stored_figure_is_small_and_has_its_alt_text_as_title(path):
    for svg, alt in stored_figures(path):
        assert len(svg.encode()) <= 60_000
        title = ET.fromstring(svg).find(f"{SVG}title")
        assert title is not None
        assert title.text.strip()
        assert title.text == alt


def test_there_are_stored_figures_to_look_at():
    assert [svg for path in NOTEBOOKS.glob("*.ipynb") for svg, _ in stored_figures(path)]


def test_words_in_a_figure_are_no_mathematics_and_no_ids():
    words = 'a $x^2$ costs $3 id="m0123456789" url(#p0123456789) 1.23456 <b>'
    with figures.in_style():
        figure, axes = plt.subplots(figsize=(9, 2))
        axes.set_title(words)
        axes.annotate(words, (0, 0))
    assert texts(figures.svg(figure, ALT)).count(words) == 2


@pytest.mark.parametrize("inches", [figures.WIDE, figures.NARROW])
def test_a_sheet_is_measured_in_inches_from_the_upper_left_corner(inches):
    with figures.drawn(inches), figures.in_style():
        figure, axis = figures.sheet(2.5)
        dots = figure.dpi * inches, figure.dpi * 2.5
        assert tuple(figure.bbox.size) == pytest.approx(dots)
        # An inch to the right and half an inch down.
        assert tuple(axis.transData.transform((1, 0.5))) == pytest.approx((figure.dpi, figure.dpi * 2))
        assert not axis.axison
    plt.close(figure)
