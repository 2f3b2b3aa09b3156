"""When events were that go on from the one told before them: "hours later", "the day before", or without a word."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pipeline.extraction.drafts import Draft
from pipeline.extraction.telling import Telling
from pipeline.extraction.writing.time import stated, told

_NEAR: Final = 2
"""Sentences: what stands farther behind the last event does not go on from it."""
_HAPPENED: Final = ("actual", "attempted")


def order_in_time(drafts: Sequence[Draft], anchor: date | None) -> None:
    """Give each event that says no day itself the one before it, from which its day follows."""
    last: Telling | None = None
    for draft in sorted(drafts, key=lambda d: d.best.mention.index):
        own = stated(draft) or told(draft, anchor)
        if own is None and last is not None and draft.best.realis in _HAPPENED:
            draft.day_of_last = _following(draft, last)
        dated = next((t for t in draft.tellings if t.when.own is not None and t.when.own.first), None)
        if dated is not None and draft.best.realis in _HAPPENED and not dated.mention.reading.sentence.headline:
            last = dated


def _following(draft: Draft, last: Telling) -> tuple[Telling, int] | None:
    counted = next((t.when.counted for t in draft.tellings if t.when.counted is not None), None)
    apart = draft.best.mention.index - last.mention.index
    if counted is not None and counted.days is not None:
        return last, -counted.days if counted.relation == "before" or "before" in counted.text else counted.days
    return (last, 0) if 0 <= apart <= _NEAR else None
