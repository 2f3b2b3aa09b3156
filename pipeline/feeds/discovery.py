"""The feeds of a site: the address itself, those that its page names, else those where sites have them.

These are the news sitemaps that robots.txt names, and some usual places.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final

import aiohttp

from pipeline.errors import BadInput, FrontwireError
from pipeline.feeds import links, source
from pipeline.feeds.draft import Origin, web_address
from pipeline.feeds.fetch import NONE, Fetched, FetchFailed, fetch, session, without_credentials
from pipeline.feeds.links import Link
from pipeline.feeds.parse import Parsed, feed
from pipeline.feeds.robots import WANTED, sitemaps
from pipeline.feeds.worker import Ask, Parsers, asking
from pipeline.settings import Settings

_PLACES: Final = (
    *("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default", "/feed.json"),
    *("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/googlenews.xml"),
)
"""Where publishing systems and news sites put them."""
_LIMITS: Final = aiohttp.ClientTimeout(total=20, sock_connect=5, sock_read=10)
"""Seconds: somebody waits, and some dozen addresses may be tried."""
_REMEDY: Final = "give the address of the feed itself; `--as-is` lists an address without looking at it"


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that was fetched and read."""

    url: str
    title: str | None


async def discover(settings: Settings, url: str) -> list[Found]:
    """Give the feed at an address, or those of the site's page there; raises FrontwireError where there is none."""
    with Parsers() as parsers:
        async with session(settings, _LIMITS) as client:
            return await found_at(client, asking(parsers), url)


async def found_at(client: aiohttp.ClientSession, ask: Ask, url: str) -> list[Found]:
    """Do what `discover` does, with a client and parsers that are there."""
    try:
        fetched = await source.read(client, ask, url)
    except (FetchFailed, BadInput) as failure:
        raise FrontwireError(f"{without_credentials(url)} cannot be read: {failure}; {_REMEDY}") from None
    try:
        return [Found(url, (await _parsed(ask, fetched)).title)]
    except BadInput as failure:
        reason = str(failure)
    named = await ask(links.read, fetched.body or b"", Origin(url, fetched.url, fetched.content_type))
    feeds = [one async for one in _feeds(client, ask, named)]
    if not feeds:
        places = [*await _sitemaps(client, ask, fetched.url), *_places(fetched.url)]
        feeds = [one async for one in _first(_feeds(client, ask, places))]
    if not feeds:
        raise FrontwireError(f"no feed was found at {without_credentials(url)} ({reason}): {_REMEDY}")
    return feeds


async def _feeds(client: aiohttp.ClientSession, ask: Ask, candidates: Iterable[Link]) -> AsyncIterator[Found]:
    """Give those that are feeds, one request after the other."""
    for link in candidates:
        try:
            parsed = await _parsed(ask, await source.read(client, ask, link.url))
        except (FetchFailed, BadInput):
            continue
        yield Found(link.url, parsed.title or link.title or None)


async def _first(feeds: AsyncIterator[Found]) -> AsyncIterator[Found]:
    """Give the first: a site has the same one at several places."""
    async for one in feeds:
        yield one
        return


async def _parsed(ask: Ask, fetched: Fetched) -> Parsed:
    parsed: Parsed = await ask(feed, fetched.body or b"", Origin(fetched.url, fetched.url, fetched.content_type))
    return parsed


async def _sitemaps(client: aiohttp.ClientSession, ask: Ask, url: str) -> list[Link]:
    """Give the news sitemaps that the site's robots.txt names."""
    try:
        rules = await fetch(client, web_address(url, "/robots.txt") or url, NONE, WANTED)
        named: tuple[str, ...] = await ask(sitemaps, rules.body or b"")
    except (FetchFailed, BadInput):
        return []
    return [Link(address, "") for one in named if "news" in one.lower() and (address := web_address(url, one))]


def _places(url: str) -> Iterable[Link]:
    return [Link(place, "") for path in _PLACES if (place := web_address(url, path))]
