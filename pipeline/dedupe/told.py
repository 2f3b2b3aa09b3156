"""An article as it is compared: its words, what they tell, its shingles."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from pipeline.dedupe.facts import Facts, facts
from pipeline.dedupe.signature import shingles
from pipeline.dedupe.wording import Wording, taken_apart


@dataclass(frozen=True)
class Told:
    """An article's text as `wording` gives it, and its own time."""

    text: str
    time: datetime | None

    @cached_property
    def wording(self) -> Wording:
        """The words, taken apart."""
        return taken_apart(self.text)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.wording.folded)

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
