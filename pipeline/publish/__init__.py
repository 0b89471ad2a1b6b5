"""Answers that leave the store: exports, charts, the data dictionary."""
