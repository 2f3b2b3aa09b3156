"""Whom a harm word hits: its objects, or its subject where it has none ("two men died", "12 dead")."""

from typing import Final

from pipeline.extraction.frames import Frame, act_names
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, THINGS, WEAPONS, Phrase, phrase, phrases
from pipeline.extraction.tables import words


def harmed(frame: Frame) -> list[Phrase]:
    """Give whom the harm word of a frame hits."""
    if frame.head.verb and "die" not in frame.acts:
        found = frame.objects if frame.arguments.passive else _direct(frame) or _in_a_range(frame)
        found = found or ([] if frame.head.kids("dobj") else [p for p in frame.agents if _hurt_subject(p)])
    elif frame.head.verb:
        found = frame.agents
    else:
        found = _of_noun(frame)
    return [q for p in found for q in (p, *_together(frame, p)) if human(q)]


def _together(frame: Frame, p: Phrase) -> list[Phrase]:
    """Give those who were hit with others: "along with his driver", "as well as two guards"."""
    above = [p.head, p.head.head] if p.head.head is frame.head else [p.head]
    with_ = [d for n in above for c in n.kids("prep") if c.lower in ("along", "together") for d in c.kids("prep")]
    nouns = [n for c in with_ if c.lower == "with" for n in c.kids("pobj")]
    return [phrase(frame.reading, n) for n in nouns]


def _in_a_range(frame: Frame) -> list[Phrase]:
    """Give objects whose number begins with a preposition: "killed between 12 and 15 farmers"."""
    found = (p for _, p in frame.obliques if p.quantity is not None and p.head.head.head is frame.head)
    return [p for p in found if p.quantity is not None and p.quantity.start <= p.head.head.start]


def _hurt_subject(p: Phrase) -> bool:
    """Recognise those hurt in a participle without its auxiliary: "five injured", "several others wounded"."""
    counted = p.quantity is not None and p.quantity.text.lower() not in ("a", "an")
    return (counted and not p.classes & {"armed"}) or p.head.lower == "others"


def _direct(frame: Frame) -> list[Phrase]:
    direct = {id(n) for n in frame.head.kids("dobj", "dative", "attr", "oprd")}
    direct |= {id(c) for n in frame.head.kids("dobj") for c in n.conjuncts()}
    own = [p for p in frame.objects if id(p.head) in direct]
    return own or [p for p in frame.objects if p.head is frame.head.head]


def _of_noun(frame: Frame) -> list[Phrase]:
    head = frame.head
    if head.lower == "dead":
        return _of_dead(frame)
    inside = [p for p in frame.objects if p.head.head.lower == "of"]
    counted = [p for p in phrases(frame.reading, head)[:1] if p.quantity is not None and "corpse" in frame.acts]
    return counted or inside or _whose_body(frame) or _whose_death(frame) or _dead_of(frame)


def _whose_body(frame: Frame) -> list[Phrase]:
    """Read "her body was found": one, of whom something was told before."""
    noun = frame.head
    found = "corpse" in frame.acts and noun.lower in _BODY and noun.head.lower in _FOUND_BODY
    return [phrase(frame.reading, noun)] if found and any(n.lower in ("his", "her") for n in noun.kids("poss")) else []


_BODY: Final = frozenset({"body", "corpse"})
_FOUND_BODY: Final = words("finding a body")


def _whose_death(frame: Frame) -> list[Phrase]:
    """Give whose death it was: "the senator's murder"; a group's or a state's killing is its deed."""
    found = [phrase(frame.reading, n) for n in frame.head.kids("poss")]
    return [p for p in found if p.head.tag != "PRP$" and not (p.group or p.places or p.classes & {"armed", "state"})]


def _dead_of(frame: Frame) -> list[Phrase]:
    """Read "12 deaths": the noun itself is counted."""
    if "die" not in frame.acts:
        return []
    return [p for p in phrases(frame.reading, frame.head)[:1] if p.quantity is not None]


def _of_dead(frame: Frame) -> list[Phrase]:
    """Read "12 dead", "left 12 people dead", "12 people were found dead"."""
    head = frame.head
    own = [p for p in phrases(frame.reading, head)[:1] if p.quantity is not None]
    if own or head.dep not in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "dobj", "amod", "acl"):
        return own
    return [p for n in _found_dead(head) for p in phrases(frame.reading, n)]


def _found_dead(head: Node) -> list[Node]:
    """Give of whom "dead" is said: its own subject, the noun before it, or an argument of the verb above."""
    above = head.head
    if own := head.kids("nsubj"):
        return own
    if above.noun:
        return [above]
    if given := [n for n in above.kids("dobj", "nsubjpass") if n is not head]:
        return given
    return above.kids("nsubj") if above.lower in _FOUND else []


def human(p: Phrase) -> bool:
    """Say whether a phrase is of people: by its class, its number or its name, or by what its word ends in."""
    if p.classes & PEOPLE:
        return not p.classes & _CRAFT or p.quantity is not None
    if p.classes & _THINGS or p.head.lower in _NO_PERSONS or _is_act(p):
        return False
    if p.quantity is not None and p.quantity.best == 0:
        return p.head.lower in _ANYBODY
    if p.head.proper:
        return p.quantity is not None or not any(q.start <= p.head.start < q.end for q in p.places)
    if p.quantity is not None or p.pronoun:
        return not p.places or p.quantity is not None
    return p.head.lower in _BODY or p.head.lower.removesuffix("s").endswith(_OF_PERSONS)


def _is_act(p: Phrase) -> bool:
    """Recognise "two killings": deeds, not people; bodies are people."""
    acts = {h.entry.class_ for h in p.reading.at(p.head) if h.entry.form == "noun"} & act_names()
    return bool(acts - {"corpse"}) and p.head.lower != "dead"


_THINGS: Final = (THINGS | WEAPONS) - {"object-metaphor", "remains", "prisoners"}
_CRAFT: Final = frozenset({"drone", "air-strike", "craft", "vehicle"})
_ANYBODY: Final = frozenset({"one", "body", "nobody", "none"})
_NO_PERSONS: Final = words("counted, but no people") | words("part of the body")
_OF_PERSONS: Final = tuple(words("ending of words for people"))
_FOUND: Final = words("before dead")
