"""Numbers of dead and wounded that stand before a harm word without its verb, or behind a word for a toll.

    "nine injured", "dozens wounded", "12 dead"; "the death toll rose to 16"

The parser reads these in many ways, so they are read by their order: a number, the people, an auxiliary, the word.
"""

import re
from dataclasses import replace
from typing import Final

from pipeline.extraction.casualties import Victims, victims_of
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words
from pipeline.text.numbers import Quantity


def counted(reading: Reading) -> list[tuple[Victims, Node]]:
    """Give such numbers of a sentence, each with its harm word."""
    counts = [q for q in reading.quantities if q.kind == "count" and q.text.lower() not in _ARTICLES]
    found = [pair for q in counts if (pair := _before_word(reading, q) or _of_toll(reading, q)) is not None]
    return [(replace(v, low=q.low, best=q.best, high=q.high, stated=q.stated, start=q.start, end=q.end), word)
            for v, word, q in found]  # fmt: skip


_ARTICLES: Final = frozenset({"a", "an"})


def _before_word(reading: Reading, q: Quantity) -> tuple[Victims, Node, Quantity] | None:
    behind = [n for n in reading.tree.nodes if n.start >= q.core_end][:_REACH]
    at = next((i for i, n in enumerate(behind) if n.lower in _HARM_WORDS), None)
    if at is None or any(not _between(n) for n in behind[:at]) or _age(reading, q):
        return None
    active = behind[at].verb and behind[at].kids("dobj")
    if active or (at and behind[at - 1].lower == "the"):
        return None  # three gunmen who killed somebody are not dead; "eight of the dead" are no further ones
    head = next((n for n in reversed(behind[:at]) if n.noun), None) or reading.tree.head_of(q.core_start, q.core_end)
    if head is None:
        return None
    return victims_of(phrase(reading, head), "dead" if behind[at].lower in _DEAD_WORDS else "injured"), behind[at], q


def _age(reading: Reading, q: Quantity) -> bool:
    """Recognise an age: "a woman of 71", "a man aged 30", "a girl, 9, was wounded"."""
    before = [n for n in reading.tree.nodes if n.end <= q.core_start][-2:]
    if len(before) < 2 or q.core_end - q.core_start > 2:
        return False
    return before[1].lower == "aged" or (before[0].tag in ("NN", "NNP") and before[1].lower in ("of", ","))


def _of_toll(reading: Reading, q: Quantity) -> tuple[Victims, Node, Quantity] | None:
    head = reading.tree.head_of(q.core_start, q.core_end)
    if head is None or _TOLL.search(reading.sentence.text, max(0, q.start - _BEFORE), q.start) is None:
        return None
    return victims_of(phrase(reading, head), "dead"), head, q


_BEFORE: Final = 160
"""Characters between a word for a toll and its number, the word among them."""
_TOLL: Final = re.compile(
    r"\b(?:(?:death )?toll|(?:number|count) of (?:the |those |people |persons )*(?:killed|dead|deaths|fatalities))\b"
    r"[^.;:]{0,90}?\b(?:to|at|reached|passed|exceeded|was|is|topped|hit)\s$",
    re.IGNORECASE,
)
"""Words for a toll before its number."""


def _between(node: Node) -> bool:
    return node.noun or node.tag.startswith("JJ") or node.lower in _AUXILIARIES


_REACH: Final = 6
_DEAD_WORDS: Final = words("dead")
_HARM_WORDS: Final = _DEAD_WORDS | words("hurt")
_AUXILIARIES: Final = words("between a number and a harm word")
