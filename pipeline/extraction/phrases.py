"""Noun phrases: who or what an argument is.

A phrase is its head's left modifiers, an "of" part where the head says nothing by itself ("members of the Taliban"),
and its apposition. Its classes come from the lexicon: the hit on the head decides, modifiers add a group, a country
or a sector.
"""

from dataclasses import dataclass, replace
from typing import Final

from pipeline.extraction.groups import Group, groups
from pipeline.extraction.lexicon import Entry
from pipeline.extraction.node import Node
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words
from pipeline.gazetteer.place import Place
from pipeline.text.numbers import Quantity

PEOPLE: Final = words("people classes")
THINGS: Final = words("thing classes")
WEAPONS: Final = words("weapon classes")
_LEFT: Final = (
    "amod",
    "compound",
    "nmod",
    "nummod",
    "det",
    "poss",
    "quantmod",
    "predet",
    "punct",
)
_JOINING: Final = ("of", "from", "belonging")
"""Before those who are meant, behind a head that says nothing by itself."""
_QUOTES: Final = frozenset("\"“'‘")
_PRONOUNS: Final = words("pronoun")
_GENERIC: Final = words("head that tells nothing")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence; `start` and `end` are offsets into the sentence."""

    reading: Reading
    head: Node
    start: int
    end: int
    entries: tuple[Entry, ...]
    classes: frozenset[str]
    group: Group | None
    places: tuple[Place, ...]
    quantity: Quantity | None
    nodes: tuple[Node, ...]

    @property
    def text(self) -> str:
        """The words, their case restored."""
        return self.reading.sentence.text[self.start : self.end]

    @property
    def pronoun(self) -> bool:
        """Whether it only points at somebody named before."""
        return self.head.lower in _PRONOUNS or self.head.tag in ("PRP", "PRP$", "WP", "WDT")

    @property
    def definite(self) -> bool:
        """Whether it speaks of somebody known: "the two civilians"."""
        return any(n.lower in ("the", "these", "those", "both", "their", "his", "its") for n in self.nodes)

    @property
    def plural(self) -> bool:
        """Whether it is more than one."""
        if self.head.tag == "NNPS" and not self.entries:
            return False
        return self.head.tag in ("NNS", "NNPS") or self.head.lower in ("they", "them", "people", "police")

    @property
    def named(self) -> str | None:
        """Give the name of a person who has one and is no place or group: the last word of it."""
        person = self.head.proper and not self.places and not self.group
        return self.head.lower if person and not self.reading.at(self.head) else None

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that its places lie in, in order."""
        return tuple(q.country for q in self.places if q.country)

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER's sectors of its people, the head's first."""
        return tuple(dict.fromkeys(e.value for e in self.entries if e.class_ in PEOPLE and e.value))


def phrase(reading: Reading, head: Node) -> Phrase:
    """Read the phrase of a head word."""
    if head.i not in reading.memo:
        reading.memo[head.i] = _phrase(reading, head)
    found: Phrase = reading.memo[head.i]
    return found


def _phrase(reading: Reading, head: Node) -> Phrase:
    nodes = tuple(sorted({*_nodes(head), *_of_name(reading, head)}, key=lambda n: n.i))
    start, end = nodes[0].start, _closed(reading.sentence.text, nodes[0].start, nodes[-1].end)
    entries = _entries(reading, head, nodes)
    group = next((groups()[e.name] for e in entries if e.class_ in PEOPLE and e.name in groups()), None)
    classes = _classes(entries) | ({"person"} if _those_who(head) else frozenset())
    if entries and not reading.at(head):
        classes -= {"object-metaphor"}
    places = tuple(p for p in reading.places if start <= p.start and p.end <= end)
    return Phrase(
        reading, head, start, end, entries, classes, group, places, _quantity(reading, head, nodes), nodes
    )  # fmt: skip


def _those_who(head: Node) -> bool:
    """Recognise people who are only pointed at: "fired on those who were waiting"."""
    behind = (n for c in head.kids("relcl") for n in c.kids("nsubj", "nsubjpass"))
    return head.lower == "those" and any(n.lower == "who" for n in behind)


def _closed(text: str, start: int, end: int) -> int:
    """Take in the quotation mark that closes one within the phrase."""
    opened = sum(text[start:end].count(mark) for mark in ('"', "“")) > text[start:end].count("”")
    return (
        end + 1
        if opened and text[start:end].count('"') % 2 + text[start:end].count("“") and text[end : end + 1] in ('"', "”")
        else end
    )


def _nodes(head: Node) -> list[Node]:
    found = [head]
    for child in head.children:
        if child.dep in _LEFT and child.i < head.i:
            found += child.subtree()
        elif child.dep == "appos" and child.tag == "NNP" and min(n.i for n in child.subtree()) == head.i + 1:
            found += [n for n in _nodes(child) if n.i <= child.i]
        elif child.dep == "prep" and child.lower in _JOINING and _goes_on(head, child):
            found += [child, *(n for p in child.kids("pobj") for n in _nodes(p))]
    while (first := min(found, key=lambda n: n.i)) is not head and _no_beginning(first):
        found.remove(first)
    return found


def _of_name(reading: Reading, head: Node) -> list[Node]:
    """Give the words of a group's name that goes on behind its head: "Islamic State in West Africa Province"."""
    names = (h for h in reading.at(head) if h.entry.class_ in PEOPLE and h.entry.name in groups() and h.end > head.end)
    return next((reading.tree.covering(h.start, h.end) for h in names), [])


