"""robots.txt (RFC 9309): whether a page may be fetched, and how long its host wants one to wait between two.

200         its rules, for a day; then asked for again with validators
4xx         there are none: everything may be fetched
429, 5xx    it cannot be reached, nor when the connection fails: nothing may be fetched, unless older rules are known
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from http import HTTPStatus
from itertools import islice
from typing import Final
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from protego import Protego

from pipeline.errors import BadInput
from pipeline.feeds.clock import Clock
from pipeline.feeds.encoding import text
from pipeline.feeds.fetch import NONE, Fetched, FetchFailed, Validators, Wanted
from pipeline.feeds.worker import Ask

AGENT: Final = "Frontwire"
"""The product token that sites name in their rules."""
WANTED: Final = Wanted("text/plain, */*;q=0.1", 512_000, cut=True)
"""RFC 9309, 2.5: at least 500 KiB must be read; what comes after them need not be."""
KEPT: Final = timedelta(days=1)
"""RFC 9309, 2.4: no longer than 24 hours."""
RETRY: Final = timedelta(minutes=30)
MOST_BYTES: Final = 30_000_000
"""Of rules that are remembered: those of some five thousand sites, most of which have less than four thousand."""
_OVERHEAD: Final = 2_000
"""Bytes of a site without its rules."""

Get = Callable[[str, Validators, Wanted], Awaitable[Fetched]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page may be fetched; `delay` is the pause that its host asks for, in seconds."""

    allowed: bool
    delay: float | None = None


def verdict(rules: bytes, url: str) -> Verdict:
    """Judge a page by rules; anybody's rules, so in a process that can be killed."""
    read = _read(rules)
    return Verdict(read.can_fetch(url, AGENT), read.crawl_delay(AGENT))


def sitemaps(rules: bytes) -> tuple[str, ...]:
    """Give the sitemaps that rules name, the first hundred; as `verdict`, in a process that can be killed."""
    return tuple(islice(_read(rules).sitemaps, 100))


@lru_cache(maxsize=64)
def _read(rules: bytes) -> Protego:
    return Protego.parse(text(rules))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a site's robots.txt was; `rules` is None where it cannot be reached, and empty where there is none."""

    rules: bytes | None
    validators: Validators
    until: datetime

    def size(self) -> int:
        """Give the bytes that it takes, about."""
        return len(self.rules or b"") + _OVERHEAD


class Robots:
    """Judges pages, and remembers the rules of their sites."""

    def __init__(self, get: Get, ask: Ask, clock: Clock) -> None:
        self._get = get
        self._ask = ask
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._asked: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def judge(self, url: str) -> Verdict:
        """Judge a page."""
        site = _site(url)
        asked = self._asked.setdefault(site, asyncio.Lock())
        # One after the other: there is one request for the rules, and those that cost their parser cost it once.
        async with asked:
            return await self._judged(site, await self._of(site), url)

    async def _judged(self, site: str, kept: _Kept, url: str) -> Verdict:
        if not kept.rules:
            return Verdict(allowed=kept.rules is not None)
        try:
            found: Verdict = await self._ask(verdict, kept.rules, url)
        except BadInput:  # rules that nobody can read are as good as none that can be had
            self._keep(site, _Kept(None, NONE, self._clock.now() + RETRY))
            return Verdict(allowed=False)
        return found

    async def _of(self, site: str) -> _Kept:
        kept = self._kept.get(site)
        if kept is None or kept.until <= self._clock.now():
            kept = await self._fetched(site, kept)
        self._keep(site, kept)
        return kept

    def _keep(self, site: str, kept: _Kept) -> None:
        self._forget(site)
        self._kept[site] = kept
        self._bytes += kept.size()
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._forget(next(iter(self._kept)))

    def _forget(self, site: str) -> None:
        if known := self._kept.pop(site, None):
            self._bytes -= known.size()

    async def _fetched(self, site: str, before: _Kept | None) -> _Kept:
        try:
            found = await self._get(f"{site}/robots.txt", before.validators if before else NONE, WANTED)
        except FetchFailed as failure:
            return self._failed(failure, before)
        rules = found.body if found.body is not None or before is None else before.rules
        return _Kept(rules, found.validators, self._clock.now() + KEPT)

    def _failed(self, failure: FetchFailed, before: _Kept | None) -> _Kept:
        status = failure.status or 0
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status != 429:
            return _Kept(b"", NONE, self._clock.now() + KEPT)
        return _Kept(before.rules if before else None, before.validators if before else NONE, self._clock.now() + RETRY)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
