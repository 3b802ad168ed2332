"""Chapter 06, the two billion: everything taken from Romania, head by head, and what it answered."""