def _no_beginning(first: Node) -> bool:
    """Recognise marks, and words of the clause that the parser hung on the noun: "when suspected rebels"."""
    return (first.dep == "punct" and first.text not in _QUOTES) or first.tag in ("WRB", "CC") or first.lower == "dead"


def _goes_on(head: Node, prep: Node) -> bool:
    """Only "of" belongs to a telling head; "from" and the like only to one that says nothing."""
    return prep.lower == "of" or head.lower in _GENERIC or head.tag == "CD"


def _entries(reading: Reading, head: Node, nodes: tuple[Node, ...]) -> tuple[Entry, ...]:
    """Give the entries of the head's words first, then those of the other words; overlapped ones are left out."""
    meaning = _meaning_head(head)
    hits = [h for h in reading.hits_in(nodes) if h.entry.class_ in PEOPLE | THINGS | WEAPONS]
    on_head = [h for h in hits if h.start <= meaning.start and meaning.end <= h.end]
    longest = max((h.end - h.start for h in on_head), default=0)
    decided = [h for h in on_head if h.end - h.start == longest]
    rest = [h for h in hits if h not in on_head and not any(h.start < d.end and d.start < h.end for d in decided)]
    return tuple(h.entry for h in [*decided, *rest])


def _meaning_head(head: Node) -> Node:
    """Follow "of" behind a head that says nothing: "dozens of members of the Taliban"."""
    node = head
    for _ in range(4):
        following = node.behind(_JOINING)
        if not following or not (node.lower in _GENERIC or node.tag == "CD"):
            return node
        node = following[0]
    return node


def _classes(entries: tuple[Entry, ...]) -> frozenset[str]:
    classes = {e.class_ for e in entries}
    first = entries[0].class_ if entries else ""
    people = classes & PEOPLE
    if "armed" in people:
        police = any(e.class_ == "state" and e.value == "COP" for e in entries[:1])
        people -= {"armed", "civilian", "crowd"} if police else {"state", "civilian", "crowd", "official"}
    if people & {"protester", "rioter"}:
        people -= {"civilian", "crowd", "mob"}
    if "state" in people:
        people -= {"civilian", "crowd", "official"}
    if len(people) > 1:
        people -= {"person"}
    if first in ("official", "civilian") and "state" not in people:
        people = {first} | (people & {"crowd", "armed"} if first == "civilian" else set())
    return frozenset(people | (classes - PEOPLE))


def _quantity(reading: Reading, head: Node, nodes: tuple[Node, ...]) -> Quantity | None:
    """Give the number of a phrase: the one that stands before its head, or that is its head."""
    lowest = min(n.start for n in nodes)
    counts = [q for q in reading.quantities if q.kind == "count"]
    own = [q for q in counts if lowest <= q.core_start < head.end]
    return own[-1] if own else None


def in_one_list(p: Phrase, other: Phrase) -> bool:
    """Say whether one stands behind the other in a list of their sentence."""
    here = p.reading is other.reading
    return here and (other.head in p.head.conjuncts() or p.head in other.head.conjuncts())


def listed(p: Phrase, other: Phrase) -> Phrase:
    """Give the phrase of a list of two: "women and girls", "a teacher and six pupils"."""
    start, end = min(p.start, other.start), max(p.end, other.end)
    nodes, entries = (*p.nodes, *other.nodes), (*p.entries, *other.entries)
    return replace(p, start=start, end=end, nodes=nodes, entries=entries, places=p.places or other.places)


def phrases(reading: Reading, head: Node) -> list[Phrase]:
    """Give the phrase of a head and of the others in its list: "four officers and two civilians"."""
    return [phrase(reading, head), *(phrase(reading, c) for c in head.conjuncts() if not c.verb)]


def apart(p: Phrase) -> list[Phrase]:
    """Give those of several countries one by one: "Thai and Cambodian troops", "the ministers of X and Y"."""
    beside = [n for n in (*p.head.kids("amod", "poss", "nmod", "compound"), *p.head.behind(("of",))) if n.conjuncts()]
    for first in beside:
        nouns = [first, *first.conjuncts()]
        lands = [_land(p.reading, n) for n in nouns]
        if all(lands):
            return [_of_land(p, n, land, first, nouns[-1]) for n, land in zip(nouns, lands, strict=True) if land]
    return [p]


def _land(reading: Reading, noun: Node) -> Place | None:
    here = (q for q in reading.places if q.start <= noun.start and noun.end <= q.end)
    return next((q for q in here if q.country and q.of_state), None)


def _of_land(p: Phrase, noun: Node, land: Place, first: Node, last: Node) -> Phrase:
    """Narrow a phrase to one of its countries; the one nearest to the head keeps the head's words."""
    nearest = first if p.head.i < first.i else last
    start, end = (p.start if noun is first else noun.start), (p.end if noun is nearest else noun.end)
    return replace(p, start=start, end=end, places=(land,))
