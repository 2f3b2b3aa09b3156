"""From what a document says to an Article: its id, its text without page furniture, its size within the topic's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urljoin, urlsplit

from pipeline.contract import Article, encode, ids
from pipeline.feeds import dates
from pipeline.text import furniture

LARGEST: Final = 1_048_576 - 16_384
"""Bytes of an encoded article: the topic's 1 MiB less room for key, headers and the batch around them."""

_LANGUAGE: Final = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_LONGEST: Final = {"title": 2_000, "summary": 20_000, "rights": 2_000}
"""Characters to which an article that is too large is cut, beside its text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from: a name for a person, the base of relative links, the feed, the time of fetching."""

    name: str = ""
    url: str | None = None
    content_type: str | None = None
    feed_id: str | None = None
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its document tells it, in plain text; `guid` is the document's own id for it."""

    url: str | None = None
    guid: str | None = None
    source: str | None = None
    title: str = ""
    summary: str | None = None
    text: str = ""
    published: datetime | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: str | None = None
    remarks: tuple[str, ...] = ()


def article(draft: Draft, origin: Origin) -> Article:
    """Make the article of a draft.

    Its id is of the text as it came: better rules for page furniture shall not give an old article a new id.
    """
    text = without_furniture(draft.text)
    published, note = dates.clamped(draft.published, origin.fetched)
    return Article(
        article_id=ids.article_id(
            url=draft.url, feed_id=origin.feed_id, guid=draft.guid, title=draft.title, text=draft.text
        ),
        content_hash=ids.content_hash(draft.title, text),
        url=draft.url,
        source=draft.source or host(draft.url) or host(origin.url),
        feed_id=origin.feed_id,
        title=draft.title,
        summary=draft.summary or None,
        text=text,
        published=published,
        fetched=origin.fetched,
        language=language(draft.language),
        authors=draft.authors,
        tags=draft.tags,
        rights=draft.rights or None,
        remarks=distinct([*draft.remarks, note]),
    )


def without_furniture(text: str) -> str:
    """Take "Read more: …" and its like out of a text, with the blank lines that they leave."""
    kept, at = [], 0
    for start, end in furniture.spans(text):
        kept.append(text[at:start])
        at = end
    return re.sub(r"\n[ \n]*\n", "\n\n", "".join([*kept, text[at:]])).strip()


def web_address(base: str, link: str | None) -> str | None:
    """Give an address that a link stands for, or None for what is no web address: scripts, mail, nonsense."""
    try:
        url = urljoin(base, (link or "").strip())
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return url if link and usable else None


def host(url: str | None) -> str | None:
    """Give the host of a URL without `www.`, or None."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def language(tag: str | None) -> str | None:
    """Give a BCP 47 tag in its usual case (`en-GB`), or None for what is none."""
    tag = (tag or "").strip().replace("_", "-")
    if not _LANGUAGE.match(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2 and part.isalpha():
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """Give the values that say something, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def fitted(message: Article, largest: int = LARGEST) -> Article:
    """Cut an article that is too large for the topic, and say so in the message; any other comes back as it is."""
    size = len(encode(message))
    if size <= largest:
        return message
    note = f"it had {size:,} bytes, and is cut to what a message may have"
    message = message.model_copy(update=_shortened(message) | {"truncated": True, "remarks": (*message.remarks, note)})
    while (size := len(encode(message))) > largest:
        message = message.model_copy(update={"text": _cut(message.text, size - largest)})
    return message


def _shortened(message: Article) -> dict[str, object]:
    texts = {name: (getattr(message, name) or "")[:longest] or None for name, longest in _LONGEST.items()}
    lists = {name: tuple(value[:200] for value in getattr(message, name)[:100]) for name in ("authors", "tags")}
    return texts | lists | {"title": texts["title"] or ""}


def _cut(text: str, excess: int) -> str:
    """Cut at least so many bytes' worth off the end, back to the end of a word: a character has at most six in JSON."""
    kept = text[: len(text) - max(1, excess // 6)]
    return kept[: kept.rfind(" ")] if " " in kept[-100:] else kept
