"""What a rule is, what it reads and what it finds; the words and patterns that the rules share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pipeline.text.days import Days
from pipeline.text.fold import GAP

Kind = Literal["date", "period", "clock", "relative", "duration"]
Precision = Literal["day", "days", "week", "month", "quarter", "year"]
Relation = Literal["before", "after", "about"]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression before its neighbours are looked at; `weekday` is set where it is a bare weekday."""

    start: int
    end: int
    kind: Kind
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    clock: str | None = None
    relation: Relation | None = None
    ongoing: bool = False
    days: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules read: the text, its folded form, the anchor and the sense of direction."""

    text: str
    folded: str
    anchor: date | None
    future: bool

    def before(self, at: int) -> str:
        """Give the folded words before an offset."""
        return self.folded[max(0, at - 24) : at]

    def follows(self, words: str, at: int) -> bool:
        """Say whether the pattern `words` stands right before an offset, with white space between."""
        return re.search(rf"\b(?:{words})\s+$", self.before(at)) is not None


Reading = Callable[[Page, re.Match[str]], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of words: the words it may begin with (`#` is any figure), its pattern, and its reading."""

    first_words: frozenset[str]
    pattern: re.Pattern[str]
    read: Reading


def rule(first_words: Iterable[str], pattern: str, read: Reading) -> Rule:
    """Make a rule out of the source of its pattern, which is matched against folded text."""
    return Rule(frozenset(first_words), re.compile(pattern), read)


def dated(match: re.Match[str], bounds: Days | None, precision: Precision, kind: Kind = "date") -> Found:
    """Give what a match found where it covers days: None where they are not known."""
    first, last = bounds or (None, None)
    return Found(match.start(), match.end(), kind, first, last, precision)


def one_day(on: date | None) -> Days | None:
    """Give the span of a single day."""
    return (on, on) if on else None


def any_of(words: Iterable[str]) -> str:
    """Give the alternatives of a pattern, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
FULL_MONTHS: Final = [name for name in MONTHS if len(name) > 4 or name in {"may", "june", "july"}]
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri", "saturday sat",
         "sunday sun"))
    for name in names.split()
}  # fmt: skip
FULL_WEEKDAYS: Final = [name for name in WEEKDAYS if name.endswith("day")]
FIGURE: Final = ["#"]
STEPS: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}

YEAR: Final = r"(?:1[5-9]|20)\d\d(?!\w)(?![.,]\d)"
TO: Final = rf"(?:{GAP}?[-\u2010-\u2013]{GAP}?|{GAP}(?:to|and|or|until|till|through){GAP})"
PART_OF_DAY: Final = r"(?:morning|afternoon|evening|night|dawn|noon|midday|midnight)"
