"""Re-execution of notebooks, comparison with what is stored, words of references, and numbers typed by hand."""
