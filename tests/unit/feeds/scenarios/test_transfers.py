"""How servers send a feed, well and badly, and how the poll of it ends."""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from functools import partial
from typing import Final

import brotli
import pytest
from backports import zstd
from played_web import OPEN, Request, Web, Write, answer, poll, polled, rss

from pipeline.feeds.detect import LARGEST
from pipeline.feeds.fetch import user_agent

FEED: Final = rss("<title>One</title><link>https://post.example/1</link>", "<title>Two</title>")
BOTH: Final = ["Two", "One"]
"""Oldest first."""


def raw_deflate(data: bytes) -> bytes:
    """Compress without zlib's header, as some servers understand `deflate`."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODINGS: Final[dict[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without a header": ("deflate", raw_deflate),
    "brotli": ("br", partial(brotli.compress, quality=1)),
    "zstandard": ("zstd", zstd.compress),
    "gzip by its old name": ("x-gzip", gzip.compress),
}


def test_an_honest_server() -> None:
    """The articles come, and the feed is healthy."""
    assert polled(answer(FEED)).titles == BOTH


def test_the_request_is_polite() -> None:
    """It says who asks, what is wanted, and that it may be compressed in every way; it has no cookies."""

    def play(request: Request) -> bytes:
        return answer(FEED, set_cookie="a=b")

    ended = polled(play, polls=2, settings=OPEN.model_copy(update={"fetch_contact": "https://us.example/bot"}))
    headers = ended.web.asked[-1].headers
    assert headers["User-Agent"] == user_agent("https://us.example/bot")
    assert headers["Accept"].startswith("application/rss+xml")
    assert {"gzip", "deflate", "br", "zstd"} <= set(headers["Accept-Encoding"].replace(" ", "").split(","))
    assert "Cookie" not in headers


@pytest.mark.parametrize("coding", CODINGS)
def test_a_compressed_feed(coding: str) -> None:
    """Each coding that the request allows is undone."""
    name, compress = CODINGS[coding]
    assert polled(answer(compress(FEED), content_encoding=name)).titles == BOTH


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_read_no_further_than_the_limit(coding: str) -> None:
    """What is small on the wire and large behind it costs one limit's worth of memory."""
    name, compress = CODINGS[coding]
    bomb = compress(bytes(LARGEST * 2))
    assert "larger than 15 MB" in polled(answer(bomb, content_encoding=name)).error


def test_a_bomb_within_a_bomb() -> None:
    """A zipped file that is sent zipped is unpacked twice, each time within the limit."""
    bomb = gzip.compress(gzip.compress(bytes(LARGEST * 2)))
    assert "larger than 15 MB" in polled(answer(bomb, content_encoding="gzip")).error


def test_a_feed_that_is_a_zipped_file() -> None:
    """A feed kept as a gzip file is read, whatever its address ends with."""
    assert polled(answer(gzip.compress(FEED), content_type="application/gzip"), "/feed.xml.gz").titles == BOTH


def test_an_address_that_says_gzip_of_a_feed_that_is_none() -> None:
    """The bytes decide: HTTP may have undone it on the way."""
    assert polled(answer(FEED), "/feed.xml.gz").titles == BOTH


def test_a_coding_that_nobody_asked_for() -> None:
    """The reason names it, instead of calling the feed broken."""
    assert "was not asked for: compress" in polled(answer(FEED, content_encoding="compress")).error


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_coding_that_is_a_lie(coding: str) -> None:
    """Plain bytes that are said to be compressed are a failure with a reason."""
    assert "cannot be decoded" in polled(answer(FEED, content_encoding=coding)).error


