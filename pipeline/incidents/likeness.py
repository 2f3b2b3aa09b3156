"""How much speaks for two reports telling of one incident: a sum of evidence, or nothing where they cannot.

Each kind of evidence is a number of its own (`Evidence`), roughly the logarithm of how much oftener it is met in
reports of one incident than in reports of two that lie as near. They were weighed on evaluation/incidents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Final

from pipeline.contract.vocabulary import TYPE_OF, SubEventType
from pipeline.incidents.place import place
from pipeline.incidents.traits import Party, Traits
from pipeline.incidents.words import shared

FARTHEST_DAYS: Final = 3
"""Reports whose days lie farther apart are never of one incident."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for (above 0) and against (below) two reports being of one incident."""

    place: float
    time: float
    kind_of: float
    weapon: float
    dead: float
    hurt: float
    taken: float
    actors: float
    words: float
    apart: float

    @property
    def total(self) -> float:
        """The sum."""
        told = self.dead + self.hurt + self.taken + self.actors + self.words
        return self.place + self.time + self.kind_of + self.weapon + told + self.apart


def evidence(one: Traits, other: Traits) -> Evidence | None:
    """Weigh two reports; None where they cannot be of one incident: another family, too far, too many days apart."""
    if one.family != other.family or one.aggregate != other.aggregate or (when := time(one, other)) is None:
        return None
    if (where := place(one, other)) is None:
        return None
    return Evidence(
        place=where,
        time=when,
        kind_of=kind(one, other),
        weapon=_weapon(one.weapons, other.weapons),
        dead=_toll(one.dead, other.dead),
        hurt=_toll(one.hurt, other.hurt) / 2,
        taken=_taken(one, other),
        actors=_actors(one, other),
        words=_words(one, other),
        apart=_APART if one.apart != other.apart else 0.0,
    )


_SHARED: Final = {"demonstrations": 5.0}
_NOTHING_SHARED: Final = {"demonstrations": -2.0}
"""A city has several demonstrations a day, and what they are for is told by words alone."""


def _words(one: Traits, other: Traits) -> float:
    """Weigh the words that both have."""
    most, least = _SHARED.get(one.family, 4.0), _NOTHING_SHARED.get(one.family, -1.0)
    return most * shared(one.words, other.words) + least


_APART: Final = -1.0


def time(one: Traits, other: Traits) -> float | None:
    """Weigh the days: the same day speaks for it, and a day that was only guessed speaks little against it."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return -0.5
    gap = max(one.first - other.last, other.first - one.last)
    if gap > FARTHEST_DAYS:
        return None
    if gap > 0:
        return (_STATED_GAP if one.stated and other.stated else _GUESSED_GAP)[gap - 1]
    if one.vague or other.vague:
        return 0.7 if (one.first, one.last) == (other.first, other.last) else -1.5
    return _clock(one, other) + (1.5 if one.last - one.first + other.last - other.first <= 2 else 0.7)


_STATED_GAP: Final = (-2.5, -4.5, -6.0)
"""One, two, three days between days that words state."""
_GUESSED_GAP: Final = (-0.4, -1.4, -2.4)
"""The same where one of the days is that of publication, or inferred."""


def _clock(one: Traits, other: Traits) -> float:
    """Weigh the hours, of the same day alone; two clocks rarely agree to the minute."""
    if one.clock is None or other.clock is None or one.first != other.first:
        return 0.0
    apart = abs(one.clock - other.clock)
    return 0.7 if apart <= 60 else 0.0 if apart <= 180 else -1.5


_NEAR_KINDS: Final[tuple[frozenset[SubEventType], ...]] = (
    frozenset({"Armed clash", "Attack", "Government regains territory", "Non-state actor overtakes territory"}),
    frozenset({"Armed clash", "Shelling/artillery/missile attack", "Air/drone strike", "Grenade"}),
    frozenset({"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"}),
    frozenset({"Attack", "Sexual violence", "Abduction/forced disappearance"}),
    frozenset({"Shelling/artillery/missile attack", "Air/drone strike", "Chemical weapon"}),
    frozenset({"Attack", "Suicide bomb", "Remote explosive/landmine/IED", "Armed clash"}),
    frozenset({"Peaceful protest", "Protest with intervention", "Excessive force against protesters"}),
    frozenset({"Violent demonstration", "Protest with intervention", "Mob violence"}),
    frozenset({"Arrests", "Disrupted weapons use"}),
)
"""What one paper calls by one of these, another calls by another."""


def kind(one: Traits, other: Traits) -> float:
    """Weigh the sub-types."""
    return _kind(one.sub_event_type, other.sub_event_type)


def _kind(one: SubEventType | None, other: SubEventType | None) -> float:
    if one is None or other is None:
        return 0.0
    if one == other:
        return 1.5
    if any(one in near and other in near for near in _NEAR_KINDS):
        return 0.5
    return -1.0 if TYPE_OF[one] == TYPE_OF[other] else -1.5


def _weapon(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return 0.7 if one & other else -0.5


Span = tuple[int | None, int | None, int | None]
"""Low, best, high."""


def _toll(one: Span, other: Span) -> float:
    """Weigh two figures: a rare one that both give says much, one that grew little, another size speaks against it."""
    first, second = _figure(one), _figure(other)
    if first is None or second is None:
        return 0.0
    if first == second:
        return min(3.0, 0.5 + log2(first + 1) / 2)
    if _within(one, other):
        return 0.5
    ratio = (max(first, second) + 1) / (min(first, second) + 1)
    return max(-2.5, 0.3 - 1.1 * log2(ratio))


def _taken(one: Traits, other: Traits) -> float:
    """Weigh the numbers of those who were arrested, abducted, displaced."""
    both = one.taken.keys() & other.taken.keys()
    return max((_toll(one.taken[what], other.taken[what]) for what in both), default=0.0)


def _figure(span: Span) -> int | None:
    low, best, high = span
    return best if best is not None else low if low is not None else high


def _within(one: Span, other: Span) -> bool:
    """Whether the ranges meet where at least one is a range."""
    if one[0] == one[2] and other[0] == other[2]:
        return False
    low = max(one[0] or 0, other[0] or 0)
    highs = [high for high in (one[2], other[2]) if high is not None]
    return not highs or low <= min(highs)


def _actors(one: Traits, other: Traits) -> float:
    doers, targets = _best(one.doers, other.doers), _best(one.targets, other.targets)
    if doers < 0 and not (one.firm and other.firm):
        doers = 0.0  # one accuses these, the other those
    return max(-3.0, min(2.0, doers + targets))


def _best(ones: Iterable[Party], others: Iterable[Party]) -> float:
    """Weigh the two that fit best; nobody named on a side says nothing."""
    return max((_same(one, other) for one in ones for other in others), default=0.0)


def _same(one: Party, other: Party) -> float:
    if one.words & other.words:
        return 1.0
    if one.country and other.country and one.country != other.country:
        return -1.5
    if one.sectors and other.sectors:
        return 0.4 if one.sectors & other.sectors else -0.7
    return 0.0
