"""Dead and wounded of a mention: whom each harm word hits, how many, of what class.

    harm frames ▸ victims (phrase, harm, figure) ▸ Toll

Figures are read as docs/coding.md ("Numbers") says. A list ("four officers and two civilians") is a sum of disjoint
parts; what stands behind "including" is a part of what stands before and is not added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.contract.event import Share, Toll, VictimClass
from pipeline.extraction.frames import Frame
from pipeline.extraction.mentions import Mention
from pipeline.extraction.phrases import PEOPLE, Phrase, phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.syntax import Node
from pipeline.extraction.tables import words

Harm = Literal["dead", "injured", "either"]
_DEAD: Final = frozenset({"kill", "die", "corpse"})
_LEAVING: Final = frozenset({"left", "leaving", "leave", "leaves"})
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


def victims(mention: Mention) -> list[Victims]:
    """Give the victims of a mention, each group once."""
    found = [v for frame in mention.frames for v in _of_frame(frame)]
    return _not_told_apart(_once(found))


def _of_frame(frame: Frame) -> list[Victims]:
    if frame.acts & _DEAD:
        return [_victims(p, "dead") for p in _hit(frame)]
    if "wound" in frame.acts:
        return [_victims(p, "injured") for p in _hit(frame)]
    return []


def _hit(frame: Frame) -> list[Phrase]:
    """Give whom a harm word hits: its objects, or its subject where it has none ("two men died", "12 dead")."""
    if frame.head.verb and "die" not in frame.acts:
        found = frame.objects if frame.arguments.passive else _direct(frame)
        found = found or ([] if frame.head.kids("dobj") else [p for p in frame.agents if _hurt_subject(p)])
    elif frame.head.verb:
        found = frame.agents
    else:
        found = _of_noun(frame)
    return [p for p in found if _human(p)]


def _hurt_subject(p: Phrase) -> bool:
    """Recognise those hurt in a participle without its auxiliary: "five injured", "several others wounded"."""
    return (p.quantity is not None and not p.classes & {"armed"}) or p.head.lower == "others"


def _direct(frame: Frame) -> list[Phrase]:
    direct = {id(n) for n in frame.head.kids("dobj", "dative", "attr", "oprd")}
    direct |= {id(c) for n in frame.head.kids("dobj") for c in n.conjuncts()}
    own = [p for p in frame.objects if id(p.head) in direct]
    return own or [p for p in frame.objects if p.head is frame.head.head]


def _of_noun(frame: Frame) -> list[Phrase]:
    head = frame.head
    if head.lower == "dead":
        return _of_dead(frame)
    if head.tag in ("NNS", "NN", "NNP", "NNPS"):
        inside = [p for p in frame.objects if p.head.head.lower == "of"]
        counted = phrases(frame.reading, head)[:1]
        own = [p for p in counted if p.quantity is not None and "die" in frame.acts | {"die"} & frame.acts]
        return inside or own
    return []


def _of_dead(frame: Frame) -> list[Phrase]:
    """Read "12 dead", "left 12 people dead", "12 people were found dead"."""
    head = frame.head
    if head.dep in ("acomp", "oprd", "ccomp", "xcomp", "advcl", "dobj", "amod"):
        above = head.head
        places = ("dobj",) if above.lower in _LEAVING else ("nsubj", "nsubjpass", "dobj")
        nouns = [n for n in above.kids(*places) if n is not head] or ([above] if above.noun else [])
        if nouns:
            return [p for n in nouns for p in phrases(frame.reading, n)]
    return [p for p in phrases(frame.reading, head)[:1] if p.quantity is not None]


def _human(p: Phrase) -> bool:
    if p.classes & {"base", "building", "settlement", "post"} and not p.classes & PEOPLE:
        return False
    return not (p.places and not p.classes & PEOPLE and p.quantity is None)


def _victims(p: Phrase, harm: Harm) -> Victims:
    low, best, high, stated, start, end = _figure(p)
    return Victims(p, harm, victim_class(p), low, best, high, stated, start, end)


def _figure(p: Phrase) -> tuple[int | None, int | None, int | None, str, int, int]:
    q = p.quantity
    if q is not None:
        return q.low, q.best, q.high, q.stated, q.start, q.end
    if p.pronoun and p.head.lower not in ("him", "her", "he", "she", "himself", "herself"):
        return None, None, None, "", p.start, p.end
    if not p.plural:
        return 1, 1, 1, "exact", p.start, p.end
    if p.definite:
        return None, None, None, "", p.start, p.end
    return None, _VAGUE_PLURAL, None, "vague", p.start, p.end


def victim_class(p: Phrase) -> VictimClass:
    """Give the class of a group of victims."""
    for name, class_ in _CLASSES:
        if name in p.classes:
            return class_
    return "unknown"


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


def _not_told_apart(found: list[Victims]) -> list[Victims]:
    """Make one of the same people dead and hurt: "300 were wounded or killed"."""
    both = {v.phrase.head.i for v in found if v.harm == "dead"} & {
        v.phrase.head.i for v in found if v.harm == "injured"
    }
    joined = [replace(v, harm="either") for v in found if v.phrase.head.i in both and v.harm == "dead"]
    return [v for v in found if v.phrase.head.i not in both] + joined


def toll(found: Sequence[Victims], harm: Harm) -> Toll | None:
    """Sum the groups that one harm befell; None where nothing is said of it."""
    parts = [v for v in found if v.harm == harm and (v.best is not None or v.low is not None or v.high is not None)]
    if not parts:
        return None
    low, best, high = (total([getattr(v, end) for v in parts]) for end in ("low", "best", "high"))
    stated = parts[0].stated if len(parts) == 1 else "sum"
    shares = tuple(Share(**{"class": v.class_}, low=v.low, best=v.best, high=v.high) for v in _by_class(parts))
    return Toll(low=low, best=best, high=high, stated=stated, breakdown=shares)


def total(ends: list[int | None]) -> int | None:
    """Sum one end of several figures; open where one of them is."""
    return None if any(e is None for e in ends) else sum(e for e in ends if e is not None)


def _by_class(parts: Sequence[Victims]) -> list[Victims]:
    merged: dict[str, Victims] = {}
    for v in parts:
        known = merged.get(v.class_)
        if known is None:
            merged[v.class_] = v
        else:
            merged[v.class_] = replace(
                known, low=total([known.low, v.low]), best=total([known.best, v.best]), high=total([known.high, v.high])
            )
    return list(merged.values())


def counted(reading: Reading) -> list[tuple[Victims, Node]]:
    """Give numbers that stand before a harm word without its verb: "nine injured", "dozens wounded", "12 dead".

    The parser reads these in many ways, so they are read by their order: a number, the people, an auxiliary, the word.
    """
    found = []
    for q in (q for q in reading.quantities if q.kind == "count"):
        behind = [n for n in reading.tree.nodes if n.start >= q.core_end][:_REACH]
        at = next((i for i, n in enumerate(behind) if n.lower in _HARM_WORDS), None)
        if at is None or any(not _between(n) for n in behind[:at]):
            continue
        head = next((n for n in reversed(behind[:at]) if n.noun), None) or reading.tree.head_of(
            q.core_start, q.core_end
        )
        if head is not None:
            v = _victims(phrase(reading, head), "dead" if behind[at].lower in _DEAD_WORDS else "injured")
            found.append(
                (replace(v, low=q.low, best=q.best, high=q.high, stated=q.stated, start=q.start, end=q.end), behind[at])
            )
    return found


def _between(node: Node) -> bool:
    return node.noun or node.tag.startswith("JJ") or node.lower in _AUXILIARIES


_REACH: Final = 6
_DEAD_WORDS: Final = words("dead")
_HARM_WORDS: Final = _DEAD_WORDS | words("hurt")
_AUXILIARIES: Final = words("between a number and a harm word")
