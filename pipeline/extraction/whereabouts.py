"""Where an event was that names no place itself: the place that its part of the article speaks of.

    the sentence's own other places ▸ the event before it ▸ sentences before ▸ the dateline ▸ the article's first place

What comes of it is derived: its words stand elsewhere.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.extraction.document import Sentence
from pipeline.extraction.drafts import Draft
from pipeline.extraction.places import Inferred, Where, precision_of
from pipeline.extraction.readings import Sentences
from pipeline.gazetteer.place import Place

_PRECISE: Final = frozenset({"facility", "city", "feature", "admin2"})
_WIDE: Final = frozenset({"admin1", "region", "country"})
_BEHIND: Final = 4
"""Sentences behind, in which the spot is named."""
_NEAR: Final = 2
"""Sentences before, of which a place is still the event's."""


def settle(drafts: Sequence[Draft], sentences: Sentences) -> None:
    """Give each draft without a place one that is inferred, if there is any; and the spot to one that says little."""
    for draft in drafts:
        own = [t.where[0] for t in draft.evidence if t.where]
        if not own:
            draft.inferred = _inferred(draft, drafts, sentences)
        elif all(w.precision in _WIDE for w in own):
            draft.inferred = _narrowed(draft, own[0], drafts, sentences)


def _narrowed(draft: Draft, wide: Where, drafts: Sequence[Draft], sentences: Sentences) -> Inferred | None:
    """Give the spot that the sentences behind name within a region: "in X province. … the village of Y"."""
    index = draft.best.mention.index
    taken = {t.mention.index for d in drafts if d is not draft for t in d.tellings if t.where}
    last = len(sentences.document.sentences)
    for i in (i for i in range(index + 1, min(index + 1 + _BEHIND, last)) if i not in taken):
        for place in sentences.places(i):
            if place.kind in _PRECISE and _within(place, wide.place):
                return _plain(place, sentences.document.sentences[i])
    return None


def _within(place: Place, wide: Place) -> bool:
    if place.country != wide.country:
        return False
    return wide.kind == "country" or place.admin1 in (wide.admin1, None)


def _inferred(draft: Draft, drafts: Sequence[Draft], sentences: Sentences) -> Inferred | None:
    index = draft.best.mention.index
    candidates = [*_of_events(draft, drafts), *_around(index, sentences), *_of_article(sentences)]
    return next(iter(candidates), None)


def _of_events(draft: Draft, drafts: Sequence[Draft]) -> list[Inferred]:
    """Give the places of the events told right before it, the nearest first."""
    index = draft.best.mention.index
    tellings = [t for d in drafts if d is not draft for t in d.tellings if t.where]
    near = [t for t in tellings if 0 <= index - t.mention.index <= _NEAR and not t.mention.reading.sentence.headline]
    near.sort(key=lambda t: t.mention.index, reverse=True)
    return [Inferred(t.where[0], t.mention.reading.sentence) for t in near]


def _around(index: int, sentences: Sentences) -> Iterable[Inferred]:
    """Give the precise places of its own sentence and those before it."""
    for i in range(index, max(index - _NEAR - 1, -1), -1):
        yield from (_plain(p, sentences.document.sentences[i]) for p in sentences.places(i) if p.kind in _PRECISE)


def _of_article(sentences: Sentences) -> list[Inferred]:
    """Give the first precise place of the article, else its first place."""
    every = list(sentences.dateline())
    every += [(p, s) for s in sentences.document.sentences for p in sentences.places(s.index)]
    precise = [(p, s) for p, s in every if p.kind in _PRECISE]
    return [_plain(p, s) for p, s in precise[:1] or every[:1]]


def _plain(place: Place, sentence: Sentence) -> Inferred:
    return Inferred(Where(place, None, precision_of(place), 0.0), sentence)
