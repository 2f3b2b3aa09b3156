"""A text cut into words with their offsets, and what lies between them."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.gazetteer.normal import WORD, fold

_SENTENCE_BREAK = re.compile(r'[.!?:\n"“”«»]')


class Token(NamedTuple):
    """A word: `start` and `end` are code points of the text, `key` is its folded form."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    upper: bool


def tokenise(text: str) -> list[Token]:
    """Return the words of a text in order; `text[token.start:token.end] == token.text` for each."""
    return [_token(match) for match in WORD.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    word = match[0]
    key, capital, upper = _form(word)
    return Token(match.start(), match.end(), word, key, capital, upper)


@lru_cache(50_000)
def _form(word: str) -> tuple[str, bool, bool]:
    return fold(word), word[0].isupper() or word[0].istitle(), word.isupper() and len(word) > 1


def gaps_between(text: str, tokens: list[Token]) -> list[str]:
    """Return what stands between each token and the next; after the last one the rest of the text and a line break."""
    between = [text[a.end : b.start] for a, b in pairwise(tokens)]
    return [*between, text[tokens[-1].end :] + "\n"] if tokens else []


def sentence_starts(tokens: list[Token], gaps: list[str], titles: frozenset[str]) -> list[bool]:
    """Tell for each token whether a sentence, a line or a quotation begins with it.

    A full stop after one or two letters or after a title ("St. Louis", "Gen. Haftar") ends no sentence.
    """
    starts = [True] * len(tokens)
    for i in range(1, len(tokens)):
        gap, before = gaps[i - 1], tokens[i - 1]
        abbreviation = gap == ". " and (
            len(before.text) <= 2 or before.key in titles or before.key in ("saint", "mount", "fort")
        )
        starts[i] = bool(_SENTENCE_BREAK.search(gap)) and not abbreviation
    return starts
