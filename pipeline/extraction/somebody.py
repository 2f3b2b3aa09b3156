"""Who is somebody: phrases that may stand as a party of an event, and who stands within those that may not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.extraction.coreference import Entities
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, THINGS, Phrase, phrases
from pipeline.extraction.tables import words

WHO: Final = frozenset({"igo", "ngo", "body"}) | PEOPLE
_BODIES: Final = words("body of people")
_OTHERS: Final = words("stands for others")
_GENERIC: Final = words("head that tells nothing")
_DAYS: Final = words("day")
_BELONGING: Final = words("before those within a thing")
_DEEPEST: Final = 3


def is_party(p: Phrase, entities: Entities) -> bool:
    """Say whether a phrase is somebody: people, a group, a country, or anybody who has a name that is no place's."""
    meant = entities.resolve(p)
    counts_others = p.head.lower in _OTHERS and not p.head.behind(("of",))
    if meant.pronoun or counts_others or p.head.tag == "PRP$" or _in_time(p) or _nobody(p):
        return False
    if not any(c.isalpha() for c in p.head.text):
        return False
    if meant.group or (meant.classes & WHO and _by_its_head(meant)) or _body(meant):
        return True
    own = [q for q in meant.places if q.start <= meant.head.start and meant.head.end <= q.end]
    if own or meant.classes:
        state = any(q.of_state for q in own)
        return state and p.head.head.lower != "in"
    return meant.head.proper


def can_be_named(p: Phrase, entities: Entities) -> bool:
    """Say whether somebody may be a party of an act: also anybody by name, and those that only a pronoun names."""
    return is_party(p, entities) or ((p.head.proper or p.head.tag == "PRP") and not _in_time(p))


def may_act(p: Phrase, entities: Entities) -> bool:
    """Say whether somebody can do an act: people, an office, a group, a country, or anybody by name."""
    meant = entities.resolve(p)
    return bool(meant.classes & PEOPLE or meant.group or meant.head.proper or meant.head.tag == "PRP")


def within(p: Phrase, entities: Entities) -> list[Phrase]:
    """Give who stands within the words for a thing: "a police post", "four boats of the rebels", "their house"."""
    found = [q for q in _inside(p, entities, 0) if q.classes & WHO or q.group or q.places]
    return _of_their_country(found)


def _of_their_country(found: list[Phrase]) -> list[Phrase]:
    """Join a country and those of it who stand beside each other: of "Syrian government warplanes" the government."""
    joined: list[Phrase] = []
    for q in found:
        last = joined[-1] if joined else None
        if last is not None and q.head.head is last.head.head and last.places and not last.classes & WHO:
            joined[-1] = replace(q, start=last.start, places=(*last.places, *q.places), nodes=(*last.nodes, *q.nodes))
        else:
            joined.append(q)
    return joined


def _inside(p: Phrase, entities: Entities, depth: int) -> Iterator[Phrase]:
    for noun in _parts(p.head):
        if "settlement" in p.classes and _of_place(p, noun):
            continue
        for q in map(_spelled, phrases(p.reading, noun)):
            owner = entities.owner(q)
            if owner is not None:
                yield owner
            elif is_party(q, entities):
                yield q
            elif depth < _DEEPEST:
                yield from _inside(q, entities, depth + 1)


def _of_place(p: Phrase, noun: Node) -> bool:
    """Say whether a word beside a town only says where it lies: "the Ukrainian city", "the Syrian capital"."""
    return any(q.start <= noun.start and noun.end <= q.end for q in p.places)


def _spelled(p: Phrase) -> Phrase:
    """Give a word beside a thing the words that it is spelled with: the "federal police" of "a federal police post"."""
    longer = (h for h in p.reading.at(p.head) if h.entry.class_ in WHO)
    hit = next(longer, None) if not p.entries and p.head.dep == "compound" else None
    if hit is None:
        return p
    return replace(p, start=hit.start, end=hit.end, entries=(hit.entry,), classes=frozenset({hit.entry.class_}))


def _parts(thing: Node) -> list[Node]:
    behind = thing.behind(_BELONGING)
    done = thing.kids("acl", "relcl")
    behind += [n for c in done for a in c.kids("agent") for n in a.kids("pobj")]
    behind += [n for c in done if c.lower in _BELONGING for n in c.kids("dobj")]
    return [*thing.kids("poss", "compound", "amod", "nmod"), *behind]


def _nobody(p: Phrase) -> bool:
    return any(n.dep in ("det", "neg") and n.lower in ("no", "neither") for n in p.nodes)


def _body(p: Phrase) -> bool:
    """Recognise a body whose word is in no lexicon of people: "the security directorate", "NATO's mission"."""
    return p.head.lower in _BODIES and p.head.noun and not p.classes & THINGS and p.head.dep != "compound"


def crowd(p: Phrase) -> bool:
    """Recognise people who are only counted: "thousands", "some 6,000"."""
    counted = p.head.tag == "CD" or p.head.lower in _GENERIC
    told = p.quantity is not None or p.head.tag == "NNS"
    return counted and told and not p.classes and not _in_time(p)


def _by_its_head(p: Phrase) -> bool:
    """Say whether a phrase's own word is of people, not one beside it: "police violence" is none."""
    if p.head.lower in _GENERIC:
        return True
    if p.head.dep == "amod" and p.head.tag == "JJ" and not p.classes & {"state", "armed"}:
        return bool(p.places or p.group)
    return any(h.entry.class_ in WHO for h in p.reading.at(p.head))


def _in_time(p: Phrase) -> bool:
    return p.head.lower in _DAYS or p.reading.in_time(p.head)
