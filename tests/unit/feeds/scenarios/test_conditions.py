"""Conditional requests, and servers that understand them in their own way."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

import pytest
from played_web import Request, Web, answer, polled, rss

ONE: Final = rss("<title>One</title><link>https://post.example/1</link>")
MORE: Final = rss(
    "<title>Two</title><link>https://post.example/2</link>", "<title>One</title><link>https://post.example/1</link>"
)


def conditions(web: Web) -> list[tuple[str | None, str | None]]:
    """Give the conditions of each request."""
    return [(r.headers.get("If-None-Match"), r.headers.get("If-Modified-Since")) for r in web.asked]


def test_an_unchanged_feed_is_not_sent_again() -> None:
    """The first request asks for all, the second with what the first brought; 304 is healthy and brings nothing."""

    def play(request: Request) -> bytes:
        return answer(status=304) if "If-None-Match" in request.headers else answer(ONE, etag='"1"')

    ended = polled(play, polls=3)
    assert ended.titles == ["One"]
    assert conditions(ended.web) == [(None, None), ('"1"', None), ('"1"', None)]


@pytest.mark.parametrize("etag", ['"1"', 'W/"a b"', "unquoted", '"', "W/", '"&quot;"', '"x"-gzip', "'1'", '"1", "2"'])
def test_an_etag_goes_back_byte_for_byte(etag: str) -> None:
    """However wrong its form: the server knows it in no other."""
    ended = polled(answer(ONE, etag=etag), polls=2)
    assert ended.web.asked[1].headers["If-None-Match"] == etag


@pytest.mark.parametrize("date", ["Tue, 19 Sep 2023 04:00:00 GMT", "yesterday", "2023-09-19T04:00:00Z", "0", "-1"])
def test_a_modification_time_goes_back_byte_for_byte(date: str) -> None:
    """It is never read, let alone written anew."""
    ended = polled(answer(ONE, last_modified=date), polls=2)
    assert ended.web.asked[1].headers["If-Modified-Since"] == date


def test_an_etag_that_stays_while_the_feed_changes() -> None:
    """The server answers 200 with its old ETag: what counts is the body."""
    answers = iter([answer(ONE, etag='"same"'), answer(MORE, etag='"same"')])
    assert polled(lambda _: next(answers), polls=2).titles == ["One", "Two"]


def test_an_etag_that_changes_while_the_feed_stays() -> None:
    """The same bytes bring nothing, and the newest validator is asked with."""
    numbers = iter("123")
    ended = polled(lambda _: answer(ONE, etag=f'"{next(numbers)}"'), polls=3)
    assert ended.titles == ["One"]
    assert [etag for etag, _ in conditions(ended.web)] == [None, '"1"', '"2"']


def test_a_server_without_validators() -> None:
    """It is asked for all, and the same bytes bring nothing."""
    ended = polled(answer(ONE), polls=3)
    assert ended.titles == ["One"]
    assert set(conditions(ended.web)) == {(None, None)}


def test_a_server_that_takes_its_validators_back() -> None:
    """It is not asked with one that it no longer gives."""
    answers = iter([answer(ONE, etag='"1"'), answer(MORE), answer(MORE)])
    ended = polled(lambda _: next(answers), polls=3)
    assert [etag for etag, _ in conditions(ended.web)] == [None, '"1"', None]


def test_not_modified_before_anything_came() -> None:
    """A 304 to a request without conditions is a failure, not an empty feed."""
    assert "HTTP 304, which was not asked for" in polled(answer(status=304)).error


def test_a_changed_feed_after_a_failure_is_asked_with_what_was_known() -> None:
    """A failure takes no validator away."""
    answers = iter([answer(ONE, etag='"1"'), answer(status=502), answer(MORE, etag='"2"')])
    ended = polled(lambda _: next(answers), polls=3)
    assert ended.titles == ["One", "Two"]
    assert [etag for etag, _ in conditions(ended.web)] == [None, '"1"', '"1"']


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_as_a_date(status: int) -> None:
    """The other form of the header; of a time that is past only the failure counts."""
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    assert 7_000 * 0.89 <= polled(answer(status=status, retry_after=soon)).wait <= 9_000
    past = "Tue, 19 Sep 2000 04:00:00 GMT"
    assert polled(answer(status=status, retry_after=past)).wait <= 700


@pytest.mark.parametrize(
    ("retry", "least", "most"),
    [("7200", 7200, 9000), ("0", 270, 700), ("999999999999", 70_000, 100_000), ("soon", 270, 700), ("-5", 270, 700)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds(status: int, retry: str, least: int, most: int) -> None:
    """The feed is left alone for as long as the server asks, within the site's bounds; nonsense is a mere failure."""
    ended = polled(answer(status=status, retry_after=retry))
    assert least * 0.89 <= ended.wait <= most
    assert ended.error.startswith(f"HTTP {status}")
