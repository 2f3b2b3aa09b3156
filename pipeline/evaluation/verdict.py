"""Whether one thing that was said is right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """`expected` and `found` are codes or short values, `words` are the article's; `item` is the article's id."""

    field: str
    right: bool
    expected: str
    found: str
    words: str = ""
    confidence: float | None = None
    item: str = ""

    @property
    def kind(self) -> str:
        """What kind of disagreement it is, without words of the article."""
        return f"{self.expected} ▸ {self.found}"
