"""What the document says of itself: title, label, board, authors, dates, method, agencies."""
