"""One matplotlib style, deterministic SVG, and how a notebook shows a figure.

Figures are inline SVG with selectable text. The same data give the same bytes on every machine: ids are
counted, coordinates cut to what the eye can see, no date or program name is written. Ink is one sentinel colour
and data take their colours from the palette of Okabe and Ito (2008); the book maps both to its own light and
dark colours. Shapes, dashes and labels carry what colour carries, so a figure can be read in grey.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure


# Okabe & Ito's colours that stand out on white and on black alike.
BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
)  # fmt: skip


INK = "#010203"  # becomes the text colour of the page


FAINT = "#8a8d91"  # grid and reference lines


WIDE, NARROW = (
    6.4,
    3.6,
)  # inches; in the column of a page and on a phone the smallest text is then 12 px or more

_width: ContextVar[float] = ContextVar("width", default=WIDE)


def width() -> float:
    """How wide a figure is to be drawn, in inches."""
    return _width.get()


def is_narrow() -> bool:
    """Whether a figure is drawn for a narrow screen."""
    return width() == NARROW


@contextmanager
def drawn(inches: float) -> Iterator[None]:
    """Within the block figures are drawn so wide."""
    token = _width.set(inches)
    try:
        yield
    finally:
        _width.reset(token)


@contextmanager
def in_style() -> Iterator[None]:
    """The book's matplotlib style, for the duration of a block."""
    import matplotlib as mpl

    settings: Any = {
        "svg.hashsalt": "romsov",
        "svg.fonttype": "none",
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "text.parse_math": False,  # two dollar signs in a cell are two dollar signs
        "axes.titlesize": 10,
        "axes.labelsize": 10,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "legend.fontsize": 9,
        "legend.frameon": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.edgecolor": INK,
        "axes.labelcolor": INK,
        "axes.titlecolor": INK,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.facecolor": "none",
        "figure.facecolor": "white",  # for JupyterLab's dark theme; the book drops it
        "figure.constrained_layout.use": True,
    }
    with mpl.rc_context(settings):
        yield


def sheet(height: float) -> tuple[Figure, Any]:
    """A figure so many inches high, and an axis over all of it: in inches from the upper left corner, without lines."""
    import matplotlib.pyplot as plt

    figure = plt.figure(figsize=(width(), height), layout="none")
    axis: Any = figure.add_axes((0, 0, 1, 1))
    axis.set_xlim(0, width())
    axis.set_ylim(height, 0)
    axis.set_axis_off()
    return figure, axis


def svg(figure: Figure, alt: str) -> str:
    """The figure as SVG text, with `alt` as its title.

    Raises
    ------
    ValueError
        If the alt text is empty.
    """
    import matplotlib.pyplot as plt

    if not alt.strip():
        raise ValueError("a figure needs an alt text")
    buffer = io.StringIO()
    with in_style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": alt})
    plt.close(figure)
    order: dict[str, int] = {}
    text = _TAG.sub(lambda tag: _shortened(_numbered(tag[0], order)), buffer.getvalue())
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


_TAG = re.compile(r"<[^!?][^>]*>")  # what stands between tags is words, and left alone


_HASHED = re.compile(r'((?:id="|url\(#|href="#)[mp])([0-9a-f]{10})(?=["\)])')


def _numbered(tag: str, order: dict[str, int]) -> str:
    """A tag with its ids counted in the order they appear.

    Matplotlib makes the id of a clip from the last bit of its coordinates, and that bit is not the same on every
    Python: since 3.12 `sum` carries the rounding errors of floats along.
    """
    return _HASHED.sub(lambda match: f"{match[1]}{order.setdefault(match[2], len(order) + 1)}", tag)


_LONG = re.compile(r"-?\d+\.\d{3,}")


_STILL = re.compile(r' transform="rotate\(-?0 [^"]*\)"')


def _shortened(tag: str) -> str:
    """A tag with coordinates cut to hundredths of a point, and without rotations by nothing."""
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), _STILL.sub("", tag))
