"""People to whom something else was done: arrested, abducted, missing, displaced, released; and how many.

objects of the act        "detained 48 people", "took 17 passengers away"
a number beside the word  "nine people are missing", "some 45,000 residents fled"
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from pipeline.extraction.frames import Frame
from pipeline.extraction.harmed import human
from pipeline.extraction.mentions import Mention
from pipeline.extraction.numbered import Numbered
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.sums import summed

What = Literal["arrested", "abducted", "missing", "displaced", "released"]
WHATS: Final[tuple[What, ...]] = get_args(What)
_OF_ACT: Final[dict[str, What]] = {
    "arrest": "arrested", "abduct": "abducted", "displace": "displaced", "free": "released", "swap": "released",
}  # fmt: skip
_OF_TYPE: Final[dict[str, What]] = {"Arrests": "arrested", "Abduction/forced disappearance": "abducted"}
_CARRYING: Final = frozenset({"with", "carrying", "of"})


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
    return [
        together for f in mention.frames if f.head.dep != "amod" for what in _whats(f, mention)
        for together in _together([g for p in f.objects for g in _group(what, p)])
    ]  # fmt: skip


def _together(groups: list[Group]) -> list[Group]:
    """Make one of a list: "arrested a mayor and two of his aides" are three."""
    if len(groups) < 2:
        return groups
    first = groups[0]
    low, best, high = summed(groups)
    return [replace(first, low=low, best=best, high=high, end=max(g.end for g in groups))]


def _whats(frame: Frame, mention: Mention) -> list[What]:
    found = [what for act, what in _OF_ACT.items() if act in frame.acts]
    if not found and "take" in frame.acts and mention.result in _OF_TYPE:
        found = [_OF_TYPE[mention.result]]
    return found


def _group(what: What, p: Phrase) -> list[Group]:
    people = p if p.classes & PEOPLE or p.head.tag in ("NNP", "CD", "PRP") else _inside(p) or _counted(p)
    if people is None or _escapes(what, people) or people.head.tag == "PRP$":
        return []
    q = people.quantity
    if q is not None:
        return [Group(p.reading, what, q.low, q.best, q.high, people.start, people.end)]
    one = not people.plural and people.head.lower not in ("they", "them", "us")
    return [Group(p.reading, what, 1, 1, 1, people.start, people.end)] if one else []


def _escapes(what: What, people: Phrase) -> bool:
    """Recognise who flees and is not displaced: "the two attackers fled"."""
    return what == "displaced" and bool(people.classes & {"armed", "state", "mob", "rioter"})


def _counted(p: Phrase) -> Phrase | None:
    """Take what is counted and is no thing for people: "arrested 28 'miscreants'"."""
    return p if p.quantity is not None and human(p) else None


def _inside(p: Phrase) -> Phrase | None:
    """Give the people in a thing that was taken: "a bus with 17 passengers"."""
    found = (phrase(p.reading, n) for n in p.head.behind(_CARRYING))
    return next((q for q in found if q.classes & PEOPLE and q.quantity), None)


def counted_others(reading: Reading, found: Iterable[Numbered]) -> list[Group]:
    """Give those numbers beside words for what was done: "19 were detained", "two are missing", "40 arrests"."""
    return [
        Group(reading, what, n.quantity.low, n.quantity.best, n.quantity.high, *_span(n))
        for n in found for what in WHATS if n.befell == what and not _escapes(what, n.people)
    ]  # fmt: skip


def _span(n: Numbered) -> tuple[int, int]:
    return min(n.quantity.start, n.word.start), max(n.quantity.end, n.word.end)
