"""Dead and wounded of a mention: whom each harm word hits, how many, of what class.

    harm frames ▸ victims (phrase, harm, figure) ▸ Toll

Figures are read as docs/coding.md ("Numbers") says. A list ("four officers and two civilians") is a sum of disjoint
parts; what stands behind "including" is a part of what stands before and is not added.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.contract.event import Share, Toll, VictimClass
from pipeline.extraction.frames import Frame, act_names
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.phrases import PEOPLE, THINGS, WEAPONS, Phrase, phrase, phrases
from pipeline.extraction.reading import Reading
from pipeline.extraction.tables import words
from pipeline.text.numbers import Quantity

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


def victims(mention: Mention) -> list[Victims]:
    """Give the victims of a mention, each group once."""
    found = _once([v for frame in mention.frames for v in _of_frame(frame)])
    return _not_told_apart(found, _counted_between(mention))


def _counted_between(mention: Mention) -> bool:
    """Say whether a number stands between the words for dead and hurt: "two were killed and ten hurt"."""
    at = {harm: [f.start for f in mention.frames if f.acts & acts] for harm, acts in _ACTS}
    ends = [(min(d, i), max(d, i)) for d in at["dead"] for i in at["injured"]]
    return any(a < q.start < b for a, b in ends for q in mention.reading.quantities if q.kind == "count")


def _of_frame(frame: Frame) -> list[Victims]:
    if frame.acts & {"lose"}:
        return [_victims(p, "dead") for p in _hit(frame) if p.classes & PEOPLE]
    if frame.acts & _DEAD:
        return [_victims(p, "dead") for p in _hit(frame)]
    if "wound" in frame.acts:
        return [_victims(p, "injured") for p in _hit(frame)]
    return []


def _hit(frame: Frame) -> list[Phrase]:
    """Give whom a harm word hits: its objects, or its subject where it has none ("two men died", "12 dead")."""
    if frame.head.verb and "die" not in frame.acts:
        found = frame.objects if frame.arguments.passive else _direct(frame) or _in_a_range(frame)
        found = found or ([] if frame.head.kids("dobj") else [p for p in frame.agents if _hurt_subject(p)])
    elif frame.head.verb:
        found = frame.agents
    else:
        found = _of_noun(frame)
    return [q for p in found for q in (p, *_together(frame, p)) if _human(q)]


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
    inside = [p for p in frame.objects if p.head.head.lower == "of"]
    counted = [p for p in phrases(frame.reading, head)[:1] if p.quantity is not None and "corpse" in frame.acts]
    return inside or _whose_death(frame) or counted or _dead_of(frame)


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


def _human(p: Phrase) -> bool:
    """Say whether a phrase is of people: by its class, its number or its name, or by what its word ends in."""
    if p.classes & PEOPLE:
        return not p.classes & _CRAFT or p.quantity is not None
    if p.classes & (THINGS | WEAPONS) - {"object-metaphor"} or p.head.lower in _NO_PERSONS or _is_act(p):
        return False
    if p.quantity is not None and p.quantity.best == 0:
        return p.head.lower in _ANYBODY
    if p.head.tag in ("NNP", "NNPS"):
        return p.quantity is not None or not any(q.kind in ("country", "demonym") for q in p.places)
    if p.quantity is not None or p.pronoun:
        return not p.places or p.quantity is not None
    return p.head.lower.removesuffix("s").endswith(_OF_PERSONS)


def _is_act(p: Phrase) -> bool:
    """Recognise "two killings": deeds, not people."""
    hits = p.reading.at(p.head)
    return any(h.entry.class_ in act_names() and h.entry.form == "noun" for h in hits) and p.head.lower != "dead"


_CRAFT: Final = frozenset({"drone", "air-strike", "craft", "vehicle"})
_ANYBODY: Final = frozenset({"one", "body", "nobody", "none"})
_NO_PERSONS: Final = words("counted, but no people")
_OF_PERSONS: Final = tuple(words("ending of words for people"))
_FOUND: Final = words("before dead")


def _victims(p: Phrase, harm: Harm) -> Victims:
    low, best, high, stated, start, end = _figure(p)
    return Victims(p, harm, victim_class(p), low, best, high, stated, start, end)


def _figure(p: Phrase) -> tuple[int | None, int | None, int | None, str, int, int]:
    q = p.quantity
    if q is not None:
        return q.low, q.best, q.high, q.stated, q.start, q.end
    if _without_number(p):
        return None, None, None, "unknown", p.start, p.end
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


def toll(found: Sequence[Victims], harm: Harm) -> Toll | None:
    """Sum the groups that one harm befell; None where nothing is said of it."""
    own = [v for v in found if v.harm == harm]
    parts = [v for v in own if v.best is not None or v.low is not None or v.high is not None]
    if not parts:
        return None
    low, best, high = (total([getattr(v, end) for v in parts]) for end in ("low", "best", "high"))
    stated = parts[0].stated if len(parts) == 1 else "sum"
    if any(v.stated == "unknown" for v in own):
        high, stated = None, "at_least"
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
    Also numbers behind words for a toll: "the death toll rose to 16".
    """
    counts = [q for q in reading.quantities if q.kind == "count" and q.text.lower() not in _ARTICLES]
    found = [pair for q in counts if (pair := _before_word(reading, q) or _of_toll(reading, q)) is not None]
    return [(replace(v, low=q.low, best=q.best, high=q.high, stated=q.stated, start=q.start, end=q.end), word)
            for v, word, q in found]  # fmt: skip


