"""When events were that go on from the one told before them: "hours later", "the day before", or without a word."""

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile
from typing import Final

from pipeline.extraction.document import Document, Sentence
from pipeline.extraction.drafts import Clock, Draft
from pipeline.extraction.realis import HAPPENED
from pipeline.extraction.telling import Telling
from pipeline.extraction.writing.time import stated, told
from pipeline.text.dates import TimeExpression, time_expressions

_NEAR: Final = 2
_GOES_ON: Final = 8
"""Sentences: what stands farther behind the last event does not go on from it; a day holds longer than a spell."""


def give_clocks(drafts: Sequence[Draft], document: Document) -> None:
    """Give an event that came "later" the clock of the part before it, and others that of the sentences behind them."""
    for d in drafts:
        taken = {t.mention.index for other in drafts if other is not d and _stands_alone(other) for t in other.tellings}
        if d.whole and any(t.when.later for t in d.tellings):
            others = [o for o in drafts if o is not d and o.whole and o.whole[0] is d.whole[0]]
            d.later_than = next((t.when.clock.clock for o in others for t in o.tellings if t.when.clock), None)
        elif d.best.realis in HAPPENED and not any(t.when.clock for t in d.tellings):
            d.clock_behind = _clock_behind(d, taken, document)


def _clock_behind(draft: Draft, taken: Container[int], document: Document) -> Clock | None:
    """Give the time of day that its sentences name of something else, or those right behind, up to another event."""
    own = [t.mention.index for t in draft.tellings if not t.mention.reading.sentence.headline]
    here = [i for i in own if i not in taken]
    sentences = (document.sentences[i] for i in [*here, *(i for o in own for i in _free(o, taken, document))])
    times = ((s, t) for s in sentences for t in time_expressions(s.text, document.anchor))
    return next(((s, t) for s, t in times if t.clock is not None and not t.ongoing), None)


def _free(index: int, taken: Container[int], document: Document) -> Iterator[int]:
    """Give the sentences right behind one that tell of no other event."""
    behind = range(index + 1, min(index + 1 + _NEAR, len(document.sentences)))
    return takewhile(lambda i: i not in taken, behind)


def _stands_alone(draft: Draft) -> bool:
    """Say whether a draft is an event of its own: how the doers came or went is a part of what they did."""
    return draft.best.realis in HAPPENED and draft.sub_event != "Change to group/activity"


def order_in_time(drafts: Sequence[Draft], document: Document) -> None:
    """Give each event that says no day itself the one before it, from which its day follows."""
    anchor = document.anchor
    last: Telling | None = None
    for draft in drafts:
        draft.day_of_lead = _of_lead(draft, document)
    for draft in sorted(drafts, key=lambda d: d.best.mention.index):
        own = stated(draft) or told(draft.tellings, anchor)
        if own is None and last is not None and draft.best.realis in HAPPENED:
            draft.day_of_last = _following(draft, last)
        dated = next((t for t in draft.tellings if t.when.own is not None and t.when.own.first), None)
        if dated is not None and draft.best.realis in HAPPENED and not dated.mention.reading.sentence.headline:
            last = dated


def _of_lead(draft: Draft, document: Document) -> tuple[Sentence, TimeExpression] | None:
    """Give the day of the text's first sentence to what only the headline tells: the text goes on about it."""
    first = next((s for s in document.sentences if not s.headline), None)
    if first is None or not all(t.mention.reading.sentence.headline for t in draft.tellings):
        return None
    times = time_expressions(first.text, document.anchor)
    days = (t for t in times if t.kind == "date" and t.precision in ("day", "days") and t.first and not t.ongoing)
    return next(((first, t) for t in days if document.anchor and t.first and t.first <= document.anchor), None)


def _following(draft: Draft, last: Telling) -> tuple[Telling, int] | None:
    counted = next((t.when.counted for t in draft.tellings if t.when.counted is not None), None)
    apart = draft.best.mention.index - last.mention.index
    if counted is not None and counted.days is not None:
        return last, counted.days
    of_a_day = last.when.own is not None and last.when.own.precision == "day"
    far = _GOES_ON if of_a_day and draft.family != "strategic" else _NEAR
    return (last, 0) if 0 <= apart <= far else None
