"""When the articles of a replay are due."""

from datetime import UTC, datetime

import pytest

from pipeline.contract import Article
from pipeline.errors import WrongUsage
from pipeline.replay.pace import scheduled, speed


def article(name: str, hour: int | None) -> Article:
    """Give an article of one day, published at an hour or at nobody knows when."""
    published = None if hour is None else datetime(2023, 9, 19, hour, tzinfo=UTC)
    return Article(article_id=name, title=name, published=published)


@pytest.mark.parametrize(("text", "factor"), [("1x", 1.0), ("10x", 10.0), ("0.5x", 0.5), ("max", None)])
def test_speeds(text: str, factor: float | None) -> None:
    """A factor of the original pace, or none at all."""
    assert speed(text) == factor


@pytest.mark.parametrize("text", ["", "10", "x", "0x", "-1x", "fast", "infx"])
def test_what_is_no_speed(text: str) -> None:
    """The fault says what can be given."""
    with pytest.raises(WrongUsage, match="give 1x, 10x"):
        speed(text)


def test_articles_come_in_the_order_of_publication_with_their_gaps() -> None:
    """Ten times as fast is a tenth of the gap; one without a time comes with the one before it."""
    read = [article("c", 6), article("with c", None), article("a", 4), article("b", 5)]
    assert [(due, one.title) for due, one in scheduled(read, 10)] == [
        (0, "a"), (360, "b"), (720, "c"), (720, "with c"),
    ]  # fmt: skip


def test_without_any_time_all_are_due_at_once() -> None:
    """There is nothing to wait for."""
    assert [due for due, _ in scheduled([article("a", None), article("b", None)], 1)] == [0, 0]


def test_one_without_a_time_at_the_start_is_due_at_the_start() -> None:
    """It does not hold up the others."""
    assert [(due, one.title) for due, one in scheduled([article("x", None), article("a", 4)], 1)] == [
        (0, "x"),
        (0, "a"),
    ]
