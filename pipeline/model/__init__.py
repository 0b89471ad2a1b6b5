"""The trained coder: an encoder that reads sentences in their place, and what is decided from it."""
