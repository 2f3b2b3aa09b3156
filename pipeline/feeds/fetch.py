"""One polite conditional GET: what a feed's address gives, or one line that says why not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import takewhile
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from pipeline.feeds.connect import sockets
from pipeline.feeds.detect import LARGEST
from pipeline.feeds.failure import ERRORS, MOST_REDIRECTS, reason
from pipeline.feeds.freshness import fresh_for, retry_after
from pipeline.settings import Settings

ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, application/json;q=0.7, text/xml;q=0.7, */*;q=0.1"
)
CONNECTIONS: Final = 100
PER_HOST: Final = 2
TIMEOUT: Final = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=20)
"""Seconds: an endless trickle is cut by the first, a silent server by the others."""
PERMANENT: Final = (301, 308)
_CHUNK: Final = 64 * 1024
_LONGEST_VALIDATOR: Final = 2_000


class FetchFailed(Exception):
    """The address gave no feed; the text is one line. `status` is HTTP's, `retry_after` the seconds to wait."""

    def __init__(self, reason: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask with the next time, byte for byte."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `body` is None where nothing has changed (304). `url` is where redirects led."""

    url: str
    body: bytes | None
    validators: Validators
    content_type: str | None = None
    moved: str | None = None
    """Where permanent redirects led, up to the first other one; None where the first was none."""
    fresh_for: int | None = None
    """Seconds for which the server says that nothing new is to be had (Cache-Control, Expires)."""


@asynccontextmanager
async def session(settings: Settings, limits: aiohttp.ClientTimeout = TIMEOUT) -> AsyncIterator[aiohttp.ClientSession]:
    """Give the one client of a process: public addresses only, few connections a host, no cookies, a name to call."""
    connector = aiohttp.TCPConnector(
        limit=CONNECTIONS,
        limit_per_host=PER_HOST,
        socket_factory=sockets(allow_private=settings.fetch_allow_private),
    )
    async with aiohttp.ClientSession(
        connector=connector,
        timeout=limits,
        headers={"User-Agent": user_agent(settings.fetch_contact), "Accept": ACCEPT},
        cookie_jar=aiohttp.DummyCookieJar(),
    ) as made:
        yield made


def user_agent(contact: str | None) -> str:
    """Give the name under which publishers see the requests, with a contact where the site has given one."""
    return f"Frontwire/{version('frontwire')}" + (f" (+{contact})" if contact else "")


async def fetch(client: aiohttp.ClientSession, url: str, known: Validators) -> Fetched:
    """Get what is at an address if it has changed, or raise FetchFailed."""
    try:
        async with client.get(url, headers=_conditions(known), max_redirects=MOST_REDIRECTS) as response:
            return await _read(response, known)
    except ERRORS as error:
        raise FetchFailed(reason(error)) from None


def _conditions(known: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


async def _read(response: aiohttp.ClientResponse, known: Validators) -> Fetched:
    now = datetime.now(UTC)
    if response.status not in (200, 304):
        raise FetchFailed(
            f"HTTP {response.status} {response.reason or ''}".strip(),
            status=response.status,
            retry_after=retry_after(response.headers.get("Retry-After"), now),
        )
    unchanged = response.status == 304
    return Fetched(
        url=str(response.url),
        body=None if unchanged else await _body(response),
        validators=known if unchanged else _validators(response),
        content_type=response.headers.get("Content-Type"),
        moved=_moved(response),
        fresh_for=fresh_for(response.headers, now),
    )


def _moved(response: aiohttp.ClientResponse) -> str | None:
    hops = [*response.history, response]
    permanent = len(list(takewhile(lambda hop: hop.status in PERMANENT, hops)))
    return str(hops[permanent].url) if permanent else None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """Read no more than the limit, after decompression: what a server says of the length is not believed."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > LARGEST:
            raise FetchFailed(f"it is larger than {LARGEST / 1e6:.0f} MB")
    return bytes(body)


def _validators(response: aiohttp.ClientResponse) -> Validators:
    return Validators(_validator(response, "ETag"), _validator(response, "Last-Modified"))


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    """Give a validator as it came, or None for one that could not be kept or sent back as it is."""
    value = response.headers.get(name)
    return value if value and value.isascii() and value.isprintable() and len(value) < _LONGEST_VALIDATOR else None


def without_credentials(url: str) -> str:
    """Give a URL as it may be shown and logged: without a user's name and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
