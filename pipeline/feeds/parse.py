"""Bytes in, articles and faults out: every format, no network, no clock.

Bytes that nobody vouches for are given to `worker`, which does this in a process that can be killed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import islice
from typing import Any, Final

from pipeline.contract import Article
from pipeline.contract import parse as parse_json
from pipeline.contract.feed import Asks
from pipeline.errors import BadInput
from pipeline.feeds import asks, encoding, jsonfeed, page, plain, rows, sitemap, syndication
from pipeline.feeds.detect import decompress, detect
from pipeline.feeds.draft import Draft, Origin, article
from pipeline.feeds.identity import feed_id

MOST_ENTRIES: Final = 5_000
"""Entries that are taken of one feed, the first ones; feeds put the newest first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line or entry of a document, and where; the rest of it is good."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document holds; `kind` is feedparser's name of a version, `json feed 1.1`, `news sitemap` or a format."""

    kind: str
    articles: tuple[Article, ...]
    faults: tuple[Fault, ...] = ()
    title: str | None = None
    asks: Asks = field(default_factory=Asks)


def document(data: bytes, origin: Origin) -> Parsed:
    """Parse a document of any format but JSONL, which is read line by line; BadInput for what cannot be read at all."""
    data = decompress(data, origin.name)
    match detect(data, origin.name):
        case "feed":
            return _feed(*syndication.read(data, origin), origin)
        case "sitemap":
            return _sitemap(data, origin)
        case "page":
            return Parsed("page", (article(page.read(data, origin), origin),))
        case "json":
            return _json(parse_json(data.removeprefix(b"\xef\xbb\xbf")), origin)
        case "jsonl":
            return _collected("jsonl", lines(BytesIO(data)))
        case "text":
            return Parsed("text", (article(plain.read(encoding.text(data)), origin),))


def feed(data: bytes, origin: Origin) -> Parsed:
    """Parse what a feed's address gave, or raise BadInput where that is no feed."""
    data = decompress(data)  # by the bytes alone: of an address that ends in `.gz`, HTTP may have undone it
    match detect(data, origin.name):
        case "json":
            return _json_feed(data, origin)
        case "sitemap":
            return _sitemap(data, origin)
        case _:
            return replace(_feed(*syndication.read(data, origin), origin), asks=asks.read(data))


def _json_feed(data: bytes, origin: Origin) -> Parsed:
    parsed = parse_json(data.removeprefix(b"\xef\xbb\xbf"))
    if not jsonfeed.is_feed(parsed):
        raise BadInput("it is JSON, but no JSON Feed")
    return _feed(*jsonfeed.read(parsed, origin), origin)


def _sitemap(data: bytes, origin: Origin) -> Parsed:
    drafts = sitemap.read(data)
    paper = next((draft.source for draft in drafts if draft.source), None)
    return _feed({"version": "news sitemap", "title": paper, "self": None}, drafts, origin)


def lines(stream: Any) -> Iterator[Article | Fault]:
    """Parse a stream of JSON Lines, one at a time."""
    for number, line in rows.lines(stream):
        yield _row(f"line {number}", line)


def _row(where: str, line: bytes | BadInput) -> Article | Fault:
    try:
        if isinstance(line, BadInput):
            raise line
        return rows.of_line(line)
    except BadInput as error:
        return Fault(where, str(error))


def _json(parsed: Any, origin: Origin) -> Parsed:
    if jsonfeed.is_feed(parsed):
        return _feed(*jsonfeed.read(parsed, origin), origin)
    return _collected("json", (_value(number, row) for number, row in enumerate(rows.documents(parsed), 1)))


def _value(number: int, row: Any) -> Article | Fault:
    try:
        return rows.article(row)
    except BadInput as error:
        return Fault(f"row {number}", str(error))


def _feed(about: dict[str, Any], drafts: Iterable[Draft | str], origin: Origin) -> Parsed:
    """Make a feed's articles; a feed that was not polled is known by the address that it says it has."""
    if origin.feed_id is None and about["self"]:
        origin = replace(origin, feed_id=feed_id(about["self"]))
    # Where XML breaks off, the last entry is a torso: the break is the fault, not what the torso lacks.
    torso = about.get("broken") or "it has neither title nor text"
    made = (_entry(number, draft, torso, origin) for number, draft in enumerate(islice(drafts, MOST_ENTRIES), 1))
    return replace(_collected(about["version"] or "feed", made), title=about["title"] or None)


def _entry(number: int, draft: Draft | str, torso: str, origin: Origin) -> Article | Fault:
    if isinstance(draft, str):
        return Fault(f"entry {number}", draft)
    return article(draft, origin) if draft.title or draft.text else Fault(f"entry {number}", torso)


def _collected(kind: str, made: Iterable[Article | Fault]) -> Parsed:
    found = list(made)
    articles = tuple(item for item in found if isinstance(item, Article))
    return Parsed(kind, articles, tuple(item for item in found if isinstance(item, Fault)))
