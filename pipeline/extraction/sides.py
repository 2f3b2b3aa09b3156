"""Which parties stood against each other: sides 1 and 2 of two-sided fighting, allies on one."""

from dataclasses import replace
from typing import Final

from pipeline.contract.vocabulary import SUB_EVENTS, SubEventType
from pipeline.extraction.party import Party
from pipeline.extraction.phrases import in_one_list
from pipeline.extraction.telling import Telling

DEMONSTRATIONS: Final = frozenset(
    {"Peaceful protest", "Protest with intervention", "Violent demonstration", "Excessive force against protesters"}
)
OF_FORCE: Final = frozenset(
    {
        *SUB_EVENTS["Battles"],
        *SUB_EVENTS["Explosions/Remote violence"],
        *SUB_EVENTS["Violence against civilians"],
    }
)
"""What is done with arms."""
TWO_SIDED: Final = frozenset(
    {"Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Agreement"}
)


def two_sides(tellings: list[Telling], sub_event: SubEventType | None) -> bool:
    """Say whether both sides acted: a place was taken, both shot, or both lost people; an attack alone has one doer."""
    if sub_event != "Armed clash":
        return sub_event in TWO_SIDED
    acts = {a for t in tellings for a in t.mention.acts}
    dead = {v.class_ for t in tellings for v in t.victims}
    both = any(f.arguments.both_sides for t in tellings for f in t.mention.frames)
    return bool(acts & {"clash", "repel", "war", "engage", "mutual"}) or both or {"state_forces", "armed_group"} <= dead


def sided(found: list[Party], sides: bool) -> list[Party]:
    """Give the actors their sides: the first and his allies against the others."""
    actors = [p for p in found if p.role == "actor"]
    if not sides or not actors:
        return found
    listed = [p for p in actors if _listed(p, actors[0])]
    others = [p for p in actors[1:] if p not in listed]
    first = {id(p) for p in actors if p is actors[0] or _allied(p, actors[0]) or (p in listed and others)}
    return [replace(p, side=(1 if id(p) in first else 2) if p.role == "actor" else None) for p in found]


def _listed(p: Party, first: Party) -> bool:
    """Say whether both stand in one list: they are allies where somebody else is against them."""
    return first.words.head.head.lower not in ("between", "among") and in_one_list(p.words, first.words)


def _allied(p: Party, first: Party) -> bool:
    return bool(p.meant.classes & first.meant.classes & {"state"}) and p.key[1:] == first.key[1:]
