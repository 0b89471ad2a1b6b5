"""The children that the review is about, with their ethnicity."""
