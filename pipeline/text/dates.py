"""When: dates, clock times, periods and durations as news words them, reckoned from the day an article appeared.

The sense is that of news: a bare weekday is the last such day, the article's own day being today; a month
without a year is the last such month; "overnight" runs from the day before into the day. Words that depend on the
anchor have no days without one, and words that depend on another event ("a day after", "the same day") have
none at all but say how many `days` lie between.

    seed words ▸ single expressions (timewords) ▸ the words that lead in ("early", "since")
               ▸ neighbours joined ("Tuesday" + "at 4 am", "Monday" + "to" + "Wednesday")
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from pipeline.text import days
from pipeline.text.fold import GAP, fold
from pipeline.text.timewords import Found, Kind, Page, Precision, Relation, find


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    `kind`: `date` (days up to a month), `period` (years, or what is open since a month or longer), `clock` (a time
    of day alone), `relative` (counted from another event), `duration`.
    `first` and `last` are inclusive bounds in days, null where open or unknown; `precision` is that of EventTime.
    `clock` is "HH:MM", null where it is not said in the place's own time ("dawn", "0100 GMT").
    `days`: for `relative`, from the other event to this one (0: the same day); for `duration`, its length; null
    where nobody counted ("days later").
    `ongoing`: it lasts from then on ("since Friday").
    """

    start: int
    end: int
    text: str
    kind: Kind
    first: date | None
    last: date | None
    precision: Precision | None
    clock: str | None
    relation: Relation | None
    ongoing: bool
    days: int | None


@lru_cache(maxsize=512)
def time_expressions(text: str, anchor: date | None, *, future: bool = False) -> tuple[TimeExpression, ...]:
    """Give the expressions of time in a text, in order and without overlap; time is linear in the text.

    `anchor` is the day from which they are reckoned; `future` reads bare weekdays, days and months as the next.
    What was read last is kept: an article asks for the same sentence several times.
    """
    page = Page(text, fold(text), anchor, future)
    return tuple(_expression(text, one) for one in _joined(page, (_led_in(page, one) for one in find(page))))


def _expression(text: str, one: Found) -> TimeExpression:
    long = one.precision == "year" or (one.ongoing and one.precision in ("month", "quarter"))
    kind: Kind = "period" if one.kind == "date" and long else one.kind
    return TimeExpression(
        one.start, one.end, text[one.start : one.end], kind, one.first, one.last, one.precision, one.clock,
        one.relation, one.ongoing, one.days,
    )  # fmt: skip


_SOON: Final = rf"(?:(?:shortly|just|soon|right|immediately|well|long|sometime|ever){GAP})?"
_HOURS: Final = rf"(?:early|small|first|late){GAP}hours{GAP}of|(?:morning|afternoon|evening|night|dawn){GAP}of"
_LEAD: Final = re.compile(
    rf"(?<!\w)(?:(?:(?P<until>until|till|up{GAP}to)|(?P<since>{_SOON}since)|(?P<after>{_SOON}(?:after|following))"
    rf"|(?P<before>{_SOON}(?:before|prior{GAP}to|ahead{GAP}of)|by)"
    r"|(?P<about>about|around|roughly|approximately|circa|almost|nearly|some|towards?)"
    rf"|(?P<part>early|earlier|late|later|mid|{_HOURS})|(?P<edge>beginning|start|end|middle){GAP}of)"
    rf"(?:{GAP}(?:on|in|at|the|of|from))*{GAP}|mid-)+$"
)
_REACH: Final = 40
_EDGES: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}


def _led_in(page: Page, one: Found) -> Found:
    """Take in the words before an expression that say how it is meant."""
    window = max(0, one.start - _REACH)
    lead = _LEAD.search(page.folded[window : one.start])
    if lead is None or (_OF_ANOTHER.match(page.folded, one.end) and (lead["after"] or lead["before"] or lead["since"])):
        return one
    one = replace(one, start=window + lead.start())
    which = "mid" if lead[0].endswith("mid-") else _EDGES.get(lead["edge"], lead["part"])
    if one.first and one.last and one.precision in ("week", "month", "year"):
        first, last = days.part((one.first, one.last), which)
        one = replace(one, first=first, last=last)
    return _related(one, lead)


