"""Days and weeks as seen from the anchor: "Tuesday", "yesterday", "overnight", "over the weekend", "last week"."""

import re
from datetime import date
from typing import Final

from pipeline.text import days
from pipeline.text.days import Days
from pipeline.text.fold import GAP
from pipeline.text.timewords.counted import LENGTH, PRECISION, rolling, steps
from pipeline.text.timewords.rule import (
    FULL_WEEKDAYS,
    PART_OF_DAY,
    STEPS,
    WEEKDAYS,
    Found,
    Page,
    any_of,
    dated,
    one_day,
    rule,
)

_NO_DAY_BEFORE: Final = "bloody|black|good|palm|super|ash|holy|easter|red|boxing|every|each|cyber|giving|fat"
_NO_DAY_AFTER: Final = re.compile(rf"{GAP}(?:times|telegraph|mirror|herald|post|mail|express|world)\b")


def _weekday(page: Page, match: re.Match[str]) -> Found | None:
    """Read "Tuesday", "last Tuesday", "Monday night"; the names of days in names of other things are none."""
    if page.follows(_NO_DAY_BEFORE, match.start()) or _NO_DAY_AFTER.match(page.folded, match.end("day")):
        return None
    number, which = WEEKDAYS[match["day"]], match["which"]
    if which in ("previous", "following"):
        return Found(match.start(), match.end(), "relative", precision="day")
    on = _which_weekday(page, page.anchor, number, which) if page.anchor else None
    bare = number if which is None else None
    return Found(match.start(), match.end(), "date", on, on, "day", weekday=bare)


def _which_weekday(page: Page, anchor: date, number: int, which: str | None) -> date:
    if which in ("last", "past"):
        return days.weekday(days.shift(anchor, -1), number, future=False)
    if which in ("next", "coming"):
        return days.weekday(days.shift(anchor, 1), number, future=True)
    if which == "this":
        return days.shift(days.week(anchor, 0)[0], number)
    return days.weekday(anchor, number, future=page.future)


_TODAY: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _away(page: Page, match: re.Match[str], by: int) -> Found:
    return dated(match, one_day(days.shift(page.anchor, by)) if page.anchor else None, "day")


def _today(page: Page, match: re.Match[str]) -> Found | None:
    """Read "today", "yesterday morning"."""
    return _away(page, match, _TODAY[match["day"]])


def _day_but_one(page: Page, match: re.Match[str]) -> Found | None:
    """Read "the day before yesterday"."""
    return _away(page, match, -2 if match["side"].startswith("before") else 2)


def _this_morning(page: Page, match: re.Match[str]) -> Found | None:
    """Read "this morning", "last night"."""
    return _away(page, match, -1 if match["which"] == "last" else 0)


def _overnight(page: Page, match: re.Match[str]) -> Found | None:
    """Read "overnight": from the day before into the anchor's."""
    return dated(match, (days.shift(page.anchor, -1), page.anchor) if page.anchor else None, "days")


def _weekend(page: Page, match: re.Match[str]) -> Found | None:
    """Read "over the weekend", "last weekend"; "a weekend of clashes" is none in particular."""
    which = match["which"]
    if not which and not page.follows("the", match.start()):
        return None
    if page.anchor is None:
        return dated(match, None, "days")
    future = page.future or which in ("next", "coming")
    saturday, sunday = days.weekend(page.anchor, future=future)
    if which == "last" and sunday >= page.anchor:
        saturday, sunday = days.shift(saturday, -7), days.shift(sunday, -7)
    return dated(match, _so_far((saturday, sunday), page.anchor, future=future), "days")


def _so_far(bounds: Days, anchor: date, *, future: bool) -> Days:
    """Cut a span that holds the anchor: what happened in it has happened by now."""
    if not bounds[0] <= anchor <= bounds[1]:
        return bounds
    return (anchor, bounds[1]) if future else (bounds[0], anchor)


def _unit(page: Page, match: re.Match[str]) -> Found | None:
    """Read "last week" by the calendar, and "the past week", "over the last month" as so many days up to now."""
    unit, which = match["unit"], match["which"]
    precision = PRECISION[unit]
    if page.anchor is None:
        return dated(match, None, precision)
    if which == "past" or (which == "last" and page.follows("the", match.start())):
        return rolling(match, page.anchor, LENGTH[unit], precision)
    return dated(match, _so_far(steps(page.anchor, unit, STEPS[which]), page.anchor, future=page.future), precision)


_WHICH: Final = "last|this|next|past|coming|previous|following"

RULES: Final = [
    rule([*STEPS, *FULL_WEEKDAYS],
         rf"(?:(?:this{GAP}(?=past|coming))?(?P<which>{_WHICH}){GAP})?(?P<day>{any_of(FULL_WEEKDAYS)})\b"
         rf"(?:{GAP}{PART_OF_DAY}\b)?", _weekday),
    rule(_TODAY, rf"(?P<day>{any_of(_TODAY)})\b(?:{GAP}(?:early{GAP}|late{GAP})?{PART_OF_DAY}\b)?", _today),
    rule(["day"], rf"day{GAP}(?P<side>before{GAP}yesterday|after{GAP}tomorrow)\b", _day_but_one),
    rule(["last", "this"], rf"(?P<which>last|this){GAP}(?:early{GAP}|late{GAP})?{PART_OF_DAY}\b", _this_morning),
    rule(["overnight"], r"overnight\b", _overnight),
    rule([*STEPS, "weekend"], rf"(?:(?P<which>{_WHICH}){GAP})?weekend\b", _weekend),
    rule(["last", "this", "next", "past", "coming"],
         rf"(?P<which>last|this|next|past|coming){GAP}(?P<unit>week|month|year|decade|century)\b", _unit),
]  # fmt: skip
