"""An example of another extractor (docs/extractors.md): the built-in one, but only what it is sure of."""

from datetime import datetime

from pipeline.contract import Article, Extraction
from pipeline.extraction.confidence import PUBLISHED
from pipeline.extraction.plugin import load
from pipeline.extraction.protocol import Extractor, Scope


class PublishedExtractor:
    """Leaves out every event whose confidence is too low to publish it."""

    def __init__(self, inner: Extractor) -> None:
        """Take the extractor whose events are sifted."""
        self._inner = inner
        self.name = "published/1.0.0"

    def extract(self, article: Article, *, now: datetime) -> Extraction:
        """Give the sure events, each signed with this extractor's name, and all places."""
        found = self._inner.extract(article, now=now)
        sure = (e for e in found.events if e.confidence >= PUBLISHED)
        events = tuple(e.model_copy(update={"extractor": self.name}) for e in sure)
        return found.model_copy(update={"events": events})


def make(scope: Scope) -> PublishedExtractor:
    """Make it: this is what the entry point names."""
    return PublishedExtractor(load("rules", scope))
