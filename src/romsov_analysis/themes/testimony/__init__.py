"""Who says what on each part of a question, in which order, and what rests on whom."""
