"""Which article is new, which is a copy, which has changed.

    decide      the contract's table: memory, article, offset ▸ decision
    copies      what an article is recognised by: its URL, its content, its words
      wording     the words of an article as they are compared
      signature   MinHash in bands, by which near-copies find each other
      likeness    whether one is a near-copy of the other in truth
      facts       what a copy may not change: numbers, times, names
    memory      the articles of the window
      rows        their states, compressed
      keys        which of them have a key
      window      how long each is remembered

Knows neither Kafka nor a clock: time is the articles' own, order is the log's.
"""

from pipeline.dedupe.copies import Copy
from pipeline.dedupe.decide import Decision, decide
from pipeline.dedupe.memory import Memory

__all__ = ["Copy", "Decision", "Memory", "decide"]
