"""Where sentences begin and end.

A line break ends a sentence, so headlines and paragraphs stand alone; only where a text is wrapped at a fixed
width, as old wires are, does a sentence run on over line breaks. Within a line a terminator ends a sentence
unless what stands before it is an abbreviation or what follows goes on in lower case.

Time is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.tables import rows


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` is the slice `[start:end]`, without white space around it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Divide a text into sentences, in order; each character that is no white space stands in exactly one.

    In a wrapped text a sentence holds line breaks; replacing them by spaces changes no offset.
    """
    spans = (span for start, end in _blocks(text) for span in _divide(text, start, end))
    return [Sentence(start, end, text[start:end]) for start, end in spans]


_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDEST: Final = 100
"""Columns to which wires and mail are wrapped at most; longer lines are paragraphs."""
_CUT: Final = 0.55
"""A line shorter than this share of the width was ended by its writer."""

_Line = tuple[int, int]


def _blocks(text: str) -> Iterator[_Line]:
    """Give the spans that a sentence cannot leave: lines, or what a fixed width has cut into lines."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    width = max((end - start for start, end in lines), default=0)
    cuts = _cuts(text, lines, int(width * _CUT)) if 0 < width <= _WIDEST else frozenset()
    block: _Line | None = None
    for start, end in lines:
        if block is not None and block[1] not in cuts:
            yield block
            block = None
        block = (block[0] if block else start, end)
    if block:
        yield block


def _cuts(text: str, lines: list[_Line], least: int) -> frozenset[int]:
    """Give the ends of the lines that a fixed width has cut; none where the text does not look wrapped.

    Lines that follow upon one another end in the middle of a sentence for the most part in a wrapped text, and
    seldom where each is a paragraph or a heading; in mixed case they also go on in lower case.
    """
    breaks = [(a, b) for a, b in pairwise(lines) if text[a[1] : b[0]] in ("\n", "\r\n") and not text[b[0]].isspace()]
    cut = [(a, b) for a, b in breaks if a[1] - a[0] >= least and text[a[0] : a[1]].rstrip()[-1:] not in _STOPS]
    in_lower_case = sum(text[b[0]].islower() for _, b in cut)
    wrapped = len(cut) > 2 if text.isupper() else in_lower_case * 4 > len(cut)
    ends = frozenset(a[1] for a, _ in breaks if a[1] - a[0] >= least)
    return ends if wrapped and len(cut) * 2 > len(breaks) else frozenset()


_STOPS: Final = (".", "!", "?", ":", '"', "”")
_CLOSERS: Final = "\"'”’»)\\]」』）"  # noqa: RUF001 - the full-width bracket is meant
_FULL_STOPS: Final = "。！？｡।॥؟۔։።။។"  # noqa: RUF001 - other scripts' full stops, which want no space
_TERMINATOR: Final = re.compile(
    rf"[.!?…]+[{_CLOSERS}]*(?=\s|$)"
    rf"|[{_FULL_STOPS}]+[{_CLOSERS}]*"
    # A page's text that has lost its white space: "the region.The army".
    r"|(?<=[a-z][a-z])[.!?](?=(?:The|He|She|It|They|In|On|At|But|An?|This|That|His|Her|According|Meanwhile)\b)"
)
_NEXT: Final = re.compile(r"[\s\"'“‘«(\[—–-]*(\w+)?")
_WORD_BEFORE: Final = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]+$")
_LONGEST_WORD: Final = 20


def _divide(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide the span of a block into the spans of its sentences."""
    for terminator in _TERMINATOR.finditer(text, start, end):
        if _ends(text, start, terminator, end):
            yield from _trimmed(text, start, terminator.end())
            start = terminator.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if bare := words.strip():
        start += len(words) - len(words.lstrip())
        yield start, start + len(bare)


_KINDS: Final[dict[str, str]] = {row[0]: row[1] for row in rows(__package__, "abbreviations.tsv")}
_NAME_IN_LOWER_CASE: Final = re.compile(r"[ae][ln]-[A-Z]")
_OPENS: Final = re.compile(
    r"(?:the|an?|he|she|it|they|we|i|this|that|these|those|his|her|its|their|our|my|there|here|but|and|in|on|at|as"
    r"|after|before|when|while|if|for|from|by|with|however|meanwhile|earlier|later|according|among|some|many|most"
    r"|one|another|several|both|no|not|what|who|how|why|since|so|then|now|nobody|neither)$",
    re.IGNORECASE,
)
"""Words with which sentences open and which stand behind no abbreviation in the same sentence, in mixed case."""
_OPENS_IN_CAPITALS: Final = re.compile(r"(?:THE|S?HE|IT|THEY|WE|TH[EO]SE|THIS|HOWEVER|MEANWHILE|EARLIER|THERE)$")
_AFTER_CLOCK: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day$"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)$"
    r"|(?:gmt|utc|[ecmp][sd]t|ces?t|bst|ist|msk|eet|eest|local|eastern|pacific|moscow)$",
    re.IGNORECASE,
)


def _ends(text: str, start: int, terminator: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, terminator.end(), end)
    word = (following and following[1]) or ""
    if word[:1].islower() and following and not _NAME_IN_LOWER_CASE.match(text, following.start(1)):
        return False
    if not terminator[0].startswith(".") or terminator[0].startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(start, terminator.start() - _LONGEST_WORD), terminator.start())
    if before is None:
        return not text[start : terminator.start()].strip().isdigit()  # "1. The mine" is one
    return _ends_after(before[0], word)


def _ends_after(word: str, following: str) -> bool:
    """Say whether a full stop behind `word` ends a sentence, when `following` stands next."""
    kind = _KINDS.get(word.lower()) or ("open" if "." in word or len(word) == 1 else None)
    if kind is None or not following:
        return kind is None or kind != "title"
    if kind == "title":
        return False
    if kind == "number":
        return not following[0].isdigit()
    capitals = word.isupper() and following.isupper() and len(following) > 1
    if kind == "clock":
        return not (_AFTER_CLOCK.match(following) or (capitals and following == "ON"))
    return bool((_OPENS_IN_CAPITALS if capitals else _OPENS).match(following))
