"""Words that say that nobody was hurt, or that nobody has reported it: 0/0/0 and 0/0/null.

What counts as which, docs/coding.md ("Numbers") says; the wordings stand in `data/unharmed.tsv`.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.contract.event import Toll
from pipeline.extraction.casualties import Harm
from pipeline.extraction.document import Sentence
from pipeline.extraction.tables import read

Stated = Literal["none", "none_reported"]


@dataclass(frozen=True, slots=True)
class Unharmed:
    """Words of a sentence that say of some harm that there was none."""

    sentence: Sentence
    start: int
    end: int
    stated: Stated
    harms: tuple[Harm, ...]

    def toll(self) -> Toll:
        """Give the toll that they state."""
        return Toll(low=0, best=0, high=0 if self.stated == "none" else None, stated=self.stated)


_MAY_BE: Final = re.compile(
    r"\b(?:no|nobody|none|nothing|only|alone|without|not|un(?:hurt|harmed|injured|scathed))\b", re.IGNORECASE
)
"""One of these stands in every wording; most sentences have none."""


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], Stated, tuple[Harm, ...]], ...]:
    return tuple(_wording(row) for row in read("unharmed.tsv"))


def _wording(row: dict[str, str]) -> tuple[re.Pattern[str], Stated, tuple[Harm, ...]]:
    stated: Stated = "none_reported" if row["stated"] == "none_reported" else "none"
    harms: tuple[Harm, ...] = ("dead", "injured") if "injured" in row["harms"] else ("dead",)
    return re.compile(rf"\b(?:{row['words']})\b", re.IGNORECASE), stated, harms


def unharmed(sentence: Sentence) -> list[Unharmed]:
    """Give the first such words of a sentence; the wordings that say less stand first."""
    if _MAY_BE.search(sentence.text) is None:
        return []
    for words, stated, harms in _wordings():
        if (found := words.search(sentence.text)) is not None:
            return [Unharmed(sentence, found.start(), found.end(), stated, harms)]
    return []
