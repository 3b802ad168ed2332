"""Data for others: registers that stand on their own, as Frictionless packages with a codebook."""

from romsov_analysis.releases.contents import RELEASES, Release, named, tables
from romsov_analysis.releases.packages import Package, TableOfPackage, Variable, package, sums

__all__ = [
    "RELEASES",
    "Package",
    "Release",
    "TableOfPackage",
    "Variable",
    "named",
    "package",
    "sums",
    "tables",
]
