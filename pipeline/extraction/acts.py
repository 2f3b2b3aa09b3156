"""The acts that PLOVER records and ACLED does not: statements, visits, aid, sanctions, accusations, investigations.

    sentences ▸ PLOVER lexicon ▸ frame ▸ somebody who can act, as its doer ▸ what tense and mood make of it ▸ Draft

Tense and mood decide with the verb, as in CAMEO: what somebody *will* do for another is AGREE, what he will do to him
is THREATEN, what he will not do is REJECT, what another must do is REQUEST. What is asked, promised, threatened or
refused is the content of that act and no second one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from pipeline.contract.vocabulary import MODES, QUAD_CLASS, PloverEvent
from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.attribution import speech_above, subject
from pipeline.extraction.coreference import Entities
from pipeline.extraction.decide import Rule
from pipeline.extraction.drafts import Draft
from pipeline.extraction.frames import Frame, frame_of
from pipeline.extraction.lexicon import Hit, Lexicon
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import Phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.somebody import may_act
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling, telling

_LIGHT: Final = words("light verb of an act")
_MUST: Final = frozenset({"must", "should", "ought"})
_SPOKEN: Final = frozenset({"REQUEST", "THREATEN", "REJECT"})
"""Acts whose content did not happen by their being uttered."""
_COMPLEMENTS: Final = frozenset({"xcomp", "ccomp", "acl", "pcomp", "dobj", "advcl"})
_NO_CONTENT: Final = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE"})
_REFUSED: Final = frozenset({"AGREE", "CONCEDE", "RETREAT", "AID", "CONSULT"})
"""Acts of which "did not" is a refusal."""
_RANK: Final = 40


Taken = dict[tuple[int, int], bool]
"""Triggers that the rules read, as (sentence, word), and whether they became events."""


@dataclass(slots=True, eq=False)
class Act:
    """One act as found: its frame and what it is."""

    frame: Frame
    event: PloverEvent
    mode: str


def acts(readings: Iterable[Reading], lexicon: Lexicon, entities: Entities) -> list[Act]:
    """Give the acts of some sentences, in order."""
    return [act for reading in readings for act in _of_sentence(reading, lexicon, entities)]


def drafts(found: list[Act], taken: Taken, entities: Entities, anchor: date | None) -> list[Draft]:
    """Write acts up; `taken` holds (sentence, word) of the triggers that rules read, and whether they are events.

    Force that the rules read and did not keep is none; other acts may still stand.
    """
    at = [((a.frame.reading.sentence.index, a.frame.head.i), a) for a in found]
    free = [a for place, a in at if place not in taken or not (taken[place] or a.event == "ASSAULT")]
    return _once([_draft(a, entities, anchor) for a in free])


_DEFYING: Final = words("what is refused by doing it")


def content_of_acts(found: list[Act], t: Telling) -> bool:
    """Say whether a telling is only what an act asks, threatens or refuses."""
    uttered = {
        a.frame.head.i
        for a in found
        if a.frame.reading is t.mention.reading and a.event in _SPOKEN and a.frame.head.lower not in _DEFYING
    }
    node = t.mention.main.head
    while not node.root:
        if node.head.i in uttered and node.head.verb:
            return node.dep in _COMPLEMENTS or node.dep == "prep"
        node = node.head
    return False


def _of_sentence(reading: Reading, lexicon: Lexicon, entities: Entities) -> list[Act]:
    found: dict[int, Act] = {}
    for hit in sorted(lexicon.find(reading.sentence.text), key=lambda h: (h.start - h.end, h.start)):
        head = reading.tree.head_of(hit.start, hit.end)
        if head is None or head.i in found or not _agrees(hit, head) or _inside(hit, found.values(), reading):
            continue
        frame = _with_doer(frame_of(reading, head, [hit]), entities)
        if any(may_act(p, entities) for p in frame.agents):
            found[head.i] = _in_mood(Act(frame, cast("PloverEvent", hit.entry.class_), hit.entry.value), reading)
    return [act for i, act in sorted(found.items()) if not _is_content(act, found)]


def _inside(hit: Hit, found: Iterable[Act], reading: Reading) -> bool:
    """Say whether longer words cover it, those of another act or of a date."""
    spans = [(a.frame.start, a.frame.end) for a in found] + [(t.start, t.end) for t in reading.times]
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _agrees(hit: Hit, head: Node) -> bool:
    if head.dep in ("amod", "compound", "nmod"):
        return False
    if hit.entry.form == "verb":
        return head.verb and head.dep != "aux"
    argument = head.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "ROOT")
    return head.noun and argument and (head.root or head.head.lower in _LIGHT)


def _with_doer(frame: Frame, entities: Entities) -> Frame:
    """Give an act without a doer of its own the one of the verb above it.

    "Confirmed the deaths, blaming X", "issued a report accusing X", "announced a suspension of aid".
    """
    head = frame.head
    told = head.dep == "advcl" and not head.kids("nsubj", "nsubjpass")
    if told:
        above = speech_above(head)
    elif not any(may_act(p, entities) for p in frame.agents) and (not head.verb or head.dep == "acl"):
        above = head.verb_above()
    else:
        return frame
    if above is not None and above.kids("nsubj"):
        frame.agents = [p for n in above.kids("nsubj") for p in phrases(frame.reading, n)]
    return frame


def _in_mood(act: Act, reading: Reading) -> Act:
    clause = act.frame.clause
    verb = clause.verb
    if verb is None or act.event in ("ASSAULT", "PROTEST"):
        return act
    if clause.negated and (clause.will or clause.would or act.event in _REFUSED):
        return Act(act.frame, "REJECT", "")
    if any(c.dep == "aux" and c.lower in _MUST for c in verb.children):
        return _demanded(act, reading, verb)
    if clause.will or clause.has("plan"):
        return Act(act.frame, "AGREE" if QUAD_CLASS[act.event] <= 2 else _threat(act.event), "")
    return act


def _threat(event: PloverEvent) -> PloverEvent:
    return "THREATEN" if QUAD_CLASS[event] == 4 else event


def _demanded(act: Act, reading: Reading, verb: Node) -> Act:
    """Read "X said that Y must …": X requests of Y."""
    above = next((a for a in verb.ancestors() if a.lower in SPEECH), None)
    who = subject(reading, above) if above is not None else None
    if who is None:
        return act
    act.frame.objects, act.frame.agents = act.frame.agents, [who]
    return Act(act.frame, "REQUEST", "change")


def _is_content(act: Act, found: dict[int, Act]) -> bool:
    """Say whether an act is what another act of the sentence is about: "agreed to release", "refused to meet"."""
    node = act.frame.head
    if not node.verb:
        return False
    while node.dep in ("xcomp", "ccomp", "pcomp", "acl", "prep", "conj", "advcl") and not node.root:
        above = node.head
        if above.i in found and node.dep != "conj" and found[above.i].event in _NO_CONTENT:
            return True
        node = above
    return False


def _draft(act: Act, entities: Entities, anchor: date | None) -> Draft:
    rule = Rule(f"plover-{act.event.lower()}", _RANK, act.event, generic=False, background=False, conditions=())
    told = telling(Mention(act.frame.reading, [act.frame], act.frame, rule), entities, anchor)
    if told.realis in ("planned", "hypothetical", "threatened", "negated") and act.event in ("AGREE", *_SPOKEN):
        told.realis = "actual"
    return Draft([told], [], None, act.event, (act.mode,) if act.mode in MODES[act.event] else ())


def _once(found: list[Draft]) -> list[Draft]:
    """Join acts of the same kind by the same doer to the same other."""
    kept: dict[tuple[object, ...], Draft] = {}
    for d in found:
        frame = d.tellings[0].mention.main
        key = (d.plover, d.tellings[0].realis, _key(frame.agents), _key(frame.objects))
        if key in kept:
            kept[key].tellings += d.tellings
        else:
            kept[key] = d
    return list(kept.values())


def _key(found: list[Phrase]) -> tuple[str, ...]:
    return tuple(sorted({(p.places[0].country or p.places[0].name) if p.places else p.head.lower for p in found}))
