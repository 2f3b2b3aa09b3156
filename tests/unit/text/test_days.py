"""Days of the calendar as seen from an anchor."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import days

ANCHORS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(ANCHORS, st.integers(0, 6))
def test_weekday(anchor: date, number: int) -> None:
    """The last weekday of a name lies within the seven days up to the anchor, the next within the seven from it."""
    last, coming = days.weekday(anchor, number, future=False), days.weekday(anchor, number, future=True)
    assert last.weekday() == coming.weekday() == number
    assert timedelta(0) <= anchor - last < timedelta(7)
    assert timedelta(0) <= coming - anchor < timedelta(7)


@given(ANCHORS, st.integers(1, 12), st.integers(1, 28))
def test_day_of_month(anchor: date, month: int, number: int) -> None:
    """A day without a year is the last one, a day of slack allowed for the zones of the world."""
    found = days.day_of_month(anchor, month, number, future=False)
    assert found is not None
    assert (found.month, found.day) == (month, number)
    assert timedelta(-1) <= anchor - found <= timedelta(366)


@given(ANCHORS, st.integers(-100, 100))
def test_week(anchor: date, weeks: int) -> None:
    """A calendar week runs from Monday to Sunday and steps by seven days."""
    monday, sunday = days.week(anchor, weeks)
    assert (monday.weekday(), sunday - monday) == (0, timedelta(6))
    assert monday <= anchor + timedelta(7 * weeks) <= sunday


@given(ANCHORS, st.integers(-50, 50))
def test_month_away(anchor: date, months: int) -> None:
    """Months step by the calendar, and one month on from the end of one is the start of the next."""
    first, last = days.month_away(anchor, months)
    assert first.day == 1
    assert days.month_away(anchor, months + 1)[0] == last + timedelta(1)


@pytest.mark.parametrize(
    ("which", "first", "last"),
    [("early", 1, 10), ("mid", 11, 20), ("late", 21, 30), (None, 1, 30), ("earlier", 1, 30)],
)
def test_part(which: str | None, first: int, last: int) -> None:
    """Early, mid and late are thirds."""
    september = days.month(2023, 9)
    assert days.part(september, which) == (date(2023, 9, first), date(2023, 9, last))


def test_numbered_skips_short_months() -> None:
    """The last 31st before the middle of July was in May."""
    assert days.numbered(date(2023, 7, 15), 31, future=False) == date(2023, 5, 31)


def test_no_such_day() -> None:
    """The calendar has no 30 February."""
    assert days.day(2023, 2, 30) is None
    assert days.day_of_month(date(2023, 9, 19), 2, 30, future=False) is None


def test_shift_stays_in_the_calendar() -> None:
    """Beyond its ends the calendar gives its ends."""
    assert days.shift(date.max, 5) == date.max
    assert days.shift(date.min, -5) == date.min
