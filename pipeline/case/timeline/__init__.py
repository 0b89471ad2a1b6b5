"""The dates of the body on one line of time."""
