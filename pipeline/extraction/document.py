"""An article as the stages read it: sentences with offsets into its title and text, page furniture left out.

    article ▸ case restored ▸ line breaks within sentences levelled ▸ sentences ▸ Document

Every change keeps each character at its place, so that offsets hold for the article's own words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pipeline.contract import Article, Span
from pipeline.text import furniture
from pipeline.text.sentences import sentences
from pipeline.text.truecase import is_upper, truecase

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article; `text` has its case restored and is as long as the words themselves."""

    index: int
    field: Field
    start: int
    end: int
    text: str
    paragraph: int

    @property
    def headline(self) -> bool:
        """Whether it stands in the title."""
        return self.field == "title"


@dataclass(frozen=True, slots=True)
class Document:
    """An article's sentences; `anchor` is the day from which dates are reckoned, None where nobody knows it."""

    article: Article
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    anchor: date | None
    dateline: int
    """Where the text begins behind its dateline ("GOMA, Congo (Agency) - "); 0 where it has none."""

    def span(self, field: Field, start: int, end: int) -> Span:
        """Give the article's own words at an offset."""
        words = (self.article.title if field == "title" else self.article.text)[start:end]
        return Span(field=field, start=start, end=end, text=words)


def document(article: Article) -> Document:
    """Read an article."""
    title, text = _SAID.sub(_blank, _levelled(article.title)), _levelled(article.text)
    time = article.time()
    start = _dateline(_EDITORIAL.sub(_blank, article.text))
    headlines = [part for s in _sentences("title", title, 0, ()) for part in _at_semicolons(s)]
    found = [*headlines, *_sentences("text", text, 1, furniture.spans(article.text))]
    behind = [_behind(s, start) for s in found if s.field == "title" or s.end > start]
    return Document(article, title, text, tuple(_numbered(behind)), time.date() if time else None, start)


def _at_semicolons(s: Sentence) -> Iterator[Sentence]:
    """Divide a headline that tells several pieces of news: "14 hurt in strikes on X; ministers to meet"."""
    for found in re.finditer(r"[^;\s][^;]*", s.text):
        yield Sentence(s.index, s.field, s.start + found.start(), s.start + found.end(), found[0], s.paragraph)


_DATELINE: Final = re.compile(r"\s*(?P<words>[^\W\d_a-z][^\n–—]{1,70}?)\s*(?:--?|–|—)\s+(?=[^\W_]|[\"“'‘])")
_DATED: Final = re.compile(
    r"\s*[^\W\d_a-z][\w .'’-]{2,30},\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}\s?:\s+"
)
"""A dateline that a day and a colon end: "Srinagar, Nov 6: "."""
_IN_DATELINE: Final = re.compile(r"[^\W\d_a-z][\w'’./-]*|\d+|de|del|la|el|al|of|the|and|\([^()]*\)|[,./()]+")


def _dateline(text: str) -> int:
    """Give where the text begins behind its dateline: names, a date and an agency before the first dash."""
    if (before := _DATED.match(text)) is not None:
        return before.end()
    found = _DATELINE.match(text)
    if found is None:
        return 0
    if _IN_DATELINE.sub("", found["words"]).split():
        return 0
    dated = any(c in "0123456789(" for c in found["words"])
    if text.isupper():
        return found.end() if dated else 0
    capitals = found["words"].split()[0].rstrip(",").isupper()
    return found.end() if dated or capitals or "—" in found[0] or " - " in found[0] else 0


def _behind(s: Sentence, start: int) -> Sentence:
    if s.field == "title" or s.start >= start:
        return s
    return Sentence(s.index, s.field, start, s.end, s.text[start - s.start :], s.paragraph)


_SAID: Final = re.compile(r"\s(?:[-–—|]|:)\s[\w' ]{2,30}$")
"""Who says so, at the end of a headline: " - state media", ": report"."""
_EDITORIAL: Final = re.compile(
    r"\[[^\[\]]{0,40}\b(?:as|text|passage|excerpts?|begin|end|recording|indistinct|words?|continued|sic|report|editorial)\b"
    r"[^\[\]]{0,40}\]",
    re.IGNORECASE,
)
"""What an agency put in square brackets: "[Text]", "[sentence as published]", "[begin recording]"; names may stand."""


def _blank(words: re.Match[str]) -> str:
    return " " * len(words[0])


def _levelled(text: str) -> str:
    text = _EDITORIAL.sub(_blank, text)
    cased = truecase(text) if is_upper(text) else text
    return cased if len(cased) == len(text) else text


def _sentences(field: Field, text: str, first: int, out: "tuple[()] | list[tuple[int, int]]") -> list[Sentence]:
    found = []
    paragraph, last = first, 0
    for s in sentences(text):
        paragraph += "\n" in text[last : s.start]
        last = s.end
        if not _overlaps(s.start, s.end, out):
            found.append(Sentence(0, field, s.start, s.end, re.sub(r"[\n\r\t]", " ", s.text), paragraph))
    return found


def _overlaps(start: int, end: int, spans: "tuple[()] | list[tuple[int, int]]") -> bool:
    """Say whether one of some spans, which are in order and apart, overlaps `[start:end]`."""
    at = bisect_left(spans, (end,)) - 1
    return at >= 0 and start < spans[at][1]


def _numbered(found: list[Sentence]) -> list[Sentence]:
    return [Sentence(i, s.field, s.start, s.end, s.text, s.paragraph) for i, s in enumerate(found)]
