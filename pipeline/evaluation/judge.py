"""A labelled article and its extraction ▸ verdicts: each says of one field whether it is right, and what else it is.

An event *counts* where it happened (`actual`) and is of ACLED's kinds, in a label as in an event. Fields are judged in
pairs of which both count and the label is not optional; realis in every pair of ACLED's kinds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.contract import Event, Extraction
from pipeline.evaluation import fields
from pipeline.evaluation.gold import GoldEvent, Item
from pipeline.evaluation.match import assign, find, same_family, scores, triggers_of
from pipeline.evaluation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """An article with the pairs of label and event, what was missed, what is spare, and the verdicts.

    `doubled` are the ids of the spare events that fit a label which another event has already.
    """

    item: Item
    extraction: Extraction
    pairs: tuple[tuple[GoldEvent, Event], ...]
    missed: tuple[GoldEvent, ...]
    spare: tuple[Event, ...]
    doubled: frozenset[str]
    verdicts: tuple[Verdict, ...] = ()


def judge(item: Item, extraction: Extraction) -> Judged:
    """Match and judge an article."""
    judged = _matched(item, extraction)
    verdicts = [replace(v, item=item.id) for part in _PARTS for v in part(judged)]
    return replace(judged, verdicts=tuple(verdicts))


def _matched(item: Item, extraction: Extraction) -> Judged:
    events = extraction.events
    fits = scores(item.article, item.events, events)
    of = assign(fits)
    taken = set(of.values())
    return Judged(
        item,
        extraction,
        pairs=tuple((item.events[i], events[j]) for i, j in sorted(of.items())),
        missed=tuple(label for i, label in enumerate(item.events) if i not in of),
        spare=tuple(event for j, event in enumerate(events) if j not in taken),
        doubled=frozenset(events[j].event_id for _, j in fits if j not in taken),
    )


def counts(event: Event) -> bool:
    """Tell whether an event happened and is of ACLED's kinds."""
    return event.realis == "actual" and event.event_type is not None


# ── which events there are ──


def _precision(judged: Judged) -> Iterator[Verdict]:
    """Judge every event that counts; one that is paired with an optional label is neither right nor wrong."""
    for label, event in judged.pairs:
        if counts(event) and not (label.counts and label.optional):
            yield _said("precision", label.counts, _of_label(label), event, words=label.words)
    for event in judged.spare:
        if counts(event):
            yield _said("precision", False, _why_spare(judged, event), event, words=event.notes)


def _said(field: str, right: bool, expected: str, event: Event, words: str) -> Verdict:
    return Verdict(field, right, expected, event.sub_event_type or "no type", words, event.confidence)


def _of_label(label: GoldEvent) -> str:
    if label.counts:
        return "actual"
    return label.realis if label.sub_types else f"{label.plover or 'an act'}, no type of ACLED's"


def _why_spare(judged: Judged, event: Event) -> str:
    if kept := _kept_out(judged.item, event):
        return kept
    return "told already" if event.event_id in judged.doubled or _headline(judged, event) else "no event"


def _headline(judged: Judged, event: Event) -> bool:
    """Recognise a headline that was not found to tell what the text tells."""
    return event.trigger.field == "title" and any(same_family(label, event) for label, _ in judged.pairs)


def _kept_out(item: Item, event: Event) -> str | None:
    """Give the realis of the words that keep an event's trigger out of `actual`."""
    trigger = triggers_of(event)[0]
    return next((k.realis for k in item.kept_out for at in find(item.article, k.words) if at.meets(trigger)), None)


def _recall(judged: Judged) -> Iterator[Verdict]:
    """Judge every label that counts and must be found."""
    for label, event in judged.pairs:
        if label.counts and not label.optional:
            yield Verdict("recall", counts(event), _type(label), _as_found(event), label.words, event.confidence)
    for label in judged.missed:
        if label.counts and not label.optional:
            yield Verdict("recall", False, _type(label), "nothing", label.words)


def _type(label: GoldEvent) -> str:
    return label.sub_event_type or "no type"


def _as_found(event: Event) -> str:
    if event.event_type is None:
        return f"{event.plover.event} alone"
    return "found" if event.realis == "actual" else event.realis


def _kept_out_of_actual(judged: Judged) -> Iterator[Verdict]:
    """Judge what did not happen now: it may be flagged or left, but must not come out as actual."""
    for label, event in judged.pairs:
        if label.sub_types and label.realis != "actual":
            yield from _leaks(label, event)
    for label in judged.missed:
        if label.sub_types and label.realis != "actual":
            yield from _leaks(label, None)
    spare = [event for event in judged.spare if counts(event)]
    for kept in judged.item.kept_out:
        places = list(find(judged.item.article, kept.words))
        leak = next((e for e in spare if any(at.meets(triggers_of(e)[0]) for at in places)), None)
        yield from _leak(kept.realis, leak, kept.words)


def _leaks(label: GoldEvent, event: Event | None) -> Iterator[Verdict]:
    return _leak(label.realis, event if event and counts(event) else None, label.words)


def _leak(realis: str, leak: Event | None, words: str) -> Iterator[Verdict]:
    found, confidence = ("actual", leak.confidence) if leak else ("kept out", None)
    for field in ("not_actual", *(("background",) if realis == "background" else ())):
        yield Verdict(field, leak is None, realis, found, words, confidence)


def _empty(judged: Judged) -> Iterator[Verdict]:
    """Judge the article as a whole: kept empty where nothing happened, not empty where something did."""
    found = [event for event in judged.extraction.events if counts(event)]
    surest = max(found, key=lambda event: event.confidence, default=None)
    told, words = (surest.sub_event_type or "an event", surest.notes) if surest else ("empty", "")
    confidence = surest.confidence if surest else None
    if not any(label.counts for label in judged.item.events):
        yield Verdict("eventless", not found, "empty", told, words, confidence)
    elif any(label.counts and not label.optional for label in judged.item.events):
        yield Verdict("eventful", bool(found), "events", told, judged.item.article.title, confidence)


# ── what is said of them ──


def true_pairs(judged: Judged) -> Iterator[tuple[GoldEvent, Event]]:
    """Give the pairs in which fields are judged."""
    return ((g, e) for g, e in judged.pairs if g.counts and not g.optional and counts(e))


def _fields(judged: Judged) -> Iterator[Verdict]:
    for label, event in true_pairs(judged):
        for field in (*fields.ALWAYS, *(fields.WHOLE if judged.item.whole else ())):
            yield from field(label, event)


def _realis(judged: Judged) -> Iterator[Verdict]:
    for label, event in judged.pairs:
        if judged.item.whole and label.sub_types and event.event_type and not label.optional:
            right = label.realis == event.realis
            yield Verdict("realis", right, label.realis, event.realis, label.words, event.confidence)


# ── how sure ──


def _confidence(judged: Judged) -> Iterator[Verdict]:
    """Judge what `confidence` promises: that an event of this type happened as its realis says.

    Of articles in which only actual events are labelled, only these are judged.
    """
    for label, event in judged.pairs:
        if event.event_type and not label.optional and (judged.item.whole or counts(event)):
            right = event.sub_event_type in label.sub_types and event.realis == label.realis
            yield _said("confidence", right, _type(label), event, label.words)
    for event in judged.spare:
        if event.event_type and (judged.item.whole or counts(event)):
            yield _said("confidence", False, "no event", event, event.notes)


_PARTS: Final[tuple[Callable[[Judged], Iterator[Verdict]], ...]] = (
    _precision,
    _recall,
    _kept_out_of_actual,
    _empty,
    _fields,
    _realis,
    _confidence,
)
