"""The articles of a feed that were sent already."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import Article, FeedState, encode
from pipeline.feeds import known
from pipeline.feeds.parse import MOST_ENTRIES


def article(name: str, content: str = "1") -> Article:
    """Give an article with this id and content."""
    return Article(article_id=name, content_hash=content)


def test_new_and_changed_articles_are_news_oldest_first() -> None:
    """Feeds put the newest first; what is known with the same text is none, and none comes twice."""
    before = known.unpack(known.pack({}, [article("b"), article("c")]))
    found = [article("d"), article("c", "2"), article("b"), article("a"), article("d")]
    assert [one.article_id for one in known.news(before, found)] == ["a", "c", "d"]


def test_what_left_the_feed_is_remembered_within_bounds() -> None:
    """All that is in the feed, then the newest that were."""
    before = known.unpack(known.pack({}, [article(str(number)) for number in range(1000)]))
    text = known.pack(before, [article("new")])
    assert known.count(text) == 1 + known.KEPT
    assert not known.news(known.unpack(text), [article("new"), article("0"), article(str(known.KEPT - 1))])
    assert known.news(known.unpack(text), [article(str(known.KEPT))])


def test_the_largest_feed_is_a_small_state() -> None:
    """A tenth of what the topic takes; a usual feed's is a few thousand bytes."""
    before = known.unpack(known.pack({}, [article(str(number)) for number in range(known.KEPT)]))
    largest = known.pack(before, [article(f"n{number}") for number in range(MOST_ENTRIES)])
    assert len(encode(FeedState(feed_id="f", known=largest))) < 120_000
    assert len(encode(FeedState(feed_id="f", known=known.pack(before, [article("n")] * 30)))) < 6_000


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_what_is_packed_is_known(articles: dict[str, str]) -> None:
    """Whatever ids and hashes are, and in their order."""
    made = [article(name, content) for name, content in articles.items()]
    text = known.pack({}, made)
    assert known.count(text) == len(made)
    assert known.news(known.unpack(text), made) == []
    assert list(known.unpack(text)) == [known.mark(one)[0] for one in made]
