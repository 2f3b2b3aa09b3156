"""The signature by which near-copies find each other: MinHash over shingles of three words, in bands.

Two articles meet when all hashes of a band agree. Of articles with the share s of shingles in common that happens
in 1 - (1 - s³)³² of the cases: 0.999 at 0.57, which is one word in ten changed, and once in 30 million at 0.001.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from pipeline.dedupe.keys import KEY_BITS, Numbers

SHINGLE: Final = 3
"""Words."""
BANDS: Final = 32
_ROWS: Final = 3
"""Hashes in a band."""
_SEED: Final = 42
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""A multiplier that spreads what it multiplies over all bits (Knuth's, of the golden ratio)."""

Bands = NDArray[np.uint32]
"""A hash for each band."""


def shingles(words: Sequence[str]) -> list[str]:
    """Give all sequences of three words; of fewer words, the one that there is."""
    if len(words) < SHINGLE:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def bands(words: Sequence[str]) -> Bands | None:
    """Sign the words of an article; one without any has no signature."""
    if not words:
        return None
    signature = RMinHash(num_perm=BANDS * _ROWS, seed=_SEED)
    signature.update(shingles(words))
    hashes = np.array(signature.digest(), np.uint64).reshape(BANDS, _ROWS)
    mixed = np.zeros(BANDS, np.uint64)
    for column in hashes.T:
        mixed = (mixed ^ column) * _ODD
        mixed ^= mixed >> np.uint64(32)
    return mixed.astype(np.uint32)


def keys(signed: Bands) -> Numbers:
    """Give the keys of 34 bits under which a signature is entered: a hash is found in its own band only."""
    numbered = signed.astype(np.uint64) | (np.arange(1, BANDS + 1, dtype=np.uint64) << np.uint64(32))
    return (numbered * _ODD) >> np.uint64(64 - KEY_BITS)


def written(signed: Bands) -> str:
    """Give a signature as text of 172 characters."""
    return b64encode(signed.astype("<u4").tobytes()).decode()


def read(text: str) -> Bands:
    """Read what was written."""
    return np.frombuffer(b64decode(text), "<u4")
