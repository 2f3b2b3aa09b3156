"""A text that is published again after a week is news again, and its copies are copies of that."""

from datetime import UTC, datetime, timedelta

from pipeline.contract import Article
from pipeline.dedupe import Memory, decide

START = datetime(2024, 3, 1, tzinfo=UTC)


def _decide(memory: Memory, name: str, days: int, offset: int) -> tuple[int | None, str | None]:
    article = Article(article_id=name, title="Notice", text="Same words.", published=START + timedelta(days=days))
    decision = decide(memory, article, offset)
    if decision.state:
        memory.remember(decision.state)
    return decision.version.revision, decision.version.original_id


def test_copies_of_a_text_that_is_published_again_are_found() -> None:
    """The first holder of the words is too old to be the original; the second is not."""
    memory = Memory()
    assert _decide(memory, "a", 0, 0) == (1, None)
    assert _decide(memory, "b", 8, 1) == (1, None)
    assert _decide(memory, "c", 8, 2) == (None, "b")
    assert _decide(memory, "d", 9, 3) == (None, "b")
