"""Chapter 05: what the reparation goods were worth, the debt as a whole, the burden on three payers."""
