"""Displays of notebooks as parts of a page."""

from __future__ import annotations

import html
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import sites

from romsov_analysis import figures
from romsov_analysis.book.mime import clean_svg
from romsov_analysis.ledger import Display, Ledger, Table, displays

LEDGER = Ledger(sites.RESULTS)
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10pt" height="5pt"
 viewBox="0 0 10 5"><title>Seven &amp; eight</title><metadata><x/></metadata>
 <g id="patch_1"><path d="M0"/></g><g id="a" clip-path="url(#c)"><use xlink:href="#b" href="#b"/>
 <path stroke="#010203" fill="#0072b2"/></g></svg>"""


def test_a_figure_is_part_of_the_page():
    shown = clean_svg(SVG, "f-")
    assert 'role="img"' in shown
    assert 'aria-label="Seven &amp; eight"' in shown
    for gone in ("width=", "height=", "<title", "metadata", "patch_1", "#010203"):
        assert gone not in shown
    assert 'id="f-a"' in shown
    assert "url(#f-c)" in shown
    assert shown.count('href="#f-b"') == 2
    assert 'stroke="currentColor"' in shown
    assert 'fill="var(--fig-blue, #0072b2)"' in shown


def test_a_figure_carries_no_style_and_its_words_are_left_alone():
    words = "#010203 #0072b2 url(#p) style=&quot;x&quot;"
    shown = clean_svg(
        f"""<svg xmlns="http://www.w3.org/2000/svg"><title>{words}</title>
        <defs><style type="text/css">*{{stroke-linejoin: round; stroke-linecap: butt}}</style></defs>
        <text style="fill: #0072b2; font-family: 'DejaVu Sans', serif; clip-path: url(#p)">{words}</text></svg>""",
        "f-",
    )
    told = "#010203 #0072b2 url(#p) style="
    assert f'aria-label="{told}&quot;x&quot;"' in shown
    assert f">{told}" in shown
    assert ' style="' not in shown.replace(told, "")
    assert "<style" not in shown
    assert 'stroke-linejoin="round" stroke-linecap="butt"' in shown
    assert 'fill="var(--fig-blue, #0072b2)"' in shown
    assert "font-family=\"'DejaVu Sans', serif\"" in shown
    assert 'clip-path="url(#f-p)"' in shown


def test_headings_captions_and_cells_are_text(tmp_path):
    text = '<b>*x*</b> {result} `y` $z$ "q" -- ... \\\\ {{ 7*7 }}'
    shown = LEDGER.table(Table(f"{text} [](result:goods.grain)", ["A", text], [["a", text]]))
    answer = LEDGER.answer(text, text)
    page = sites.build(tmp_path, {}, sites.notebook([shown], [answer])).page("notebooks/05_cost")
    told = [html.unescape(part) for part in re.findall(r"<p>(.*?)</p>", page)]
    assert told.count(text) == 3
    assert f"<strong>{html.escape(text)}</strong>" in page
    assert f'aria-label="{html.escape(text)} 1.32"' in page


def test_a_figure_and_its_caption_are_one_element(tmp_path):
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    outputs = [
        displays.figure_display(figure, "Two points"),
        displays.text_display("caption", "", [LEDGER.fill("It rose [](result:goods.twice).")]),
    ]
    plt.close(figure)
    page = sites.build(tmp_path, {}, sites.notebook(outputs)).page("notebooks/05_cost")
    figure = re.search(r'<figure class="romsov-figure.*?</figure>', page, re.DOTALL)
    assert figure is not None
    assert re.search(r'<svg[^>]* aria-label="Two points">', figure[0])
    assert re.search(r"<figcaption>.*?It rose <a .*?>2.64</a>", figure[0], re.DOTALL)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one result"), (4, "4 results")],
)  # fmt: skip
def test_results_are_listed_elsewhere(tmp_path, count, words):
    page = sites.build(tmp_path, {}, sites.notebook(results=sites.RESULTS[:count])).page("notebooks/05_cost")
    assert (
        f'Computed in this cell: <a class="reference internal" href="../results-05.html#result-goods-grain">{words}</a>'
        in page
    )


def test_an_answer_is_paragraphs(tmp_path):
    cells = [[LEDGER.answer("Why?", "First.", "Second.", "Third.")], [LEDGER.answer("So?", "Only.")]]
    page = sites.build(tmp_path, {}, sites.notebook(*cells)).page("notebooks/05_cost")
    assert "<p><strong>Why?</strong></p>\n<p>First.</p>" in page
    assert "<p>First.</p>\n<p>Second.</p>\n<p>Third.</p>" in page
    assert "<p>Only.</p>\n</div>" in page


def test_a_verdict_is_a_sentence_with_marks(tmp_path):
    marks = [("no", "never", "in <dollars>"), ("yes", "twice", "at [](result:goods.twice)")]
    page = sites.build(
        tmp_path, {}, sites.notebook([LEDGER.verdict("It cost [](result:goods.twice).", *marks)])
    )
    text = page.page("notebooks/05_cost")
    (verdict,) = re.findall(r'<div class="romsov-verdict.*?</ul>', text, re.DOTALL)
    assert re.search(r'<p>It cost <a class="evidence"[^>]*>2.64</a>\.</p>', verdict)
    assert re.findall(r'<strong class="(\w+)">(\w+)</strong>', verdict) == [("no", "never"), ("yes", "twice")]
    assert "in &lt;dollars&gt;" in verdict
    assert re.search(r'at <a class="evidence"[^>]*>2.64</a>', verdict)


def test_a_figure_has_its_title_above_it_and_two_drawings(tmp_path):
    shown = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", shown.append)
        LEDGER.figure(line, "x", title="It rose to [](result:goods.grain)", alt="A line", caption="In times.")
    page = sites.build(tmp_path, {}, sites.notebook(shown)).page("notebooks/05_cost")
    (figure,) = re.findall(r"<figure[^>]*romsov-figure.*?</figure>", page, re.DOTALL)
    assert re.search(r'<p>It rose to <a class="evidence"[^>]*>1.32</a></p>', figure)
    drawings = re.findall(
        r'<div class="([^"]*romsov-(?:wide|narrow)-drawing[^"]*)"><svg [^>]*viewBox="0 0 ([\d.]+)', figure
    )
    assert [("wide" in classes, float(width) / 72) for classes, width in drawings] == [
        (True, pytest.approx(figures.WIDE)),
        (False, pytest.approx(figures.NARROW)),
    ]
    ids = re.findall(r' id="([^"]+)"', figure)
    assert len(ids) == len(set(ids)) > 4
    assert figure.index("It rose to") < figure.index("<svg") < figure.index("In times.")


def line(label):

    with figures.in_style():
        figure, axis = plt.subplots(figsize=(figures.width(), 1))
        axis.plot([0, 1], [0, 1], label=label)
    return figure


def test_a_table_has_a_name_headings_and_heads_of_rows(tmp_path):
    table = LEDGER.table(Table("At [](result:goods.grain)", ["A", "B"], [["x", "y\nz"]]))
    page = sites.build(tmp_path, {}, sites.notebook([table])).page("notebooks/05_cost")
    assert 'role="region" tabindex="0" aria-label="At 1.32"' in page
    assert '<th data-h="A" class="stub"><p>x</p></th>' in page
    assert '<td data-h="B"><p>y z</p></td>' in page


def test_other_outputs_are_left_to_others(tmp_path):
    other = Display({"text/plain": "just text"})
    page = sites.build(tmp_path, {}, sites.notebook([other])).page("notebooks/05_cost")
    assert "just text" in page


def test_rows_of_a_dataframe_are_in_a_box_that_scrolls(tmp_path):
    frame = pd.DataFrame({"a": [1]}, index=["x"])
    shown = Display({"text/plain": "a", "text/html": frame._repr_html_()})
    page = sites.build(tmp_path, {}, sites.notebook([shown])).page("notebooks/05_cost")
    box = page.partition('<div class="romsov-scroll" role="region" tabindex="0" aria-label="Rows">')[2]
    table = box.partition("</table>")[0]
    assert '<table class="dataframe romsov-table">' in table
    assert "<th>x</th>" in table
    for gone in ("<style", "<th></th>", "border="):
        assert gone not in table
