"""A telling: a mention with all that its sentence says of it, read by the stages that know one field each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipeline.contract.vocabulary import Realis
from pipeline.extraction.affected import Group, affected
from pipeline.extraction.attribution import Accusation, Statement, statements
from pipeline.extraction.casualties import Victims, victims
from pipeline.extraction.coreference import Entities
from pipeline.extraction.mentions import HARM, HARM_ACTS, Mention
from pipeline.extraction.node import Node
from pipeline.extraction.places import Where, where
from pipeline.extraction.realis import realis
from pipeline.extraction.tables import words
from pipeline.extraction.times import When, when
from pipeline.extraction.unharmed import Unharmed

_SEVERAL: Final = words("several events")
_APART: Final = words("another event")
_POINTING: Final = words("pointing determiner")
_NO_SUM: Final = words("plural of one event")
_ONE_IN_PLURAL: Final = words("act whose plural is one event")
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
    unharmed: list[Unharmed] = field(default_factory=list)
    affected: list[Group] = field(default_factory=list)
    detail: bool = False
    """Whether it only tells more of the event before it: arrests, a withdrawal."""

    generic: bool = field(init=False)
    """Whether other words may tell better what it was: weak words, or deaths of which nobody says how."""
    aggregate: bool = field(init=False)
    """Whether it sums several events: "killed in separate blasts"."""
    apart: bool = field(init=False)
    """Whether words tell it apart from what was told before: "another blast"."""
    anaphoric: bool = field(init=False)
    """Whether it only points back: "the blast", "the deaths"."""

    def __post_init__(self) -> None:
        """Read what merging goes by."""
        m = self.mention
        self.generic = m.rule.generic or (m.acts <= HARM_ACTS and not m.agents)
        self.aggregate = any(_plural_event(f.head, f.acts) for f in m.frames)
        self.apart = not self.aggregate and (any(_told_apart(f.head) for f in m.frames) or self._comes_later())
        self.anaphoric = m.main.head.noun and _points_back(m.main.head)

    def _comes_later(self) -> bool:
        """Whether it is said to come some time after another event, and is more than its dead."""
        counted = self.when.counted
        return counted is not None and counted.relation == "after" and not self.mention.acts <= HARM_ACTS

    @property
    def result(self) -> str:
        """The sub-event type, or `harm`."""
        return self.mention.result

    @property
    def _nobody_harmed(self) -> bool:
        m = self.mention
        return m.clause.negated and m.acts <= HARM_ACTS and not m.agents

    @property
    def pointless(self) -> bool:
        """Whether it tells nothing by itself."""
        if self._nobody_harmed:
            return True
        if self.result == HARM:
            return not (self.victims or self.affected)
        told = self.victims or self.where or self.when.own or self.mention.agents
        return self.anaphoric and self.generic and not told


def _points_back(head: Node) -> bool:
    """Recognise "the blast", and "the third such strike" of what was told before."""
    such = head.dep == "attr" and any(c.lower == "such" for c in head.children)
    return such or any(c.dep == "det" and c.lower in _POINTING for c in head.children)


def _told_apart(head: Node) -> bool:
    own = {c.lower for c in head.children}
    return not head.verb and bool(own & _APART) and not (head.dep == "attr" and "such" in own)


def _plural_event(head: Node, acts: frozenset[str]) -> bool:
    if head.tag not in ("NNS", "NNPS") or head.lower in _NO_SUM:
        return False
    return any(c.lower in _SEVERAL for c in head.children) or not acts & (_ONE_IN_PLURAL | HARM_ACTS)


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
        affected=affected(mention),
    )
