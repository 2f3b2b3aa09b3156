"""One polite conditional GET, against a web server on this machine that behaves as told."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from pipeline.feeds import connect
from pipeline.feeds.detect import LARGEST
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators, fetch, session, without_credentials
from pipeline.settings import Settings

QUICK = aiohttp.ClientTimeout(total=1.0, sock_connect=0.5, sock_read=0.5)
FEED = b"<rss version='2.0'><channel><item><title>T</title></item></channel></rss>"
OPEN = Settings(fetch_allow_private=True, fetch_contact="https://us.example/bot")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


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


def got(handler: Handler, path: str = "/feed", known: Validators = Validators(), settings: Settings = OPEN) -> Fetched:  # noqa: B008 - frozen
    """Fetch from a server with a handler."""

    async def run() -> Fetched:
        async with serving(handler) as server, session(settings, QUICK) as client:
            return await fetch(client, server + path, known)

    return asyncio.run(run())


def got_raw(answer: bytes, *, hang: bool = False) -> Fetched:
    """Fetch from a server that writes just these bytes, and then closes or waits."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if hang:
            await reader.read()
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


def test_the_request_is_conditional_and_says_who_asks() -> None:
    """Validators as they came; a name with a contact; no cookies that another answer set."""
    seen: dict[str, str] = {}

    async def handler(request: web.Request) -> web.Response:
        seen.update(request.headers)
        return web.Response(status=304)

    found = got(handler, known=Validators('W/"a b"', "yesterday"))
    assert found.body is None
    assert found.validators == Validators('W/"a b"', "yesterday")
    assert (seen["If-None-Match"], seen["If-Modified-Since"]) == ('W/"a b"', "yesterday")
    assert seen["User-Agent"].startswith("Frontwire/")
    assert seen["User-Agent"].endswith("(+https://us.example/bot)")
    assert "Cookie" not in seen


def test_a_server_that_repeats_its_etag_for_new_content_is_read() -> None:
    """The body decides what is new, not the validators."""

    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=FEED, headers={"ETag": request.headers["If-None-Match"]})

    assert got(handler, known=Validators('"same"')).body == FEED


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


def test_redirects_are_followed_to_the_feed() -> None:
    """The address at the end is told: links are relative to it."""

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/feed":
            raise web.HTTPMovedPermanently("/a/b")
        return web.Response(body=FEED)

    assert got(handler).url.endswith("/a/b")


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("/feed", "more than 5 redirects"),
        ("file:///etc/passwd", "no http"),
        ("http://127.0.0.2/", "not a public one"),
        ("http://[::1]/", "not a public one"),
        ("http://169.254.169.254/latest/meta-data", "not a public one"),
    ],
)
def test_redirects_lead_neither_in_circles_nor_inside(target: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hop is checked as the first one is; here 127.0.0.1 stands for the public internet."""
    monkeypatch.setattr(connect, "is_public", lambda address: address == "127.0.0.1")

    async def handler(_: web.Request) -> web.Response:
        raise web.HTTPFound(target)

    with pytest.raises(FetchFailed, match=says):
        got(handler, settings=Settings())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/"])
def test_private_addresses_are_not_connected_to(url: str) -> None:
    """Literal ones too, for which no resolver is asked."""

    async def run() -> None:
        async with session(Settings(), QUICK) as client:
            await fetch(client, url, Validators())

    with pytest.raises(FetchFailed, match="not a public one"):
        asyncio.run(run())


def test_a_body_is_read_no_further_than_the_limit() -> None:
    """After decompression, whatever the length is said to be."""

    async def bomb(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(bytes(LARGEST * 3)), headers={"Content-Encoding": "gzip"})

    with pytest.raises(FetchFailed, match="larger than 15 MB"):
        got(bomb)

    async def fits(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(FEED), headers={"Content-Encoding": "gzip"})

    assert got(fits).body == FEED


def test_an_endless_trickle_ends_at_the_time_limit() -> None:
    """Each byte comes in time, all of them never do."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(0.05)

    with pytest.raises(FetchFailed, match="took too long"):
        got(handler)


@pytest.mark.parametrize(
    ("answer", "hang", "says"),
    [
        (b"", True, "took too long"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", True, "took too long"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", False, "broke off"),
        (b"", False, "disconnected"),
        (b"SSH-2.0-OpenSSH\r\n", False, "does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", False, "does not speak HTTP: got more than"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain", False, "cannot be decoded"),
    ],
)
def test_servers_that_break_the_rules_are_failures(answer: bytes, hang: bool, says: str) -> None:
    """Silent ones, liars, other protocols, headers without end: one line each."""
    with pytest.raises(FetchFailed, match=f"(?i){says}") as caught:
        got_raw(answer, hang=hang)
    assert "\n" not in str(caught.value)


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


def test_an_encoding_that_was_not_asked_for_is_a_failure() -> None:
    """Its bytes would be taken for a broken feed."""

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=b"xx", headers={"Content-Encoding": "compress"})

    with pytest.raises(FetchFailed, match="was not asked for: compress"):
        got(handler)
