"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline.errors import BadInput
from pipeline.feeds import dates, markup
from pipeline.feeds.draft import Draft, Origin, distinct, web_address

_TEXTS: Final = ("title", "content_html", "content_text", "summary")


def is_feed(document: Any) -> bool:
    """Tell whether a JSON document says that it is a JSON Feed."""
    return isinstance(document, dict) and "jsonfeed.org/version/" in str(document.get("version", ""))


def read(document: dict[str, Any], origin: Origin) -> tuple[dict[str, Any], Iterator[Draft | str]]:
    """Give the feed's own fields (`version`, `title`, `self`) and its items; a text in place of one says its fault."""
    items = document.get("items")
    if not isinstance(items, list):
        raise BadInput("it is a JSON Feed without a list of items")
    version = str(document["version"]).rsplit("/", 1)[-1]
    about = {
        "version": f"json feed {version}",
        "title": markup.to_line(_string(document.get("title")) or ""),
        "self": _string(document.get("feed_url")),
    }
    return about, (_draft(item, document, origin) for item in items)


def _draft(item: Any, feed: dict[str, Any], origin: Origin) -> Draft | str:
    if not isinstance(item, dict):
        return f"a JSON object is expected, not {type(item).__name__}"
    wrong = next((name for name in _TEXTS if not isinstance(item.get(name), str | None)), None)
    if wrong:
        return f"{wrong}: a text is expected, not {type(item[wrong]).__name__}"
    published, remarks = dates.first_of(_string(item.get(name)) for name in ("date_published", "date_modified"))
    html, plain = _string(item.get("content_html")), _string(item.get("content_text"))
    summary = markup.to_text(_string(item.get("summary")) or "")
    return Draft(
        url=_url(item, feed, origin),
        guid=_string(item.get("id")),
        title=markup.to_line(_string(item.get("title")) or ""),
        summary=summary,
        text=(markup.to_text(html) if html else markup.tidy(plain or "")) or summary,
        published=published,
        language=_string(item.get("language")) or _string(feed.get("language")),
        authors=_authors(item) or _authors(feed),
        tags=distinct(_string(tag) for tag in _list(item.get("tags"))),
        remarks=remarks,
    )


def _string(value: Any) -> str | None:
    """Give a text; version 1.0 asks readers to take a number as one."""
    if isinstance(value, bool):
        return None
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _url(item: dict[str, Any], feed: dict[str, Any], origin: Origin) -> str | None:
    """Give the item's own page; an id that is a URL names it as well as `url` does."""
    base = origin.url or _string(feed.get("feed_url")) or _string(feed.get("home_page_url")) or ""
    candidates = (
        web_address(base, _string(item.get("url"))),
        *(web_address("", _string(item.get(name))) for name in ("id", "external_url")),
    )
    return next(filter(None, candidates), None)


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    people = _list(holder.get("authors")) or [holder.get("author")]
    return distinct(_string(person.get("name")) for person in people if isinstance(person, dict))
