"""When: in the event's own words, else inferred from when it was told, else the day of publication."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from pipeline.contract.event import EventTime
from pipeline.contract.vocabulary import TYPE_OF
from pipeline.extraction.document import Sentence
from pipeline.extraction.drafts import Draft
from pipeline.extraction.realis import HAPPENED
from pipeline.extraction.tables import words
from pipeline.extraction.telling import Telling
from pipeline.extraction.writing.notes import Notes
from pipeline.text.dates import TimeExpression

Relation = Literal["before", "after", "about"] | None
Basis = Literal["stated", "inferred"]
Said = tuple[Sentence, TimeExpression, Basis]
"""Words for a time, in their sentence, and what they are worth."""
_BEGIN: Final = words("beginning")


def event_time(draft: Draft, anchor: date | None, notes: Notes) -> EventTime | None:
    """Give when an event was; `anchor` is the day of the article. None where nothing can be known."""
    clock, relation = _clock(draft, notes)
    found = stated(draft) or told(draft.tellings, anchor) or _of_last(draft) or told(draft.whole, anchor)
    if found is not None:
        sentence, words_, basis = found
        words_ = _lasted(draft, _until(draft, words_, anchor))
        return _written(sentence, words_, basis, EventTime(
            precision=words_.precision or "day", clock=clock, ongoing=ongoing(draft) or words_.ongoing, basis=basis,
            relation=relation or (words_.relation if basis == "stated" else None)), notes)  # fmt: skip
    if anchor is None or draft.best.realis not in HAPPENED:
        return EventTime(precision="day", clock=clock, relation=relation, basis="inferred") if clock else None
    notes.derived.append("/time/start")
    lasting = ongoing(draft)
    days = _days(draft)
    return EventTime(
        start=(anchor - timedelta(days=days)).isoformat(), end=None if lasting else anchor.isoformat(),
        precision="days" if days else "day", clock=clock, relation=relation, ongoing=lasting, basis="publication",
    )  # fmt: skip


def _until(draft: Draft, words_: TimeExpression, anchor: date | None) -> TimeExpression:
    """Let what is done once a time have ended when it was told: "has arrested 13 people since Monday"."""
    lasting = draft.sub_event is None or TYPE_OF[draft.sub_event] not in _DONE_AT_ONCE
    if not words_.ongoing or anchor is None or lasting or draft.best.realis not in HAPPENED:
        return words_
    return replace(
        words_, last=anchor, ongoing=False, precision="days" if words_.precision == "day" else words_.precision
    )


_DONE_AT_ONCE: Final = frozenset({"Violence against civilians", "Strategic developments"})


def _days(draft: Draft) -> int:
    """Give for how many days it had lasted: "five days of fighting"."""
    return next((t.when.lasting.days or 0 for t in draft.tellings if t.when.lasting is not None), 0)


def _lasted(draft: Draft, words_: TimeExpression) -> TimeExpression:
    """Let a day be the last of those that it lasted; what two days of fighting led to has a day of its own."""
    days = _days(draft)
    lasted = days >= _SEVERAL and draft.sub_event == "Armed clash"
    if not lasted or words_.first is None or words_.precision != "day":
        return words_
    return replace(words_, first=words_.first - timedelta(days=days), precision="days")


_SEVERAL: Final = 2


def _of_last(draft: Draft) -> Said | None:
    """Give the day of the event told before it, which it goes on from."""
    if draft.day_of_last is None:
        return None
    t, days = draft.day_of_last
    words_ = t.when.own or t.when.told
    if words_ is None or words_.first is None:
        return None
    if days:
        day = words_.first + timedelta(days=days)
        words_ = replace(words_, first=day, last=day)
    return t.mention.reading.sentence, replace(words_, ongoing=False), "inferred"


def stated(draft: Draft) -> Said | None:
    """Give the day that its own words state."""
    found = ((t.mention.reading.sentence, w) for t in draft.tellings if (w := t.when.own) and (w.first or w.last))
    first = next(found, draft.day_of_lead or _behind(draft))
    return (*first, "stated") if first is not None else None


def _behind(draft: Draft) -> tuple[Sentence, TimeExpression] | None:
    """Give the day that stands with the time of day behind it: "The attackers came at 2 a.m. on Wednesday"."""
    clock = draft.clock_behind
    return clock if clock is not None and clock[1].first is not None else None


def told(tellings: Sequence[Telling], anchor: date | None) -> Said | None:
    """Infer the day from the one on which somebody told of what happened."""
    happened = (t for t in tellings if t.realis in HAPPENED)
    found = ((t.mention.reading.sentence, w) for t in happened if (w := t.when.told) and w.precision in ("day", "days"))
    past = ((r, w) for r, w in found if w.first and (anchor is None or w.first <= anchor))
    return next(((sentence, w, "inferred") for sentence, w in past), None)


def _written(sentence: Sentence, words_: TimeExpression, basis: Basis, time: EventTime, notes: Notes) -> EventTime:
    span = notes.words_in("/time/start", sentence, words_.start, words_.end)
    if basis == "inferred":
        notes.derived.append("/time/start")
    start = words_.first.isoformat() if words_.first else None
    end = words_.last.isoformat() if words_.last and not time.ongoing else None
    return time.model_copy(update={"start": start, "end": end, "span": span})


def _clock(draft: Draft, notes: Notes) -> tuple[str | None, Relation]:
    for t in draft.tellings:
        if t.when.clock is not None:
            notes.words("/time/clock", t.mention.reading, t.when.clock.start, t.when.clock.end)
            return t.when.clock.clock, t.when.clock.relation
    if draft.clock_behind is not None:
        sentence, time = draft.clock_behind
        notes.words_in("/time/clock", sentence, time.start, time.end)
        return time.clock, time.relation
    if draft.later_than is None:
        return None, None
    for t in draft.tellings:
        if t.when.later is not None:
            notes.words("/time/relation", t.mention.reading, *t.when.later)
    notes.derived.append("/time/clock")
    return draft.later_than, "after"


def ongoing(draft: Draft) -> bool:
    """Say whether an operation has begun and no end is told: "has launched", "have begun"."""
    if draft.best.realis != "actual":
        return False
    frames = [f for t in draft.tellings for f in t.mention.frames if "operation" in f.acts]
    return any((f.arguments.governor or f.head).lower in _BEGIN for f in frames)
