"""People to whom something else was done: arrested, abducted, missing, displaced, released; and how many.

objects of the act        "detained 48 people", "took 17 passengers away"
a number before the word  "nine people are missing", "some 45,000 residents fled"
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pipeline.extraction.frames import Frame
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import read, words
from pipeline.text.numbers import Quantity

What = Literal["arrested", "abducted", "missing", "displaced", "released"]
_OF_ACT: Final[dict[str, What]] = {
    "arrest": "arrested", "abduct": "abducted", "displace": "displaced", "free": "released", "swap": "released",
}  # fmt: skip
_OF_TYPE: Final[dict[str, What]] = {"Arrests": "arrested", "Abduction/forced disappearance": "abducted"}
_CARRYING: Final = frozenset({"with", "carrying", "of"})
_REACH: Final = 6
_AUXILIARIES: Final = words("between a number and a harm word")


@dataclass(frozen=True, slots=True)
class Group:
    """Some people to whom one thing was done; `start` and `end` mark their words in the sentence."""

    reading: Reading
    what: What
    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


def affected(mention: Mention) -> list[Group]:
    """Give whom a mention's acts affected."""
    return [g for f in mention.frames for what in _whats(f, mention) for p in f.objects for g in _group(what, p)]


def _whats(frame: Frame, mention: Mention) -> list[What]:
    found = [what for act, what in _OF_ACT.items() if act in frame.acts]
    if not found and "take" in frame.acts and mention.result in _OF_TYPE:
        found = [_OF_TYPE[mention.result]]
    return found


def _group(what: What, p: Phrase) -> list[Group]:
    people = p if p.classes & PEOPLE or p.head.tag in ("NNP", "CD", "PRP") else _inside(p)
    if people is None or people.head.tag == "PRP$":
        return []
    q = people.quantity
    if q is not None:
        return [Group(p.reading, what, q.low, q.best, q.high, people.start, people.end)]
    one = not people.plural and people.head.lower not in ("they", "them", "us")
    return [Group(p.reading, what, 1, 1, 1, people.start, people.end)] if one else []


def _inside(p: Phrase) -> Phrase | None:
    """Give the people in a thing that was taken: "a bus with 17 passengers"."""
    nouns = [n for c in p.head.kids("prep") if c.lower in _CARRYING for n in c.kids("pobj")]
    found = (phrase(p.reading, n) for n in nouns)
    return next((q for q in found if q.classes & PEOPLE and q.quantity), None)


def counted_others(reading: Reading) -> list[Group]:
    """Give numbers that stand before a word for what was done: "19 were detained", "two are missing", "40 arrests"."""
    counts = (q for q in reading.quantities if q.kind == "count" and q.best)
    return [group for q in counts if (group := _before_word(reading, q)) is not None]


def _before_word(reading: Reading, q: Quantity) -> Group | None:
    behind = [n for n in reading.tree.nodes if n.start >= q.core_end][:_REACH]
    at = next((i for i, n in enumerate(behind) if n.lower in _words()), None)
    if at is None or any(not _between(n) for n in behind[:at]):
        return None
    return Group(reading, _words()[behind[at].lower], q.low, q.best, q.high, q.start, behind[at].end)


def _between(node: Node) -> bool:
    return node.noun or node.tag.startswith("JJ") or node.lower in _AUXILIARIES


@cache
def _words() -> dict[str, What]:
    return {word: row["what"] for row in read("affected.tsv") for word in row["words"].split()}  # type: ignore[misc]
