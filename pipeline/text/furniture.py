"""Page furniture: what a page's text holds beside the article ("Read more: …", share bars, credits).

It is found by its words, line by line (`furniture.tsv`). It may also stand as a sentence
in a paragraph, where a page's text has lost its line breaks.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.tables import rows
from pipeline.text.fold import fold
from pipeline.text.sentences import sentences


def spans(text: str) -> list[tuple[int, int]]:
    """Give the (start, end) of a body text's furniture, in order and without overlap."""
    return [span for line in _LINE.finditer(text) for span in _of_line(text, line.start(), line.end())]


def _alternatives(kind: str) -> str:
    words = sorted((words for k, words in rows(__package__, "furniture.tsv") if k == kind), key=len, reverse=True)
    return "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalpha() else "") for w in words)


_LINE: Final = re.compile(r"[^\n]+")
_BULLET: Final = r"[\s>»•*▶►→|·-]{0,8}"
_OPENS: Final = re.compile(rf"{_BULLET}(?:{_alternatives('opens')})")
_SHORT: Final = re.compile(rf"{_BULLET}(?:{_alternatives('line+')})")
_HANGS: Final = re.compile(rf"[.!?\"”)]\s+(?:{_alternatives('opens')})")
_WHOLE: Final = re.compile(rf"{_BULLET}(?:{_alternatives('line')})[\s.:…|»>]*$")
_HOLDS: Final = re.compile(_alternatives("holds"))
_MOST_WORDS: Final = 12
_LONGEST: Final = 600
"""Characters: what is longer opens with such words by chance."""


def _of_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[start:end]
    if line.isspace():
        return
    if _is_furniture(fold(line)):
        yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        return
    yield from _hanging(text, start, end)


def _is_furniture(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    if _OPENS.match(line) or _WHOLE.match(line) or _HOLDS.search(line):
        return True
    return bool(_SHORT.match(line)) and len(line.split()) <= _MOST_WORDS


def _hanging(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the sentences of a paragraph that open as furniture."""
    if not _HANGS.search(fold(text[start:end])):
        return
    for sentence in sentences(text[start:end]):
        if len(sentence.text) <= _LONGEST and _OPENS.match(fold(sentence.text)):
            yield start + sentence.start, start + sentence.end
