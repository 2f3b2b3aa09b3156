"""The pages of articles of which a feed has a summary only: allowed ▸ in turn ▸ fetched ▸ parsed ▸ the article's text.

Whatever fails with a page, its article goes out as the feed has it, with a note.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import aiohttp

from pipeline.contract import Article, FeedSpec
from pipeline.contract.feed import Pages
from pipeline.errors import BadInput
from pipeline.feeds import fulltext, page
from pipeline.feeds.clock import Clock
from pipeline.feeds.draft import Draft, Origin, host
from pipeline.feeds.fetch import NONE, FetchFailed, Validators, Wanted, fetch
from pipeline.feeds.hosts import PAUSE, Hosts
from pipeline.feeds.robots import Robots
from pipeline.feeds.worker import Ask, ParserLost

WANTED: Final = Wanted(
    "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    5_000_000,
    kinds=("text/html", "application/xhtml+xml"),
)
PATIENCE: Final = timedelta(seconds=60)
"""A page whose turn comes later is left, and its article goes out with the summary: news does not wait."""
MOST_KEPT: Final = 300
"""Pages that are remembered with their validators, in case the feed changes what it says of them."""
_LONGEST_KEPT: Final = 50_000
"""Characters of such a page's text; nearly all are shorter, and some would fill the memory."""
_HOLD: Final = 600
"""Seconds for which a host is left alone that is asked too often and does not say for how long, or costs a parser."""
_TOO_OFTEN: Final = (429, 503)
_LONGEST_PAUSE: Final = 86_400
"""Seconds; `Crawl-delay` may be any number."""


class ArticlePages:
    """Reads pages, politely."""

    def __init__(self, client: aiohttp.ClientSession, ask: Ask, hosts: Hosts, clock: Clock) -> None:
        """`ask` runs a function in a process that can be killed; `hosts` are those of the feeds that are polled too."""
        self._client = client
        self._ask = ask
        self._hosts = hosts
        self._clock = clock
        self._robots = Robots(partial(fetch, client), ask, clock)
        self._kept: OrderedDict[str, tuple[Validators, Draft]] = OrderedDict()

    async def complete(self, spec: FeedSpec, articles: Sequence[Article]) -> list[Article]:
        """Give a feed's articles, the oldest first, with the text of their pages where it is wanted and can be had."""
        pages, latest = spec.options.pages, self._clock.now() + PATIENCE
        # Where not all have their turn in time, the newest have it.
        newest_first = [self._completed(article, pages, latest) for article in reversed(articles)]
        return list(reversed(await asyncio.gather(*newest_first)))

    async def _completed(self, article: Article, pages: Pages, latest: datetime) -> Article:
        if article.url is None or not fulltext.is_wanted(article, pages):
            return article
        try:
            return fulltext.completed(article, await self._page(article.url, latest))
        except (FetchFailed, BadInput) as failure:
            return fulltext.noted(article, str(failure))

    async def _page(self, url: str, latest: datetime) -> Draft:
        """Fetch and read a page within its turn: one that costs its parser much holds up its own host only."""
        pause = await self._pause(url)
        async with self._hosts.turn(host(url) or "", pause, latest):
            try:
                return await self._read(url, latest)
            except (FetchFailed, ParserLost) as failure:
                self._hold(url, failure)
                raise

    def _hold(self, url: str, failure: FetchFailed | ParserLost) -> None:
        if isinstance(failure, ParserLost):
            self._hosts.hold(host(url) or "", _HOLD)
        elif failure.status in _TOO_OFTEN:
            self._hosts.hold(host(url) or "", failure.retry_after or _HOLD)

    async def _read(self, url: str, latest: datetime) -> Draft:
        validators, before = self._kept.pop(url, (NONE, None))
        hop = partial(self._hop, from_host=host(url) or "", latest=latest)
        found = await fetch(self._client, url, validators, WANTED, hop)
        if found.body is not None:
            before = await self._ask(page.read, found.body, Origin(url, found.url, found.content_type))
        if before is None:
            raise BadInput("it is said to be unchanged, and was never seen")
        self._keep(url, found.validators, before)
        return before

    async def _hop(self, to: str, from_host: str, latest: datetime) -> None:
        """Return when a redirect may be followed; within the host it is part of the turn there."""
        pause = await self._pause(to)
        if host(to) != from_host:
            await self._hosts.start(host(to) or "", pause, latest)

    async def _pause(self, url: str) -> timedelta:
        """Give the pause after a page, or raise FetchFailed where robots.txt does not allow it."""
        verdict = await self._robots.judge(url)
        if not verdict.allowed:
            raise FetchFailed("its site's robots.txt does not allow it")
        return max(PAUSE, timedelta(seconds=min(verdict.delay or 0, _LONGEST_PAUSE)))

    def _keep(self, url: str, validators: Validators, draft: Draft) -> None:
        if validators == NONE or len(draft.text) > _LONGEST_KEPT:
            return
        self._kept[url] = validators, draft
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
