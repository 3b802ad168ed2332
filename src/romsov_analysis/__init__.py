"""Evidence, results and a reproducible book on Romania and the Soviet Union, 1918–1989.

The rooms, in the order in which data passes through them:

- `romsov_analysis.descriptors`, `checks`, `evidence`: the one door to every table, typed and checked;
- `romsov_analysis.anchors`: finds each registered anchor in a text of the documents;
- `romsov_analysis.dates`: EDTF dates, clock times and order tests;
- `romsov_analysis.estimates`, `results`: numbers that know their range, formula and evidence;
- `romsov_analysis.formatting`, `ledger`: how they are printed, displayed, stored and read back;
- `romsov_analysis.prices`: price relatives, in dollars and in local currency;
- `romsov_analysis.reparations`: surcharge, basket, schedule, penalty and the multiplier of the whole debt;
- `romsov_analysis.debt`: the multiplier of the whole debt under rival assumptions;
- `romsov_analysis.breakeven`: what would have to be true for a claimed multiple;
- `romsov_analysis.burden`: the burden on three countries, and sums in money of today;
- `romsov_analysis.valuation`: the results of chapter 05;
- `romsov_analysis.figures`, `charts`, `valuation_figures`: one style, deterministic SVG, computed alt text;
- `romsov_analysis.running`: re-executes a notebook and says what moved and why;
- `romsov_analysis.validation`: stored outputs against a fresh execution;
- `romsov_analysis.book`: the Sphinx side and the build of the site.
"""

__version__ = "0.1.0"
