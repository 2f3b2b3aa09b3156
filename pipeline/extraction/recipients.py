"""Which of those who were hit are one recipient, and which only part of another.

A list of people of one kind is one recipient ("a teacher and six pupils"); the dead of those who were aimed at are
part of them ("fired on a patrol, killing two policemen"); a name tells who the man was that the article began with.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from pipeline.extraction.mentions import HARM_ACTS
from pipeline.extraction.party import Party, of_two_lands
from pipeline.extraction.phrases import in_one_list, listed
from pipeline.extraction.telling import Telling

_KINDS: Final = ({"state"}, {"armed"}, {"civilian", "person", "crowd", "protester", "official", "rioter"})
_TAKING: Final = frozenset({"abduct", "arrest", "take", "capture"})
_OF_PEOPLE: Final = HARM_ACTS | _TAKING
"""Acts of which people are the object: what else they hit may be a thing."""


def gathered(found: list[Party], own: list[Telling]) -> list[Party]:
    """Give the parties with those of one recipient joined.

    The dead of many who were aimed at are part of them; whose the thing was that was hit is told better by its dead.
    """
    telling = {id(p): _told_as(p, own) for p in found if p.role == "recipient"}
    aimed = [p for p in found if telling.get(id(p)) == "aimed at" and _many(p)]
    harmed = [p for p in found if telling.get(id(p)) == "harmed" and not any(_same_kind(p, a) for a in aimed)]
    owners = [p for p in found if telling.get(id(p)) == "owner" and not any(_same_kind(p, h) for h in harmed)]
    kept = {id(p) for p in (*harmed, *owners)}
    return _joined([p for p in found if telling.get(id(p), "aimed at") == "aimed at" or id(p) in kept])


def _joined(found: list[Party]) -> list[Party]:
    """Make one of those of one kind who stand in one list."""
    return _folded(found, _listed, _list_of)


def _list_of(first: Party, one: Party) -> Party:
    joined = listed(first.meant, one.meant)
    return replace(first, words=joined, meant=joined)


def named(found: list[Party]) -> list[Party]:
    """Join a person's name to what he was called before: "a worker was killed. … Sumesh had been stabbed"."""
    return _folded(found, _named_by, _as)


def _folded(
    found: list[Party], same: Callable[[Party, Party], bool], joined: Callable[[Party, Party], Party]
) -> list[Party]:
    """Join each party with the first before it that is the same; both functions are given that one first."""
    result: list[Party] = []
    for one in found:
        at = next((n for n, known in enumerate(result) if same(known, one)), None)
        if at is None:
            result.append(one)
        else:
            result[at] = joined(result[at], one)
    return result


def _told_as(p: Party, own: list[Telling]) -> Literal["aimed at", "harmed", "owner"]:
    """Say how a recipient is told: as the aim of a deed, only as dead or hurt, or by a thing of his that was hit."""
    frames = [f for t in own for f in t.mention.frames if f.reading is p.words.reading]
    if any(q.head is p.words.head for f in frames if f.acts - HARM_ACTS - _TAKING for q in f.patients):
        return "aimed at"
    harmed = [v.phrase for t in own for v in t.victims] + [q for f in frames if f.acts & _OF_PEOPLE for q in f.patients]
    return "harmed" if any(q.head is p.words.head for q in harmed) else "owner"


def _many(p: Party) -> bool:
    """Say whether a recipient may have dead among it: one man alone has none."""
    return p.meant.plural or not p.meant.classes & {"civilian", "person", "official"}


def _same_kind(a: Party, b: Party) -> bool:
    return _alike(a, b) and not _both_named(a, b)


def _alike(a: Party, b: Party) -> bool:
    """Say whether two are of one kind: both of a state, both armed, both unarmed; and of no two countries."""
    kinds = any(a.meant.classes & k and b.meant.classes & k for k in _KINDS)
    return a.role == b.role and kinds and not of_two_lands(a.meant, b.meant)


def _both_named(a: Party, b: Party) -> bool:
    return a.meant.head.proper and b.meant.head.proper


def _listed(a: Party, b: Party) -> bool:
    """Say whether two stand in one list and are of one kind."""
    together = a.role in ("recipient", "bystander") and _same_kind(a, b)
    return together and in_one_list(a.meant, b.meant)


def _named_by(known: Party, one: Party) -> bool:
    """Say whether a recipient is the name of one person whom a phrase before it tells of."""
    p, q = one.meant, known.meant
    person = p.named is not None and not p.classes
    number = q.quantity.best if q.quantity else 1
    single = not q.plural and number == 1 and bool(q.classes & {"civilian", "official", "person", "state"})
    return one.role == known.role == "recipient" and person and single and not q.head.proper


def _as(known: Party, name: Party) -> Party:
    """Give the party of a name with what is known of it."""
    p, q = name.meant, known.meant
    meant = replace(p, classes=q.classes, entries=q.entries, places=p.places or q.places)
    return replace(name, meant=meant)
