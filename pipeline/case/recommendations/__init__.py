"""The recommendations, each once, with addressee; the rows of action plans."""
