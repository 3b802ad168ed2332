"""Chapter 07: the road to the break of 1988 and 1989, and the two letters."""
