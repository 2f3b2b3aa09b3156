"""The articles of a feed that were sent already, as a text of 21 characters each. Pure.

Eight bytes of a hash are enough: that two of some thousand articles of one feed have the same is not to be expected in
the life of the sun. A state is written at every poll, so it is kept short.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice
from typing import Final

from pipeline.contract import Article

KEPT: Final = 200
"""Articles that are remembered after they have left the feed; some feeds bring them back for a day."""
_BYTES: Final = 8

Known = Mapping[bytes, bytes]
"""The mark of an article's content by that of its id, the newest first."""


def unpack(text: str) -> dict[bytes, bytes]:
    """Read the text."""
    data = b64decode(text)
    places = range(0, len(data), 2 * _BYTES)
    return {data[at : at + _BYTES]: data[at + _BYTES : at + 2 * _BYTES] for at in places}


def pack(before: Known, articles: Iterable[Article]) -> str:
    """Write the articles that are in the feed, and after them the newest of those that were."""
    here = dict(map(mark, articles))
    gone = ((name, content) for name, content in before.items() if name not in here)
    return b64encode(b"".join(name + content for name, content in [*here.items(), *islice(gone, KEPT)])).decode()


def count(text: str) -> int:
    """Count the articles."""
    return len(text) * 3 // 4 // (2 * _BYTES)


def news(known: Known, articles: Iterable[Article]) -> list[Article]:
    """Give the articles that are new or whose text has changed, each once, oldest first, as a reader would have them.

    Feeds put the newest first.
    """
    marked = ((mark(article), article) for article in articles)
    fresh = {name: article for (name, content), article in marked if known.get(name) != content}
    return list(fresh.values())[::-1]


def mark(article: Article) -> tuple[bytes, bytes]:
    """Give the marks of an article's id and of its content."""
    return _mark(article.article_id), _mark(article.content_hash or "")


def _mark(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:_BYTES]
