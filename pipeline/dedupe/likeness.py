"""Whether one article is a near-copy of another: nearly the same words in their order, and nothing else told."""

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import LCSseq

from pipeline.dedupe.difference import LONG, Difference, size
from pipeline.dedupe.told import Told

LEAST_SHARE: Final = 0.8
"""Of the copy's words, in the original in their order."""
LEAST_LENGTH: Final = 0.4
"""Of the longer text's words, the shorter's."""
MOST_NEW: Final = 0.15
"""Of the words of a summary, those that its original has nowhere."""


def similarity(original: Told, copy: Told) -> float:
    """Give the share of the shingles of both that each has: 1.0 is equal."""
    one, other = original.shingles, copy.shingles
    return round(len(one & other) / max(1, len(one | other)), 4)


def is_copy(original: Told, copy: Told) -> bool:
    """Whether the second tells nothing but what the first does, in nearly the same words."""
    one, other = original.wording.text, copy.wording.text
    short, long = sorted((len(one), len(other)))
    if not short or short < LEAST_LENGTH * long:
        return False
    if LCSseq.similarity(one, other) < LEAST_SHARE * len(other):
        return False
    found = list(differences(original, copy))
    return not (any(one.tells_else() for one in found) or _is_rewritten(original, copy, found))


def _is_rewritten(original: Told, copy: Told, found: list[Difference]) -> bool:
    """Whether a short text has many new words, one here and one there."""
    new = sum(len(one.new_words) for one in found if not one.is_remark)
    return size(original, copy) < LONG and new > MOST_NEW * len(copy.wording.words)


def differences(original: Told, copy: Told) -> Iterator[Difference]:
    """Give the places at which two articles differ, in order: in their headlines, and in their texts."""
    starts, ends = (0, 0), (original.wording.headline, copy.wording.headline)
    yield from _differences(original, copy, starts, ends)
    yield from _differences(original, copy, ends, (len(original.wording.words), len(copy.wording.words)))


_Places = tuple[int, int]


def _differences(original: Told, copy: Told, starts: _Places, ends: _Places) -> Iterator[Difference]:
    at, copy_at = starts
    for begin, end, copy_begin, copy_end in _equal(original, copy, starts, ends):
        if (at, copy_at) != (begin, copy_begin):
            yield Difference(original, copy, at, begin, copy_at, copy_begin)
        at, copy_at = end, copy_end


def _equal(original: Told, copy: Told, starts: _Places, ends: _Places) -> Iterator[tuple[int, int, int, int]]:
    """Give the stretches that both have in common, and an empty one at their ends."""
    words = original.wording.folded[starts[0] : ends[0]], copy.wording.folded[starts[1] : ends[1]]
    for block in LCSseq.opcodes(*words):
        if block.tag == "equal":
            one, other = starts[0] + block.src_start, starts[1] + block.dest_start
            yield one, starts[0] + block.src_end, other, starts[1] + block.dest_end
    yield ends[0], ends[0], ends[1], ends[1]
