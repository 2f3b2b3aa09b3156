"""What a sentence tells of people without telling the deed: numbers of dead, of missing, and "nobody was hurt".

It belongs to the sentence's own deed, else to the one told last.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, TYPE_OF
from pipeline.extraction.affected import counted_others
from pipeline.extraction.casualties import Victims
from pipeline.extraction.counted import counted
from pipeline.extraction.document import Sentence
from pipeline.extraction.numbered import Numbered, numbered
from pipeline.extraction.reading import Reading
from pipeline.extraction.realis import HAPPENED
from pipeline.extraction.telling import Telling
from pipeline.extraction.unharmed import unharmed

ANSWERED_FOR: Final = HAPPENED | {"negated"}
"""What somebody can be blamed for, even where it is denied."""
_NEAR: Final = 3
"""Sentences."""
_FAR: Final = 8
"""Sentences: arrests are told at the end."""
_NO_DEEDS: Final = frozenset(s for s in ALL_SUB_EVENTS if TYPE_OF[s] in ("Strategic developments", "Protests"))
_DEEDS: Final = ({"harm", *ALL_SUB_EVENTS} - _NO_DEEDS) | {
    "Looting/property destruction", "Disrupted weapons use", "Arrests"
}  # fmt: skip
"""What somebody can be blamed for."""
_PROTESTS: Final = frozenset(s for s in ALL_SUB_EVENTS if TYPE_OF[s] == "Protests")
_HARMLESS: Final = _DEEDS | {"Protest with intervention"}
"""Of what it is told that nobody was hurt."""
_WITH_PEOPLE: Final = _DEEDS | _PROTESTS
"""At what people are hurt or arrested."""
_POLICED: Final = _PROTESTS | {"Arrests", "Violent demonstration"}
"""Where those who are led away are arrested."""


def just_told(earlier: Sequence[Telling], index: int, of: Container[str] = _DEEDS, far: int = _NEAR) -> list[Telling]:
    """Give the last deed told at most `far` sentences before one; `of` are the kinds that it may be of."""
    near = (t for t in reversed(earlier) if t.realis in ANSWERED_FOR and t.result in of and not t.pointless)
    return [t for t in islice(near, 1) if index - t.mention.index <= far]


def count(own: Sequence[Telling], earlier: Sequence[Telling], reading: Reading) -> None:
    """Give the numbers of people that hang on no verb to the tellings of their sentence, or to the last one."""
    found = numbered(reading)
    _count_harmed(own, earlier, reading, found)
    _count_others(own, earlier, reading, found)


def _count_harmed(
    own: Sequence[Telling], earlier: Sequence[Telling], reading: Reading, found: Sequence[Numbered]
) -> None:
    """Give numbers of dead and wounded that hang on no verb to the telling of their word, else to the first or last."""
    for victims, number in counted(found):
        if number.total:
            _leave_out_parts(own, victims)
        known = [v for t in own for v in t.victims]
        if any(v.start <= victims.start < v.end and v.harm in (victims.harm, "either") for v in known):
            continue
        told = [t for t in own if number.word.i in t.mention.heads] or own[:1] or _last(earlier, reading)
        for t in told[:1]:
            t.victims.append(victims)


def _leave_out_parts(own: Sequence[Telling], total: Victims) -> None:
    """Leave out those whom a sentence tells apart from the toll that counts them: "rose to 12 after a man died"."""
    for t in own:
        t.victims[:] = [v for v in t.victims if v.harm != total.harm or (v.best or 0) >= (total.best or 0)]


def _count_others(
    own: Sequence[Telling], earlier: Sequence[Telling], reading: Reading, found: Sequence[Numbered]
) -> None:
    """Give numbers of arrested, missing or displaced people to the sentence's own telling, else to the last one."""
    for group in counted_others(reading, found):
        far = _FAR if group.what == "arrested" else _NEAR
        for t in own[:1] or just_told(earlier, reading.sentence.index, _WITH_PEOPLE, far):
            by_law = group.what == "abducted" and t.result in _POLICED
            what = "arrested" if by_law else group.what
            if all(g.what != what for g in t.affected):
                t.affected.append(replace(group, what=what))


def _last(earlier: Sequence[Telling], reading: Reading) -> list[Telling]:
    return just_told(earlier, reading.sentence.index, _WITH_PEOPLE)


def spare(tellings: Sequence[Telling], sentences: Iterable[Sentence]) -> None:
    """Give "nobody was hurt" to the deed of its sentence, else to the last one before it."""
    for sentence in sentences:
        for words in unharmed(sentence):
            here = [t for t in tellings if t.mention.index == sentence.index and _a_deed(t)]
            before = [t for t in tellings if t.mention.index < sentence.index and _a_deed(t)]
            here.sort(key=lambda t: (t.mention.main.start > words.start, -t.mention.main.start))
            for t in here[:1] or [t for t in before[-1:] if sentence.index - t.mention.index <= _NEAR]:
                t.unharmed.append(words)


def _a_deed(t: Telling) -> bool:
    return not t.pointless and t.realis in HAPPENED and t.result in _HARMLESS
