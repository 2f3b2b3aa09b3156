"""Who did it where the frames of an event name nobody.

Of violence it is who is under arms in the clause beside it ("were killed when gunmen burst in"), of a demonstration
the protesters whom its sentence names in another place ("used tear gas to drive protesters away").
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.contract.vocabulary import SubEventType
from pipeline.extraction.arguments import arguments
from pipeline.extraction.coreference import Entities
from pipeline.extraction.frames import Frame
from pipeline.extraction.harmed import human
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import Phrase, phrase, phrases
from pipeline.extraction.sides import DEMONSTRATIONS, OF_FORCE
from pipeline.extraction.somebody import is_party, within
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling

_ANNOUNCING: Final = words("announcing verb")
_LEAVING: Final = words("leaving a place")
_JOINING: Final = words("joins a clause of the same event")
_UNDER_ARMS: Final = words("said of people under arms")


def stranger(p: Phrase) -> bool:
    """Recognise people whose word is in no lexicon: "armed dahalo", "several hundred graduates"."""
    if p.classes or p.places or p.group or p.pronoun or p.head.proper or not p.head.noun:
        return False
    return under_arms(p) or (p.head.tag == "NNS" and human(p))


def under_arms(p: Phrase) -> bool:
    """Say whether words tell of people that they bear arms, or that nobody knows them."""
    return any(n.lower in _UNDER_ARMS for n in p.nodes)


def announcers(frame: Frame) -> list[Phrase]:
    """Give who announces a deed of his own: "declared a ceasefire", "announced the arrest of two men"."""
    verb = frame.head.head
    if frame.agents or frame.head.verb or frame.head.dep != "dobj" or verb.lower not in _ANNOUNCING:
        return []
    return [p for n in arguments(verb, [verb]).agents for p in phrases(frame.reading, n)]


def otherwise(own: Iterable[Telling], sub_event: SubEventType, entities: Entities) -> list[Phrase]:
    """Give who did it by the words around the frames: the first sentence that names any."""
    if sub_event in DEMONSTRATIONS:
        found = (_protesters(t, entities) for t in own)
    elif sub_event == "Agreement":
        found = (_between(t, entities) for t in own)
    elif sub_event in OF_FORCE:
        found = (_in_the_clause_beside(t, entities) for t in own)
    else:
        return []
    return next(filter(None, map(list, found)), [])


def _between(t: Telling, entities: Entities) -> Iterator[Phrase]:
    """Give the two sides that a sentence names anywhere: "talks between A and B ended with a pact"."""
    nouns = (n for w in t.mention.reading.tree.nodes if w.lower == "between" for n in w.kids("pobj"))
    yield from (p for n in nouns for p in phrases(t.mention.reading, n) if is_party(p, entities))


def leavers(t: Telling, entities: Entities) -> Iterator[Phrase]:
    """Give who is told beside to have left a place: "entered the town hours after the rebels had left"."""
    for verb in (n for n in t.mention.reading.tree.nodes if n.verb and n.lower in _LEAVING):
        for p in (phrase(t.mention.reading, n) for n in verb.kids("nsubj")):
            yield from (q for q in ([p] if is_party(p, entities) else within(p, entities)) if in_arms(q))


def in_arms(p: Phrase) -> bool:
    """Say whether somebody belongs to an armed force: a state's, a group's, or nobody knows whose."""
    return bool(p.classes & {"armed", "state"} or p.group)


def _in_the_clause_beside(t: Telling, entities: Entities) -> Iterator[Phrase]:
    for verb in (n for n in t.mention.reading.tree.nodes if _joined(n, t)):
        for noun in verb.kids("nsubj"):
            p = phrase(t.mention.reading, noun)
            if "armed" in p.classes and is_party(p, entities):
                yield p


def _joined(verb: Node, t: Telling) -> bool:
    """Say whether a verb's clause hangs on a trigger, or on what is joined with one, by "when" or "as"."""
    marked = any(c.dep in ("mark", "advmod") and c.lower in _JOINING for c in verb.children)
    above = verb.head.head if verb.head.dep == "conj" else verb.head
    return verb.dep == "advcl" and marked and bool({verb.head.i, above.i} & t.mention.heads)


def _protesters(t: Telling, entities: Entities) -> Iterator[Phrase]:
    for noun in (n for n in t.mention.reading.tree.nodes if n.noun and n.dep not in ("compound", "nmod", "poss")):
        p = phrase(t.mention.reading, noun)
        if p.classes & {"protester", "rioter"} and is_party(p, entities):
            yield p
            return
