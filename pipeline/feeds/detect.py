"""Which format bytes are in: by content first, then by name."""

import gzip
import re
import zlib
from pathlib import PurePath
from typing import Final, Literal

import orjson

from pipeline.errors import BadInput
from pipeline.feeds import encoding, sitemap

Format = Literal["feed", "sitemap", "page", "json", "jsonl", "text"]

LARGEST: Final = 15_000_000
"""Bytes of a feed, page or text after decompression; the readers people run stop there (FINDINGS, Polling)."""

_BY_NAME: Final[dict[str, Format]] = {
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".txt": "text",
}

_NEVER_PAGES: Final = frozenset((".rss", ".atom", ".rdf", ".json", ".jsonl", ".ndjson"))

_FEED: Final = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF|rdf)[\s>]")
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main)[\s>]", re.IGNORECASE)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD: Final = 8192


def detect(data: bytes, name: str = "") -> Format:
    """Tell the format, or raise BadInput for what is empty or nothing of the kind."""
    head = _COMMENT.sub(b"", _readable(data[:_HEAD])).lstrip()
    by_name = _BY_NAME.get(suffix(name))
    if not head and not (by_name and len(data) >= _HEAD):
        raise BadInput("it is empty")
    found = _markup(head, by_name) if head.startswith(b"<") else _json(data, head, by_name)
    if found is None and b"\0" in head:
        raise BadInput("it is neither a feed, a page, JSON nor text")
    if found == "page" and suffix(name) in _NEVER_PAGES:
        raise BadInput(f"it is an HTML page, not {suffix(name)[1:].upper()}; a site answers so when it wants a sign-in")
    return found or by_name or "text"


def is_known(name: str) -> bool:
    """Tell whether a name's suffix is of a format that is read."""
    return suffix(name) in _BY_NAME


def suffix(name: str) -> str:
    """Give the suffix that tells the format, without `.gz`."""
    return PurePath(name.lower().removesuffix(".gz")).suffix


def is_gzip(head: bytes, name: str = "") -> bool:
    """Tell gzip by its first bytes; BadInput for a name that says so of bytes that are none."""
    if head.startswith(b"\x1f\x8b"):
        return True
    if head and name.lower().endswith(".gz"):
        raise BadInput("its name says gzip and it is none; rename it")
    return False


def decompress(data: bytes, name: str = "", largest: int = LARGEST) -> bytes:
    """Undo gzip where the bytes say so, never further than `largest`; BadInput for a broken or a larger one."""
    if is_gzip(data[:2], name):
        data = _gunzip(data, largest)
    if len(data) > largest:
        raise BadInput(f"it is larger than {largest / 1e6:.0f} MB")
    return data


def _gunzip(data: bytes, largest: int) -> bytes:
    import io

    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return stream.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise BadInput(f"its gzip is broken: {error}") from None


def _readable(head: bytes) -> bytes:
    """Give the beginning as UTF-8, so that marks in ASCII can be looked for."""
    return encoding.text(head).encode() if encoding.has_mark(head) else head


def _markup(head: bytes, by_name: Format | None) -> Format | None:
    page, feed = _PAGE.search(head), _FEED.search(head)
    if page is None and feed is None and sitemap.is_sitemap(head):
        return "sitemap"
    if feed and (page is None or feed.start() < page.start()):
        return "feed"
    if page:
        return "page"
    if by_name in (None, "json", "jsonl"):
        return "feed" if head.startswith(b"<?xml") else "page"
    return by_name


def _json(data: bytes, head: bytes, by_name: Format | None) -> Format | None:
    """JSON Lines are told by a first line that is complete and not the last one."""
    if by_name == "jsonl" or not head.startswith((b"{", b"[")):
        return by_name if by_name == "jsonl" else None
    first, _, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if head.startswith(b"{") and rest.strip() and _is_json(first):
        return "jsonl"
    return "json" if by_name == "json" or _is_json(data.removeprefix(b"\xef\xbb\xbf")) else None


def _is_json(data: bytes) -> bool:
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True
