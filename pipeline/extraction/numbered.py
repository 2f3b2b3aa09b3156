"""Numbers beside words for what befell the people: "nine were injured", "displaced some 3,000", "12 are missing".

The parser reads these in many ways, so they are read by their order: a number, the people, an auxiliary, the words
("behind"); or the words, then the number ("before"; "total" where it counts all). The words stand in
`data/numbered.tsv`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Final, Literal

from pipeline.extraction.harmed import human
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import read, words
from pipeline.text.numbers import Quantity, quantities

Befell = Literal["dead", "injured", "arrested", "abducted", "missing", "displaced", "released"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of people with the first word for what befell them."""

    befell: Befell
    quantity: Quantity
    people: Phrase
    word: Node
    total: bool = False
    """Whether it counts all: "the toll rose to 12 after a man died"."""


def numbered(reading: Reading) -> list[Numbered]:
    """Give such numbers of a sentence in order, each once."""
    counts = (q for q in reading.quantities if q.kind == "count" and q.best and q.text.lower() != "both")
    found = (next(_readings(reading, q), None) for q in counts)
    return [one for one in found if one is not None]


def may_number(text: str) -> bool:
    """Say whether a sentence may hold such a number: what tells no deed is parsed for it alone."""
    return _words().search(text) is not None and any(q.kind == "count" and q.best for q in quantities(text))


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{row['words']})\b" for row in read("numbered.tsv")), re.IGNORECASE)


_ARTICLES: Final = frozenset({"a", "an"})


def _readings(reading: Reading, q: Quantity) -> Iterator[Numbered]:
    if not _age(reading, q) and not _whole(reading, q):
        found = chain(_behind(reading, q), _before(reading, q))
        yield from (n for n in found if q.text.lower() not in _ARTICLES or _one_person(n))


def _one_person(n: Numbered) -> bool:
    """Recognise one person by words that no frame has: "a guard lost two fingers", "a suspect was arrested"."""
    head = n.people.head
    one = head.tag == "NN" and bool(n.people.classes & PEOPLE) and not head.behind(("of",))
    return n.befell in ("injured", "arrested") and one and head.lower not in _SEVERAL


_SEVERAL: Final = words("one word for several")


def _behind(reading: Reading, q: Quantity) -> Iterator[Numbered]:
    """Read the words behind a number, over the people and auxiliaries between."""
    nodes = _further(reading, q)[:_REACH]
    for at, node in enumerate(nodes):
        befell = _said_at(reading.sentence.text, node)
        if befell is not None and not (at and nodes[at - 1].lower == "the"):  # "eight of the dead": no further ones
            head = next((n for n in reversed(nodes[:at]) if n.noun), None)
            yield from _numbered(reading, q, befell, head, node)
        if befell is not None or not (_goes_on(node, nodes[at + 1 :]) or node.lower in _AUXILIARIES):
            return


def _further(reading: Reading, q: Quantity) -> list[Node]:
    """Give the words behind a number, without what stands between commas: "300 people, among them nuns, fled"."""
    aside = _ASIDE.search(reading.sentence.text, q.core_end)
    out = range(aside.start(1), aside.end(1)) if aside else range(0)
    return [n for n in reading.tree.nodes if n.start >= q.core_end and n.start not in out]


_ASIDE: Final = re.compile(
    r"(,\s(?:among|including|most|many|some|mainly|mostly|all|half|nearly|almost|\w+ of (?:them|whom))\b"
    r"[^,.;:]*,)"
)


def _goes_on(node: Node, behind: Sequence[Node]) -> bool:
    """Say whether a word belongs to the people: "48 women and children", "12 young farmers"."""
    listed = node.lower in ("and", "or") and bool(behind) and behind[0].noun
    return node.noun or node.tag.startswith("JJ") or listed


def _said_at(text: str, node: Node) -> Befell | None:
    """Give what befell people by the words at a word; who did it to others ("killed two") it did not befall."""
    if not _any_row(before=False).match(text, node.start):
        return None
    for row in _rows():
        if row.side != "before" and row.words.match(text, node.start):
            return None if row.side == "participle" and _no_news(text, node, row.befell) else row.befell
    return None


def _no_news(text: str, node: Node, befell: Befell) -> bool:
    """Recognise a participle that tells no news of the people: "killed two", "kidnapped pupils", "held since May"."""
    if node.verb and node.kids("dobj"):
        return True
    long_since = node.dep == "acl" and _SINCE.match(text, node.end) is not None
    return befell not in _HARMED and (long_since or node.dep == "amod")


_HARMED: Final = frozenset({"dead", "injured"})
_SINCE: Final = re.compile(r"\ssince\b")


def _before(reading: Reading, q: Quantity) -> Iterator[Numbered]:
    text, first = reading.sentence.text, max(0, q.start - _FAR)
    told = _any_row(before=True).search(text, first, q.start) is not None
    for row in (r for r in _rows() if told and r.side == "before"):
        said = row.words.search(text, first, q.start)
        word = reading.tree.head_of(said.start(), said.end()) if said else None
        if word is not None:
            yield from (replace(n, total=row.total) for n in _numbered(reading, q, row.befell, None, word))


def _numbered(reading: Reading, q: Quantity, befell: Befell, head: Node | None, word: Node) -> Iterator[Numbered]:
    head = head or reading.tree.head_of(q.core_start, q.core_end)
    head = head.head if head is not None and head.dep == "nummod" else head
    if head is None or not (head is word or human(phrase(reading, head))):
        return
    if head.lower in _BODIES:
        befell = "dead"
    if word.lower != "lost" or phrase(reading, head).classes & PEOPLE or (head.tag == "CD" and not head.children):
        yield Numbered(befell, q, phrase(reading, head), word)


_BODIES: Final = frozenset({"bodies", "corpses"})


def _age(reading: Reading, q: Quantity) -> bool:
    """Recognise an age: "a woman of 71", "a man aged 30", "a girl, 9, was wounded"."""
    before = [n for n in reading.tree.nodes if n.end <= q.core_start][-2:]
    if len(before) < 2 or q.core_end - q.core_start > 2:
        return False
    return before[1].lower == "aged" or (before[0].tag in ("NN", "NNP") and before[1].lower in ("of", ","))


def _whole(reading: Reading, q: Quantity) -> bool:
    """Recognise those of whom it befell only some: "one of the four guards was killed"."""
    text = reading.sentence.text
    return any(_OF_THE.fullmatch(text, part.core_end, q.start) for part in reading.quantities if part.end <= q.start)


_OF_THE: Final = re.compile(r"\sof\s(?:(?:the|its|his|her|their|those|these|some|about)\s)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    befell: Befell
    side: str
    total: bool
    words: re.Pattern[str]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_row(row) for row in read("numbered.tsv"))


@cache
def _any_row(*, before: bool) -> re.Pattern[str]:
    """Give a pattern of all rows of a side, which is tried before each of them: few words are such ones."""
    return re.compile("|".join(r.words.pattern for r in _rows() if (r.side == "before") is before), re.IGNORECASE)


def _row(row: dict[str, str]) -> _Row:
    befell: Befell = row["what"]  # type: ignore[assignment]
    total = row["side"] == "total"
    side = "before" if total else row["side"]
    end = r"\s$" if side == "before" else r"\b"
    return _Row(befell, side, total, re.compile(rf"\b(?:{row['words']}){end}", re.IGNORECASE))


_REACH: Final = 7
"""Words between a number and what befell the people."""
_FAR: Final = 220
"""Characters between a word for a toll and its number, the word among them."""
_AUXILIARIES: Final = words("between a number and a harm word")
