"""The words of an article as they are compared: without what a paper or an agency adds to sign it.

An article's headline and its text; where it has no text, its summary. Upper and lower case are kept, for
they tell names; the words are compared without.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from pipeline.contract import Article
from pipeline.dedupe.tables import words
from pipeline.text.truecase import is_upper

LONGEST: Final = 10_000
"""Bytes of an article's words, some 1,700 of them: what stands behind is not compared."""

_AGENCY: Final = "|".join(sorted(words("agency"), key=len, reverse=True))
_SIGNED: Final = rf"(?:the\s)?(?:{_AGENCY})(?:[\s/&,]+(?:and\s)?(?:{_AGENCY}))*"
_BY: Final = "|".join(words("by"))
_BRACKETED: Final = re.compile(rf"\((?:(?:{_BY})\b[^()]{{0,300}}|{_SIGNED})\)", re.IGNORECASE)
"""(Reporting by …; editing by …), (Reuters)."""
_A_SIGNATURE: Final = re.compile(
    rf"\W{{0,3}}(?:{_BY})\s(?:[a-z]+\s){{0,2}}by\s.{{1,160}}|by\s(?-i:[A-Z])[^.\d]{{1,80}}|\W{{0,3}}{_SIGNED}\W{{0,3}}",
    re.IGNORECASE,
)
"""A whole line."""
_SIGNED_END: Final = re.compile(
    rf"(?<=[.!?])\s[-–—]+\s?{_SIGNED}\W{{0,3}}$|(?:©|\(c\)|\bcopyright\s).{{0,160}}$", re.IGNORECASE
)
_END: Final = 200
"""Characters of a line's end that may sign it, more than any of these takes."""
_DATELINE: Final = re.compile(
    rf"([^()]{{2,60}}?)(?:,\s[a-z]{{3,9}}\.?\s\d{{1,2}})?,?\s\({_SIGNED}\)\s?[-–—:]+", re.IGNORECASE
)
"""GAO, Mali, March 3 (Reuters) -: the place may stand nowhere else, the day is that of the writing."""
_DROPPED: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\"\\]+")


def wording(article: Article) -> str:
    """Give the headline in a first line, and the text behind it."""
    text = f"{article.title}\n{article.text.strip() or article.summary or ''}"[: 2 * LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("’", "'")
    unsigned = "\n".join(map(_unsigned, text.split("\n")))
    title, *lines = (" ".join(line.split()) for line in _DROPPED.sub(" ", unsigned).split("\n"))
    plain = f"{title}\n{chr(10).join(filter(None, lines))}"
    return plain.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore")


def _unsigned(line: str) -> str:
    """Give a line without what signs it; the cheapest look first, for most lines are signed by nobody."""
    if "(" in line:
        line = _BRACKETED.sub(" ", _DATELINE.sub(r"\1. ", line, count=1) if _DATELINE.match(line) else line)
    if len(line) <= _END and _A_SIGNATURE.fullmatch(line):
        return ""
    return line[:-_END] + _SIGNED_END.sub(" ", line[-_END:])


_A_WORD: Final = (
    r"\d[\d.,:/]*\d|\d|(?:[^\W\d_]\.){2,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|[^\W\d_]+(?:'[^\W\d_]+)*"
)
_WORD: Final = re.compile(_A_WORD)
_ASCII_WORD: Final = re.compile(
    r"[A-Za-z]{2,}(?:'[A-Za-z]+)*|\d[\d.,:/]*\d|\d|(?:[A-Za-z]\.){2,}|[A-Za-z](?:'[A-Za-z]+)*", re.ASCII
)
"""The same words of a text that is all ASCII, found in two thirds of the time."""
_TOKEN: Final = re.compile(rf"{_A_WORD}|[.!?:;()“”\n,–—]")
_STOPS: Final = frozenset(".!?:;()“”\n")
_BREAKS: Final = frozenset(",–—")


@dataclass(frozen=True)
class Wording:
    """An article's words, taken apart; `headline` of them stand in the headline."""

    words: tuple[str, ...]
    opening: tuple[bool, ...]
    """Which of them open a sentence, and have a capital for that; one more is said to follow the last."""
    joined: tuple[bool, ...]
    """Which of them follow the one before without a mark between."""
    headline: int

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words in the form in which they are compared."""
        return tuple(map(_folded, self.words))

    @property
    def text(self) -> tuple[str, ...]:
        """Those of them that stand in the text; where there is none, in the headline."""
        return self.folded[self.headline :] or self.folded

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that have a capital where others have none."""
        first = 0 if self._headline_has_small_words() else self.headline
        if is_upper(" ".join(self.words[self.headline :])):
            first = len(self.words)
        places = range(first, len(self.words))
        return frozenset(self.folded[n] for n in places if self.words[n][0].isupper() and not self.opening[n])

    def _headline_has_small_words(self) -> bool:
        headline = self.words[1 : self.headline]
        return sum(word[0].islower() for word in headline) > len(headline) / 2


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return word if word[0].isdigit() else word.lower().replace(".", "").removesuffix("'s")


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of such a text in the form in which they are compared: `taken_apart(text).folded`, and sooner."""
    return tuple(map(_folded, (_ASCII_WORD if text.isascii() else _WORD).findall(text)))


def taken_apart(text: str) -> Wording:
    """Take the text apart that `wording` gives."""
    found: list[str] = []
    opening, joined = [True], [False]
    headline = 0
    for token in _TOKEN.findall(text):
        if token in _STOPS:
            opening[-1], joined[-1] = True, False
            if token == "\n" and not headline:  # noqa: S105 - a word
                headline = len(found)
        elif token in _BREAKS:
            joined[-1] = False
        else:
            found.append(token)
            opening.append(False)
            joined.append(True)
    opening[-1] = True
    return Wording(tuple(found), tuple(opening), tuple(joined), 0 if text.startswith("\n") else headline)
