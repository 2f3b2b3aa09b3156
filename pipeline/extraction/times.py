"""When a mention was: its own words for it, or what can be inferred.

A time belongs to the verb or trigger that it hangs on. "Police said on Tuesday that …" dates the saying; the event is
then of that day by inference, unless its own clause says otherwise.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.mentions import Mention
from pipeline.extraction.node import Node
from pipeline.extraction.tables import words
from pipeline.text.dates import TimeExpression

_SUBJECTS: Final = ("nsubj", "nsubjpass")
_SHARING: Final = frozenset({"xcomp", "conj", "advcl"})
"""Clauses without a subject of their own have the time of the clause that lends it."""
_LATER: Final = words("later")


@dataclass(frozen=True, slots=True)
class When:
    """The times that a sentence gives a mention; `later` marks the word for after another event."""

    own: TimeExpression | None
    clock: TimeExpression | None
    told: TimeExpression | None
    """When somebody said so."""
    later: tuple[int, int] | None


def when(mention: Mention) -> When:
    """Sort a sentence's times by what they hang on."""
    owned = [t for t in mention.reading.times if _owner_is(mention, t)]
    dates = [t for t in owned if t.kind in ("date", "period", "relative")]
    clocks = [t for t in owned if t.clock]
    told = [t for t in mention.reading.times if t.kind == "date" and t not in owned]
    later = _later(mention)
    return When(
        _best(dates), clocks[0] if clocks else None, told[0] if told else None,
        (later.start, later.end) if later else None,
    )  # fmt: skip


def _best(dates: list[TimeExpression]) -> TimeExpression | None:
    """Prefer a day over a period, the first among equals."""
    return min(dates, key=lambda t: (t.first is None and t.last is None, t.kind != "date"), default=None)


def _owner_is(mention: Mention, time: TimeExpression) -> bool:
    owner = _owner(mention, time)
    if owner is None:
        return False
    if owner.i in mention.heads:
        return True
    return owner.i in _verbs(mention) and owner.lower not in SPEECH


def _verbs(mention: Mention) -> set[int]:
    """Give the verbs whose time is the mention's: its light verbs, and those of which it is the infinitive."""
    found = {f.arguments.governor.i for f in mention.frames if f.arguments.governor is not None}
    for verb in (f.clause.verb for f in mention.frames):
        node = verb
        while node is not None:
            found.add(node.i)
            found |= {c.i for c in node.kids("conj") if c.verb and not c.kids(*_SUBJECTS)}
            node = node.head if node.dep in _SHARING and not node.kids(*_SUBJECTS) else None
    return found


def _owner(mention: Mention, time: TimeExpression) -> Node | None:
    node = mention.reading.tree.head_of(time.start, time.end)
    while node is not None and not node.root:
        node = node.head
        if node.i in mention.heads or node.verb:
            return node
    return node


def _later(mention: Mention) -> Node | None:
    words = (c for f in mention.frames for n in (f.head, f.clause.verb) if n is not None for c in n.children)
    return next((w for w in words if w.dep == "advmod" and w.lower in _LATER), None)


def days(time: TimeExpression | None) -> tuple[date | None, date | None]:
    """Give the first and last day of an expression."""
    return (None, None) if time is None else (time.first, time.last)
