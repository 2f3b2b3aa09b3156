"""Who is somebody: phrases that may stand as a party of an event."""

from typing import Final

from pipeline.extraction.coreference import Entities
from pipeline.extraction.phrases import PEOPLE, Phrase
from pipeline.extraction.tables import words

WHO: Final = frozenset({"igo", "ngo", "body"}) | PEOPLE
_OTHERS: Final = words("stands for others")
_GENERIC: Final = words("head that tells nothing")


def is_party(p: Phrase, entities: Entities) -> bool:
    """Say whether a phrase is somebody: people, a group, a country, or anybody who has a name that is no place's."""
    meant = entities.resolve(p) if p.pronoun else p
    if meant.pronoun or p.head.lower in _OTHERS or p.head.tag == "PRP$" or _in_time(p):
        return False
    if meant.group or (meant.classes & WHO and _by_its_head(meant)):
        return True
    own = [q for q in meant.places if q.start <= meant.head.start and meant.head.end <= q.end]
    if own or meant.classes:
        state = any(q.kind in ("country", "demonym") or q.feature_code == "PPLC" for q in own)
        return state and p.head.head.lower != "in"
    return meant.head.tag in ("NNP", "NNPS")


def _by_its_head(p: Phrase) -> bool:
    """Say whether a phrase's own word is of people, not one beside it: "police violence" is none."""
    if p.head.lower in _GENERIC or p.head.dep == "amod":
        return True
    return any(h.entry.class_ in WHO for h in p.reading.at(p.head))


def _in_time(p: Phrase) -> bool:
    return any(t.start < p.head.end and p.head.start < t.end for t in p.reading.times)


def can_be_named(p: Phrase, entities: Entities) -> bool:
    """Say whether somebody may be a party of an act: also anybody by name, and those that only a pronoun names."""
    return is_party(p, entities) or p.head.tag in ("NNP", "NNPS", "PRP")
