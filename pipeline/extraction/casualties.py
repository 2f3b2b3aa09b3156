"""Dead and wounded of a mention: whom each harm word hits, how many, of what class.

    harm frames ▸ victims (phrase, harm, figure)

Figures are read as docs/coding.md ("Numbers") says. A list ("four officers and two civilians") is a sum of disjoint
parts; what stands behind "including" is a part of what stands before and is not added.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.contract.event import VictimClass
from pipeline.extraction.frames import Frame
from pipeline.extraction.harmed import harmed, human
from pipeline.extraction.mentions import Mention
from pipeline.extraction.phrases import PEOPLE, Phrase
from pipeline.extraction.tables import words

Harm = Literal["dead", "injured", "either"]
_DEAD: Final = frozenset({"kill", "die", "corpse"})
_ACTS: Final = (("dead", _DEAD), ("injured", frozenset({"wound"})))
_VAGUE_PLURAL: Final = 3
"""ACLED's convention for a plural without a number."""


@dataclass(frozen=True, slots=True)
class Victims:
    """People whom a mention says were killed or hurt; `start` and `end` mark the words of their number."""

    phrase: Phrase
    harm: Harm
    class_: VictimClass
    low: int | None
    best: int | None
    high: int | None
    stated: str
    start: int
    end: int
    more: bool = False
    """Whether they come to those told before: "a driver also died"."""


def victims(mention: Mention) -> list[Victims]:
    """Give the victims of a mention, each group once; that there were none is said by words of unharmed.py."""
    found = _once([v for f in mention.frames if not _past(f) for v in _of_frame(f) if v.best != 0])
    return _not_told_apart([v for v in found if not _part(v, found)], _counted_between(mention))


def _past(frame: Frame) -> bool:
    """Recognise what only dates another deed: "the deadliest attack since June, when 40 people were killed"."""
    verb = frame.clause.verb
    if verb is None or verb.dep != "relcl" or not any(c.lower == "when" for c in verb.children):
        return False
    return any(t.start <= verb.head.start < t.end for t in frame.reading.times)


def _part(v: Victims, others: Sequence[Victims]) -> bool:
    """Recognise some of those who are counted beside them: "four were wounded, one of them badly"."""
    head = v.phrase.head
    beside = [o for o in others if o is not v and o.harm == v.harm and o.phrase.head not in head.conjuncts()]
    return bool(beside) and any(n.lower in _THEM for n in head.behind(("of",)))


_THEM: Final = frozenset({"whom", "them", "which", "these", "those"})


def _counted_between(mention: Mention) -> bool:
    """Say whether a number stands between the words for dead and hurt: "two were killed and ten hurt"."""
    at = {harm: [f.start for f in mention.frames if f.acts & acts] for harm, acts in _ACTS}
    ends = [(min(d, i), max(d, i)) for d in at["dead"] for i in at["injured"]]
    return any(a < q.start < b for a, b in ends for q in mention.reading.quantities if q.kind == "count")


def _of_frame(frame: Frame) -> list[Victims]:
    if "lose" in frame.acts and any(p.head.lower in _PARTS_OF_BODY for p in frame.objects):
        return [victims_of(p, "injured") for p in frame.agents if human(p)]
    harm: Harm = "dead" if frame.acts & (_DEAD | {"lose"}) or _to_death(frame) else "injured"
    if harm == "injured" and "wound" not in frame.acts and not _hit_in_a_part(frame):
        return []
    more = any(c.lower in _ALSO for c in frame.head.children)
    people = [p for p in harmed(frame) if "lose" not in frame.acts or p.classes & PEOPLE]
    return [replace(victims_of(p, harm), more=more) for p in people]


def _to_death(frame: Frame) -> bool:
    """Recognise force that ends in death by words behind its object: "beat two men to death"."""
    verbs = [frame.head, *(c for c in frame.head.kids("conj") if c.verb)]
    to = (p for v in verbs for p in v.behind(("to",)))
    return bool(frame.acts & _LETHAL) and any(n.lower == "death" for n in to)


_LETHAL: Final = frozenset({"shoot", "beat", "attack", "loot", "lynch"})
_PARTS_OF_BODY: Final = words("part of the body")


