"""One polite conditional GET: what a feed's address gives, or one line that says why not."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import takewhile
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from pipeline.feeds.connect import sockets
from pipeline.feeds.detect import LARGEST
from pipeline.feeds.failure import ERRORS, MOST_REDIRECTS, reason
from pipeline.feeds.freshness import fresh_for, retry_after
from pipeline.settings import Settings

CONNECTIONS: Final = 100
PER_HOST: Final = 2
TIMEOUT: Final = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=20)
"""Seconds: an endless trickle is cut by the first, a silent server by the others."""
_PERMANENT: Final = (301, 308)
_CHUNK: Final = 64 * 1024
_LONGEST_VALIDATOR: Final = 2_000
_SECRET: Final = re.compile(
    r"((?:^|[&;])[^=&;]*(?:token|key(?!w)|secret|passw|pwd|auth(?!or)|sig|session|credential|jwt)[^=&;]*=)[^&;]+",
    re.IGNORECASE,
)
_UNDONE: Final = frozenset(("", "identity", "gzip", "x-gzip", "deflate", "br", "zstd"))
"""Codings that the client undoes, and `x-gzip`, which the parser does with any gzip."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, and how many bytes of it are read after decompression.

    More of them are a failure, or left where they are (`cut`). `kinds` are the beginnings of the content types that are
    read at all; none are all.
    """

    accept: str
    largest: int = LARGEST
    cut: bool = False
    kinds: tuple[str, ...] = ()


FEED: Final = Wanted(
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, application/json;q=0.7, text/xml;q=0.7, */*;q=0.1"
)

Hop = Callable[[str], Awaitable[None]]
"""Asked before a redirect is followed, with the address that it leads to; raises FetchFailed to stop."""


class FetchFailed(Exception):
    """The address gave nothing; the text is one line. `status` is HTTP's, `retry_after` the seconds to wait."""

    def __init__(self, reason: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask with the next time, byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


NONE: Final = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `body` is None where nothing has changed (304). `url` is where redirects led.

    `moved` is the address to ask at from now on, where the redirects that stand first are permanent ones.
    """

    url: str
    body: bytes | None
    validators: Validators
    content_type: str | None = None
    moved: str | None = None
    fresh_for: int | None = None
    """Seconds for which the server says that nothing new is to be had (Cache-Control, Expires)."""


@asynccontextmanager
async def session(
    settings: Settings, limits: aiohttp.ClientTimeout = TIMEOUT, resolver: AbstractResolver | None = None
) -> AsyncIterator[aiohttp.ClientSession]:
    """Give the one client of a process: public addresses only, few connections a host, no cookies, a name to call."""
    connector = aiohttp.TCPConnector(
        limit=CONNECTIONS,
        limit_per_host=PER_HOST,
        resolver=resolver,
        socket_factory=sockets(allow_private=settings.fetch_allow_private),
    )
    async with aiohttp.ClientSession(
        connector=connector,
        timeout=limits,
        headers={"User-Agent": user_agent(settings.fetch_contact)},
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as made:
        yield made


def user_agent(contact: str | None) -> str:
    """Give the name under which publishers see the requests, with a contact where the site has given one."""
    return f"Frontwire/{version('frontwire')}" + (f" (+{contact})" if contact else "")


async def fetch(
    client: aiohttp.ClientSession,
    url: str,
    known: Validators = NONE,
    wanted: Wanted = FEED,
    hop: Hop | None = None,
) -> Fetched:
    """Get what is at an address if it has changed, or raise FetchFailed."""
    headers = {"Accept": wanted.accept, **_conditions(known)}
    asked = () if hop is None else (_before(hop),)
    try:
        async with client.get(url, headers=headers, max_redirects=MOST_REDIRECTS, middlewares=asked) as response:
            return await _read(response, url, known, wanted)
    except ERRORS as error:
        raise FetchFailed(reason(error)) from None


def _conditions(known: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _before(hop: Hop) -> aiohttp.ClientMiddlewareType:
    first = iter((True,))

    async def ask(request: aiohttp.ClientRequest, go_on: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
        if not next(first, False):
            await hop(str(request.url))
        return await go_on(request)

    return ask


async def _read(response: aiohttp.ClientResponse, url: str, known: Validators, wanted: Wanted) -> Fetched:
    now = datetime.now(UTC)
    if response.status not in (200, 304):
        raise FetchFailed(
            f"HTTP {response.status} {response.reason or ''}".strip(),
            status=response.status,
            retry_after=retry_after(response.headers.get("Retry-After"), now),
        )
    changed = response.status == 200
    if not changed and known == NONE:
        raise FetchFailed("HTTP 304, which was not asked for")
    return Fetched(
        url=str(response.url),
        body=await _body(response, wanted) if changed else None,
        validators=_validators(response) if changed else known,
        content_type=response.headers.get("Content-Type"),
        moved=_moved(URL(url), response),
        fresh_for=fresh_for(response.headers, now),
    )


def _moved(asked: URL, response: aiohttp.ClientResponse) -> str | None:
    """Give where the permanent redirects lead that come before any other; never from TLS to none."""
    followed = [*response.history, response]
    steps = len(list(takewhile(lambda answer: answer.status in _PERMANENT, response.history)))
    target = followed[steps].url
    # A name and a password are the asked address's own: they would be lost.
    lost = asked.user is not None or (asked.scheme, target.scheme) == ("https", "http")
    return None if steps == 0 or lost else str(target)


async def _body(response: aiohttp.ClientResponse, wanted: Wanted) -> bytes:
    """Read no more than the limit, after decompression: what a server says of the length is not believed."""
    _require_readable(response, wanted)
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > wanted.largest:
            if wanted.cut:
                return bytes(body[: wanted.largest])
            raise FetchFailed(f"it is larger than {wanted.largest / 1e6:g} MB")
    return bytes(body)


def _require_readable(response: aiohttp.ClientResponse, wanted: Wanted) -> None:
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _UNDONE:
        raise FetchFailed(f"it is encoded in a way that was not asked for: {coding[:40]}")
    kind = response.headers.get("Content-Type", "").strip().lower()
    if kind and wanted.kinds and not kind.startswith(wanted.kinds):
        raise FetchFailed(f"it is of another kind: {kind[:40]}")


def _validators(response: aiohttp.ClientResponse) -> Validators:
    return Validators(_validator(response, "ETag"), _validator(response, "Last-Modified"))


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    """Give a validator as it came, or None for one that could not be kept or sent back as it is."""
    value = response.headers.get(name)
    return value if value and value.isascii() and value.isprintable() and len(value) < _LONGEST_VALIDATOR else None


def without_credentials(url: str) -> str:
    """Give a URL as it may be shown and logged: no user's name and password, no value of a query that is a secret."""
    parts = urlsplit(url)
    query = _SECRET.sub(r"\1…", parts.query)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query))
