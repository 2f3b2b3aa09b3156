"""HTML pages of articles, by trafilatura; what it does not tell (language, canonical address) from the page's head."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import trafilatura
from lxml import html

from pipeline.errors import BadInput
from pipeline.feeds import dates, encoding, markup, walls
from pipeline.feeds.draft import Draft, Origin, distinct, web_address

_DATES: Final[dict[str, Any]] = {
    # Only what the page declares: an extensive search would take any day that stands somewhere in it.
    "extensive_search": False,
    "original_date": True,
}

_SHORTEST: Final = 40
"""Characters: less is a menu or a notice; a headline alone has more."""

_ADDRESSES: Final = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_LANGUAGES: Final = (
    "/html/@lang",
    "//meta[@http-equiv='content-language']/@content",
    "//meta[@property='og:locale']/@content",
)
_TIMES: Final = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='parsely-pub-date' or @name='pubdate' or @name='date' or @name='DC.date.issued']/@content",
)
_SIDE_DOOR: Final = re.compile(r"^(?:www|m|mobile|amp)\.")
_DATE_IN_JSON: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def read(data: bytes, origin: Origin) -> Draft:
    """Give the article of a page, or raise BadInput where no main text is found."""
    tree = _tree(data, origin)
    # Before the extraction, which takes the tree apart.
    url, language, published = _address(tree, origin), _first(tree, _LANGUAGES), _published(tree)
    found: Any = trafilatura.bare_extraction(
        tree, url=url, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
    )
    text = "" if found is None else found.text or ""
    if origin.url and (wall := walls.found(_tree(data, origin), origin.url, text)):
        raise BadInput(wall)
    if len(text) < _SHORTEST:
        raise BadInput("no article text was found in the page")
    title = markup.to_line(found.title or "")
    return Draft(
        url=url,
        source=None if url else found.sitename,
        title=title,
        summary=markup.to_line(found.description or ""),
        text=_body(title, text),
        published=published or dates.parse(found.date),
        language=language,
        authors=distinct(name.strip() for name in (found.author or "").split(";")),
        tags=distinct(found.tags or ()),
        rights=found.license,
    )


def _tree(data: bytes, origin: Origin) -> html.HtmlElement:
    tree = trafilatura.load_html(encoding.text(data, origin.content_type))
    if tree is None:
        raise BadInput("it is no page that can be read")
    return tree


def _address(tree: html.HtmlElement, origin: Origin) -> str | None:
    """Give the page's canonical address, else the one it came from; a site's front page is no article's address.

    Nor is a page of another site: else anybody's page could pass for that one, and the real one for its copy.
    """
    declared = web_address(origin.url or "", _first(tree, _ADDRESSES))
    if declared is None or not urlsplit(declared).path.strip("/"):
        return origin.url
    return declared if origin.url is None or same_site(declared, origin.url) else origin.url


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: the same host but for `www.`, `m.` or `amp.`, or one within other."""
    first, second = (_SIDE_DOOR.sub("", urlsplit(url).hostname or "") for url in (one, other))
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return bool(shorter) and (longer == shorter or ("." in shorter and longer.endswith(f".{shorter}")))


def _published(tree: html.HtmlElement) -> datetime | None:
    """Give the declared time; trafilatura's own search is content with the day that an address spells."""
    return next((time for text in [*_all(tree, _TIMES), *_in_json(tree)] if (time := dates.parse(text))), None)


def _in_json(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _DATE_IN_JSON.findall(script)


def _first(tree: html.HtmlElement, paths: tuple[str, ...]) -> str | None:
    return next(_all(tree, paths), None)


def _all(tree: html.HtmlElement, paths: tuple[str, ...]) -> Iterator[str]:
    return (str(value).strip() for path in paths for value in tree.xpath(path) if value.strip())


def _body(title: str, text: str) -> str:
    """Give the text, a paragraph a line as trafilatura has it, with blank lines and without the title that opens it."""
    lines = [line for line in markup.tidy(text).split("\n") if line]
    if lines and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    return "\n\n".join(lines)
