"""How sure an event is: a first, honest heuristic until the learned part calibrates it.

It starts from the strength of the rule that decided, and falls for what makes rules wrong: weak words, side clauses,
a trigger without anybody, no place, one telling only.
"""

from typing import Final

from pipeline.extraction.drafts import Draft
from pipeline.extraction.tables import words

_SUBORDINATE: Final = words("before an aside")


def confidence(draft: Draft) -> float:
    """Give a figure between 0.05 and 0.97."""
    best = max(draft.tellings, key=lambda t: t.mention.rule.rank)
    m = best.mention
    score = 0.35 + m.rule.rank / 200
    score += 0.05 * (m.main.head.root or m.clause.has("say", "confirm")) + 0.05 * (len(draft.tellings) > 1)
    score += 0.04 * bool(best.victims) + 0.04 * bool(best.where) + 0.03 * bool(m.agents)
    score -= 0.15 * best.generic + 0.25 * m.clause.relative + 0.2 * bool(set(m.clause.prepositions[:1]) & _SUBORDINATE)
    score -= 0.04 * min(m.index, 4)
    if draft.sub_event is not None:
        score += 0.02 * (min(draft.relevance, 8) - 5)
    score -= 0.25 * m.clause.has("oppose")
    if best.realis not in ("actual", "attempted"):
        score -= 0.1
    return round(min(max(score, 0.05), 0.97), 3)
