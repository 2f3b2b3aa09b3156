"""Light coreference: whom "it", "the ministry" and "the group" mean.

    entities of the sentences so far ▸ resolve(phrase) ▸ the phrase that names it

A pronoun takes the last subject that fits it in number and kind; a definite phrase takes the last fuller phrase with
the same head.
"""

from dataclasses import replace
from typing import Final

from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_ONE_PERSON: Final = words("one person")
_SEVERAL: Final = words("several")
_FARTHEST: Final = 6
"""Sentences: a pronoun does not look back farther."""


class Entities:
    """Who has been named so far, in order."""

    def __init__(self) -> None:
        self._named: list[Phrase] = []
        self._spoke: list[Phrase] = []

    def add(self, reading: Reading) -> None:
        """Remember the people, offices and countries of a sentence."""
        for node in reading.tree.nodes:
            if node.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "poss") and node.noun:
                found = phrase(reading, node)
                named = node.dep in _SUBJECTS and node.tag in ("NNP", "NNPS")
                if found.classes & PEOPLE or found.group or found.places or named:
                    self._named.append(found)

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
            named = next((q for q in self._before(p) if q.head.dep in _SUBJECTS and _fits(p, q)), None)
            return p if named is None else self.resolve(named)
        if (owned := self._owned(p)) is not None:
            return owned
        if p.group or p.places or (not p.classes & PEOPLE and p.quantity):
            return p
        return next((q for q in self._before(p) if _fuller(q, p)), p)

    def _owned(self, p: Phrase) -> Phrase | None:
        """Give "its forces" the country of whoever "it" is."""
        if p.places or p.group or not any(n.tag == "PRP$" and n.head is p.head for n in p.nodes):
            return None
        owner = next((q for q in self._before(p) if q.head.dep in _SUBJECTS and (q.places or q.group)), None)
        return None if owner is None else replace(p, places=owner.places)

    def _before(self, p: Phrase) -> list[Phrase]:
        here = (p.reading.sentence.index, p.start)
        earlier = [q for q in self._named if (q.reading.sentence.index, q.start) < here]
        return [q for q in reversed(earlier) if here[0] - q.reading.sentence.index <= _FARTHEST]


def _fits(pronoun: Phrase, named: Phrase) -> bool:
    word = pronoun.head.lower
    if word in _ONE_PERSON:
        return not named.plural and bool(named.classes & {"official", "civilian", "state", "armed"})
    if word in _SEVERAL:
        return named.plural or bool(named.group)
    if named.classes & PEOPLE or named.places:
        return not (named.plural and named.quantity) and not named.classes & {"civilian", "person", "crowd"}
    return named.head.tag == "NNP"


def _fuller(named: Phrase, short: Phrase) -> bool:
    """Recognise the same head with more to tell: "the Azeri Defense Ministry" for "the Ministry"."""
    return (
        named.head.lower == short.head.lower
        and (bool(named.places) or bool(named.group))
        and named.head is not short.head
    )
