"""A telling: a mention with all that its sentence says of it, read by the stages that know one field each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipeline.contract.vocabulary import Realis
from pipeline.extraction.attribution import Accusation, Statement, statements
from pipeline.extraction.casualties import Victims, victims
from pipeline.extraction.coreference import Entities
from pipeline.extraction.mentions import HARM, HARM_ACTS, Mention
from pipeline.extraction.places import Where, where
from pipeline.extraction.realis import realis
from pipeline.extraction.tables import words
from pipeline.extraction.times import When, when

_SEVERAL: Final = words("several events")
_APART: Final = words("another event")
_ONE_IN_PLURAL: Final = frozenset(
    {"clash", "war", "protest", "riot", "gather", "operation", "agree", "negotiate", "move", "bombard"}
)
"""Plurals of these words mostly mean one event ("clashes", "protests", "airstrikes")."""


@dataclass(slots=True, eq=False)
class Telling:
    """One mention, read."""

    mention: Mention
    realis: Realis
    victims: list[Victims]
    when: When
    where: list[Where]
    statements: list[Statement]
    accusations: list[Accusation] = field(default_factory=list)
    ordinal: int = 0

    @property
    def result(self) -> str:
        """The sub-event type, or `harm`."""
        return self.mention.result

    @property
    def generic(self) -> bool:
        """Whether other words may tell better what it was: weak words, or deaths of which nobody says how."""
        return self.mention.rule.generic or (self.mention.acts <= HARM_ACTS and not self.mention.agents)

    @property
    def aggregate(self) -> bool:
        """Whether it sums several events: "killed in separate blasts"."""
        return any(_plural_event(n.tag, n.lower, {c.lower for c in n.children}, f.acts)
                   for f in self.mention.frames for n in [f.head])  # fmt: skip

    @property
    def apart(self) -> bool:
        """Whether words tell it apart from what was told before: "another blast"."""
        words = (c.lower for f in self.mention.frames if not f.head.verb for c in f.head.children)
        return not self.aggregate and any(w in _APART for w in words)

    @property
    def anaphoric(self) -> bool:
        """Whether it only points back: "the blast", "the deaths"."""
        head = self.mention.main.head
        return head.noun and any(
            c.dep == "det" and c.lower in ("the", "this", "that", "these", "those") for c in head.children
        )

    @property
    def pointless(self) -> bool:
        """Whether it tells nothing by itself."""
        if self.result == HARM:
            return not self.victims
        return (
            self.anaphoric and self.generic and not (self.victims or self.where or self.when.own or self.mention.agents)
        )


def _plural_event(tag: str, word: str, modifiers: set[str], acts: frozenset[str]) -> bool:
    if tag not in ("NNS", "NNPS") or word in ("deaths", "killings", "bodies", "hostilities"):
        return False
    return bool(modifiers & _SEVERAL) or not acts & (_ONE_IN_PLURAL | HARM_ACTS)


def telling(mention: Mention, entities: Entities, anchor: date | None) -> Telling:
    """Read a mention."""
    times = when(mention)
    return Telling(
        mention,
        realis(mention, times.own, times.told, anchor),
        victims(mention),
        times,
        where(mention),
        statements(mention, entities),
    )
