"""The learned part's vote between the types that the rules consider; it proposes nothing of its own.

rules: the type that decided, and its rivals
learned: the probability of each, the deciding one's multiplied by WEIGHT
"""

from typing import Final

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, SubEventType
from pipeline.extraction.learned import voter
from pipeline.extraction.merging import Cluster

WEIGHT: Final = 8.0
"""How much the rules' own choice counts more than a rival; fixed before it was measured."""


def elect(cluster: Cluster) -> SubEventType:
    """Give a cluster's type: the rules' own, unless the learned part is much surer of a rival of theirs."""
    own = cluster.sub_event
    model = voter()
    rivals = _rivals(cluster) - {own}
    if model is None or not rivals:
        return own
    text = " ".join(dict.fromkeys(t.mention.reading.sentence.text for t in cluster.tellings))
    probability = model.probabilities(text)
    return max([own, *sorted(rivals)], key=lambda s: probability.get(s, 0.0) * (WEIGHT if s == own else 1))


def _rivals(cluster: Cluster) -> set[SubEventType]:
    results = {rule.result for t in cluster.tellings for rule in t.mention.rivals if not rule.background}
    return {s for s in ALL_SUB_EVENTS if s in results}
