"""One style, deterministic SVG, and the forms that several chapters share. Nothing here knows of notebooks."""

from romsov_analysis.figures.intervals import Interval, Kind, interval_chart
from romsov_analysis.figures.maps import Word, map_chart, points
from romsov_analysis.figures.matrices import SIGNS, Cell, matrix_chart, sorted_chart
from romsov_analysis.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    NARROW,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    WIDE,
    drawn,
    in_style,
    is_narrow,
    sheet,
    svg,
    width,
)
from romsov_analysis.figures.timelines import Event, lanes_chart

__all__ = [
    "BLUE",
    "FAINT",
    "GREEN",
    "INK",
    "NARROW",
    "ORANGE",
    "PURPLE",
    "SIGNS",
    "SKY",
    "VERMILLION",
    "WIDE",
    "Cell",
    "Event",
    "Interval",
    "Kind",
    "Word",
    "drawn",
    "in_style",
    "interval_chart",
    "is_narrow",
    "lanes_chart",
    "map_chart",
    "matrix_chart",
    "points",
    "sheet",
    "sorted_chart",
    "svg",
    "width",
]