@pytest.mark.parametrize("coding", ["gzip", "deflate", "brotli", "zstandard"])
def test_a_compressed_feed_that_breaks_off(coding: str) -> None:
    """It is a failure where the coding tells, else of a cut feed the complete entries are had."""
    name, compress = CODINGS[coding]
    titles = [f"Title {number}" for number in range(500)]
    packed = compress(rss(*(f"<title>{title}</title>" for title in titles)))
    ended = polled(answer(packed[: len(packed) // 2], content_encoding=name))
    had = [article.title for article in reversed(ended.articles)]
    assert had == titles[: len(had)]
    assert (ended.state.health.status == "failing") == (not had)


def test_a_silent_server() -> None:
    """A connection on which nothing ever comes ends at the time limit."""

    async def play(request: Request, write: Write) -> None:
        await asyncio.Event().wait()

    assert polled(play).error == "it took too long"


def test_a_server_that_falls_silent() -> None:
    """The idle limit holds within a body too."""

    async def play(request: Request, write: Write) -> None:
        await write(answer(FEED)[:-10])
        await asyncio.Event().wait()

    assert polled(play).error == "it took too long"


def test_an_endless_trickle() -> None:
    """A byte now and then is never idle: the total limit ends it."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await write(b" ")
            await asyncio.sleep(0.05)

    assert polled(play).error == "it took too long"


def test_an_endless_flood() -> None:
    """A body without an end is read no further than the limit."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\n\r\n" + FEED)
        while True:
            await write(bytes(1_000_000))

    assert "larger than 15 MB" in polled(play).error


def test_headers_without_an_end() -> None:
    """They are given up long before they fill the memory."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\n")
        while True:
            await write(b"X-More: " + b"x" * 4_000 + b"\r\n")

    assert "does not speak HTTP" in polled(play).error


def test_one_header_without_an_end() -> None:
    """A single line is no way around the limit."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            await write(b"x" * 10_000)

    assert "does not speak HTTP" in polled(play).error


def test_a_length_that_is_too_long() -> None:
    """A body that ends before its announced length broke off: it may lack the newest articles."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + FEED)

    assert "broke off" in polled(play).error


def test_a_length_that_is_too_short() -> None:
    """What lies beyond it is taken for another answer, and is none: the feed would be cut without a sign of it."""
    assert "does not speak HTTP" in polled(b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n" + FEED).error


def test_a_length_beyond_the_limit() -> None:
    """What a server says of the length is not what decides; nothing of it is kept in advance."""
    play = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99999999999999\r\n\r\n" + FEED
    assert "broke off" in polled(play).error


@pytest.mark.parametrize("length", [b"-5", b"12, 13", b"many", b""])
def test_a_length_that_is_none(length: bytes) -> None:
    """No number is not HTTP."""
    play = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + b"\r\n\r\n" + FEED
    assert "does not speak HTTP" in polled(play).error


def test_two_lengths() -> None:
    """Chunks and a length at once are how requests are smuggled: refused."""
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert "does not speak HTTP" in polled(head + b"5\r\nhello\r\n0\r\n\r\n").error


def test_chunks() -> None:
    """A body in chunks is one body."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(FEED), 7):
            piece = FEED[at : at + 7]
            await write(b"%x\r\n%s\r\n" % (len(piece), piece))
        await write(b"0\r\n\r\n")

    assert polled(play).titles == BOTH


@pytest.mark.parametrize("chunk", [b"zz\r\nhello\r\n", b"-1\r\nx\r\n", b"5\r\nhel"])
def test_broken_chunks(chunk: bytes) -> None:
    """Chunks that cannot be counted, or are not complete, are a failure."""

    async def play(request: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)

    assert polled(play).state.health.status == "failing"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "disconnected"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not speak HTTP"),
        (b"\x16\x03\x01\x00\xf1\x01", "does not speak HTTP"),
        (b"<rss version='2.0'>", "does not speak HTTP"),
        (b"HTTP/9.9 abc OK\r\n\r\n", "does not speak HTTP"),
    ],
)
def test_what_is_not_http(sent: bytes, says: str) -> None:
    """Other protocols, and none, are told in one line."""

    async def play(request: Request, write: Write) -> None:
        await write(sent)

    assert says.lower() in polled(play).error.lower()


def test_http_1_0_without_a_length() -> None:
    """The body ends with the connection."""
    assert polled(b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + FEED).titles == BOTH


def test_an_early_hint_is_no_answer() -> None:
    """A 1xx comes before the answer, and is passed over."""
    assert polled(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer(FEED)).titles == BOTH


@pytest.mark.parametrize("status", [201, 204, 206, 300, 400, 401, 403, 404, 405, 418, 451, 500, 502, 503, 504, 599])
def test_another_status(status: int) -> None:
    """Whatever is no 200 is a failure that names it, also where a body comes with it."""
    body = b"" if status == 204 else FEED
    assert polled(answer(body, status)).error.startswith(f"HTTP {status}")


def test_a_feed_that_is_gone() -> None:
    """410 says that it will not come back."""
    assert polled(answer(status=410)).state.health.status == "gone"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "it is empty"),
        (b" \r\n\t ", "it is empty"),
        (b"<!doctype html><html><body>Hello</body></html>", "no feed"),
        (b'{"error": "none"}', "no JSON Feed"),
        (b"{broken", "no feed"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a feed"),
        (b"Not found", "no feed"),
        (b"<?xml version='1.0'?><rss", "broken"),
    ],
)
def test_an_answer_that_is_no_feed(body: bytes, says: str) -> None:
    """The feed is unhealthy with the reason, though the status was 200."""
    assert says in polled(answer(body)).error


@pytest.mark.parametrize("kind", ["text/html", "text/plain; charset=utf-8", "application/octet-stream", "nonsense", ""])
def test_a_content_type_that_is_wrong(kind: str) -> None:
    """The bytes decide what they are."""
    assert polled(answer(FEED, content_type=kind)).titles == BOTH


def test_two_polls_share_a_connection() -> None:
    """It is kept where the server keeps it."""
    ended = polled(answer(FEED), polls=2)
    assert (len(ended.web.asked), ended.web.connections) == (2, 1)


def test_a_kept_connection_that_the_server_has_closed() -> None:
    """The next poll makes a new one, and nothing fails."""

    async def play(request: Request, write: Write) -> None:
        await write(answer(FEED))

    ended = polled(play, polls=2)
    assert (ended.state.health.status, ended.web.connections) == ("healthy", 2)


def test_a_port_that_nobody_listens_at() -> None:
    """The reason is the system's."""

    async def run() -> str:
        return (await poll(Web(), "http://site.example:1/feed")).error

    assert asyncio.run(run()) == "no connection to site.example:1: Connection refused"


def test_a_failing_feed_is_polled_again_and_recovers() -> None:
    """It is never given up: the intervals grow, and one good answer makes it healthy."""
    answers = iter([answer(status=500)] * 4 + [answer(FEED)] * 2)
    ended = polled(lambda _: next(answers), polls=5)
    assert [state.health.failures for state in ended.states] == [1, 2, 3, 4, 0]
    assert ended.titles == BOTH
