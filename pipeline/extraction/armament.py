"""With what: the weapons that an event's sentences name, or that its words imply ("stabbed", "shelled").

Each mention of a weapon belongs to the event whose trigger stands nearest. The nouns and their words stand in
`data/armament.tsv`, in the order in which they are tried.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from pipeline.contract.vocabulary import SubEventType
from pipeline.extraction.document import Sentence
from pipeline.extraction.tables import read
from pipeline.extraction.telling import Telling
from pipeline.text.fold import fold

_EXPLOSIVES: Final = frozenset(
    {"suicide bomb", "car bomb", "landmine", "IED", "bomb", "grenade", "rocket", "missile", "mortar", "shell", "drone",
     "airstrike", "artillery"}
)  # fmt: skip
_HANDED_OVER: Final = frozenset({"Disrupted weapons use", "Agreement", "Change to group/activity"})
_WITHOUT: Final = frozenset(
    {"Peaceful protest", "Headquarters or base established", "Non-violent transfer of territory"}
)


@dataclass(frozen=True, slots=True)
class Arm:
    """A weapon with its words; the offsets are into the sentence."""

    weapon: str
    sentence: Sentence
    start: int
    end: int


def armament(tellings: Sequence[Telling], sub_event: SubEventType | None, others: Iterable[Telling]) -> list[Arm]:
    """Give the weapons of an event, each once, as its sentences name them; `others` tell the article's other events."""
    if sub_event in _WITHOUT:
        return []
    rivals = list(_triggers(others))
    found: dict[str, Arm] = {}
    for sentence, start, end in _triggers(tellings):
        for arm in _named(sentence):
            theirs = (_apart(arm, s, e) for own, s, e in rivals if own is sentence)
            if all(_apart(arm, start, end) <= far for far in theirs):
                found.setdefault(arm.weapon, arm)
    if sub_event == "Suicide bomb" and "suicide bomb" not in found:
        found["suicide bomb"] = Arm("suicide bomb", *next(_triggers(tellings)))
    return [arm for arm in found.values() if _telling(arm, sub_event, set(found))]


_Trigger = tuple[Sentence, int, int]


def _triggers(tellings: Iterable[Telling]) -> Iterator[_Trigger]:
    for t in tellings:
        for f in t.mention.frames:
            yield t.mention.reading.sentence, f.start, f.end


def _apart(arm: Arm, start: int, end: int) -> int:
    return max(arm.start - end, start - arm.end, 0)


def _telling(arm: Arm, sub_event: SubEventType | None, all_: set[str]) -> bool:
    """Leave out words that say less than others do."""
    if arm.weapon == "explosive":
        return not all_ & _EXPLOSIVES
    if arm.weapon == "weapon":
        return sub_event in _HANDED_OVER
    return True


@lru_cache(maxsize=512)
def _named(sentence: Sentence) -> tuple[Arm, ...]:
    """Give the weapons of a sentence in order; every event of it asks."""
    found = _words().finditer(fold(sentence.text))
    return tuple(Arm(_names()[m.lastgroup or ""], sentence, m.start(), m.end()) for m in found)


@cache
def _names() -> dict[str, str]:
    return {f"row{n}": row["weapon"] for n, row in enumerate(read("armament.tsv"))}


@cache
def _words() -> re.Pattern[str]:
    """Give the pattern for text in small letters: without case it takes a third of the time."""
    rows: Sequence[str] = [f"(?P<row{n}>{row['words'].lower()})" for n, row in enumerate(read("armament.tsv"))]
    return re.compile(rf"\b(?:{'|'.join(rows)})\b")
