"""One style, deterministic SVG, and the forms that several chapters share. Nothing here knows of notebooks."""

from romsov_analysis.figures.intervals import Interval, Kind, interval_chart
from romsov_analysis.figures.matrices import SIGNS, matrix_chart
from romsov_analysis.figures.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    LARGEST,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    WIDTH,
    in_style,
    svg,
)
from romsov_analysis.figures.timelines import Event, timeline

__all__ = [
    "BLUE",
    "FAINT",
    "GREEN",
    "INK",
    "LARGEST",
    "ORANGE",
    "PURPLE",
    "SIGNS",
    "SKY",
    "VERMILLION",
    "WIDTH",
    "Event",
    "Interval",
    "Kind",
    "in_style",
    "interval_chart",
    "matrix_chart",
    "svg",
    "timeline",
]
