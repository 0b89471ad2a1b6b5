"""Text that a spreadsheet would run as a formula, made text again."""

from __future__ import annotations

# After OWASP's "CSV injection": what a spreadsheet takes for the start of a formula, and its wide forms.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def neutral(value: object) -> object:
    """A text that begins like a formula gets an apostrophe in front; all else is as it was."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple(FORMULA_STARTS) else value
