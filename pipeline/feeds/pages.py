"""The pages of articles of which a feed has a summary only: allowed ▸ in turn ▸ fetched ▸ parsed ▸ the article's text.

Whatever fails with a page, its article goes out as the feed has it, with a note.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from pipeline.contract import Article, FeedSpec
from pipeline.contract.feed import Pages
from pipeline.errors import BadInput
from pipeline.feeds import fulltext, page
from pipeline.feeds.draft import Draft, Origin
from pipeline.feeds.fetch import NONE, FetchFailed, Validators, Wanted, fetch
from pipeline.feeds.pace import Pace
from pipeline.feeds.robots import Robots
from pipeline.feeds.worker import Ask

WANTED: Final = Wanted(
    "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    5_000_000,
    kinds=("text/html", "application/xhtml+xml"),
)
PATIENCE: Final = 60.0
"""Seconds: a page whose turn comes later is left, and its article goes out with the summary."""
MOST_KEPT: Final = 500
"""Pages that are remembered with their validators, in case the feed changes what it says of them."""
_HOLD: Final = 600.0
"""Seconds for which a host is left alone that says it is asked too often and not for how long."""
_TOO_OFTEN: Final = (429, 503)


class ArticlePages:
    """Reads pages, politely."""

    def __init__(
        self,
        client: aiohttp.ClientSession,
        ask: Ask,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`ask` runs a function in a process that can be killed; `now` is in seconds, from any time on."""
        self._client = client
        self._ask = ask
        self._now = now
        self._robots = Robots(partial(fetch, client), ask, now)
        self._pace = Pace(now, sleep)
        self._kept: OrderedDict[str, tuple[Validators, Draft]] = OrderedDict()

    async def complete(self, spec: FeedSpec, articles: Sequence[Article]) -> list[Article]:
        """Give a feed's articles in their order, with the text of their pages where that is wanted and can be had."""
        pages, until = spec.options.pages, self._now() + PATIENCE
        return list(await asyncio.gather(*(self._completed(article, pages, until) for article in articles)))

    async def _completed(self, article: Article, pages: Pages, until: float) -> Article:
        if article.url is None or not fulltext.is_wanted(article, pages):
            return article
        try:
            return fulltext.completed(article, await self._page(article.url, until))
        except (FetchFailed, BadInput) as failure:
            return fulltext.noted(article, str(failure))

    async def _page(self, url: str, until: float) -> Draft:
        await self._allowed(url, until)
        validators, before = self._kept.pop(url, (NONE, None))
        try:
            found = await fetch(self._client, url, validators, WANTED, partial(self._allowed, until=until))
        except FetchFailed as failure:
            self._hold(url, failure)
            raise
        if found.body is not None:
            before = await self._ask(page.read, found.body, Origin(url, found.url, found.content_type))
        if before is None:
            raise BadInput("it is said to be unchanged, and was never seen")
        self._keep(url, found.validators, before)
        return before

    async def _allowed(self, url: str, until: float) -> None:
        """Return when a page's turn has come, or raise FetchFailed where it has none."""
        verdict = await self._robots.judge(url)
        if not verdict.allowed:
            raise FetchFailed("its site's robots.txt does not allow it")
        await self._pace.turn(_host(url), verdict.delay, until)

    def _hold(self, url: str, failure: FetchFailed) -> None:
        if failure.status in _TOO_OFTEN:
            self._pace.hold(_host(url), failure.retry_after or _HOLD)

    def _keep(self, url: str, validators: Validators, draft: Draft) -> None:
        if validators == NONE:
            return
        self._kept[url] = validators, draft
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
