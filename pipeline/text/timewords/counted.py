"""Counted time: "two days ago", "a day after", "the next morning", "in the past two weeks", "for three days"."""

import re
from datetime import date
from typing import Final

from pipeline.text import days
from pipeline.text.days import Days
from pipeline.text.fold import GAP
from pipeline.text.spelled import FIRST_WORDS, NUMBER, value
from pipeline.text.timewords.rule import Found, Kind, Page, Precision, Relation, dated, rule

PRECISION: Final[dict[str, Precision]] = {
    "second": "day", "minute": "day", "hour": "day", "moment": "day", "day": "day", "night": "day", "week": "week",
    "month": "month", "year": "year", "decade": "year", "century": "year", "generation": "year",
}  # fmt: skip
LENGTH: Final = {
    "second": 0, "minute": 0, "moment": 0, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3652,
    "century": 36525, "generation": 9131,
}  # fmt: skip
"""Days. A generation is taken as 25 years."""
_LONGEST: Final = 3_652_058
"""Days from the first of the calendar to its last."""


def steps(anchor: date, unit: str, count: int) -> Days:
    """Give the calendar week, month, year, decade or century that many steps from the anchor's."""
    if unit == "week":
        return days.week(anchor, count)
    if unit == "month":
        return days.month_away(anchor, count)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (anchor.year // length + count) * length
    return days.years(first, first + length - 1)


def rolling(match: re.Match[str], anchor: date, length: int, precision: Precision) -> Found:
    """Give the days up to the anchor; more than a month of them is a period."""
    return dated(match, (days.shift(anchor, -length), anchor), precision, "date" if length <= 31 else "period")


def _unit(match: re.Match[str]) -> str:
    return "century" if match["unit"] == "centurie" else match["unit"]


def _count(match: re.Match[str]) -> int | None:
    words = match.groupdict().get("count")
    return min(int(value(words)), _LONGEST) if words else None


def _length(unit: str, count: int | None) -> int | None:
    """Give a number of units in days; hours are the same day until there are 24 of them."""
    if unit == "hour":
        return count // 24 if count else 0
    if LENGTH[unit] == 0:
        return 0
    return None if count is None else min(count * LENGTH[unit], _LONGEST)


def _away(page: Page, match: re.Match[str]) -> Found | None:
    """Read "two days ago" from the anchor; "a day after", "hours later", "two weeks earlier" from another event."""
    unit, side, count = _unit(match), match["side"], _count(match)
    if side == "ago":
        return _ago(page, match, unit, count)
    length = _length(unit, count)
    before = side in ("earlier", "previously", "beforehand", "before")
    return Found(
        match.start(), match.end(), "relative", precision=PRECISION[unit], relation="before" if before else "after",
        days=-length if length and before else length,
    )  # fmt: skip


def _ago(page: Page, match: re.Match[str], unit: str, count: int | None) -> Found:
    precision, length = PRECISION[unit], _length(unit, count)
    if page.anchor is None:
        return dated(match, None, precision)
    if length is None or count is None:
        open_ = None if length is None else page.anchor
        kind: Kind = "period" if precision == "year" else "date"
        return Found(match.start(), match.end(), kind, open_, page.anchor, precision)
    if unit in ("month", "year"):
        return dated(match, steps(page.anchor, unit, -count), precision)
    on = days.shift(page.anchor, -length)
    bounds = {"week": days.week(on, 0), "day": (on, on)}.get(precision, days.years(on.year, on.year))
    return dated(match, bounds, precision)


_AWAY: Final = {"same": 0, "next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}


def _same_day(page: Page, match: re.Match[str]) -> Found | None:
    """Read "the same day", "the next morning", "that night", "the day after": so long from what was told before."""
    which, unit = match["which"] or "same", match["unit"]
    unit = unit if unit in ("week", "month", "year") else "day"
    definite = which not in ("before", "after") and (which != "next" or unit == "day")
    if not definite and not page.follows("the|very", match.start()):
        return None
    length = _AWAY[which] * LENGTH[unit]
    return Found(match.start(), match.end(), "relative", precision=PRECISION[unit], days=length)


def _later_that_day(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "later that day", "earlier in the day"."""
    relation: Relation = "after" if match["side"] == "later" else "before"
    return Found(match.start(), match.end(), "relative", precision="day", days=0, relation=relation)


def _recent(page: Page, match: re.Match[str]) -> Found | None:
    """Read "in the past two weeks", "in recent months", "over the last 24 hours"."""
    unit, count = _unit(match), _count(match)
    precision: Precision = "days" if PRECISION[unit] == "day" else PRECISION[unit]
    if page.anchor is None:
        return Found(match.start(), match.end(), "period", precision=precision)
    if match["which"] in ("coming", "next"):
        return Found(match.start(), match.end(), "period", page.anchor, None, precision)
    length = ((count or 24) + 23) // 24 if unit == "hour" else _length(unit, count)
    if length is None:
        return Found(match.start(), match.end(), "date" if unit == "day" else "period", None, page.anchor, precision)
    return rolling(match, page.anchor, length, precision)


def _duration(page: Page, match: re.Match[str]) -> Found | None:
    """Read "for three days", "a two-day strike", "for hours"; "twice a day" and "these days" last not."""
    counted = match.groupdict().get("count") not in (None, "a", "an") or match.groupdict().get("vague")
    if not counted and not match[0].endswith("-long") and not _lasts(page, match):
        return None
    unit = _unit(match)
    count = _count(match)
    length = _length(unit, count) if count is not None else None
    return Found(match.start(), match.end(), "duration", precision=PRECISION[unit], days=length)


def _lasts(page: Page, match: re.Match[str]) -> bool:
    if page.follows("for|lasted|lasting|lasts|within|nearly|almost|over|about|after|than|least|half", match.start()):
        return True
    of = _OF.match(page.folded, match.end()) is not None
    return of and not page.follows("early|small|first|late|last|the|these|those", match.start())


_OF: Final = re.compile(rf"{GAP}of{GAP}")
_UNIT: Final = r"(?P<unit>second|minute|moment|hour|day|night|week|month|year|decade|centur(?:y|ie)|generation)"
_COUNT: Final = (
    rf"(?:(?P<count>{NUMBER}|an?\b(?!{GAP}\w+s\b))|(?P<vague>(?:several|many|a{GAP}few|few|some|a{GAP}couple(?:{GAP}of)?)\b))"
    rf"(?:{GAP}(?:more|full|long|straight|consecutive))?"
)
_COUNT_WORDS: Final = FIRST_WORDS | {"several", "many", "few", "some", "#"}
_UNITS: Final = ["centuries" if unit == "century" else unit + "s" for unit in PRECISION]
_SIDE: Final = r"(?P<side>ago|earlier|previously|beforehand|before|later|afterwards?|after)\b"
_SPANS: Final = "day|night|morning|afternoon|evening|week|month|year"

RULES: Final = [
    rule(_COUNT_WORDS, rf"{_COUNT}{GAP}{_UNIT}s?{GAP}{_SIDE}", _away),
    rule(_UNITS, rf"{_UNIT}s{GAP}{_SIDE}", _away),
    rule(["same", "next", "following", "previous", "preceding", "that"],
         rf"(?:(?P<which>same|next|following|previous|preceding)|that(?:{GAP}(?:same|very))?){GAP}(?P<unit>{_SPANS})\b",
         _same_day),
    rule(_SPANS.split("|"), rf"(?P<unit>{_SPANS}){GAP}(?P<which>before|after)\b", _same_day),
    rule(["later", "earlier"],
         rf"(?P<side>later|earlier){GAP}(?:in{GAP}the|(?:that|the)(?:{GAP}same)?){GAP}(?:{_SPANS})\b", _later_that_day),
    rule(["recent", "last", "past", "coming", "next", "previous"],
         rf"(?P<which>recent|last|past|coming|next|previous){GAP}(?:{_COUNT}{GAP})?{_UNIT}s\b", _recent),
    rule(_COUNT_WORDS, rf"{_COUNT}(?:-|{GAP}){_UNIT}s?\b(?!(?:-|{GAP})olds?\b)(?:-long\b)?", _duration),
    rule(_UNITS, rf"{_UNIT}s\b(?:-long\b)?", _duration),
]  # fmt: skip
