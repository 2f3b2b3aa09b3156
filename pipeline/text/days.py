"""The days that a name of the calendar covers, in the sense of news: the last such day, week or month.

Everything is reckoned from an anchor, the day on which the article appeared. `future` asks for the next one
instead. Spans are inclusive pairs of days.
"""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]

_SLACK = timedelta(days=1)
"""A day named in an article may be the day after the anchor: the anchor is in UTC, the day in the place's time."""


def day(year: int, month: int, number: int) -> date | None:
    """Give a day, None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(start: date, days: int) -> date:
    """Give the day so many days on; at the ends of the calendar, its last day."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def day_of_month(anchor: date, month: int, number: int, *, future: bool) -> date | None:
    """Give the last (next) day with this month and number, as seen from the anchor."""
    years = range(anchor.year, anchor.year + 9) if future else range(anchor.year + 1, anchor.year - 9, -1)
    for year in years:  # nine years reach a 29 February
        found = day(year, month, number) if 0 < year < 10_000 else None
        if found and (found >= anchor if future else found <= shift(anchor, _SLACK.days)):
            return found
    return None


def numbered(anchor: date, number: int, *, future: bool) -> date | None:
    """Give the last (next) day with this number in any month: "on the 18th"."""
    for months in range(4):
        first = month_away(anchor, months if future else -months)[0]
        found = day(first.year, first.month, number)
        if found and (found >= anchor if future else found <= shift(anchor, _SLACK.days)):
            return found
    return None


def weekday(anchor: date, number: int, *, future: bool) -> date:
    """Give the last (next) such weekday; the anchor's own day is today. 0 is Monday."""
    return shift(anchor, (number - anchor.weekday()) % 7 if future else -((anchor.weekday() - number) % 7))


def week(anchor: date, weeks: int) -> Days:
    """Give the calendar week, Monday to Sunday, so many weeks from the anchor's."""
    monday = shift(anchor, 7 * weeks - anchor.weekday())
    return monday, shift(monday, 6)


def weekend(anchor: date, *, future: bool) -> Days:
    """Give the last weekend that has begun, or the next that has not ended."""
    saturday = shift(week(anchor, 0)[0], 5)
    if not future and saturday > anchor:
        saturday = shift(saturday, -7)
    return saturday, shift(saturday, 1)


def month(year: int, number: int) -> Days:
    """Give a month's days."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def month_away(anchor: date, months: int) -> Days:
    """Give the month so many months from the anchor's, within the calendar."""
    index = min(max(anchor.year * 12 + anchor.month - 1 + months, 12), 9999 * 12 + 11)
    return month(index // 12, index % 12 + 1)


def named_month(anchor: date, number: int, *, future: bool) -> Days:
    """Give the last month of this name that has begun, or the next that has not ended."""
    before = number < anchor.month if future else number > anchor.month
    year = anchor.year + (1 if future and before else -1 if before else 0)
    return month(min(max(year, 1), 9999), number)


def years(first: int, last: int) -> Days:
    """Give the days from the first year's first to the last year's last, within the calendar."""
    return date(min(max(first, 1), 9999), 1, 1), date(min(max(last, 1), 9999), 12, 31)


_THIRDS = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}


def part(span: Days, which: str | None) -> Days:
    """Give the early, middle or late third of a span; all of it where `which` is none of these."""
    if which not in _THIRDS:
        return span
    length = (span[1] - span[0]).days + 1
    low, high = _THIRDS[which]
    return shift(span[0], length * low // 3), shift(span[0], length * high // 3 - 1)
