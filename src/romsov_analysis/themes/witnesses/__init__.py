"""Chapter 09: who tells us, through how many hands, to whose gain, and what is found of it."""
