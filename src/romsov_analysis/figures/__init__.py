"""One style, deterministic SVG, and the forms that several chapters share. Nothing here knows of notebooks."""

from romsov_analysis.figures.intervals import Interval, Kind, interval_chart
from romsov_analysis.figures.matrices import SIGNS, matrix_chart
from romsov_analysis.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    LARGEST,
    NARROW,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    WIDE,
    drawn,
    in_style,
    is_narrow,
    svg,
    width,
)
from romsov_analysis.figures.timelines import Event, timeline

__all__ = [
    "BLUE",
    "FAINT",
    "GREEN",
    "INK",
    "LARGEST",
    "NARROW",
    "ORANGE",
    "PURPLE",
    "SIGNS",
    "SKY",
    "VERMILLION",
    "WIDE",
    "Event",
    "Interval",
    "Kind",
    "drawn",
    "in_style",
    "interval_chart",
    "is_narrow",
    "matrix_chart",
    "svg",
    "timeline",
    "width",
]
