"""Lower case that keeps every offset."""

from typing import Final

GAP: Final = r"(?>[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
"""White space between two words of one expression: a line break may stand in it, a blank line not."""


def fold(text: str) -> str:
    """Lower a text's case; what would change its length (İ) stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
