"""The words by which two reports are compared, each with its weight."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[^\W_][^\W_'’]+")
_COMMON: Final = 0.3
_NAME: Final = 2.0
"""Names and numbers tell one incident from the next; so a shared one counts like two other words."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    lists = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in lists.items()}


def weighed(*texts: str) -> dict[str, float]:
    """Give the words of some texts, stems in lower case, with their weights."""
    return {stem: weight for text in texts for stem, weight in _weighed(text)}


def _weighed(text: str) -> Iterator[tuple[str, float]]:
    empty, common = _lists()["empty"], _lists()["common"]
    for word in _WORD.findall(text):
        folded = word.casefold()
        if folded not in empty:
            named = word[0].isupper() or word[0].isdigit()
            yield _stem(folded), _COMMON if folded in common else _NAME if named else 1.0


def _stem(word: str) -> str:
    """Cut the endings of number and tense, roughly: both reports are cut alike."""
    for ending in ("ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def shared(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Give how much of the shorter text's weight stands in the other, 0 to 1; a text of few words proves little."""
    common = sum(min(weight, second[word]) for word, weight in first.items() if word in second)
    return common / max(LEAST_WEIGHT, min(sum(first.values()), sum(second.values())))


LEAST_WEIGHT: Final = 8.0
"""Some six words: a headline."""
