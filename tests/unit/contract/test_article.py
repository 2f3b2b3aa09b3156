"""An article's own time, from which its dates are reckoned."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.contract import Article
from pipeline.contract.article import known_fields

FETCHED = datetime(2023, 9, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize("age", [timedelta(0), timedelta(minutes=1), timedelta(days=30)])
def test_credible(age: timedelta) -> None:
    """A publication within 30 days before the fetch is the article's time."""
    assert Article(article_id="a", published=FETCHED - age, fetched=FETCHED).time() == FETCHED - age


@pytest.mark.parametrize("age", [timedelta(seconds=-1), timedelta(days=-400), timedelta(days=30, seconds=1)])
def test_incredible(age: timedelta) -> None:
    """A publication after the fetch or long before it gives way to the time of the fetch."""
    assert Article(article_id="a", published=FETCHED - age, fetched=FETCHED).time() == FETCHED


def test_replayed() -> None:
    """A replayed article has no fetch: its publication holds, however old."""
    old = datetime(1994, 3, 3, tzinfo=UTC)
    assert Article(article_id="a", published=old).time() == old


def test_unpublished() -> None:
    """Without a publication the fetch is the time, and without both there is none."""
    assert Article(article_id="a", fetched=FETCHED).time() == FETCHED
    assert Article(article_id="a").time() is None


def test_known_fields() -> None:
    """Of a parsed row an article keeps what it knows, under the names of the message."""
    assert known_fields({"schema": 1, "article_id": "a", "mood": "grim"}) == {"schema": 1, "article_id": "a"}
