"""Numbers of dead and wounded that no frame has: beside a harm word without its verb, or behind a word for a toll."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.extraction.casualties import Harm, Victims, victims_of
from pipeline.extraction.numbered import Numbered


def counted(found: Iterable[Numbered]) -> list[tuple[Victims, Numbered]]:
    """Give such numbers among those of a sentence, each with where it was read."""
    return [(_victims(n, harm), n) for n in found for harm in _HARMS if n.befell == harm]


_HARMS: Final[tuple[Harm, ...]] = ("dead", "injured")


def _victims(n: Numbered, harm: Harm) -> Victims:
    q = n.quantity
    return replace(
        victims_of(n.people, harm), low=q.low, best=q.best, high=q.high, stated=q.stated, start=q.start, end=q.end
    )
