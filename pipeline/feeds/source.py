"""What is at a feed's address: its bytes; where it is an index of sitemaps, those of its newest ones in a row.

An index is asked for whole each time: it may stay the same while what it lists does not.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Final

import aiohttp

from pipeline.errors import BadInput
from pipeline.feeds import sitemap
from pipeline.feeds.detect import LARGEST, decompress, is_gzip
from pipeline.feeds.fetch import NONE, Fetched, FetchFailed, Validators, fetch
from pipeline.feeds.page import same_site
from pipeline.feeds.worker import Ask

_XML: Final = "application/xml"


async def read(client: aiohttp.ClientSession, ask: Ask, url: str, known: Validators = NONE) -> Fetched:
    """Get what is at a feed's address if it has changed, or raise FetchFailed or BadInput."""
    found = await fetch(client, url, known)
    body = await _unzipped(found.body)
    if body is None or not sitemap.is_index(body):
        return found
    listed: Sequence[str] = await ask(sitemap.listed, body)
    addresses = [address for address in listed if same_site(address, found.url)]
    if not addresses:
        raise BadInput("it is an index of sitemaps that lists none of its own site")
    parts = [part async for part in _sitemaps(client, addresses)]
    return replace(found, body=b"\n".join(parts), validators=NONE, content_type=_XML)


async def _sitemaps(client: aiohttp.ClientSession, addresses: Sequence[str]) -> AsyncIterator[bytes]:
    """Give those that can be read, up to the size of a feed; where none can, raise what the last one met."""
    room, failure = LARGEST, None
    for address in addresses:
        try:
            body = await _unzipped((await fetch(client, address)).body)
        except (FetchFailed, BadInput) as error:
            failure = error
            continue
        if body and sitemap.is_sitemap(body) and not sitemap.is_index(body) and len(body) <= room:
            room -= len(body)
            yield body
    if room == LARGEST:
        raise failure or BadInput("it is an index of sitemaps of which none can be read")


async def _unzipped(body: bytes | None) -> bytes | None:
    return await asyncio.to_thread(decompress, body) if body and is_gzip(body[:2]) else body
