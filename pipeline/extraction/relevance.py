"""Whether an event belongs to conflict and unrest at all, and not to crime, sport, business, accidents or film.

    features of its frames, topics of the article ▸ points (data/relevance.tsv)
    the learned part's probability of "none"      ▸ points
                                                  ▸ sum, kept from a threshold on

Each article is judged by its own words; a topic alone never decides against armed people or weapons of war.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from pipeline.extraction.drafts import Draft
from pipeline.extraction.learned import NONE, voter
from pipeline.extraction.lexicon import Hit
from pipeline.extraction.phrases import PEOPLE
from pipeline.extraction.tables import read, words
from pipeline.extraction.telling import Telling

LEAST: Final = 0
"""Points from which an event is kept; what is kept still has to be sure enough (confidence.py)."""
_WAR: Final = words("classes of war")
_PROTEST: Final = words("classes of protest")
_SEVERAL: Final = 3
"""Sentences."""
_MANY_DEAD: Final = 3
"""People: a private quarrel seldom kills so many."""
_BY_HAND: Final = words("act of a killer")
_DOUBT: Final = ((0.85, -6), (0.75, -5), (0.67, -4), (0.6, -3), (0.55, -2), (0.4, -1), (0.2, 0), (0.1, 1), (0, 2))
"""Points for the learned probability of "none", from each figure on: first by its odds among feed entries, then
flattened by hand until short texts with plain words of war were kept."""


def relevance(draft: Draft, of_text: AbstractSet[str], title: str) -> int:
    """Give an event's points; `of_text` holds the features of its article."""
    features = _features(draft) | of_text
    return sum(points for feature, points in _points().items() if feature in features) + _learned(draft, title)


def _features(draft: Draft) -> set[str]:
    found = set().union(*(f.features for t in draft.evidence for f in t.mention.frames))
    found |= {"specific"} if any(not t.generic for t in draft.tellings) else set()
    found |= {"governed:court"} if any(t.mention.clause.has("court") for t in draft.tellings) else set()
    found |= {"several killed"} if any(_several_killed(t) for t in draft.tellings) else set()
    return found | ({"relative"} if all(t.mention.clause.relative for t in draft.tellings) else set())


def _several_killed(telling: Telling) -> bool:
    """Say whether people or nobody named kill several: no disease, no tanker that blows up."""
    m = telling.mention
    by_hand = (
        "explode" not in m.acts
        and bool(m.acts & _BY_HAND)
        and (not m.agents or any(p.classes & PEOPLE for p in m.agents))
    )
    return by_hand and any(v.harm == "dead" and (v.best or v.low or 0) >= _MANY_DEAD for v in telling.victims)


def features_of_text(hits: Mapping[int, tuple[Hit, ...]]) -> set[str]:
    """Give what holds for an article as a whole."""
    found = set()
    for name, classes in (("text-armed", _WAR), ("text-protest", _PROTEST)):
        if sum(any(h.entry.class_ in classes for h in of_one) for of_one in hits.values()) >= _SEVERAL:
            found.add(name)
    return found


def _learned(draft: Draft, title: str) -> int:
    model = voter()
    if model is None:
        return 0
    text = " ".join([title, *dict.fromkeys(t.mention.reading.sentence.text for t in draft.tellings)])
    none = model.probabilities(text)[NONE]
    return next(points for least, points in _DOUBT if none >= least)


@cache
def _points() -> dict[str, int]:
    return {row["feature"]: int(row["points"]) for row in read("relevance.tsv")}
