"""Chapter 04: how Romania left the war in 1944, on what terms, who made the coup, and how many died."""
