"""JSON Feed to articles."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from pipeline.errors import BadInput
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Parsed, document

VERSION = "https://jsonfeed.org/version/1.1"


def parsed(*items: Any, **feed: Any) -> Parsed:
    """Parse a JSON Feed of these items."""
    return document(orjson.dumps({"version": VERSION, "title": "F", "items": items} | feed), Origin())


def test_an_item_in_full() -> None:
    """HTML becomes text, authors and language fall back to the feed's, a relative URL to the feed's address."""
    feed = parsed(
        {
            "id": "1",
            "url": "/goma",
            "title": "Two <i>dead</i>",
            "content_html": "<p>One.</p><p>Two.</p>",
            "content_text": "Other.",
            "summary": "S",
            "date_published": "2023-03-07T09:15:00+01:00",
            "tags": ["war", "war", 7],
        },
        feed_url="https://f.example/feed.json",
        authors=[{"name": "A"}, {"url": "x"}],
        language="en_us",
    )
    (article,) = feed.articles
    assert (feed.kind, feed.title) == ("json feed 1.1", "F")
    assert (article.title, article.text, article.summary) == ("Two dead", "One.\n\nTwo.", "S")
    assert (article.url, article.authors, article.language) == ("https://f.example/goma", ("A",), "en-US")
    assert article.published == datetime(2023, 3, 7, 8, 15, tzinfo=UTC)
    assert article.tags == ("war", "7")


def test_an_id_that_is_a_url_names_the_page() -> None:
    """Where there is no `url`, an id that is one stands for it, then the page that is linked to."""
    feed = parsed(
        {"id": "https://f.example/1", "external_url": "https://x.example", "title": "A"},
        {"id": 2, "external_url": "https://x.example/2", "title": "B"},
        {"id": 3, "title": "C"},
    )
    assert [a.url for a in feed.articles] == ["https://f.example/1", "https://x.example/2", None]
    assert len({a.article_id for a in feed.articles}) == 3


def test_a_number_as_date_is_null() -> None:
    """Epoch seconds are no date of JSON Feed."""
    assert parsed({"id": "1", "title": "T", "date_published": 1678176900}).articles[0].published is None


def test_items_that_are_none_are_named() -> None:
    """Each fault has its number, the others are read."""
    feed = parsed(7, {"id": "1", "title": "T"}, None, {"id": "2"}, {"id": "3", "title": 5})
    assert [fault.where for fault in feed.faults] == ["entry 1", "entry 3", "entry 4", "entry 5"]
    assert len(feed.articles) == 1


def test_values_of_wrong_types_do_not_matter() -> None:
    """Lists and objects where text should be are left out."""
    (article,) = parsed({"id": [], "url": {}, "content_text": "T", "tags": "x", "authors": "y", "author": 7}).articles
    assert (article.title, article.text, article.url, article.tags, article.authors) == ("", "T", None, (), ())


def test_a_feed_without_items_is_refused() -> None:
    """The reason says what is missing."""
    with pytest.raises(BadInput, match="without a list of items"):
        document(orjson.dumps({"version": VERSION, "items": {}}), Origin())
