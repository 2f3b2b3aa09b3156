"""The gate before the parser: whether an article is worth parsing, by its words alone.

    sentences with a trigger ▸ the learned part's probability of "none" for each ▸ score: one less the lowest

In a general feed two thirds of the articles have no trigger at all, and the gate keeps another twentieth from the
parser. It only rejects: what it lets through the rules still have to frame. In scope `all`, and without the learned
part's file, nothing is rejected.
"""

from collections.abc import Iterable
from typing import Final

from pipeline.extraction.document import Document
from pipeline.extraction.learned import NONE, voter

LEAST: Final = 0.25
"""Score from which an article is parsed. With the model of the time when it was set, 1.3 in 100 of the snippets of CASE
2021 (dev) that had a trigger were below it, and none of the articles of `evaluation/open` that tell of an event."""


def passes(document: Document, indices: Iterable[int]) -> bool:
    """Say whether an article is to be parsed; stops at the first sentence that says so."""
    return any(score(document, (i,)) >= LEAST for i in indices)


def score(document: Document, indices: Iterable[int]) -> float:
    """Give how likely the likeliest of these sentences tells an event, 0 to 1; 0 where there are none."""
    model = voter()
    if model is None:
        return 1.0 if any(True for _ in indices) else 0.0
    texts = (document.sentences[i].text for i in indices)
    return max((1 - model.probabilities(text)[NONE] for text in texts), default=0.0)
