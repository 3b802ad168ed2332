"""The search for links that a page shows raw."""

from __future__ import annotations

import pytest

from romsov_analysis.book.remains import raw_links


@pytest.mark.parametrize(
    "page",
    [
        "<p>At [1.32](result:goods.grain? unit)</p>",
        "<td>[x](claim:cs.sum</td><td>quote)</td>",
        "<p>[he](person:x y)</p>",
        "<p>[A](cite:b c)</p>",
        "<p>[so](holds:a b)</p>",
        "<p>[a <em>b</em>](result:x y)</p>",
        "<p>An old {result} role</p>",
        '<img alt="[1](result:a b)">',
    ],
)
def test_a_raw_link_is_found(page):
    assert len(raw_links(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<p>At <a class="evidence" href="#result-x">1.32</a> (result: good).</p>',
        "<pre>[1.32](result:goods.grain)</pre><p>after</p>",
        "<p>Write <code>[](cite:key)</code>.</p>",
        "<p>[a] (see result)</p>",
    ],
)
def test_what_is_no_raw_link_is_passed_over(page):
    assert raw_links(page) == []
