"""Which articles have a key: a URL, a content, a part of a signature. Millions of them, eight bytes each.

A key and its row are one number of 64 bits. New ones stand in a dict; when there are many they become a sorted
segment, and segments of like size are merged. Where a key stands in a segment follows from its first bits, for keys
are hashes and lie evenly. Nothing is ever taken out one by one: a row that is gone is passed over, and left out when
its segment is merged or swept.
"""

from collections.abc import Callable
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Found = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Rows, and for each of them the place of its key among those that were asked for."""
Alive = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
"""Says of rows which of them are still there."""

_ROW_BITS: Final = np.uint64(30)
"""Rows are never used again: so many last one process a thousand days, at a million a day."""
KEY_BITS: Final = 34
_ROW_MASK: Final = np.uint64((1 << 30) - 1)
_PENDING: Final = 1 << 16
"""Entries that stand in the dict."""
_SMALL: Final = 1 << 20
"""Entries of a segment that is merged at once: it costs less than to look into one segment more."""
_LARGEST: Final = 1 << 25
"""Entries of a segment that is merged no more; two halves of it are sorted in half a second."""
_A_BUCKET: Final = 8
"""Entries of a segment that have the same first bits, on average."""


def key(kind: str, value: str) -> int:
    """Give the key of a text: 34 bits of a hash."""
    named = f"{kind}:{value}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(named, digest_size=8).digest()) >> int(_ROW_BITS)


class _Segment:
    """Sorted entries, and where those of each group of first bits begin."""

    def __init__(self, entries: Numbers) -> None:
        self.entries = entries
        bits = min(KEY_BITS, max(1, (entries.size // _A_BUCKET).bit_length()))
        self._shift = np.uint64(64 - bits)
        firsts = np.arange(1, 1 << bits, dtype=np.uint64) << self._shift
        inner = np.searchsorted(entries, firsts)
        self._starts = np.concatenate(([0], inner, [entries.size])).astype(np.uint32)

    def find(self, shifted: Numbers) -> Found:
        """Find keys that stand in the upper bits."""
        buckets = shifted >> self._shift
        starts = self._starts[buckets].astype(np.int64)
        lengths = self._starts[buckets + np.uint64(1)] - starts
        begins = np.cumsum(lengths) - lengths
        which = np.repeat(np.arange(shifted.size), lengths)
        found = self.entries[np.arange(which.size) + (starts - begins)[which]]
        same = (found ^ shifted[which]) <= _ROW_MASK
        return (found[same] & _ROW_MASK).astype(np.int64), which[same]


class Keys:
    """Keys, each with the rows that have it."""

    def __init__(self, alive: Alive) -> None:
        self._alive = alive
        self._pending: dict[int, list[int]] = {}
        self._count = 0
        self._segments: list[_Segment] = []

    def add(self, row: int, keys: Numbers) -> None:
        """Enter a row under keys of 34 bits."""
        for one in keys.tolist():
            self._pending.setdefault(one, []).append(row)
        self._count += keys.size
        if self._count >= _PENDING:
            self._settle()

    def find(self, keys: Numbers) -> Found:
        """Give the rows that have the keys, those that have several of them as many times."""
        shifted = keys << _ROW_BITS
        found = [self._find_pending(keys), *(segment.find(shifted) for segment in self._segments)]
        rows, which = map(np.concatenate, zip(*found, strict=True))
        alive = self._alive(rows)
        return rows[alive], which[alive]

    def _find_pending(self, keys: Numbers) -> Found:
        pairs = [(row, place) for place, one in enumerate(keys.tolist()) for row in self._pending.get(one, ())]
        rows, which = np.array(pairs, np.int64).reshape(-1, 2).T
        return rows, which

    def _settle(self) -> None:
        """Make one segment of what is pending and of those before it that are of like size."""
        pairs = ((one << int(_ROW_BITS)) | row for one, rows in self._pending.items() for row in rows)
        made = np.sort(np.fromiter(pairs, np.uint64, self._count))
        self._pending, self._count = {}, 0
        while self._segments and self._segments[-1].entries.size <= min(
            max(_SMALL, 2 * made.size), _LARGEST - made.size
        ):
            made = np.concatenate((self._segments.pop().entries, made))
            made.sort(kind="stable")
        if made.size > _LARGEST // 2:
            self._sweep()
        self._segments.append(_Segment(made))

    def _sweep(self) -> None:
        """Leave out of each segment what is no longer there; it is due as often as a large one is made."""
        kept = [one.entries[self._alive((one.entries & _ROW_MASK).astype(np.int64))] for one in self._segments]
        self._segments = [_Segment(entries) for entries in kept if entries.size]
