"""Typesets the labelled reviews: ``python -m tests.typeset [SLUG...]`` writes each to its folder as a PDF.

case.toml names the producer (LibreOffice, Chromium, Typst or ReportLab), the style, and whether the
pages become a scan. The text is that of review.txt, which stays the truth.
"""
