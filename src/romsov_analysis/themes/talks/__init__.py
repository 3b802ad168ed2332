"""Chapter 02: the talks on a Soviet-Romanian pact, and the explanations why there was none."""
