"""The indexes in which an article that is not known by its id finds the one that it copies.

Only forwarded versions are in an index: an original is an article whose events are extracted. Of two, the earlier
in the log is the original, in whatever order the index was filled.
"""

from abc import ABC, abstractmethod
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Protocol

from pipeline.contract import Article, DedupeState
from pipeline.contract.article import Reason, Version
from pipeline.contract.ids import canonical_1


@dataclass(frozen=True, slots=True)
class Copy:
    """An original that was found, by what, and how much alike the two are (1.0 is equal)."""

    original_id: str
    reason: Reason
    similarity: float = 1.0


class Index(Protocol):
    """A way to find an original."""

    def find(self, article: Article) -> Iterator[Copy]:
        """Give what an article whose `content_hash` is filled may copy, the earliest in the log first."""
        ...

    def add(self, state: DedupeState) -> None:
        """Put an article in; adding it again, with more versions, is right."""
        ...

    def remove(self, state: DedupeState) -> None:
        """Take an article out."""
        ...


class _ByKey(ABC):
    """Exact matches: each key leads to the articles that have it, in the order of the log."""

    reason: ClassVar[Reason]

    def __init__(self) -> None:
        self._holders: dict[str, list[tuple[int, str]]] = {}

    @abstractmethod
    def _key(self, article: Article) -> str | None:
        """Give what an article is looked up by."""

    @abstractmethod
    def _keys(self, state: DedupeState) -> Iterator[tuple[int, str]]:
        """Give what an article is found by, each key with its offset."""

    def find(self, article: Article) -> Iterator[Copy]:
        """Look the article's key up."""
        key = self._key(article)
        return (Copy(holder, self.reason) for _, holder in self._holders.get(key or "", ()))

    def add(self, state: DedupeState) -> None:
        """Enter the article under each of its keys."""
        for offset, key in self._keys(state):
            holders = self._holders.setdefault(key, [])
            if (offset, state.article_id) not in holders:
                insort(holders, (offset, state.article_id))

    def remove(self, state: DedupeState) -> None:
        """Take the article out from under each of its keys."""
        for offset, key in self._keys(state):
            left = [holder for holder in self._holders.pop(key, []) if holder != (offset, state.article_id)]
            if left:
                self._holders[key] = left


class ByUrl(_ByKey):
    """The same canonical URL under another id."""

    reason = "url"

    def _key(self, article: Article) -> str | None:
        return url_key(article)

    def _keys(self, state: DedupeState) -> Iterator[tuple[int, str]]:
        first = next(forwarded(state), None)
        if first and state.url_key:
            yield first.offset, state.url_key


class ByContent(_ByKey):
    """The same title and text; an article without any words is nobody's copy."""

    reason = "content"

    def _key(self, article: Article) -> str | None:
        return article.content_hash if article.title.strip() or article.text.strip() else None

    def _keys(self, state: DedupeState) -> Iterator[tuple[int, str]]:
        return ((version.offset, version.content_hash) for version in forwarded(state))


def url_key(article: Article) -> str | None:
    """Give the URL by which copies are found."""
    return canonical_1(article.url) if article.url else None


def forwarded(state: DedupeState) -> Iterator[Version]:
    """Give the versions that went on to extraction, oldest first."""
    return (version for version in state.versions if version.revision is not None)
