"""The read stage: a PDF to text with offsets, blocks and tables."""
