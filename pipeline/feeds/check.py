"""Whether a feed's address gives a feed, and what is in it: one fetch and one parse, nothing kept."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import aiohttp

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.feeds import source
from pipeline.feeds.draft import Origin
from pipeline.feeds.fetch import Fetched, FetchFailed, session, without_credentials
from pipeline.feeds.parse import Parsed, feed
from pipeline.feeds.worker import Ask, Parsers, asking
from pipeline.settings import Settings

Show = Callable[[int, int], object]
_AT_ONCE = 20
_PARSERS = 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What an address gave; `error` says why it gave no feed."""

    url: str
    error: str | None = None
    kind: str | None = None
    title: str | None = None
    entries: int = 0
    dated: int = 0
    full_text: int = 0
    newest: datetime | None = None
    redirected_to: str | None = None
    conditional: bool = False
    faults: tuple[str, ...] = ()


async def check(settings: Settings, urls: Iterable[str], show: Show = lambda *_: None) -> list[Checked]:
    """Check addresses, some at once; the answers are in their order. `show` is told how many of how many are done."""
    urls = list(urls)
    with Parsers(_PARSERS) as parsers:
        async with session(settings) as client:
            one = partial(_in_turn, asyncio.Semaphore(_AT_ONCE), client, asking(parsers))
            tasks = [asyncio.ensure_future(one(url)) for url in urls]
            show(0, len(urls))
            for number, next_one in enumerate(asyncio.as_completed(tasks), 1):
                await next_one
                show(number, len(urls))
            return [task.result() for task in tasks]


async def _in_turn(at_once: asyncio.Semaphore, client: aiohttp.ClientSession, ask: Ask, url: str) -> Checked:
    async with at_once:
        return await _checked(client, ask, url)


async def _checked(client: aiohttp.ClientSession, ask: Ask, url: str) -> Checked:
    shown = without_credentials(url)
    try:
        fetched = await source.read(client, ask, url)
        origin = Origin(url, fetched.url, fetched.content_type, fetched=datetime.now(UTC))
        parsed: Parsed = await ask(feed, fetched.body or b"", origin)
    except (FetchFailed, BadInput) as failure:
        return Checked(shown, error=str(failure))
    faults = tuple(f"{fault.where}: {fault.reason}" for fault in parsed.faults)
    return _told(shown, fetched, parsed.articles, parsed.kind, parsed.title, faults)


def _told(
    url: str, fetched: Fetched, articles: tuple[Article, ...], kind: str, title: str | None, faults: tuple[str, ...]
) -> Checked:
    dates = [article.published for article in articles if article.published]
    return Checked(
        url=url,
        kind=kind,
        title=title,
        entries=len(articles),
        dated=len(dates),
        full_text=sum(article.text != article.summary for article in articles),
        newest=max(dates, default=None),
        redirected_to=fetched.url if fetched.url != url else None,
        conditional=bool(fetched.validators.etag or fetched.validators.last_modified),
        faults=faults,
    )
