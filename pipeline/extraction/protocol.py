"""The seam at which an extractor is plugged in (entry point group `frontwire.extractors`)."""

from datetime import datetime
from typing import Literal, Protocol

from pipeline.contract import Article, Extraction

Scope = Literal["conflict", "all"]


class Extractor(Protocol):
    """Articles in, events out: a pure function with a name and a version.

    An extractor is made once a process by its entry point, `factory(scope)`, and may be slow to make.
    """

    name: str
    """Name and version, such as `frontwire-rules/1.0.0`; stands in each event and receipt."""

    def extract(self, article: Article, *, now: datetime) -> Extraction:
        """Give the events and places of an article; `now` is only written down as `extracted_at`."""
        ...
