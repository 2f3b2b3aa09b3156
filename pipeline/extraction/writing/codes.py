"""What follows from the other fields by the codebooks' rules."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from pipeline.contract.event import Actor, Toll
from pipeline.contract.vocabulary import TYPE_OF
from pipeline.extraction.drafts import Draft
from pipeline.extraction.tables import read, words

_STATES: Final = frozenset({1, 8})
_CIVILIANS: Final = 7


def civilian_targeting(draft: Draft, actors: Iterable[Actor], tolls: Iterable[Toll | None]) -> bool | None:
    """Say whether civilians were the main or only target; None where nobody says who was hit."""
    if draft.sub_event is None:
        return None
    kind = TYPE_OF[draft.sub_event]
    if kind == "Violence against civilians" or draft.sub_event == "Excessive force against protesters":
        return True
    if kind not in ("Explosions/Remote violence", "Riots") or draft.sub_event == "Violent demonstration":
        return False
    known = _only_civilians(actors, tolls)
    return True if known is None and _hits_where_people_live(draft) else known


def _hits_where_people_live(draft: Draft) -> bool:
    """Say whether a house, a school, a market is what was hit."""
    frames = (f for t in draft.tellings for f in t.mention.frames)
    return any(p.head.lower in _OF_CIVILIANS for f in frames for p in f.patients)


_OF_CIVILIANS: Final = words("where civilians are")


def _only_civilians(actors: Iterable[Actor], tolls: Iterable[Toll | None]) -> bool | None:
    classes = {share.class_ for t in tolls if t for share in t.breakdown}
    if classes == {"civilians"}:
        return True
    if classes and not classes & {"civilians", "unknown"}:
        return False
    hit = [a.inter for a in actors if a.role == "recipient" and a.inter]
    return all(code == _CIVILIANS for code in hit) if hit else None


def type_of_violence(draft: Draft, actors: Iterable[Actor]) -> Literal[1, 2, 3] | None:
    """Give UCDP's type: state-based 1, non-state 2, one-sided 3; None unless both sides are known."""
    if draft.sub_event is None or TYPE_OF[draft.sub_event] in ("Protests", "Riots", "Strategic developments"):
        return None
    doers = [a.inter for a in actors if a.role == "actor" and a.inter]
    hit = [a.inter for a in actors if a.role == "recipient" and a.inter] or doers[1:]
    if not doers or not hit:
        return None
    if hit[0] == _CIVILIANS:
        return 3
    return 1 if {doers[0], hit[0]} & _STATES else 2


def contexts(draft: Draft) -> tuple[str, ...]:
    """Give PLOVER's contexts by the words of its sentences (data/contexts.tsv)."""
    words = [w.lower() for t in draft.tellings for w in _WORD.findall(t.mention.reading.sentence.text)]
    text, said = f" {' '.join(words)} ", set(words)
    return tuple(name for name, single, phrases in _contexts() if said & single or any(p in text for p in phrases))


_WORD: Final = re.compile(r"[\w’'-]+")


@cache
def _contexts() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    return tuple(_context(row["context"], row["words"]) for row in read("contexts.tsv"))


def _context(name: str, words: str) -> tuple[str, frozenset[str], tuple[str, ...]]:
    if "|" in words:
        return name, frozenset(), tuple(f" {phrase} " for phrase in words.split("|"))
    return name, frozenset(words.split()), ()
