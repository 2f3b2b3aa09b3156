"""Light coreference: whom "it", "the ministry" and "the group" mean.

    entities of the sentences so far ▸ resolve(phrase) ▸ the phrase that names it

A pronoun takes the last subject that fits it in number and kind; a definite phrase takes the last fuller phrase with
the same head.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_NAMING: Final = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss"})
_ONE_PERSON: Final = words("one person")
_SEVERAL: Final = words("several")
_MEN: Final = words("men of somebody")
_GROUPS: Final = words("stands for an armed group")
_PLAIN: Final = frozenset({"civilian", "person", "crowd"})
_CALLING: Final = words("calling by a name")
_CALLED: Final = frozenset({"oprd", "dobj", "pobj", "attr", "ccomp", "xcomp"})
_FARTHEST: Final = 6
"""Sentences: a pronoun does not look back farther."""
_ANY: Final = ""
_SUBJECT: Final = " subject"
"""Kinds of nouns beside the words themselves; no word begins so."""


class Entities:
    """Who has been named so far, in order."""

    def __init__(self) -> None:
        self._named: dict[tuple[int, str], list[tuple[Reading, Node]]] = {}
        self._spoke: list[Phrase] = []

    def add(self, reading: Reading) -> None:
        """Remember the nouns of a sentence that may name somebody; what they mean is read when it is asked for."""
        for node in (n for n in reading.tree.nodes if n.dep in _NAMING and n.noun):
            for kind in (_ANY, node.lower, *((_SUBJECT,) if node.dep in _SUBJECTS else ())):
                self._named.setdefault((reading.sentence.index, kind), []).append((reading, node))

    def speaker(self, p: Phrase) -> Phrase:
        """Give who speaks: a pronoun is whoever spoke last before it, if he fits."""
        named = self.resolve(p)
        if p.pronoun:
            here = (p.reading.sentence.index, p.start)
            last = (q for q in reversed(self._spoke) if (q.reading.sentence.index, q.start) < here and _fits(p, q))
            named = next(last, named)
        if not named.pronoun:
            self._spoke.append(named)
        return named

    def resolve(self, p: Phrase) -> Phrase:
        """Give the phrase that names whom `p` means; `p` itself where it names somebody or nobody fits."""
        if p.pronoun:
            named = next((q for q in self._subjects(p) if _fits(p, q)), None)
            return p if named is None else self.resolve(named)
        if p.group:
            return p
        named = self._of_them(p) or _called(p)
        if named is not None or p.places:
            return named or p
        if any(n.tag == "PRP$" and n.head is p.head for n in p.nodes):
            return self._owned(p)
        return next(self._named_before(p), p)

    def _of_them(self, p: Phrase) -> Phrase | None:
        """Give whom "150 of them" means; None for other words, and where nobody is known."""
        them = next((n for n in p.head.behind(("of",)) if n.lower == "them"), None)
        named = self.resolve(phrase(p.reading, them)) if them is not None else None
        return None if named is None or named.pronoun else named

    def _named_before(self, p: Phrase) -> Iterator[Phrase]:
        """Give those who may be meant by "the group", by a bare name, by "the ministry", the last first."""
        if p.definite and p.head.lower in _GROUPS and not _told_apart(p):
            return self._armed(p)
        if p.named:
            return (q for q in self._alike(p) if q.classes & PEOPLE)
        return (q for q in self._alike(p) if p.classes & PEOPLE and (q.places or q.group))

    def _armed(self, p: Phrase) -> Iterator[Phrase]:
        """Give the armed groups named before `p`, the last first."""
        found = (phrase(r, n) for r, n in self._before(p, _ANY))
        return (q for q in found if q.group and "armed" in q.classes)

    def _owned(self, p: Phrase) -> Phrase:
        """Read "its fighters" as the group, "its soldiers" as the army; else whose country they are of.

        "His daughter" and "their neighbours" are of no army's country.
        """
        if p.classes & _PLAIN and not any(n.tag == "PRP$" and n.lower == "its" for n in p.nodes):
            return p
        owner = next((q for q in self._subjects(p) if q.places or q.group), None)
        if owner is None:
            return p
        if p.head.lower in _MEN and (owner.group or owner.classes & {"armed", "state"}):
            return owner
        return replace(p, places=owner.places, group=owner.group)

    def owner(self, p: Phrase) -> Phrase | None:
        """Give whom "their" and "its" mean; None for other words, and where nobody fits."""
        if p.head.tag != "PRP$":
            return None
        return next((q for q in self._subjects(p) if _fits(p, q)), None)

    def _subjects(self, p: Phrase) -> Iterator[Phrase]:
        """Give those who are subjects before `p`, the last first."""
        found = (phrase(r, n) for r, n in self._before(p, _SUBJECT))
        return (q for q in found if q.classes & PEOPLE or q.group or q.places or q.head.proper)

    def _alike(self, p: Phrase) -> Iterator[Phrase]:
        """Give those with the same head before `p`: "the Azeri Defense Ministry" for "the Ministry"."""
        return (phrase(r, n) for r, n in self._before(p, p.head.lower) if n is not p.head)

    def _before(self, p: Phrase, kind: str) -> Iterator[tuple[Reading, Node]]:
        """Give the nouns before `p` that are subjects, that are one word, or any, the last first."""
        here = p.reading.sentence.index
        for index in range(here, max(here - _FARTHEST, 0) - 1, -1):
            for reading, node in reversed(self._named.get((index, kind), [])):
                if index < here or node.start < p.start:
                    yield reading, node


def _called(p: Phrase) -> Phrase | None:
    """Give the name of a group that its own words add: "the group al Shabaab", "a group calling itself X"."""
    if p.head.lower not in _GROUPS:
        return None
    calling = [n for c in p.head.kids("acl") if c.lower in _CALLING for n in c.subtree() if n.dep in _CALLED]
    names = (n for n in (*p.head.kids("appos"), *calling) if n.proper)
    name = next((phrase(p.reading, n) for n in names), None)
    if name is None or name.group:
        return name
    return replace(name, classes=p.classes, entries=p.entries, places=p.places or name.places)


def _told_apart(p: Phrase) -> bool:
    """Say whether words beside a noun say which it is: "the rival group", "the group of students"."""
    return any(n.tag[:2] in ("JJ", "NN") for n in p.nodes if n is not p.head)


def _fits(pronoun: Phrase, named: Phrase) -> bool:
    word = pronoun.head.lower
    if word in _ONE_PERSON:
        return not named.plural and bool(named.classes & {"official", "civilian", "state", "armed"})
    if word in _SEVERAL:
        return named.plural or bool(named.group)
    if named.classes & PEOPLE or named.places:
        return not (named.plural and named.quantity) and not named.classes & {"civilian", "person", "crowd"}
    return named.head.tag == "NNP"
