"""Articles in, conflict events out: rules over the parse of the sentences that hold a trigger.

    document       sentences, case restored, page furniture left out
    lexicon        data/*.tsv in one pass over the words
    readings       which sentences are parsed, and what else is read in them
    frames         trigger, agents, objects, weapons, features
    decide         the decision table
    mentions       the frames of a sentence that tell one event
    casualties, times, places, realis, attribution, roles     one field each
    merging        which mentions of the article are one event
    acts           PLOVER's acts beside them
    assemble       events with evidence

The flow stands in `extractor.py`; the seam for other extractors is `protocol.py`.
"""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extraction.extractor import RuleExtractor

__all__ = ["RuleExtractor"]


def __getattr__(name: str) -> Any:
    """Load the extractor only when it is asked for: it brings the parser with it."""
    if name == "RuleExtractor":
        # Its matrices are small: threads of the BLAS would only stand in each other's way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from pipeline.extraction.extractor import RuleExtractor

        return RuleExtractor
    raise AttributeError(name)
