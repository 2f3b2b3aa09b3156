"""News sitemaps (sitemaps.org, with Google's namespace for news), and the indexes that list them. Pure.

Only what stands within the root element is read: no document type reaches the parser, so there are no entities.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from pipeline.errors import BadInput
from pipeline.feeds import dates, encoding
from pipeline.feeds.draft import Draft, distinct, web_address
from pipeline.feeds.markup import to_line

MOST_SITEMAPS: Final = 3
"""Sitemaps that are read of an index: news sitemaps hold two days, and sites have one, or one for each day."""

_ROOT: Final = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(urlset|sitemapindex)[\s>]")
_URLSETS: Final = re.compile(r"<((?:[A-Za-z][\w.-]*:)?urlset)[\s>].*?(?:</\1\s*>|\Z)", re.DOTALL)
_INDEX: Final = re.compile(r"<((?:[A-Za-z][\w.-]*:)?sitemapindex)[\s>].*?(?:</\1\s*>|\Z)", re.DOTALL)
_NEWS: Final = "google.com/schemas/sitemap-news"
_HEAD: Final = 8192
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def is_sitemap(head: bytes) -> bool:
    """Tell a sitemap or an index by the beginning of its bytes."""
    return bool(_ROOT.search(head[:_HEAD]))


def is_index(head: bytes) -> bool:
    """Tell an index of sitemaps by the beginning of its bytes."""
    found = _ROOT.search(head[:_HEAD])
    return bool(found and found[1] == b"sitemapindex")


def read(data: bytes) -> list[Draft]:
    """Give the news of a sitemap, or of several in a row, the newest first; BadInput for one that is not of news."""
    text = encoding.text(data)
    if _NEWS not in text:
        raise BadInput("it is a sitemap, but none of news; the site's robots.txt may name its news sitemap")
    drafts = [draft for found in _URLSETS.finditer(text) for draft in _drafts(_parsed(found[0]))]
    return sorted(drafts, key=lambda draft: draft.published or _LONG_AGO, reverse=True)


def listed(data: bytes) -> tuple[str, ...]:
    """Give the addresses of an index that are worth reading: those named for news, then the newest."""
    found = _INDEX.search(encoding.text(data))
    rows = list(_rows(_parsed(found[0]))) if found else []
    if any("news" in address.lower() for address, _ in rows):
        rows = [row for row in rows if "news" in row[0].lower()]
    rows.reverse()  # the sorting is stable: where nothing is dated, the last of the list are taken to be the newest
    rows.sort(key=lambda row: row[1], reverse=True)
    return tuple(dict.fromkeys(address for address, _ in rows))[:MOST_SITEMAPS]


def _parsed(xml: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"it is a sitemap whose XML is broken: {error.msg}") from None


def _rows(root: Any) -> Iterator[tuple[str, datetime]]:
    for entry in _children(root, "sitemap"):
        if address := web_address("", _text(entry, "loc")):
            yield address, dates.parse(_text(entry, "lastmod")) or _LONG_AGO


def _drafts(root: Any) -> Iterator[Draft]:
    for entry in _children(root, "url"):
        address, news = web_address("", _text(entry, "loc")), next(_children(entry, "news"), None)
        if news is not None and address:
            yield _draft(address, news)


def _draft(address: str, news: Any) -> Draft:
    paper = next(_children(news, "publication"), None)
    published, remarks = dates.first_of([_text(news, "publication_date")])
    return Draft(
        url=address,
        source=to_line(_text(paper, "name")) or None,
        title=to_line(_text(news, "title")),
        published=published,
        language=_text(paper, "language") or None,
        tags=distinct(to_line(word) for word in _text(news, "keywords").split(",")),
        remarks=remarks,
    )


def _children(element: Any, name: str) -> Iterator[Any]:
    """Give the children of a name, in whatever namespace: publishers misspell these."""
    if element is not None:
        elements = (child for child in element if isinstance(child.tag, str))  # comments have a function for a tag
        # Not `etree.QName`: what a lenient parser takes for a name may be none.
        yield from (child for child in elements if child.tag.rpartition("}")[2] == name)


def _text(element: Any, name: str) -> str:
    child = next(_children(element, name), None)
    return "" if child is None else "".join(child.itertext()).strip()
