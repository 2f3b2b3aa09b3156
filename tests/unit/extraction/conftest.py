"""One extractor for all tests of the extraction: it is slow to make and keeps nothing between articles."""

from datetime import UTC, datetime

import pytest
from unit.extraction.cases import Extract

from pipeline.contract import Article, Extraction
from pipeline.extraction import RuleExtractor

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def extractor() -> RuleExtractor:
    """Give the extractor in scope `conflict`."""
    return RuleExtractor("conflict")


@pytest.fixture(scope="session")
def extract(extractor: RuleExtractor) -> Extract:
    """Give a function from text, title and day of publication to what is extracted."""

    def run(text: str, title: str = "", published: str | None = "2023-06-14") -> Extraction:
        time = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
        return extractor.extract(Article(article_id="a", title=title, text=text, published=time), now=NOW)

    return run
