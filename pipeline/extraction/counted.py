"""Numbers of dead and wounded that no frame has: beside a harm word without its verb, or behind a word for a toll."""

from dataclasses import replace
from typing import Final

from pipeline.extraction.casualties import Harm, Victims, victims_of
from pipeline.extraction.node import Node
from pipeline.extraction.numbered import Numbered, numbered
from pipeline.extraction.reading import Reading


def counted(reading: Reading) -> list[tuple[Victims, Node]]:
    """Give such numbers of a sentence, each with its harm word."""
    return [(_victims(n, harm), n.word) for n in numbered(reading) for harm in _HARMS if n.befell == harm]


_HARMS: Final[tuple[Harm, ...]] = ("dead", "injured")


def _victims(n: Numbered, harm: Harm) -> Victims:
    q = n.quantity
    return replace(
        victims_of(n.people, harm), low=q.low, best=q.best, high=q.high, stated=q.stated, start=q.start, end=q.end
    )