_OF_ANOTHER: Final = re.compile(r"['’]s?\b")
"""Behind a day that only dates what stands behind it: "after Monday's attack" says nothing of the day after."""


def _related(one: Found, lead: re.Match[str]) -> Found:
    if lead["since"]:
        return replace(one, relation="after", last=None, ongoing=True)
    if lead["until"]:
        return replace(one, relation="before", first=None)
    if lead["before"] or lead["after"]:
        return replace(one, relation="before" if lead["before"] else "after")
    return replace(one, relation="about") if lead["about"] else one


_NEXT_TO: Final = re.compile(r"[\s,(]*(?:(?:on|at|of|in|from|the)[\s,]*){0,2}$")
_THROUGH: Final = re.compile(rf"\s?[-\u2010-\u2013]\s?$|{GAP}(?:to|until|till|through|into){GAP}(?:the{GAP})?$")
_AND: Final = re.compile(rf"{GAP}and{GAP}$")


def _joined(page: Page, found: Iterable[Found]) -> list[Found]:
    """Join neighbours that say one thing together."""
    result: list[Found] = []
    for one in found:
        both = _both(page, result[-1], one) if result else None
        if both:
            result[-1] = both
        elif not result or one.start >= result[-1].end:
            result.append(one)
    return result


def _both(page: Page, one: Found, other: Found) -> Found | None:
    between = page.folded[one.end : other.start]
    if len(between) > 24:
        return None
    if _NEXT_TO.match(between):
        return _clocked(one, other) or _in_week(one, other) or _overnight(page, one, other)
    if _THROUGH.match(between) or (_AND.match(between) and page.before(one.start).rstrip().endswith("between")):
        return _overnight(page, one, other) or _range(one, other)
    return None


def _clocked(one: Found, other: Found) -> Found | None:
    """Join a day and a time of day."""
    if {one.kind, other.kind} != {"date", "clock"}:
        return None
    on, at = (one, other) if one.kind == "date" else (other, one)
    if on.clock or on.precision not in ("day", "days"):
        return None
    return replace(
        on, start=one.start, end=other.end, clock=at.clock, relation=at.relation or on.relation, weekday=None
    )


def _in_week(one: Found, other: Found) -> Found | None:
    """Join "Monday" and "last week"."""
    on, span = (one, other) if one.weekday is not None else (other, one)
    if on.weekday is None or span.kind != "date" or span.precision != "week":
        return None
    found = span.first and days.shift(days.week(span.first, 0)[0], on.weekday)
    return replace(on, start=one.start, end=other.end, first=found, last=found, weekday=None)


def _overnight(page: Page, one: Found, other: Found) -> Found | None:
    """Join "overnight" with a day: "overnight Monday" begins on it, "overnight into Tuesday" ends on it."""
    if not page.folded.startswith("overnight", one.start) or other.kind != "date" or other.first is None:
        return None
    if other.first != other.last:
        return replace(other, start=one.start)
    into = re.search(r"\b(?:to|into)\b", page.folded[one.end : other.start]) or other.first == page.anchor
    first = days.shift(other.first, -1) if into else other.first
    return replace(other, start=one.start, first=first, last=days.shift(first, 1), precision="days", weekday=None)


def _range(one: Found, other: Found) -> Found | None:
    """Join two dates to the span from the one to the other."""
    if one.kind != "date" or other.kind != "date" or one.ongoing:
        return None
    first, last = one.first, other.last
    if first and last and first > last and other.weekday is not None:
        first = days.shift(first, -7)  # "from Saturday to Monday", read on a Saturday
    if first is None or last is None or first > last:
        first = last = None
    precision: Precision = "days" if other.precision == "day" else other.precision or "days"
    return replace(other, start=one.start, first=first, last=last, precision=precision, relation=None, weekday=None)
