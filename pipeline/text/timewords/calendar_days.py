"""Days by their number: "12 May 2021", "May 12 to 14", "2021-05-12", "on the 18th"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipeline.text import days
from pipeline.text.fold import GAP
from pipeline.text.timewords.rule import (
    FIGURE,
    MONTHS,
    STEPS,
    TO,
    WEEKDAYS,
    YEAR,
    Found,
    Page,
    any_of,
    dated,
    one_day,
    rule,
)

_MONTH: Final = rf"(?:{any_of(MONTHS)})\b\.?"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:])(?![.,]\d)"
_OF: Final = rf"(?:-|{GAP}(?:of{GAP}(?:the{GAP})?)?)"
_PREFIXED: Final = rf"(?:(?:{any_of(WEEKDAYS)})\b\.?,?{GAP}(?:\(|the{GAP})?)?"
"""The weekday that may stand before a date."""


def _spelled(tag: str) -> str:
    """Give the pattern of "12 May 2021" and "May 12, 2021", the year optional; its groups end in `tag`."""
    return (
        rf"(?:(?P<d{tag}>{_DAY}){_OF}(?P<m{tag}>{_MONTH})(?:,?(?:{GAP}|-)(?P<y{tag}>{YEAR}|\d\d(?![\w:.,])))?"
        rf"|(?P<n{tag}>{_MONTH}){GAP}(?:the{GAP})?(?P<e{tag}>{_DAY})(?:,?{GAP}(?P<z{tag}>{YEAR}))?)"
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """A day by number and month, and its year where it stands there."""

    number: int
    month: int
    year: int | None

    def on(self, page: Page, year: int | None = None) -> date | None:
        """Give the day: in its own year, else in the given one, else the last (next) as seen from the anchor."""
        if self.year or year:
            return days.day(self.year or year or 0, self.month, self.number)
        return page.anchor and days.day_of_month(page.anchor, self.month, self.number, future=page.future)


def _named(page: Page, match: re.Match[str], tag: str) -> _Named | None:
    """Read the groups of `_spelled`; None where the month is an ordinary word ("12 may have died")."""
    groups = match.groupdict()
    order = "dmy" if groups.get(f"m{tag}") else "enz"
    number, month, year = (groups.get(f"{letter}{tag}") for letter in order)
    if not number or not month:
        return None
    first = page.text[match.start(f"{order[1]}{tag}") :][:2]
    if not first[0].isupper():
        return None
    if year and len(year) == 2:  # only old wires write "3 JAN 90"
        year = "19" + year if first.isupper() else None
    return _Named(_number(number), MONTHS[month.rstrip(".")], int(year) if year else None)


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _from_day_to_day(page: Page, match: re.Match[str]) -> Found | None:
    """Read "3 March to 5 April 2021"; "March 3 and April 5" are two days unless "between" stands before them."""
    one, other = _named(page, match, "1"), _named(page, match, "2")
    if one is None or other is None:
        return None
    if re.search(r"\b(?:and|or)\b", match[0]) and not page.follows("between", match.start()):
        return None
    last = other.on(page)
    first = last and one.on(page, last.year)
    if first and last and first > last:
        first = one.on(page, last.year - 1)
    return dated(match, (first, last) if first and last and first <= last else None, "days")


def _run_of_days(page: Page, match: re.Match[str]) -> Found | None:
    """Read "12-14 May", "May 12 to 14"."""
    named = _named(page, match, "1")
    if named is None:
        return None
    last = named.on(page)
    first = last and days.day(last.year, last.month, _number(match["from"]))
    return dated(match, (first, last) if first and last and first <= last else None, "days")


def _day(page: Page, match: re.Match[str]) -> Found | None:
    """Read "Tuesday, 19 September 2023", "Sept. 19"."""
    named = _named(page, match, "1")
    return dated(match, one_day(named.on(page)), "day") if named else None


def _day_in_figures(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "2021-05-12" and "31/05/2021"; "03/04/2021" may be in March or April and is left without days."""
    year, month, number = int(match["y"]), int(match["m"]), int(match["d"])
    if match.start("y") == match.start():
        return dated(match, one_day(days.day(year, month, number)), "day")
    readings = {days.day(year, month, number), days.day(year, number, month)} - {None}
    return dated(match, one_day(readings.pop()) if len(readings) == 1 else None, "day")


def _numbered_day(page: Page, match: re.Match[str]) -> Found | None:
    """Read "on the 18th"; "the 18th Brigade" is no day."""
    number = int(match["d"])
    if not 0 < number < 32 or not (match["which"] or _stands_alone(page, match)):
        return None
    if page.anchor is None:
        return dated(match, None, "day")
    if match["which"]:
        first = days.month_away(page.anchor, STEPS[match["which"]])[0]
        return dated(match, one_day(days.day(first.year, first.month, number)), "day")
    return dated(match, one_day(days.numbered(page.anchor, number, future=page.future)), "day")


def _stands_alone(page: Page, match: re.Match[str]) -> bool:
    led = page.follows(r"(?:on|of|by|since|until|from|to|before|after)\s+the", match.start())
    return led and not _NOUN_NEXT.match(page.folded, match.end())


_NOUN_NEXT: Final = re.compile(
    rf"-|{GAP}(?!(?:and|or|to|until|when|while|as|after|before|that|which|in|at|by|near|for|with|it|he|she|they|the)\b)\w"
)
_RUN: Final = rf"(?P<from>{_DAY}){TO}"

RULES: Final = [
    rule([*WEEKDAYS, *MONTHS, "#"], rf"{_PREFIXED}{_spelled('1')}{TO}{_PREFIXED}{_spelled('2')}", _from_day_to_day),
    rule([*WEEKDAYS, "#"],
         rf"{_PREFIXED}{_RUN}(?P<d1>{_DAY}){_OF}(?P<m1>{_MONTH})(?:,?{GAP}(?P<y1>{YEAR}))?", _run_of_days),
    rule(MONTHS, rf"(?P<n1>{_MONTH}){GAP}{_RUN}(?P<e1>{_DAY})(?:,?{GAP}(?P<z1>{YEAR}))?", _run_of_days),
    rule([*WEEKDAYS, *MONTHS, "#"], _PREFIXED + _spelled("1"), _day),
    rule(FIGURE, r"(?P<y>\d{4})([-/])(?P<m>\d\d)\2(?P<d>\d\d)(?!\d)", _day_in_figures),
    rule(FIGURE, r"(?P<d>\d{1,2})([./-])(?P<m>\d{1,2})\2(?P<y>\d{4})(?!\d)", _day_in_figures),
    rule(FIGURE,
         rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b(?:{GAP}of{GAP}(?P<which>this|last|next){GAP}month)?", _numbered_day),
]  # fmt: skip
