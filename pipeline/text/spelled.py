"""Numbers in digits and in words: the forms they take and what they come to."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from pipeline.text.fold import GAP


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * n for n, word in enumerate(words.split())}


_UNITS: Final = _numbered("one two three four five six seven eight nine", 1)
_TEENS: Final = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS: Final = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_PLAIN: Final = {"zero": Decimal(0), "a": Decimal(1), "an": Decimal(1), "half": Decimal("0.5")} | {
    word: Decimal(n) for word, n in (_UNITS | _TEENS | _TENS).items()
}
_SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "k": 1000,
    "thousand": 1000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_JOIN: Final = rf"(?:[-\u2010\u2011]|{GAP})"
_AND: Final = rf"{GAP}(?:and{GAP})?"
_BIG: Final = r"(?:thousand|lakhs?|million|crores?|billion|trillion)\b"
_UNDER_100: Final = rf"(?:(?:{_any(_TENS)})(?:{_JOIN}(?:{_any(_UNITS)}))?|{_any(_TEENS)}|{_any(_UNITS)})\b"
_UNDER_1000: Final = rf"(?:(?:a|{_any(_TEENS)}|{_any(_UNITS)}){_JOIN}hundred\b(?:{_AND}{_UNDER_100})?|{_UNDER_100})"
_WORDS: Final = (
    rf"(?:(?:(?:a\b|{_UNDER_1000}){_JOIN}{_BIG}{_AND}){{0,4}}{_UNDER_1000}(?:{_JOIN}{_BIG})?|a{GAP}{_BIG}|zero\b)"
)
_DOZEN: Final = rf"(?:half{GAP}an?{GAP}|an?{GAP}(?:half{GAP})?|(?:{_UNDER_100}|\d{{1,3}}){GAP})dozen\b"
_HALF: Final = rf"half{GAP}an?{GAP}(?:hundred\b|{_BIG})|(?:\d{{1,3}}|{_UNDER_100}){GAP}and{GAP}a{GAP}half{GAP}{_BIG}"
_FIGURE: Final = (
    r"(?:\d{1,3}(?:,\d{2,3}){0,3},\d{3}(?!\d|,\d)"  # 1,200 and, in India, 1,20,000
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,4}(?!\d)"
    r"|\d{1,3}(?: \d{3}){0,3} 000(?!\d)"
    r"|\d{1,12}(?!\d)(?:\.\d{1,6}(?!\d))?)"
)
_SCALE: Final = rf"(?:(?:{GAP}|-)(?:(?:hundred|mn|bn)\b|{_BIG})|(?:mn|bn|k)(?!\w))"

NUMBER: Final = rf"(?>{_DOZEN}|{_HALF}|{_FIGURE}(?:{_SCALE})?|{_WORDS})"
"""A pattern for one number in digits or words, to be matched against folded text; atomic: "twenty-one" is no range."""

FIRST_WORDS: Final = frozenset(_UNITS) | frozenset(_TEENS) | frozenset(_TENS) | {"half", "zero", "a", "an"}
"""The words with which a number in words begins."""

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[, \u00a0\u202f\u2009](?=\d)")
_AND_A_HALF: Final = re.compile(r"(?<=\w)\s+and\s+a\s+half")


def value(words: str) -> Decimal:
    """Give what a number that NUMBER matched comes to: "two hundred and fifty", "1,200", "3.5 million"."""
    if words in _PLAIN:
        return _PLAIN[words]
    tokens = _TOKEN.findall(_BETWEEN_DIGITS.sub("", _AND_A_HALF.sub(" half", words)))
    if tokens[0] == "half" or tokens[:2] == ["a", "half"]:
        return value(words.replace("half", "", 1)) / 2  # half a dozen, a half dozen, half a million
    total = part = Decimal(0)
    for token in tokens:
        factor = _SCALES.get(token, 0)
        if factor >= 1000:
            total, part = total + part * factor, Decimal(0)
        elif factor:
            part *= factor
        elif token != "and":  # noqa: S105 - a word
            part += _PLAIN[token] if token in _PLAIN else Decimal(token)
    return total + part


def scale(words: str) -> int:
    """Give the scale word at the end of a number as a factor, 1 where there is none."""
    return _SCALES.get(_TOKEN.findall(words)[-1], 1)
