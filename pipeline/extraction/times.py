"""When a mention was: its own words for it, or what can be inferred.

A time belongs to the verb or trigger that it hangs on. "Police said on Tuesday that …" dates the saying; the event is
then of that day by inference, unless its own clause says otherwise.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from pipeline.extraction.arguments import SPEECH
from pipeline.extraction.mentions import HARM_ACTS, Mention
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
    counted: TimeExpression | None
    """How long before or after another event it was: "the day before"."""
    lasting: TimeExpression | None
    """How long it lasted: "after two days of fighting"."""


def when(mention: Mention) -> When:
    """Sort a sentence's times by what they hang on."""
    times = [t for t in mention.reading.times if not _compared(mention, t)]
    owned = [t for t in times if _owner_is(mention, t) and not _of_count(mention, t)]
    dates = [t for t in owned if t.kind in ("date", "period", "relative")]
    clocks = [t for t in owned if t.clock]
    told = [t for t in times if t.kind == "date" and t not in owned]
    later = _later(mention)
    counted = (t for t in owned if t.kind == "relative" and t.days is not None)
    lasting = (t for t in mention.reading.times if t.kind == "duration" and t.days and _of_fighting(mention, t))
    return When(
        _before_main_clause(mention) or _best(dates), clocks[0] if clocks else None, told[0] if told else None,
        (later.start, later.end) if later else None, next(counted, None), next(lasting, None),
    )  # fmt: skip


def _of_count(mention: Mention, time: TimeExpression) -> bool:
    """Recognise when people had been counted: "by Friday evening 17 were dead"."""
    return mention.acts <= HARM_ACTS and time.text.lower().startswith("by ")


def _compared(mention: Mention, time: TimeExpression) -> bool:
    """Recognise a time in which events are counted: "the first since 2014", "for the second time this month"."""
    before = mention.reading.sentence.text[: time.start + len("since ")]
    if _TIMES.search(before, 0, time.start) is not None:
        return True
    return time.ongoing and _FIRST_SINCE.search(before) is not None


_FIRST_SINCE: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|latest|worst|dead\w+|big\w+|larg\w+|heavi\w+|highest|blood\w+|most)\b"
    r"[^.;]{0,80}\bsince\s?$",
    re.IGNORECASE,
)


_TIMES: Final = re.compile(r"\bfor (?:the|a) \w+ time (?:since |in |during )?(?:the \w+ of )?$", re.IGNORECASE)


def _of_fighting(mention: Mention, time: TimeExpression) -> bool:
    """Say whether a length is that of the mention: "five days of clashes"."""
    inside = mention.reading.tree.covering(time.start, time.end)
    nouns = [n for w in inside for n in w.behind(("of",))]
    return any(n.i in mention.heads for n in nouns)


def _before_main_clause(mention: Mention) -> TimeExpression | None:
    """Reckon back from another clause's day: "on Friday, a day after police opened fire" was on Thursday."""
    before = (t for t in mention.reading.times if t.kind == "relative" and t.days and t.relation == "after")
    counted = next((t for t in before if t.text.lower().endswith("after") and _leads_to(mention, t)), None)
    dates = (t for t in mention.reading.times if t.kind == "date" and t.precision == "day" and t.first)
    main = next((t for t in dates if counted is not None and not _owner_is(mention, t)), None)
    if counted is None or main is None or main.first is None or counted.days is None:
        return None
    day = main.first - timedelta(days=counted.days)
    start, end = min(main.start, counted.start), max(main.end, counted.end)
    return replace(main, first=day, last=day, start=start, end=end, text=mention.reading.sentence.text[start:end])


def _leads_to(mention: Mention, time: TimeExpression) -> bool:
    """Say whether the mention's own trigger is the next verb or noun of an event behind "a day after"."""
    verbs = (n.i for n in mention.reading.tree.nodes if n.start >= time.end and (n.verb or n.i in mention.heads))
    return next(verbs, None) in mention.heads


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
    return found | {verb.i for f in mention.frames for verb in _about(f.head)}


def _about(noun: Node) -> list[Node]:
    """Give the verbs that tell of a noun: "a gunfight which broke out on Monday", "the shelling went on"."""
    if noun.verb and noun.tag != "VBG":
        return []
    above = [noun.head] if noun.dep in (*_SUBJECTS, "csubj") and noun.head.verb else []
    return above + [c for c in noun.kids("relcl", "acl") if c.verb]


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
