"""Re-execution of notebooks, comparison with what is stored, and the search for numbers typed by hand."""
