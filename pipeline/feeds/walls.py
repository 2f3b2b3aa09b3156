"""Walls before an article: paywalls, questions for consent, tests for robots. Pure; the signs are `walls.tsv`.

A page that declares itself not free is left alone, also where its text could be read: its publisher asks for that.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lxml import html

from pipeline.tables import records

_SHORT: Final = {"paywall": 1_000, "consent": 300, "robots": 300}
"""Characters of main text: a page with more has its article, whatever stands around it. A paywall shows a beginning."""
_OPENING: Final = 500
"""Characters: what a question for consent takes to say so."""
WALLS: Final = {
    "paywall": "it is for subscribers only",
    "consent": "it asks for consent first",
    "robots": "it lets no robot in",
}
"""What is said of each wall."""
_MOST_WORDS: Final = 60_000
_NOT_FREE: Final = re.compile(r'"isAccessibleForFree"\s*:\s*(?:"\s*(?:false|no)\s*"|false)', re.IGNORECASE)
_NOT_FREE_PATHS: Final = (
    "//script[@type='application/ld+json']/text()",
    "//*[@itemprop='isAccessibleForFree']/@content",
)


class Sign(NamedTuple):
    """A line of the data."""

    wall: str
    where: str
    sign: str


def found(tree: html.HtmlElement, url: str | None, text: str) -> str | None:
    """Say which wall a page is or stands behind; None for none. `text` is its main text, `url` where redirects led."""
    return next((WALLS[sign.wall] for sign in _met(tree, url, text)), None)


def _met(tree: html.HtmlElement, url: str | None, text: str) -> Iterator[Sign]:
    yield from _of_address(url or "")
    yield from _of_head(tree)
    opening = _folded(text[:_OPENING])
    yield from (sign for sign in _signs("words") if sign.wall != "paywall" and sign.sign in opening)
    if len(text) < max(_SHORT.values()):
        yield from (sign for sign in _of_body(tree) if len(text) < _SHORT[sign.wall])


def _of_address(url: str) -> Iterator[Sign]:
    parts = urlsplit(url)
    host, path = f".{parts.hostname or ''}", parts.path.lower()
    yield from (sign for sign in _signs("host") if host.endswith(f".{sign.sign}"))
    yield from (sign for sign in _signs("path") if sign.sign in path)


def _of_head(tree: html.HtmlElement) -> Iterator[Sign]:
    if _is_declared_not_free(tree):
        yield from _signs("tier")
    metas = {(meta.get("property") or meta.get("name") or "").lower(): meta for meta in tree.iter("meta")}
    for sign in _signs("meta"):
        name, _, value = sign.sign.partition("=")
        if name in metas and value == (metas[name].get("content") or "").strip().lower():
            yield sign


def _is_declared_not_free(tree: html.HtmlElement) -> bool:
    scripts, values = (tree.xpath(path) for path in _NOT_FREE_PATHS)
    declared = any(str(value).strip().lower() in ("false", "no") for value in values)
    return declared or any(_NOT_FREE.search(str(script)) for script in scripts)


def _of_body(tree: html.HtmlElement) -> Iterator[Sign]:
    title = _folded(tree.findtext(".//title") or "")
    yield from (sign for sign in _signs("title") if title.startswith(sign.sign))
    words = _folded(" ".join(_visible(tree)))
    yield from (sign for sign in _signs("words") if sign.sign in words)
    names = " ".join(f"{element.get('class') or ''} {element.get('id') or ''}" for element in tree.iter()).lower()
    yield from (sign for sign in _signs("class") if sign.sign in names)


def _visible(tree: html.HtmlElement) -> Iterable[str]:
    found = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]")
    return (str(text) for text in found)


def _folded(text: str) -> str:
    return " ".join(text[:_MOST_WORDS].casefold().split())


@cache
def _signs(where: str) -> tuple[Sign, ...]:
    return tuple(sign for sign in _rows() if sign.where == where)


@cache
def _rows() -> tuple[Sign, ...]:
    return tuple(Sign(row["wall"], row["where"], row["sign"].casefold()) for row in records(__package__, "walls.tsv"))
