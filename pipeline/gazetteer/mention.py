"""A name that was found to be a place, on its way to being resolved."""

from dataclasses import dataclass

from pipeline.gazetteer.compiled import Record, Sense
from pipeline.gazetteer.place import Field


@dataclass(frozen=True, slots=True)
class Mention:
    """A place's name in a document.

    `start` and `end` count code points of `field`. `senses` is what it may mean (none for a name in no gazetteer),
    `around` what the name behind its comma may mean ("Mosul, Iraq"), `unit` the word for a kind of unit beside it.
    """

    text: str
    field: Field
    start: int
    end: int
    key: str
    senses: tuple[Sense, ...]
    around: tuple[Record, ...] = ()
    said_inside: tuple[Record, ...] = ()
    """What other words of the sentence say that it lies in ("Imphal in Manipur", "Syria's Idlib")."""
    unit: str | None = None
    listed_units: bool = False
    """Whether a word for several units closes the list that it stands in ("Homs and Hama provinces")."""
