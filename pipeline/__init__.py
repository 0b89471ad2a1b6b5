"""From the PDF of a review to coded rows, and from rows to answers."""
