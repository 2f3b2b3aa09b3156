"""Which article is new, which is a copy, which has changed.

    decide    the contract's table: memory, article, offset ▸ decision
    memory    the articles of the window, and how long each is remembered
    copies    the indexes in which a copy finds its original; near-duplicates will be one more

Knows neither Kafka nor a clock: time is the articles' own, order is the log's.
"""

from pipeline.dedupe.copies import Copy, Index
from pipeline.dedupe.decide import Decision, decide
from pipeline.dedupe.memory import Memory

__all__ = ["Copy", "Decision", "Index", "Memory", "decide"]
