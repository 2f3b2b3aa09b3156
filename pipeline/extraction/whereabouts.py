"""Where an event was that names no place itself: the place that its part of the article speaks of.

    the sentence's own other places ▸ the event before it ▸ sentences before ▸ the dateline ▸ the place that the
    article lays something into, else its first

What comes of it is derived: its words stand elsewhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Final

from pipeline.extraction.document import Sentence
from pipeline.extraction.drafts import Draft
from pipeline.extraction.places import POINTS, Inferred, Where, precision_of
from pipeline.extraction.readings import Sentences
from pipeline.extraction.sides import OF_FORCE
from pipeline.extraction.tables import words
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
    candidates = chain(_of_events(draft, drafts), _around(index, sentences), _of_article(sentences, draft))
    return next(candidates, None)


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
        sentence = sentences.document.sentences[i]
        precise = ((_rank(p, sentence), p) for p in sentences.places(i) if p.kind in _PRECISE)
        yield from (_plain(p, sentence) for rank, p in sorted(precise, key=itemgetter(0)) if rank < _SPOKEN_OF)


def _of_article(sentences: Sentences, draft: Draft) -> Iterable[Inferred]:
    """Give the place of the article that is likeliest where it plays, the first among equals.

    The country that was hit comes before one that is only spoken of.
    """
    every = list(sentences.dateline())
    every += [(p, s) for s in sentences.document.sentences for p in sentences.places(s.index)]
    doers = _doers(draft)
    ranked = ((_rank(p, s), p, s) for p, s in every if p.text not in doers)
    likeliest = min(ranked, key=itemgetter(0), default=None)
    if likeliest is None or likeliest[0] >= _SPOKEN_OF:
        yield from _of_the_hit(draft)
    if likeliest is not None:
        yield _plain(*likeliest[1:])


def _of_the_hit(draft: Draft) -> Iterable[Inferred]:
    """Give the country whose towns, buildings or bases were hit: "fired on Jordanian villages"."""
    if draft.sub_event not in OF_FORCE:
        return
    for t in draft.evidence:
        patients = (p for f in t.mention.frames for p in f.patients if p.classes & _FIXED)
        lands = (q for p in patients for q in p.places if q.kind == "demonym")
        yield from (_plain(replace(q, kind="country"), t.mention.reading.sentence) for q in lands)


_FIXED: Final = frozenset({"settlement", "building", "base"})


def _rank(place: Place, sentence: Sentence) -> int:
    """Say how little a place's words tell that something was there: a capital or a country may be its government."""
    behind = sentence.text[place.end : place.end + 2]
    if sentence.index < 0 or _IN.search(sentence.text, 0, place.start):
        return 0 if place.kind in _PRECISE else 2
    if behind in ("'s", "’s"):
        return _SPOKEN_OF
    if place.kind in _PRECISE and place.feature_code != "PPLC":
        return 1
    return 3 if place.kind in ("region", "admin1") else _SPOKEN_OF


_SPOKEN_OF: Final = 4
_IN: Final = re.compile(
    r"\b(?:in|at|near|outside|around|inside|within|across|throughout)\s(?:the\s)?"
    r"(?:(?!(?:against|by|for|from|into|of|on|over|to|with)\s)[a-z-]+\s){0,3}(?:of\s(?:the\s)?)?$",
)
"""Words that lay something into the place behind them: "in the northern town of"."""


def _doers(draft: Draft) -> frozenset[str]:
    """Give the names of the states that do it, of force: it is mostly another country that they hit."""
    if draft.sub_event not in OF_FORCE:
        return frozenset()
    agents = [p for t in draft.evidence for p in t.mention.agents]
    return frozenset(q.text for p in agents for q in p.places if q.kind == "country" and q.start == p.head.start)


def _plain(place: Place, sentence: Sentence) -> Inferred:
    beside = _BESIDE.search(sentence.text, 0, place.start) if place.kind in POINTS else None
    if beside is None:
        return Inferred(Where(place, None, precision_of(place), 0.0), sentence)
    return Inferred(Where(place, beside[1].lower(), "near", 0.0), sentence)


_BESIDE: Final = re.compile(
    rf"\b({'|'.join(sorted(words('near')))}|on the (?:road|highway|way) to)\s(?:the\s)?"
    r"(?:(?:village|town|city|district|settlement|hamlet)\sof\s)?$",
    re.IGNORECASE,
)
"""What stands before a name beside which, and not in which, something was."""
