"""What dedupe remembers: the articles of the last days by their own time, found by id and as originals of copies."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.contract import DedupeState, decode, encode
from pipeline.contract.article import Reason
from pipeline.dedupe.copies import Copy, Print, id_key, keys_of
from pipeline.dedupe.keys import Keys
from pipeline.dedupe.rows import Rows
from pipeline.dedupe.window import RECENT, Window, hour_of

SPAN: Final = timedelta(days=7)
"""An original and its copy lie at most so far apart, and so long is an article remembered."""
MOST_COMPARED: Final = 32
"""Of the articles that share a part of the signature, those with the most parts are compared."""


class Memory:
    """The remembered articles. The same log gives the same memory, also when it is filled from the state topic.

    A changed article takes a new row: the order of the rows is that in which the newest states were written. `folder`
    is where most of them lie, the system's folder for such files where none is given.
    """

    def __init__(self, folder: Path | None = None, *, recent: int = RECENT) -> None:
        self._rows = Rows(folder)
        self._keys = Keys(self._rows.alive)
        self._window = Window(SPAN, recent)

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, article_id: str) -> DedupeState | None:
        """Give what is known of an id."""
        found = self._row(article_id)
        return found[1] if found else None

    def _row(self, article_id: str) -> tuple[int, DedupeState] | None:
        rows, _ = self._keys.find(id_key(article_id))
        states = ((row, self._state(row)) for row in rows.tolist())
        return next((found for found in states if found[1].article_id == article_id), None)

    def _state(self, row: int) -> DedupeState:
        return decode(DedupeState, self._rows.get(row))

    def find(self, print_: Print) -> DedupeState | Copy | None:
        """Give what is known of the article, or else the one that it copies, within the window.

        All its keys are looked up at once: with the articles of a week that is most of the work.
        """
        exact = print_.exact_keys
        rows, which = self._keys.find(np.concatenate((exact, print_.near_keys)))
        for state in map(self._state, rows[which == 0].tolist()):
            if state.article_id == print_.article.article_id:
                return state
        return self._copied(print_, rows[(which > 0) & (which < exact.size)], ("url", "content")) or self._copied(
            print_, rows[which >= exact.size], ("near",)
        )

    def _copied(self, print_: Print, rows: NDArray[np.int64], reasons: tuple[Reason, ...]) -> Copy | None:
        """Give the earliest original in the log, by the first of the reasons for which there is one."""
        states = [state for state in self._candidates(rows) if _near(print_, state)]
        for reason in reasons:
            copied = [(*found, state.article_id) for state in states if (found := print_.copied(reason, state))]
            if copied:
                _, alike, original_id = min(copied)
                return Copy(original_id, reason, alike)
        return None

    def _candidates(self, rows: NDArray[np.int64]) -> Iterator[DedupeState]:
        shared = Counter(rows.tolist())
        return (self._state(row) for row in sorted(shared, key=lambda row: (-shared[row], row))[:MOST_COMPARED])

    def remember(self, state: DedupeState, value: bytes | None = None) -> None:
        """Take in an article's newest state; `value` is the same in bytes, where they are at hand."""
        self._enter(state, value or encode(state))

    def restore(self, value: bytes) -> None:
        """Take in a record of the state topic."""
        self._enter(decode(DedupeState, value), value)

    def _enter(self, state: DedupeState, value: bytes) -> None:
        if len(state.versions) > 1:  # of a single version nothing can be known yet: a look-up less
            self.drop(state.article_id)
        row = self._rows.append(value)
        self._keys.add(row, keys_of(state))
        self._window.enter(row, hour_of(state.time), state.versions[-1].offset)

    def drop(self, article_id: str) -> None:
        """Forget an article, if it is known."""
        if found := self._row(article_id):
            row, state = found
            self._rows.drop(row)
            self._window.leave(hour_of(state.time))

    def forget(self) -> Iterator[str]:
        """Drop what has left the window, and give its ids."""
        for row, hour in self._window.over():
            if self._rows.is_alive(row):
                article_id = self._state(row).article_id
                self._rows.drop(row)
                self._window.leave(hour)
                yield article_id


def _near(print_: Print, state: DedupeState) -> bool:
    mine, other = print_.article.time(), state.time
    return mine is None or other is None or abs(mine - other) <= SPAN
