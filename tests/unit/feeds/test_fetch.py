"""One polite conditional GET, against a web server on this machine that behaves as told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from pipeline.feeds.fetch import Fetched, FetchFailed, Validators, fetch, session, without_credentials
from pipeline.settings import Settings

QUICK = aiohttp.ClientTimeout(total=1.0, sock_connect=0.5, sock_read=0.5)
FEED = b"<rss version='2.0'><channel><item><title>T</title></item></channel></rss>"
OPEN = Settings(fetch_allow_private=True, fetch_contact="https://us.example/bot")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Serve with a handler; gives the address."""
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def got(handler: Handler, path: str = "/feed") -> Fetched:
    """Fetch from a server with a handler."""

    async def run() -> Fetched:
        async with serving(handler) as server, session(OPEN, QUICK) as client:
            return await fetch(client, server + path)

    return asyncio.run(run())


def got_raw(answer: bytes) -> Fetched:
    """Fetch from a server that writes just these bytes, and then closes."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    async def run() -> Fetched:
        async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with session(OPEN, QUICK) as client:
                return await fetch(client, f"http://127.0.0.1:{port}/feed", Validators())

    return asyncio.run(run())


def test_a_feed_comes_with_what_to_ask_with_the_next_time() -> None:
    """The body, the validators byte for byte, the address, the type."""

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=FEED, headers={"ETag": 'W/"a b"', "Last-Modified": "yesterday", "Content-Type": "x/y"})

    found = got(handler)
    assert found.body == FEED
    assert found.validators == Validators('W/"a b"', "yesterday")
    assert (found.url.endswith("/feed"), found.content_type) == (True, "x/y")


def test_a_validator_that_could_not_be_sent_back_is_not_kept() -> None:
    """Bytes that are no text, and absurd lengths."""
    assert got_raw(b'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: "\xff"\r\n\r\nx').validators.etag is None

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=FEED, headers={"ETag": f'"{"x" * 5000}"'})

    assert got(handler).validators.etag is None


@pytest.mark.parametrize(
    ("status", "headers", "says", "retry_after"),
    [
        (404, {}, "HTTP 404 Not Found", None),
        (410, {}, "HTTP 410 Gone", None),
        (429, {"Retry-After": "3600"}, "HTTP 429", 3600),
        (503, {"Retry-After": "Tue, 19 Sep 2023 04:30:00 GMT"}, "HTTP 503", 0),
        (204, {}, "HTTP 204 No Content", None),
    ],
)
def test_other_answers_are_failures(status: int, headers: dict[str, str], says: str, retry_after: int | None) -> None:
    """The status is the reason; what the server asks for is told."""

    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    with pytest.raises(FetchFailed, match=says) as caught:
        got(handler)
    assert (caught.value.status, caught.value.retry_after) == (status, retry_after)


@pytest.mark.parametrize(
    ("hops", "moved"),
    [
        ([], None),
        ([301], "/1"),
        ([302], None),
        ([308, 301], "/2"),
        ([301, 302, 301], "/1"),
    ],
)
def test_a_permanent_redirect_is_told_up_to_the_first_other_one(hops: list[int], moved: str | None) -> None:
    """What follows a temporary one may change at any time."""

    async def handler(request: web.Request) -> web.Response:
        at = int(request.path.strip("/") or 0)
        if at == len(hops):
            return web.Response(body=FEED, headers={"Cache-Control": "max-age=900"})
        return web.Response(status=hops[at], headers={"Location": f"/{at + 1}"})

    found = got(handler, "/0")
    assert (found.moved and found.moved[-2:], found.fresh_for) == (moved, 900)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/"])
def test_private_addresses_are_not_connected_to(url: str) -> None:
    """Literal ones too, for which no resolver is asked."""

    async def run() -> None:
        async with session(Settings(), QUICK) as client:
            await fetch(client, url, Validators())

    with pytest.raises(FetchFailed, match="not a public one"):
        asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://127.0.0.1:1/", "no connection to 127.0.0.1:1: Connection refused"),
        ("ftp://127.0.0.1/", "no http"),
        ("http:///feed", "no http"),
    ],
)
def test_addresses_that_lead_nowhere_are_failures(url: str, says: str) -> None:
    """The reason in the system's words."""

    async def run() -> None:
        async with session(OPEN, QUICK) as client:
            await fetch(client, url, Validators())

    with pytest.raises(FetchFailed, match=says):
        asyncio.run(run())


def test_a_server_without_tls_is_a_failure() -> None:
    """An https address that is none."""

    async def run() -> None:
        async def handler(_: web.Request) -> web.Response:
            return web.Response(body=FEED)

        async with serving(handler) as server, session(OPEN, QUICK) as client:
            await fetch(client, server.replace("http:", "https:"), Validators())

    with pytest.raises(FetchFailed, match="TLS failed"):
        asyncio.run(run())


def test_credentials_of_a_url_are_not_shown() -> None:
    """Name and password are left out, all else stays."""
    assert without_credentials("https://me:secret@x.example:8443/feed?a=1") == "https://x.example:8443/feed?a=1"
    assert without_credentials("https://x.example/a@b") == "https://x.example/a@b"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("token=abc&format=rss", "token=…&format=rss"),
        ("f=1&API_KEY=abc", "f=1&API_KEY=…"),
        ("a=1;password=x;b=2", "a=1;password=…;b=2"),
        ("X-Amz-Signature=0a1b", "X-Amz-Signature=…"),
        ("keywords=war&author=me", "keywords=war&author=me"),
        ("token", "token"),
    ],
)
def test_secrets_in_a_query_are_not_shown(query: str, shown: str) -> None:
    """Private feeds have them as a key or a token; all other values stay."""
    assert without_credentials(f"https://x.example/feed?{query}") == f"https://x.example/feed?{shown}"
