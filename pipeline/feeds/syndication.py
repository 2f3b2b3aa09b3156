"""RSS 0.9x, 1.0 (RDF), 2.0 and Atom, by feedparser.

feedparser is always given a file object: `feedparser.parse(bytes)` would open a local file whose name the bytes spell,
or fetch the URL that they are. Its sanitising and its resolving of links within HTML stay off: the HTML becomes plain
text here, and without them it is three to five times as fast.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from xml.sax import SAXParseException

import feedparser

from pipeline.errors import BadInput
from pipeline.feeds import dates, encoding, markup
from pipeline.feeds.draft import Draft, Origin, distinct, web_address

_RDF: Final = ("rss090", "rss10")
_PERSONS: Final = tuple(
    re.compile(form)
    for form in (
        r"\s*(?:mailto:)?\S+@\S+\s*\((?P<name>[^()]+)\)\s*$",
        r"\s*(?P<name>[^<>]+?)\s*<[^<>]*@[^<>]*>\s*$",
        r"\s*(?P<name>[^()]+?)\s*\([^()]*@[^()]*\)\s*$",
    )
)
"""How a name and an address are written in one."""


def read(data: bytes, origin: Origin) -> tuple[dict[str, Any], Iterator[Draft]]:
    """Give a feed's own fields and its entries, or raise BadInput for what is no feed.

    The fields: `version`, `title`, `self` (its address), `broken` (what is wrong with XML that was read all the same).
    """
    body, content_type = _settled(data, origin.content_type)
    given = {"content-location": origin.url, "content-type": content_type}
    headers = {name: value for name, value in given.items() if value}
    parsed = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    # `bozo` alone decides nothing: a page gives False with no version, a wrong content type True with good entries.
    broken = _broken(parsed)
    if not (parsed.version or parsed.entries):
        raise BadInput("it is no feed that can be read" + (f": {broken}" if broken else ""))
    if broken and not parsed.entries:
        raise BadInput(f"it has no entry that can be read: {broken}")
    about = {
        "version": parsed.version,
        "title": markup.to_line(parsed.feed.get("title", "")),
        "self": _self(parsed),
        "broken": broken,
    }
    return about, (_draft(entry, parsed, origin) for entry in parsed.entries)


def _settled(data: bytes, content_type: str | None) -> tuple[bytes, str | None]:
    """Give UTF-8 with a type that says so, for what a mark or the bytes show to be text; else both as they came.

    feedparser believes a declaration more than a mark, and reads UTF-8 of which one byte is broken as Windows-1252.
    """
    text = encoding.text(data) if encoding.has_mark(data) else encoding.utf8(data)
    return (data, content_type) if text is None else (text.encode(), "application/xml; charset=utf-8")


def _broken(parsed: Any) -> str | None:
    """Say where XML is broken, if it is; feedparser reads on with a lenient parser."""
    error = parsed.get("bozo_exception")
    if not isinstance(error, SAXParseException):
        return None
    return f"its XML is broken near line {error.getLineNumber()}: {error.getMessage()}"


def _self(parsed: Any) -> str | None:
    links = (link for link in parsed.feed.get("links", ()) if link.get("rel") == "self")
    return next((str(link["href"]) for link in links if link.get("href")), None)


def _draft(entry: Any, parsed: Any, origin: Origin) -> Draft:
    summary = _text(entry.get("summary"), entry.get("summary_detail"))
    published, remarks = _published(entry)
    bodies = [_text(content.get("value"), content) for content in entry.get("content", ())]
    return Draft(
        url=_link(entry, parsed, origin),
        guid=entry.get("id"),
        source=_publisher(entry),
        title=" ".join(_text(entry.get("title"), entry.get("title_detail")).split()),
        summary=summary,
        text=max([*bodies, summary], key=len),
        published=published,
        language=_language(entry, parsed),
        authors=_authors(entry, parsed),
        tags=distinct(markup.to_line(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ())),
        rights=markup.to_line(entry.get("rights") or parsed.feed.get("rights") or ""),
        remarks=remarks,
    )


def _text(value: str | None, detail: Any) -> str:
    """Give plain text. Atom says when a text is plain; the others say so and write tags in it all the same."""
    if not value:
        return ""
    plain = (detail or {}).get("type") == "text/plain"
    return markup.tidy(value) if plain and "<" not in value else markup.to_text(value)


def _link(entry: Any, parsed: Any, origin: Origin) -> str | None:
    """Give the entry's page: behind FeedBurner's own address, where it names it; in RDF what the entry is about."""
    base = origin.url or _self(parsed) or parsed.feed.get("link") or ""
    about = entry.get("id") if parsed.version in _RDF else None
    return web_address(base, entry.get("feedburner_origlink") or entry.get("link") or about)


def _publisher(entry: Any) -> str | None:
    """Give the paper that an aggregator's entry names as its source."""
    source = entry.get("source")
    return markup.to_line(source.get("title") or "") or None if source else None


def _published(entry: Any) -> tuple[datetime | None, tuple[str, ...]]:
    """Give the first date that can be read, else a note of one that cannot."""
    # `dict.get`: feedparser's own mapping gives one date for the other.
    return dates.first_of(dict.get(entry, field) for field in ("published", "created", "updated"))


def _language(entry: Any, parsed: Any) -> str | None:
    details = [entry.get("title_detail"), entry.get("summary_detail"), *entry.get("content", ())]
    tags = [detail.get("language") for detail in details if detail] + [parsed.feed.get("language")]
    return next((str(tag) for tag in tags if tag), None)


def _authors(entry: Any, parsed: Any) -> tuple[str, ...]:
    """Give the authors' names; in Atom the feed's stand for those of an entry of its own that names none (RFC 4287).

    RSS has `address (name)`; feedparser takes that apart, and cuts addresses of domains such as `.online` into it.
    """
    authors = entry.get("authors", ())
    if "@" in (written := entry.get("author") or "") and len(authors) == 1:
        return distinct((markup.to_line(_person(written)),))
    if not any(authors) and parsed.version.startswith("atom") and not entry.get("source"):
        authors = parsed.feed.get("authors", ())
    return distinct(markup.to_line(one.get("name") or one.get("email") or "") for one in authors)


def _person(written: str) -> str:
    found = next((match for form in _PERSONS if (match := form.match(written))), None)
    return found["name"] if found else written
