"""A dump of many reports in one article costs its parser seconds, not minutes."""

from datetime import UTC, datetime

from pipeline.contract import Article
from pipeline.extraction import lexicons
from pipeline.extraction.document import document
from pipeline.extraction.readings import MOST_READ, scan, with_trigger

SENTENCE = "Gunmen attacked a village near Gao on Monday, killing four people, police said. "


def test_only_so_many_sentences_are_parsed() -> None:
    """The first ones with a trigger."""
    article = Article(article_id="a", text=SENTENCE * (MOST_READ + 50), published=datetime(2024, 3, 5, tzinfo=UTC))
    doc = document(article)
    found = with_trigger(scan(doc, lexicons.general()), doc.sentences)
    assert found == sorted(found)
    assert len(found) == MOST_READ
