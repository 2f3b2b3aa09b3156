"""What dedupe remembers: the articles of the last days by their own time, and the indexes over them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from pipeline.contract import Article, DedupeState
from pipeline.dedupe.copies import ByContent, ByUrl, Copy, Index
from pipeline.window import RECENT, Window

SPAN: Final = timedelta(days=7)
"""An original and its copy lie at most so far apart, and so long is an article remembered."""


class Memory:
    """The remembered articles. The same log gives the same memory, also when it is filled from the state topic."""

    def __init__(self, indexes: Sequence[Index] | None = None, *, recent: int = RECENT) -> None:
        self._states: dict[str, DedupeState] = {}
        self._indexes = (ByUrl(), ByContent()) if indexes is None else indexes
        self._window = Window(SPAN, recent)

    def __len__(self) -> int:
        return len(self._states)

    def get(self, article_id: str) -> DedupeState | None:
        """Give what is known of an id."""
        return self._states.get(article_id)

    def original(self, article: Article) -> Copy | None:
        """Find the article that one with a new id copies, within the window."""
        found = (copy for index in self._indexes for copy in index.find(article))
        return next((copy for copy in found if self._near(article, copy.original_id)), None)

    def _near(self, article: Article, original_id: str) -> bool:
        mine, other = article.time(), self._states[original_id].time
        return mine is None or other is None or abs(mine - other) <= SPAN

    def remember(self, state: DedupeState) -> None:
        """Take in an article's newest state."""
        before = self._states.get(state.article_id)
        self._states[state.article_id] = state
        self._window.touch(state.article_id, state.time)
        for index in self._indexes:
            if before is not None:
                index.remove(before)
            index.add(state)

    def forget(self) -> Iterator[str]:
        """Drop what has left the window, and give its ids."""
        for article_id in self._window.over():
            state = self._states.pop(article_id)
            for index in self._indexes:
                index.remove(state)
            yield article_id
