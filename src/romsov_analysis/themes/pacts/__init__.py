"""Chapter 03: treaties between the wars, what counts as broken, how many were."""
