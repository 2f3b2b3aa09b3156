"""A place at which a copy differs from its original, and whether that makes it tell something else.

    exchanged    a number, time or name for another; a word for one that excludes it; a "not"
    added        a number, time, name or harm that the original lacks, but for background of a sentence's length
    news         a sentence more that tells of harm done, with a number
    rewritten    of a summary or a headline, where little stands between it and another one of its kind: new words,
                 or a name or number gone from the middle of a sentence

What a copy leaves out is otherwise no difference: agencies' texts are cut.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.dedupe.facts import NEGATION, Facts, is_named
from pipeline.dedupe.tables import words
from pipeline.dedupe.told import Told
from pipeline.dedupe.wording import Wording

LONG: Final = 80
"""Words: a shorter text is a summary."""
HEADLINE: Final = 25
"""Words: a shorter text is little more than a headline."""
_FEW: Final = 3
"""Words that are exchanged one by one, or that an edit brings in; more are written anew."""
_SENTENCE: Final = 6
"""Words from which on an addition may be a sentence of its own."""
_TELLING: Final = frozenset({"number", "much", "time", "name"})
_HARM: Final = frozenset({"harm", "means"})
_NEWS: Final = _TELLING | _HARM
"""Facts that are news where they are only added; words of other groups only exclude each other."""


@dataclass(frozen=True)
class Difference:
    """The original's words `[start:end]`, and the copy's `[copy_start:copy_end]` in their place; either may be none."""

    original: Told
    copy: Told
    start: int
    end: int
    copy_start: int
    copy_end: int

    def tells_else(self) -> bool:
        """Whether the copy tells something here that the original does not."""
        return self._exchanges() or self._adds() or self._is_news() or (self._size < LONG and self._is_rewritten())

    @cached_property
    def _was(self) -> Facts:
        return self.original.facts(self.start, self.end)

    @cached_property
    def _tells(self) -> Facts:
        return self.copy.facts(self.copy_start, self.copy_end)

    @cached_property
    def _size(self) -> int:
        return size(self.original, self.copy)

    @cached_property
    def _is_in_headline(self) -> bool:
        """Whether it lies in the headline of a text that says the same again."""
        copy = self.copy.wording
        return self.copy_end <= copy.headline and len(copy.words) - copy.headline >= HEADLINE

    @cached_property
    def _is_one_by_one(self) -> bool:
        few = self.end - self.start <= _FEW and self.copy_end - self.copy_start <= _FEW
        return few and not self._is_in_headline

    @cached_property
    def new_words(self) -> list[str]:
        """The copy's words here that the original has nowhere, unless they tell nothing."""
        found = self.copy.wording.folded[self.copy_start : self.copy_end]
        return [word for word in found if word not in self.original.known | words("small")]

    def _is_new(self, group: str) -> bool:
        """Whether something of a group is told that the original tells nowhere."""
        return not self._tells[group] <= self.original.all.get(group, set())

    def _exchanges(self) -> bool:
        if self._is_one_by_one and (NEGATION in self._was) != (NEGATION in self._tells):
            return True
        exchanged = [group for group in self._tells.keys() & self._was.keys() if self._tells[group] - self._was[group]]
        return any(self._is_one_by_one or self._is_new(group) for group in exchanged)

    def _adds(self) -> bool:
        added = [group for group in self._tells.keys() & _NEWS - self._was.keys() if self._is_new(group)]
        return any(not (self._is_background or (group == "name" and self._lengthens_a_name)) for group in added)

    @property
    def _is_background(self) -> bool:
        """Whether whole sentences were added to a long text that tell of no harm done."""
        whole = self.copy_end - self.copy_start >= _SENTENCE and self.copy.wording.opening[self.copy_end]
        return self._size >= LONG and whole and not self._tells.keys() & _HARM

    @property
    def _lengthens_a_name(self) -> bool:
        """Whether part of a name was added: "Biden", "Joe Biden"; in place of a title at the most."""
        titles = all(word in words("title") for word in self.original.wording.folded[self.start : self.end])
        return titles and _goes_on(self.copy.wording, self.copy_start, self.copy_end)

    def _is_news(self) -> bool:
        harm = self._tells.keys() & _HARM and "number" in self._tells
        return bool(harm) and self.start == self.end and len(self.new_words) > _FEW

    def _is_rewritten(self) -> bool:
        few = _FEW if self._size >= HEADLINE else 0
        if self._is_kicker or (len(self.new_words) > few and not self.is_remark):
            return True
        lost = any(self._was[group] - self.copy.all.get(group, set()) for group in _TELLING & self._was.keys())
        is_cut = self._is_in_headline or self.original.wording.opening[self.end]
        return lost and not is_cut and not _goes_on(self.original.wording, self.start, self.end)

    @property
    def _is_kicker(self) -> bool:
        """Whether the headline has a word before it that makes it another piece: "Readers reply: …"."""
        opens = self.end == self.copy_start == 0 and self.copy.wording.opening[self.copy_end]
        return opens and self.copy_end < self.copy.wording.headline and bool(self.new_words)

    @property
    def is_remark(self) -> bool:
        """Whether a sentence of its own was added that tells nothing to be extracted."""
        whole = self.copy.wording.opening[self.copy_start] and self.copy.wording.opening[self.copy_end]
        return whole and self.start == self.end and not self._tells.keys() & _NEWS


def size(original: Told, copy: Told) -> int:
    """Give the number of words of the shorter."""
    return min(len(original.wording.words), len(copy.wording.words))


def _goes_on(wording: Wording, start: int, end: int) -> bool:
    """Whether words are all of a name that goes on beside them."""
    if not all(is_named(wording, place) for place in range(start, end)) or not all(wording.joined[start + 1 : end]):
        return False
    before = start > 0 and wording.joined[start] and is_named(wording, start - 1)
    return before or (end < len(wording.words) and wording.joined[end] and is_named(wording, end))