_ARTICLES: Final = frozenset({"a", "an"})


def _before_word(reading: Reading, q: Quantity) -> tuple[Victims, Node, Quantity] | None:
    behind = [n for n in reading.tree.nodes if n.start >= q.core_end][:_REACH]
    at = next((i for i, n in enumerate(behind) if n.lower in _HARM_WORDS), None)
    if at is None or any(not _between(n) for n in behind[:at]) or _age(reading, q):
        return None
    active = behind[at].verb and behind[at].kids("dobj")
    if active or (at and behind[at - 1].lower == "the"):
        return None  # three gunmen who killed somebody are not dead; "eight of the dead" are no further ones
    head = next((n for n in reversed(behind[:at]) if n.noun), None) or reading.tree.head_of(q.core_start, q.core_end)
    if head is None:
        return None
    return _victims(phrase(reading, head), "dead" if behind[at].lower in _DEAD_WORDS else "injured"), behind[at], q


def _age(reading: Reading, q: Quantity) -> bool:
    """Recognise an age: "a woman of 71", "a man aged 30", "a girl, 9, was wounded"."""
    before = [n for n in reading.tree.nodes if n.end <= q.core_start][-2:]
    if len(before) < 2 or q.core_end - q.core_start > 2:
        return False
    return before[1].lower == "aged" or (before[0].tag in ("NN", "NNP") and before[1].lower in ("of", ","))


def _of_toll(reading: Reading, q: Quantity) -> tuple[Victims, Node, Quantity] | None:
    head = reading.tree.head_of(q.core_start, q.core_end)
    if head is None or _TOLL.search(reading.sentence.text, max(0, q.start - _BEFORE), q.start) is None:
        return None
    return _victims(phrase(reading, head), "dead"), head, q


_BEFORE: Final = 160
"""Characters between a word for a toll and its number, the word among them."""
_TOLL: Final = re.compile(
    r"\b(?:(?:death )?toll|(?:number|count) of (?:the |those |people |persons )*(?:killed|dead|deaths|fatalities))\b"
    r"[^.;:]{0,90}?\b(?:to|at|reached|passed|exceeded|was|is|topped|hit)\s$",
    re.IGNORECASE,
)
"""Words for a toll before its number."""


def _between(node: Node) -> bool:
    return node.noun or node.tag.startswith("JJ") or node.lower in _AUXILIARIES


_REACH: Final = 6
_DEAD_WORDS: Final = words("dead")
_HARM_WORDS: Final = _DEAD_WORDS | words("hurt")
_AUXILIARIES: Final = words("between a number and a harm word")
