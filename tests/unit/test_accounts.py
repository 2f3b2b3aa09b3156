"""Every article comes to its end once, however often it is delivered."""

from datetime import UTC, datetime

from pipeline.accounts import Accounts
from pipeline.contract import DuplicateReport, Receipt, encode

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def receipt(article: str, revision: int = 1) -> bytes:
    """Give the receipt of an article without events."""
    return encode(Receipt(article_id=article, revision=revision, extractor="x/1", outcome="empty", extracted_at=NOW))


def letter(stage: str, offset: int) -> list[tuple[str, bytes]]:
    """Give the headers of a dead letter."""
    return [("topic", b"articles"), ("partition", b"0"), ("offset", b"%d" % offset), ("stage", stage.encode())]


def test_each_end_settles_one_article() -> None:
    """A receipt, a report of a copy and a letter of dedupe are one each."""
    accounts = Accounts()
    accounts.take("articles.extracted", receipt("a"), [])
    accounts.take("articles.duplicate", encode(DuplicateReport(article_id="b", original_id="a", reason="url")), [])
    accounts.take("dead-letters", b"\xff", letter("dedupe", 7))
    assert accounts.settled == 3


def test_a_redelivery_settles_nothing_twice() -> None:
    """The same bytes again are known."""
    accounts = Accounts()
    for _ in range(2):
        accounts.take("articles.extracted", receipt("a"), [])
        accounts.take("articles.duplicate", encode(DuplicateReport(article_id="b", original_id="a", reason="url")), [])
        accounts.take("dead-letters", b"\xff", letter("dedupe", 7))
    assert accounts.settled == 3


def test_a_revision_is_settled_for_itself() -> None:
    """Two versions of an article have a receipt each."""
    accounts = Accounts()
    accounts.take("articles.extracted", receipt("a"), [])
    accounts.take("articles.extracted", receipt("a", revision=2), [])
    assert accounts.settled == 2


def test_an_article_that_killed_its_parser_is_settled_by_its_receipt() -> None:
    """Its dead letter beside the receipt is not a second end."""
    accounts = Accounts()
    accounts.take("articles.extracted", receipt("a"), [])
    accounts.take("dead-letters", b"{}", letter("extract", 3))
    assert accounts.settled == 1


def test_tombstones_and_markers_are_no_ends() -> None:
    """A compacted receipt and the marker of a redriven letter say nothing new."""
    accounts = Accounts()
    accounts.take("articles.extracted", None, [])
    accounts.take("dead-letters", None, [("redriven", b"7")])
    assert accounts.settled == 0
