"""The feeds that a page names: in its head as alternates of itself, else as links that look like feeds. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

from pipeline.feeds import encoding
from pipeline.feeds.draft import Origin, web_address
from pipeline.feeds.markup import to_line

MOST: Final = 10
"""Links that are tried of a page."""
_TYPES: Final = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text/xml", re.IGNORECASE)
_LOOKS: Final = re.compile(
    r"(?:\.(?:rss|atom|rdf)|/(?:rss|feed|atom)(?:\.xml|\.json)?)/?(?:\?.*)?$|[?&]feed=", re.IGNORECASE
)
_COMMENTS: Final = re.compile(r"\bcomments?\b|/comments/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be a feed, and what the page calls it."""

    url: str
    title: str


def read(data: bytes, origin: Origin) -> tuple[Link, ...]:
    """Give the feeds that a page names, each once; those of comments only where there are no others."""
    page = encoding.text(data, origin.content_type).encode("utf-8", "replace")
    try:
        tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):  # there is nothing in it
        return ()
    base = web_address(origin.url or "", next(iter(tree.xpath("//base/@href")), None)) or origin.url or ""
    named = list(_alternates(tree, base)) or list(_anchors(tree, base))
    links = list({link.url: link for link in named}.values())
    news = [link for link in links if not _COMMENTS.search(f"{link.title} {link.url}")]
    return tuple(news or links)[:MOST]


def _alternates(tree: html.HtmlElement, base: str) -> Iterator[Link]:
    for element in tree.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        if {"alternate", "feed"} & set(relations) and _TYPES.match((element.get("type") or "").strip()):
            yield from _link(base, element.get("href"), element.get("title"))


def _anchors(tree: html.HtmlElement, base: str) -> Iterator[Link]:
    for element in tree.iter("a"):
        if _LOOKS.search((element.get("href") or "").strip()):
            yield from _link(base, element.get("href"), element.text_content())


def _link(base: str, address: str | None, title: str | None) -> Iterator[Link]:
    if url := web_address(base, address):
        yield Link(url.partition("#")[0], to_line(title or "")[:200])
