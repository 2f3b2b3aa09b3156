"""The remembered states in little memory: compressed, in rows that are numbered as they come."""

import zlib
from collections import Counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

_CHUNK: Final = 1 << 14
_LEVEL: Final = 6
_TYPICAL: Final = (
    b"that have been from their after people police officials government killed wounded according to the group "
    b"city town village province on Monday Tuesday Wednesday Thursday Friday Saturday Sunday in the of the and the "
    b'said. The {"schema":1,"article_id":"","url_key":"https://www.","time":"2024-01-01T00:00:00Z","versions":'
    b'[{"offset":,"content_hash":"","revision":null,"original_id":"","reason":"near","similarity":1.0,'
    b'"words":null,"bands":null},{"offset":0,"content_hash":"","revision":1,"original_id":null,"reason":null,'
    b'"similarity":1.0,"words":"","bands":""}]}'
)
"""What states have in common, so that a short one is compressed as well as a long one."""


class Rows:
    """States by row; a row that was dropped is never given again."""

    def __init__(self) -> None:
        self._chunks: dict[int, list[bytes | None]] = {}
        self._left: Counter[int] = Counter()
        self._alive = np.zeros(_CHUNK, np.bool_)
        self._next = 0

    def __len__(self) -> int:
        return self._left.total()

    def append(self, state: bytes) -> int:
        """Keep a state, and give its row."""
        row = self._next
        if row == self._alive.size:
            self._alive = np.concatenate((self._alive, np.zeros_like(self._alive)))
        self._chunks.setdefault(row // _CHUNK, []).append(_packed(state))
        self._left[row // _CHUNK] += 1
        self._alive[row] = True
        self._next += 1
        return row

    def get(self, row: int) -> bytes:
        """Give the state of a row that is alive."""
        packed = self._chunks[row // _CHUNK][row % _CHUNK]
        if packed is None:
            raise KeyError(row)
        return zlib.decompressobj(zdict=_TYPICAL).decompress(packed)

    def alive(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which of some rows have a state."""
        return self._alive[rows]

    def is_alive(self, row: int) -> bool:
        """Say whether a row has a state."""
        return bool(self._alive[row])

    def drop(self, row: int) -> None:
        """Forget a state."""
        number = row // _CHUNK
        self._chunks[number][row % _CHUNK] = None
        self._alive[row] = False
        self._left[number] -= 1
        if not self._left[number] and len(self._chunks[number]) == _CHUNK:
            del self._chunks[number], self._left[number]


def _packed(state: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zdict=_TYPICAL)
    return packer.compress(state) + packer.flush()
