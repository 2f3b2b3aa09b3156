"""A web on this machine that plays what is wrong with the real one, and a poller that polls one feed of it.

Names lead to 127.0.0.1, which stands for the public internet where private addresses are refused. Time is not waited
for: whoever sleeps is woken at once, with the clock set on.
"""

import asyncio
import inspect
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from pipeline.contract import Article, FeedSpec, FeedState
from pipeline.contract.feed import FeedOptions, Pages
from pipeline.feeds import source
from pipeline.feeds.clock import Clock
from pipeline.feeds.fetch import session
from pipeline.feeds.hosts import Hosts
from pipeline.feeds.pages import ArticlePages
from pipeline.feeds.parse import feed
from pipeline.feeds.poller import Means, Poller
from pipeline.feeds.schedule import Bounds
from pipeline.feeds.worker import Ask
from pipeline.settings import Settings

START = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
LIMITS = aiohttp.ClientTimeout(total=1.0, sock_connect=0.5, sock_read=0.3)
"""Seconds; where they are the behaviour, a test waits for them."""
OPEN = Settings(fetch_allow_private=True)
CLOSED = Settings()


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for."""

    host: str
    path: str
    headers: dict[str, str]


Write = Callable[[bytes], Awaitable[None]]
Play = bytes | Callable[[Request], bytes] | Callable[[Request, Write], Awaitable[None]]
"""An answer's bytes, what makes them of a request, or what writes them as it likes; the connection is closed then."""


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> bytes:
    """Give an honest answer; `content_type="a/b"` is a header."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Played", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: int = 302) -> bytes:
    """Give a redirect."""
    return answer(status=status, location=location)


def rss(*items: str, channel: str = "") -> bytes:
    """Give a feed with these items' elements."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    text = f'<rss version="2.0"><channel><title>Post</title>{channel}{inside}</channel></rss>'
    return text.encode()


class Web:
    """The web: `plays` by path, or by host and path (`site.example/a`); `asked` has every request."""

    def __init__(self) -> None:
        self.plays: dict[str, Play] = {}
        self.asked: list[Request] = []
        self.connections = 0
        self.port = 0

    def url(self, path: str, host: str = "site.example", scheme: str = "http") -> str:
        """Give an address."""
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give what was asked for, in order."""
        return [request.path for request in self.asked]

    @asynccontextmanager
    async def open(self, certificate: str | None = None) -> AsyncIterator["Web"]:
        """Serve while the block lasts."""
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        tasks: set[asyncio.Task[None]] = set()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            tasks.add(asyncio.ensure_future(self._serve(reader, writer)))

        server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1

        async def write(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._answered(_request(await reader.readuntil(b"\r\n\r\n")), write):
                pass
        writer.close()

    async def _answered(self, request: Request, write: Write) -> bool:
        """Answer, and tell whether the connection is kept."""
        self.asked.append(request)
        path = request.path.partition("?")[0]
        play = self.plays.get(f"{request.host}{path}") or self.plays.get(path) or answer(status=404)
        if isinstance(play, bytes):
            await write(play)
            return b"connection: close" not in play.lower()
        if inspect.iscoroutinefunction(play):
            await play(request, write)
            return False
        await write(play(request))  # type: ignore[call-arg, arg-type]
        return True


def _request(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").rstrip().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Request(headers.get("Host", "").partition(":")[0], first.split(" ")[1], headers)


class Names(AbstractResolver):
    """A DNS: the addresses of each name, one answer after the other, the last for ever; 127.0.0.1 for all others."""

    def __init__(self, **names: list[list[str]]) -> None:
        self._names = {name.replace("_", "."): list(answers) for name, answers in names.items()}

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        """Give the addresses of a name."""
        answers = self._names.get(host, [["127.0.0.1"]])
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Do nothing."""


@dataclass(slots=True)
class Time:
    """A clock that sleeping sets on."""

    now: datetime = START
    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        """Give it as a poller has it."""
        return Clock(lambda: self.now, self.sleep)

    async def sleep(self, seconds: float) -> None:
        """Set the clock on."""
        if seconds > 0:
            self.slept.append(seconds)
            self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass(slots=True)
class Ended:
    """What came of polling a feed: the states after each poll, and all articles."""

    web: Web
    time: Time
    states: list[FeedState] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)

    @property
    def state(self) -> FeedState:
        """The last state."""
        return self.states[-1]

    @property
    def error(self) -> str:
        """Why the feed is not healthy."""
        assert self.state.health.status != "healthy", "it is healthy"
        return self.state.health.error or ""

    @property
    def titles(self) -> list[str]:
        """The titles of the articles; the feed must be healthy."""
        assert self.state.health.status == "healthy", self.state.health.error
        return [article.title for article in self.articles]

    @property
    def wait(self) -> float:
        """Seconds from the last poll to the next."""
        assert self.state.next_poll is not None
        return (self.state.next_poll - self.at[-1]).total_seconds()


class _Outlet:
    """Takes what a poller sends, and says when it was polled often enough."""

    def __init__(self, ended: Ended, polls: int) -> None:
        self._ended = ended
        self._polls = polls
        self.done = asyncio.Event()

    async def articles(self, articles: Sequence[Article]) -> None:
        """Take articles."""
        self._ended.articles += articles

    async def state(self, _: str, state: FeedState | None, __: int) -> None:
        """Take a state."""
        if state is not None and not self.done.is_set():
            self._ended.states.append(state)
            self._ended.at.append(self._ended.time.now)
            if len(self._ended.states) == self._polls:
                self.done.set()
                await asyncio.Event().wait()


async def here(function: Callable[..., Any], *arguments: Any) -> Any:
    """Ask a function in this process: what needs one of its own is tested with one."""
    return function(*arguments)


async def poll(
    web: Web,
    url: str,
    *,
    polls: int = 1,
    settings: Settings = OPEN,
    pages: Pages = "never",
    names: AbstractResolver | None = None,
    ask: Ask = here,
    bounds: tuple[int, int] = (300, 86_400),
) -> Ended:
    """Poll a feed of the web so often."""
    ended = Ended(web, Time())
    outlet = _Outlet(ended, polls)

    async def changes(poller: Poller) -> None:
        await poller.listed(FeedSpec(feed_id="f", url=url, options=FeedOptions(pages=pages)), 0)
        await outlet.done.wait()
        raise asyncio.CancelledError

    async with session(settings, LIMITS, names or Names()) as client:
        clock = ended.time.clock
        hosts = Hosts(clock)
        means = Means(
            fetch=partial(source.read, client, ask),
            parse=partial(ask, feed),
            outlet=outlet,
            bounds=Bounds(*bounds),
            complete=ArticlePages(client, ask, hosts, clock).complete,
            clock=clock,
            chance=Random(1),
            hosts=hosts,
        )
        with suppress(asyncio.CancelledError):
            await Poller(means).run(changes)
    return ended


def polled(play: Play, path: str = "/feed", *, certificate: str | None = None, user: str = "", **how: Any) -> Ended:
    """Poll a feed at which one thing is played; `how` is `poll`'s, `plays` are further plays, `user` is as `me:pw@`."""
    web = Web()
    web.plays = {path: play, **how.pop("plays", {})}
    scheme = "https" if certificate else "http"

    async def run() -> Ended:
        async with web.open(certificate):
            return await poll(web, web.url(path, f"{user}site.example", scheme), **how)

    return asyncio.run(asyncio.wait_for(run(), 60))
