"""Feeds parsed a second, and memory, beside plain feedparser on the same bytes.

Ours gives articles in plain text with their ids; feedparser gives its own entries with their HTML made safe.
"""

import io
import multiprocessing
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

import feedparser
import psutil

from benchmarks.row import Row, rate
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import feed
from pipeline.feeds.worker import Parsers

_ENTRIES: Final = 30
_FEEDS: Final = 30
_LARGE: Final = 1_500
"""Entries of a feed of some 5 MB."""
_NOW: Final = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
_ORIGIN: Final = Origin("https://f.example/feed", "https://f.example/feed", "application/xml", "f", _NOW)
_SUMMARY: Final = (
    '<p>Two <a href="/people">farmers</a> were hurt when a mine went off near the <b>old ferry</b>, '
    "a district officer said on Monday.</p>"
)
_BODY: Final = (
    "".join(
        f'<p>Paragraph {number}: the road to the <a href="/places/{number}">ferry</a> was closed &amp; searched, and '
        "people were told to take the way by the mill until the sappers have gone over the fields.</p>"
        for number in range(12)
    )
    + '<img src="/pictures/1.jpg" alt="The ferry"><ul><li>One</li><li>Two</li></ul>'
)

Parse = Callable[[bytes], object]


def rows() -> Iterator[Row]:
    """Give the figures."""
    feeds = [kind(_ENTRIES, number) for number in range(_FEEDS // 3) for kind in (_rss, _atom, _rdf)]
    theirs = rate(lambda: _all(_plain, feeds))
    yield Row("feeds parsed in this process", "a second", rate(lambda: _all(_ours, feeds)), "feedparser", theirs)
    with Parsers() as parsers:
        worker = rate(lambda: _all(lambda data: parsers.call(feed, data, _ORIGIN), feeds))
    yield Row("feeds parsed by a process that can be killed", "a second", worker, "feedparser", theirs)
    large = _rss(_LARGE, 0)
    size = f"{len(large) / 1e6:.1f} MB"
    took, plain = rate(lambda: _all(_ours, [large]), rounds=1), rate(lambda: _all(_plain, [large]), rounds=1)
    yield Row(f"a feed of {size}", "s", 1 / took, "feedparser", 1 / plain)
    yield Row("memory that these feeds take", "MB", _memory(_ours, feeds), "feedparser", _memory(_plain, feeds))
    yield Row(
        f"memory that a feed of {size} takes", "MB", _memory(_ours, [large]), "feedparser", _memory(_plain, [large])
    )


def _ours(data: bytes) -> object:
    return feed(data, _ORIGIN)


def _plain(data: bytes) -> object:
    return feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/xml"})


def _all(parse: Parse, feeds: list[bytes]) -> int:
    for data in feeds:
        parse(data)
    return len(feeds)


def _memory(parse: Parse, feeds: list[bytes]) -> float:
    """Give by how many MB a fresh process grows that parses the feeds and holds what came of the last."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_growth, (parse, feeds))


def _growth(parse: Parse, feeds: list[bytes]) -> float:
    process, held = psutil.Process(), parse(_rss(1, 0))
    before = process.memory_info().rss
    for data in feeds:
        held = parse(data)
    grown: int = process.memory_info().rss - before
    del held
    return grown / 1e6


# ── the feeds ──


def _rss(entries: int, number: int) -> bytes:
    items = "".join(
        f"<item><title>Mine near the ferry ({one})</title><link>https://f.example/{number}/{one}</link>"
        f"<guid isPermaLink='false'>{number}-{one}</guid><pubDate>{format_datetime(_time(one))}</pubDate>"
        f"<dc:creator>A. Writer</dc:creator><category>Mines</category><description><![CDATA[{_SUMMARY}]]></description>"
        f"<content:encoded><![CDATA[{_BODY}]]></content:encoded></item>"
        for one in range(entries)
    )
    spaces = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<rss version='2.0' {spaces}><channel><title>Feed {number}</title>{items}</channel></rss>".encode()


def _atom(entries: int, number: int) -> bytes:
    items = "".join(
        f"<entry><title>Mine near the ferry ({one})</title><link href='https://f.example/{number}/{one}'/>"
        f"<id>tag:f.example,2023:{number}/{one}</id><updated>{_time(one).isoformat()}</updated>"
        f"<author><name>A. Writer</name></author><category term='Mines'/><summary type='html'><![CDATA[{_SUMMARY}]]>"
        f"</summary><content type='html'><![CDATA[{_BODY}]]></content></entry>"
        for one in range(entries)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>{number}</title>{items}</feed>".encode()


def _rdf(entries: int, number: int) -> bytes:
    items = "".join(
        f"<item rdf:about='https://f.example/{number}/{one}'><title>Mine near the ferry ({one})</title>"
        f"<link>https://f.example/{number}/{one}</link><dc:date>{_time(one).isoformat()}</dc:date>"
        f"<description><![CDATA[{_SUMMARY}{_BODY}]]></description></item>"
        for one in range(entries)
    )
    spaces = (
        "xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    )
    return f"<rdf:RDF {spaces}><channel><title>Feed {number}</title></channel>{items}</rdf:RDF>".encode()


def _time(number: int) -> datetime:
    return _NOW - timedelta(minutes=17 * number)
