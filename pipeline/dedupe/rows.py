"""The remembered states in little memory: compressed, in rows that are numbered as they come, most of them on the disk.

They lie in files without a name, which end with the process: what is remembered for good is on the state topic.
"""

import os
import zlib
from collections import Counter
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

_CHUNK: Final = 1 << 16
"""Rows of a file; they stand in memory until there are so many."""
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


class _Written:
    """The states of a chunk on the disk."""

    def __init__(self, file: BinaryIO, states: list[bytes]) -> None:
        file.write(b"".join(states))
        file.flush()
        self._file = file
        self._ends = np.cumsum([0, *map(len, states)])

    def get(self, place: int) -> bytes:
        """Give the state at a place."""
        start, end = self._ends[place : place + 2].tolist()
        return os.pread(self._file.fileno(), end - start, start)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


class Rows:
    """States by row; a row that was dropped is never given again. `folder` is where the files lie."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._written: dict[int, _Written] = {}
        self._newest: list[bytes] = []
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
        self._alive[row] = True
        self._left[row // _CHUNK] += 1
        self._next += 1
        self._newest.append(_packed(state))
        if len(self._newest) == _CHUNK:
            self._write(row // _CHUNK)
        return row

    def _write(self, number: int) -> None:
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        file = TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - it is open as long as its chunk
        self._written[number] = _Written(file, self._newest)
        self._newest = []

    def get(self, row: int) -> bytes:
        """Give the state of a row that is alive."""
        number, place = divmod(row, _CHUNK)
        written = self._written.get(number)
        return _unpacked(written.get(place) if written else self._newest[place])

    def alive(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which of some rows have a state."""
        return self._alive[rows]

    def is_alive(self, row: int) -> bool:
        """Say whether a row has a state."""
        return bool(self._alive[row])

    def drop(self, row: int) -> None:
        """Forget a state; when all of a file are forgotten, it goes."""
        number = row // _CHUNK
        self._alive[row] = False
        self._left[number] -= 1
        if not self._left[number] and number in self._written:
            self._written.pop(number).close()
            del self._left[number]


def _packed(state: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zdict=_TYPICAL)
    return packer.compress(state) + packer.flush()


def _unpacked(state: bytes) -> bytes:
    return zlib.decompressobj(zdict=_TYPICAL).decompress(state)
