"""How sure an event is: the chance that it happened as it is coded, in its type and its realis.

    what the rules and the learned part say of a draft ▸ features ▸ logistic ▸ confidence

The weights (`data/confidence.tsv`) are fitted by `training/confidence.py` on the open part of the evaluation set, so
that of the events said to be 0.8 sure about 80 in 100 are right; acts that PLOVER alone records have no labels of
their own kind there and go by the same weights.
"""

from functools import cache
from math import exp, log
from typing import Final

from pipeline.contract.vocabulary import TYPE_OF
from pipeline.extraction.drafts import Draft
from pipeline.extraction.learned import NONE, voter
from pipeline.extraction.realis import HAPPENED
from pipeline.extraction.tables import read, words

DOUBTFUL: Final = 0.15
"""What is less sure is no event. Chosen among 0.12 to 0.42 by precision against recall on the open set, which flatters
it a little; from 0.35 on precision would be 5 points higher there, and relevance on sets of others 4 to 9 lower."""
PUBLISHED: Final = 0.6
"""The confidence from which an event counts as published in the test on a month of news; fixed before that test."""
_SUBORDINATE: Final = words("before an aside")
_OFF_TOPIC: Final = frozenset(
    f"lead:{topic}" for topic in ("sport", "film", "econ", "accident", "disaster", "drill", "past", "animal")
)
_MOST: Final = 10
"""Points of relevance from which on more say nothing."""
_FAR: Final = 6
"""Sentences from the beginning, from which on it does not matter how far."""


def confidence(draft: Draft) -> float:
    """Give a figure between 0.01 and 0.99."""
    weights = _weights()
    score = sum(weights[name] * value for name, value in features(draft).items())
    return round(min(max(1 / (1 + exp(-score)), 0.01), 0.99), 3)


def features(draft: Draft) -> dict[str, float]:
    """Give what confidence goes by, each between 0 and 1, odds between -1 and 1."""
    return {"always": 1.0, **_of_words(draft), **_of_draft(draft), **_of_learned(draft)}


def _of_words(draft: Draft) -> dict[str, float]:
    m = max(draft.tellings, key=lambda t: t.mention.rule.rank).mention
    return {
        "rank of the rule": m.rule.rank / 100,
        "trigger is a noun": float(m.main.head.noun),
        "far from the beginning": min(m.index, _FAR) / _FAR,
        "in a side clause": float(m.clause.relative),
        "in an aside": float(bool(set(m.clause.prepositions[:1]) & _SUBORDINATE)),
        "under a verb of judgement": float(m.clause.has("oppose")),
        "in the main clause or reported": float(m.main.head.root or m.clause.has("say", "confirm")),
        "somebody does it": float(bool(m.agents)),
    }


def _of_draft(draft: Draft) -> dict[str, float]:
    own = draft.tellings
    kind = TYPE_OF[draft.sub_event] if draft.sub_event else None
    return {
        "weak words": float(all(t.generic for t in own)),
        "people harmed": float(any(t.victims for t in own)),
        "place of its own": float(any(t.where for t in own)),
        "day of its own": float(any(t.when.own for t in own)),
        "told again": float(len(own) > 1),
        "told of first": float(any(t.mention.index == 0 for t in own)),
        "told of first and never again": float(all(t.mention.index == 0 for t in own)),
        "points of relevance": min(max(draft.relevance, 0), _MOST) / _MOST,
        "article about something else": float(any(_OFF_TOPIC & f.features for t in own for f in t.mention.frames)),
        "not told as having happened": float(draft.best.realis not in HAPPENED),
        "strategic development": float(kind == "Strategic developments"),
        "demonstration": float(kind in ("Protests", "Riots")),
    }


def _of_learned(draft: Draft) -> dict[str, float]:
    """Give the learned part's odds of no event, of the type that was chosen among the types, and of both together."""
    model = voter()
    none, type_ = 0.5, 0.5
    if model is not None and draft.sub_event is not None:
        text = " ".join(dict.fromkeys(t.mention.reading.sentence.text for t in draft.evidence))
        chances = model.probabilities(text)
        none = chances[NONE]
        type_ = chances.get(draft.sub_event, 0.0) / ((1 - none) or 1.0)
    return {
        "learned: none": _odds(none),
        "learned: this type": _odds(type_),
        "learned: an event of this type": _odds((1 - none) * type_),
    }


def _odds(chance: float) -> float:
    """Give the logarithm of the odds, a hundred to one being 1 and the most that counts."""
    bounded = min(max(chance, 1 / 101), 100 / 101)
    return log(bounded / (1 - bounded)) / log(100)


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in read("confidence.tsv")}