def _hit_in_a_part(frame: Frame) -> bool:
    """Recognise who was shot or stabbed and did not die of it, as far as told: "shot in the leg"."""
    text = frame.reading.sentence.text
    part = bool(frame.acts & _HITTING) and _PART_OF_BODY.match(text, frame.end) is not None
    return part and _DIED.search(text) is None


_DIED: Final = re.compile(r"\b(?:dead|died|dies|dying|killed|killing|death|fatal\w*)\b", re.IGNORECASE)
_HITTING: Final = frozenset({"shoot", "beat", "attack"})
_PART_OF_BODY: Final = re.compile(
    r"[^.;,]{0,50}?\bin (?:the|his|her|their|both|one|an?) (?:\w+ )?"
    r"(?:legs?|arms?|knees?|thighs?|ankles?|shoulders?|hands?|foot|feet|back|stomach|abdomen|chest|neck|face|groin|eyes?)\b"
)
_ALSO: Final = frozenset({"also", "too", "likewise"})


def victims_of(p: Phrase, harm: Harm) -> Victims:
    """Give a phrase as victims, with the number that it states."""
    low, best, high, stated, start, end = _figure(p)
    return Victims(p, harm, victim_class(p), low, best, high, stated, start, end)


def _figure(p: Phrase) -> tuple[int | None, int | None, int | None, str, int, int]:
    q = p.quantity
    if _without_number(p):
        return None, None, None, "unknown", p.start, p.end
    if q is not None:
        return q.low, q.best, q.high, q.stated, q.start, q.end
    several = p.pronoun and p.head.lower not in ("him", "her", "he", "she", "himself", "herself")
    if _number_of(p) or several or (p.plural and p.definite):
        return None, None, None, "", p.start, p.end
    if not p.plural:
        return 1, 1, 1, "exact", p.start, p.end
    return None, _VAGUE_PLURAL, None, "vague", p.start, p.end


def _without_number(p: Phrase) -> bool:
    """Recognise "an unknown number of rebels": some, nobody says how many."""
    return p.head.lower == "number" and any(c.lower in ("a", "an") for c in p.head.children)


def _number_of(p: Phrase) -> bool:
    """Recognise "the number of people killed": the number itself stands elsewhere."""
    above = p.head.head
    return p.head.dep == "pobj" and above.lower == "of" and above.head.lower in ("number", "toll", "count")


def victim_class(p: Phrase) -> VictimClass:
    """Give the class of a group of victims."""
    if p.head.lower in _THEMSELVES:
        return "armed_group"
    return next((class_ for name, class_ in _CLASSES if name in p.classes), "unknown")


_THEMSELVES: Final = frozenset({"himself", "herself", "themselves"})
"""Those whom a bomber kills beside others."""
_CLASSES: Final[tuple[tuple[str, VictimClass], ...]] = (
    ("state", "state_forces"), ("armed", "armed_group"), ("protester", "protesters"), ("rioter", "protesters"),
    ("person", "unknown"), ("civilian", "civilians"), ("official", "civilians"), ("crowd", "civilians"),
    ("ngo", "civilians"),
)  # fmt: skip


def _once(found: Sequence[Victims]) -> list[Victims]:
    kept: dict[tuple[int, Harm], Victims] = {}
    for one in found:
        kept.setdefault((one.phrase.head.i, one.harm), one)
    return list(kept.values())


def _not_told_apart(found: list[Victims], others: bool) -> list[Victims]:
    """Make one of the same people dead and hurt: "300 were wounded or killed".

    Where others are counted as hurt ("four were killed and six wounded"), the parser only lent them the first ones.
    """
    both = {v.phrase.head.i for v in found if v.harm == "dead"} & {
        v.phrase.head.i for v in found if v.harm == "injured"
    }
    if others or any(v.harm == "injured" and v.phrase.head.i not in both for v in found):
        return [v for v in found if v.harm == "dead" or v.phrase.head.i not in both]
    joined = [replace(v, harm="either") for v in found if v.phrase.head.i in both and v.harm == "dead"]
    return [v for v in found if v.phrase.head.i not in both] + joined
