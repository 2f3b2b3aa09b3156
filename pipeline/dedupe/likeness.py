"""Whether one article is a near-copy of another: by the words that both have in their order, and by what they tell.

    words in common      nearly all of the copy's, and the original is not much longer
    words exchanged      no number, time or name for another; no word for one that excludes it
    words added          no number, time or name that the original lacks, but for background at the length of a sentence

What a copy leaves out is no difference: agencies' texts are cut. What it adds or changes is news, and is extracted.
A summary or a headline is judged more strictly: little stands between it and another one of its kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from rapidfuzz.distance import LCSseq

from pipeline.dedupe.facts import NEGATION, Facts, facts, is_named
from pipeline.dedupe.signature import shingles
from pipeline.dedupe.wording import Wording, taken_apart

LEAST_SHARE: Final = 0.85
"""Of the copy's words, in the original in their order; of texts of LONG words a little less."""
LEAST_SHARE_LONG: Final = 0.8
LEAST_LENGTH: Final = 0.55
"""Of the longer text's words, the shorter's."""
LONG: Final = 80
"""Words: a shorter text is a summary."""
HEADLINE: Final = 20
"""Words: a shorter text is little more than a headline."""
_FEW: Final = 3
"""Words that are exchanged for each other, not written anew."""
_SENTENCE: Final = 6
"""Words from which on an addition may be a sentence of its own."""
_TELLING: Final = frozenset({"number", "much", "time", "name"})
"""Facts that are news where they are only added."""
_SMALL: Final = frozenset(
    "a an the and or but of in on at to by for from with as is are was were be been has have had it its he his she her "
    "they their that this which who said says".split()
)
"""Words that tell nothing by themselves."""


@dataclass(frozen=True)
class Told:
    """An article's words and its own time."""

    text: str
    time: datetime | None

    @cached_property
    def wording(self) -> Wording:
        """The words, taken apart."""
        return taken_apart(self.text)

    @cached_property
    def all(self) -> Facts:
        """All that it tells."""
        return self.facts(0, len(self.wording.words))

    def facts(self, start: int, end: int) -> Facts:
        """Give what the words `[start:end]` tell."""
        return facts(self.wording, start, end, self.time)

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The shingles of its words."""
        return frozenset(shingles(self.wording.folded))


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the original, `[start:end]`, and those that the copy has in their place; either may be none."""

    start: int
    end: int
    copy_start: int
    copy_end: int

    @property
    def is_small(self) -> bool:
        """Whether words are exchanged one by one."""
        return self.end - self.start <= _FEW and self.copy_end - self.copy_start <= _FEW


def similarity(original: Told, copy: Told) -> float:
    """Give the share of the shingles of both that each has: 1.0 is equal."""
    one, other = original.shingles, copy.shingles
    return round(len(one & other) / max(1, len(one | other)), 4)


def is_copy(original: Told, copy: Told) -> bool:
    """Whether the second tells nothing but what the first does, in nearly the same words."""
    one, other = original.wording.folded, copy.wording.folded
    size = min(len(one), len(other))
    if not size or max(len(one), len(other)) * LEAST_LENGTH > size:
        return False
    common = LCSseq.similarity(one, other)
    if common < (LEAST_SHARE_LONG if size >= LONG else LEAST_SHARE) * len(other):
        return False
    return not any(_tells_else(original, copy, change) for change in changes(one, other))


def changes(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Change]:
    """Give the places at which two texts differ, in order."""
    blocks = LCSseq.opcodes(one, other)
    at, copy_at = 0, 0
    for block in blocks:
        if block.tag == "equal":
            if (at, copy_at) != (block.src_start, block.dest_start):
                yield Change(at, block.src_start, copy_at, block.dest_start)
            at, copy_at = block.src_end, block.dest_end
    if (at, copy_at) != (len(one), len(other)):
        yield Change(at, len(one), copy_at, len(other))


def _tells_else(original: Told, copy: Told, change: Change) -> bool:
    was = original.facts(change.start, change.end)
    tells = copy.facts(change.copy_start, change.copy_end)
    if change.is_small and (NEGATION in was) != (NEGATION in tells):
        return True
    if any(_is_other(original, copy, change, group, was, tells) for group in tells):
        return True
    size = min(len(original.wording.words), len(copy.wording.words))
    return size < LONG and _is_rewritten(original, copy, change, was, size)


def _is_other(original: Told, copy: Told, change: Change, group: str, was: Facts, tells: Facts) -> bool:
    """Whether a copy tells something in place of what the original told, or beside it."""
    added = tells[group] - was.get(group, set())
    if not added:
        return False
    if group in was:
        return change.is_small or not added <= original.all.get(group, set())
    if group not in _TELLING or added <= original.all.get(group, set()):
        return False
    if group == "name" and _lengthens_a_name(copy.wording, change.copy_start, change.copy_end):
        return False
    return not _is_background(original, copy, change, tells)


def _lengthens_a_name(wording: Wording, start: int, end: int) -> bool:
    """Whether words are part of a name that goes on beside them: "Joe" in "Joe Biden"."""
    if not all(is_named(wording, place) for place in range(start, end)) or not all(wording.joined[start + 1 : end]):
        return False
    before = start > 0 and wording.joined[start] and is_named(wording, start - 1)
    return before or (end < len(wording.words) and wording.joined[end] and is_named(wording, end))


def _is_background(original: Told, copy: Told, change: Change, tells: Facts) -> bool:
    """Whether whole sentences were added to a long text that tell of no harm done."""
    size = min(len(original.wording.words), len(copy.wording.words))
    whole = change.copy_end - change.copy_start >= _SENTENCE and copy.wording.opening[change.copy_end]
    return size >= LONG and whole and not tells.keys() & {"harm", "means"}


def _is_rewritten(original: Told, copy: Told, change: Change, was: Facts, size: int) -> bool:
    """Whether a short text is more than edited: each of its words may be what it tells."""
    known = set(original.wording.folded)
    new = [word for word in copy.wording.folded[change.copy_start : change.copy_end] if word not in known | _SMALL]
    if len(new) > (_FEW if size >= HEADLINE else 0):
        return True
    lost = any(was[group] - copy.all.get(group, set()) for group in _TELLING & was.keys())
    is_cut = original.wording.opening[change.end]
    return lost and not is_cut and not _lengthens_a_name(original.wording, change.start, change.end)
