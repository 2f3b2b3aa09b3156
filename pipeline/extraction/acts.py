"""The acts that PLOVER records and ACLED does not: statements, visits, aid, sanctions, accusations, investigations.

    sentences ▸ PLOVER lexicon ▸ frame ▸ somebody who can act, as its doer ▸ Draft

Only what a state, an organisation, a group, an office or a country does counts, and only verbs of main clauses or of
clauses that somebody tells.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, cast, get_args

from pipeline.contract.vocabulary import MODES, PloverEvent
from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.clause import clause
from pipeline.extraction.coreference import Entities
from pipeline.extraction.decide import Rule
from pipeline.extraction.drafts import Draft
from pipeline.extraction.frames import Frame, frame_of
from pipeline.extraction.lexicon import Hit, Lexicon
from pipeline.extraction.mentions import Mention
from pipeline.extraction.phrases import Phrase, phrase
from pipeline.extraction.reading import Reading
from pipeline.extraction.syntax import Node
from pipeline.extraction.tables import words
from pipeline.extraction.telling import telling

_EVENTS: Final = get_args(PloverEvent)
_ACTING: Final = frozenset({"official", "state", "igo", "ngo", "body", "armed", "protester"})
_LIGHT: Final = words("light verb of an act")


def acts(
    readings: Iterable[Reading], lexicon: Lexicon, taken: set[tuple[int, int]], entities: Entities, anchor: date | None
) -> list[Draft]:
    """Give the acts of some sentences; `taken` holds (sentence, word) of triggers that are events already."""
    found = [d for r in readings for d in _of_sentence(r, lexicon, taken, entities, anchor)]
    return _once(found)


def _of_sentence(
    r: Reading, lexicon: Lexicon, taken: set[tuple[int, int]], entities: Entities, anchor: date | None
) -> list[Draft]:
    result = []
    seen: set[int] = set()
    for hit in sorted(lexicon.find(r.sentence.text), key=lambda h: (h.start, h.start - h.end)):
        head = r.tree.head_of(hit.start, hit.end)
        if head is None or head.i in seen or (r.sentence.index, head.i) in taken or not _agrees(hit, head):
            continue
        frame = _spoken(frame_of(r, head, [hit]))
        if not any(_acts(p, entities) for p in frame.agents):
            continue
        seen.add(head.i)
        result.append(_draft(frame, hit, entities, anchor))
    return result


def _spoken(frame: Frame) -> Frame:
    """Give a participle behind what somebody says its doer, the speaker: "confirmed the deaths, blaming X"."""
    head = frame.head
    if head.dep == "advcl" and not head.kids("nsubj", "nsubjpass"):
        above = next((a for a in head.ancestors() if a.lower in SPEECH and a.kids("nsubj")), None)
        if above is not None:
            frame.agents = [phrase(frame.reading, n) for n in above.kids("nsubj")]
    return frame


def _agrees(hit: Hit, head: Node) -> bool:
    if head.dep in ("amod", "compound"):
        return False
    if hit.entry.form == "verb":
        return head.verb and head.dep != "aux"
    return (
        head.noun
        and head.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "ROOT")
        and (head.root or head.head.lower in _LIGHT)
    )


def _acts(p: Phrase, entities: Entities) -> bool:
    meant = entities.resolve(p)
    if meant.classes & _ACTING or meant.group:
        return True
    own = [q for q in meant.places if q.start <= meant.head.start and meant.head.end <= q.end]
    return any(q.kind in ("country", "demonym") or q.feature_code == "PPLC" for q in own)


def _draft(frame: Frame, hit: Hit, entities: Entities, anchor: date | None) -> Draft:
    event = cast("PloverEvent", hit.entry.class_)
    frame.clause = clause(frame.reading, frame.head)
    rule = Rule(f"plover-{event.lower()}", 40, event, False, ())
    mode = hit.entry.value
    told = telling(Mention(frame.reading, [frame], frame, rule), entities, anchor)
    return Draft([told], [], None, event, (mode,) if mode in MODES[event] else ())


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


__all__ = ["acts"]
