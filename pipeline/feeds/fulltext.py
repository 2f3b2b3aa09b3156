"""Which articles of a feed are summaries only, and what becomes of them with their page. Pure."""

import re
from typing import Final

from pipeline.contract import Article, ids
from pipeline.contract.feed import Pages
from pipeline.errors import BadInput
from pipeline.feeds import dates
from pipeline.feeds.draft import Draft, distinct, host, language, without_furniture

FULL: Final = 1_200
"""Characters: a text of a feed that is longer is taken for the article."""
_ENDS_OPEN: Final = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]"
    r"|(?:read|learn|see|show) more|continue reading|weiterlesen|lire la suite|leer más|leia mais|читать далее"
    r")\W{0,3}$",
    re.IGNORECASE,
)
_LONGEST_END: Final = 200
_WORD: Final = re.compile(r"\w{4,}")
_FEWEST_WORDS: Final = 3
_LEAST_SHARED: Final = 0.25


def is_wanted(article: Article, pages: Pages) -> bool:
    """Tell whether an article's page is to be read: where it has one, and the feed has a summary only."""
    if pages == "never" or not article.url:
        return False
    return pages == "always" or is_summary(article.text)


def is_summary(text: str) -> bool:
    """Tell whether a feed's text is but the beginning of an article."""
    return len(text) < FULL or bool(_ENDS_OPEN.search(text[-_LONGEST_END:]))


def completed(article: Article, page: Draft) -> Article:
    """Give an article with the text of its page, or raise BadInput where that is not more of the same article.

    What the feed says of title, time, language and authors stands; the page fills in what it does not. The id stays.
    """
    text = _below(article.title, without_furniture(page.text))
    if len(text) <= len(article.text):
        raise BadInput("it has no more text than the feed")
    if not _is_same(article, page.title, text):
        raise BadInput("it tells of something else")
    title = article.title or page.title
    return article.model_copy(
        update={
            "url": page.url or article.url,
            "source": _source(article, page),
            "title": title,
            "summary": article.summary or article.text or page.summary or None,
            "text": text,
            "content_hash": ids.content_hash(title, text),
            "published": article.published or dates.clamped(page.published, article.fetched)[0],
            "language": article.language or language(page.language),
            "authors": article.authors or page.authors,
            "tags": distinct([*article.tags, *page.tags]),
            "rights": article.rights or page.rights or None,
        }
    )


def noted(article: Article, reason: str) -> Article:
    """Give an article as its feed has it, with the reason why its page was not read."""
    return article.model_copy(update={"remarks": (*article.remarks, f"its page was not read: {reason}")})


def _below(title: str, text: str) -> str:
    """Give a text without the headline that opens it."""
    first, _, rest = text.partition("\n\n")
    return rest if title and first.casefold() == title.casefold() else text


def _source(article: Article, page: Draft) -> str | None:
    """Give the publisher: of an aggregator's link, the host to which it led."""
    return host(page.url) or article.source if article.source == host(article.url) else article.source


def _is_same(article: Article, title: str, text: str) -> bool:
    """Tell whether a page speaks of what the feed's title does: a site answers with its front page for what is gone."""
    words = set(_WORD.findall(article.title.casefold()))
    if len(words) < _FEWEST_WORDS:
        return True
    there = f"{title} {text}".casefold()  # within it, not among its words: some languages do not part them
    return sum(word in there for word in words) >= len(words) * _LEAST_SHARED
