"""Words of articles on a terminal: nothing in them may act on it."""

import re
from typing import Final

_ACTING: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Controls (a terminal's commands begin with one), lone surrogates, and what turns the direction of a line."""


def printable(text: str) -> str:
    """Give one line in which nothing acts on a terminal; white space is folded."""
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def shortened(text: str, longest: int) -> str:
    """Give a printable line of at most so many characters, cut at a word and marked where it is cut."""
    line = printable(text)
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0] + "…"
