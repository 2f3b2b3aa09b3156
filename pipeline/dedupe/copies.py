"""In which ways an article that is not known by its id copies one that is: its URL, its content, its words.

Only forwarded versions are copied: an original is an article whose events are extracted. Of two, the earlier in the
log is the original, in whatever order they were remembered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.contract import Article, DedupeState
from pipeline.contract.article import Reason, Version
from pipeline.contract.ids import canonical_1
from pipeline.dedupe import signature
from pipeline.dedupe.keys import Numbers, key
from pipeline.dedupe.likeness import is_copy, similarity
from pipeline.dedupe.signature import Bands
from pipeline.dedupe.told import Told
from pipeline.dedupe.wording import wording, words_of


@dataclass(frozen=True, slots=True)
class Copy:
    """An original that was found, by what, and how much alike the two are (1.0 is equal)."""

    original_id: str
    reason: Reason
    similarity: float = 1.0


@dataclass(frozen=True)
class Print:
    """What an article is recognised by; its `content_hash` is filled."""

    article: Article

    @cached_property
    def url_key(self) -> str | None:
        """The URL by which copies are found."""
        return canonical_1(self.article.url) if self.article.url else None

    @property
    def content_key(self) -> str | None:
        """The hash of title and text; an article without any words is nobody's copy."""
        return self.article.content_hash if self.article.title.strip() or self.article.text.strip() else None

    @cached_property
    def told(self) -> Told:
        """Its words as they are compared."""
        return Told(wording(self.article), self.article.time())

    @cached_property
    def bands(self) -> Bands | None:
        """The signature of its words."""
        return signature.bands(words_of(self.told.text))

    @property
    def exact_keys(self) -> Numbers:
        """The keys under which its id, and an original with the same URL or content, stand: the id's first."""
        named = (("id", self.article.article_id), ("url", self.url_key), ("content", self.content_key))
        return np.array([key(kind, value) for kind, value in named if value], np.uint64)

    @property
    def near_keys(self) -> Numbers:
        """The keys of which an original with nearly the same words has some."""
        return np.array([], np.uint64) if self.bands is None else signature.keys(self.bands)

    def copied(self, reason: Reason, state: DedupeState) -> tuple[int, float] | None:
        """Give the offset of the version of an article that this one copies in such a way, and how much it is alike."""
        found = ((version.offset, self._likeness(reason, version, state)) for version in forwarded(state))
        return next((one for one in found if one[1]), None)

    def _likeness(self, reason: Reason, version: Version, state: DedupeState) -> float:
        if reason == "url":
            return float(self.url_key is not None and state.url_key == self.url_key)
        if reason == "content":
            return float(version.content_hash == self.content_key)
        return self._nearness(version, state)

    def _nearness(self, version: Version, state: DedupeState) -> float:
        if not version.words or not version.bands or self.bands is None:
            return 0.0
        if not np.any(self.bands == signature.read(version.bands)):
            return 0.0
        original = Told(version.words, state.time)
        return similarity(original, self.told) if is_copy(original, self.told) else 0.0


def keys_of(state: DedupeState) -> Numbers:
    """Give the keys under which an article is remembered: those of its id and of all that can be copied."""
    versions = tuple(forwarded(state))
    exact = [key("id", state.article_id), *(key("content", version.content_hash) for version in versions)]
    if versions and state.url_key:
        exact.append(key("url", state.url_key))
    near = [signature.keys(signature.read(version.bands)) for version in versions if version.bands]
    return np.unique(np.concatenate([np.array(exact, np.uint64), *near]))


def id_key(article_id: str) -> Numbers:
    """Give the key of an article's id."""
    return np.array([key("id", article_id)], np.uint64)


def forwarded(state: DedupeState) -> Iterator[Version]:
    """Give the versions that went on to extraction, oldest first."""
    return (version for version in state.versions if version.revision is not None)
