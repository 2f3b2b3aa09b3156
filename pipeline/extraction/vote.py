"""The learned part's vote on the type of what the rules framed; it proposes no event of its own.

rules: the type that decided, and how sure its words are
learned: the probability of every type, the rules' own multiplied by its weight
"""

from typing import Final

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, SubEventType
from pipeline.extraction.learned import voter
from pipeline.extraction.merging import Cluster

SPECIFIC: Final = 8.0
"""How much the rules' own choice counts more than any other; fixed before it was measured."""
GENERIC: Final = 4.0
"""The same where weak words decided."""


def elect(cluster: Cluster) -> SubEventType:
    """Give a cluster's type: the rules' own, unless the learned part is much surer of another."""
    own = cluster.sub_event
    model = voter()
    if model is None:
        return own
    told = cluster.tellings + (cluster.whole.tellings if cluster.whole else [])
    probability = model.probabilities(" ".join(dict.fromkeys(t.mention.reading.sentence.text for t in told)))
    weight = GENERIC if all(t.generic for t in told) else SPECIFIC
    return max([own, *ALL_SUB_EVENTS], key=lambda s: probability.get(s, 0.0) * (weight if s == own else 1))
