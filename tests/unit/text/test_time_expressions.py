"""When: the expressions of time in news, reckoned from Tuesday, 19 September 2023."""

from datetime import date

import pytest

from pipeline.text.dates import TimeExpression, time_expressions

ANCHOR = date(2023, 9, 19)


def only(text: str, anchor: date | None = ANCHOR, *, future: bool = False) -> TimeExpression:
    """Give the single expression of a text."""
    found = time_expressions(text, anchor, future=future)
    assert len(found) == 1, [one.text for one in found]
    return found[0]


def bounds(one: TimeExpression) -> str:
    """Give first and last as "2023-09-18" or "2023-09-16 2023-09-17", "-" for none."""
    first, last = (day.isoformat() if day else "-" for day in (one.first, one.last))
    return first if first == last else f"{first} {last}"


DATES = [
    # weekdays
    ("Police said so on Tuesday", "Tuesday", "2023-09-19", "day"),
    ("Earlier on Tuesday, the ministry denied it", "Earlier on Tuesday", "2023-09-19", "day"),
    ("It happened on Monday", "Monday", "2023-09-18", "day"),
    ("on Wednesday", "Wednesday", "2023-09-13", "day"),
    ("early Monday", "early Monday", "2023-09-18", "day"),
    ("late on Sunday", "late on Sunday", "2023-09-17", "day"),
    ("on Monday night", "Monday night", "2023-09-18", "day"),
    ("in the early hours of Monday", "early hours of Monday", "2023-09-18", "day"),
    ("last Tuesday", "last Tuesday", "2023-09-12", "day"),
    ("this past Friday", "this past Friday", "2023-09-15", "day"),
    ("next Tuesday", "next Tuesday", "2023-09-26", "day"),
    ("on Friday last week", "Friday last week", "2023-09-15", "day"),
    ("Tuesday's attack", "Tuesday", "2023-09-19", "day"),
    # days around the anchor
    ("today", "today", "2023-09-19", "day"),
    ("yesterday morning", "yesterday morning", "2023-09-18", "day"),
    ("the day before yesterday", "day before yesterday", "2023-09-17", "day"),
    ("tomorrow", "tomorrow", "2023-09-20", "day"),
    ("this morning", "this morning", "2023-09-19", "day"),
    ("last night", "last night", "2023-09-18", "day"),
    ("shelled overnight", "overnight", "2023-09-18 2023-09-19", "days"),
    ("overnight on Sunday", "overnight on Sunday", "2023-09-17 2023-09-18", "days"),
    ("overnight into Monday", "overnight into Monday", "2023-09-17 2023-09-18", "days"),
    ("over the weekend", "weekend", "2023-09-16 2023-09-17", "days"),
    ("four days ago", "four days ago", "2023-09-15", "day"),
    ("in the last 24 hours", "last 24 hours", "2023-09-18 2023-09-19", "days"),
    ("in the past three days", "past three days", "2023-09-16 2023-09-19", "days"),
    # weeks and months
    ("last week", "last week", "2023-09-11 2023-09-17", "week"),
    ("this week", "this week", "2023-09-18 2023-09-19", "week"),
    ("late last week", "late last week", "2023-09-15 2023-09-17", "week"),
    ("in the past week", "past week", "2023-09-12 2023-09-19", "week"),
    ("three weeks ago", "three weeks ago", "2023-08-28 2023-09-03", "week"),
    ("last month", "last month", "2023-08-01 2023-08-31", "month"),
    ("this month", "this month", "2023-09-01 2023-09-19", "month"),
    ("two months ago", "two months ago", "2023-07-01 2023-07-31", "month"),
    ("in May", "May", "2023-05-01 2023-05-31", "month"),
    ("in November", "November", "2022-11-01 2022-11-30", "month"),
    ("in September", "September", "2023-09-01 2023-09-30", "month"),
    ("last September", "last September", "2022-09-01 2022-09-30", "month"),
    ("in early May", "early May", "2023-05-01 2023-05-10", "month"),
    ("in mid-May", "mid-May", "2023-05-11 2023-05-20", "month"),
    ("at the end of May", "end of May", "2023-05-21 2023-05-31", "month"),
    ("in February 2020", "February 2020", "2020-02-01 2020-02-29", "month"),
    # days of the calendar
    ("on May 12", "May 12", "2023-05-12", "day"),
    ("on December 3", "December 3", "2022-12-03", "day"),
    ("on 12 May 2021", "12 May 2021", "2021-05-12", "day"),
    ("on the 12th of May, 2021", "12th of May, 2021", "2021-05-12", "day"),
    ("on Sept. 18", "Sept. 18", "2023-09-18", "day"),
    ("on September 20", "September 20", "2023-09-20", "day"),
    ("Tuesday, September 12, 2023", "Tuesday, September 12, 2023", "2023-09-12", "day"),
    ("2021-05-12", "2021-05-12", "2021-05-12", "day"),
    ("31/12/2022", "31/12/2022", "2022-12-31", "day"),
    ("SAN SALVADOR, 3 JAN 90 -- ", "3 JAN 90", "1990-01-03", "day"),
    ("on the 18th", "18th", "2023-09-18", "day"),
    ("on the 25th", "25th", "2023-08-25", "day"),
    ("the 25th of last month", "25th of last month", "2023-08-25", "day"),
    ("on 29 February", "29 February", "2020-02-29", "day"),
    # ranges
    ("between 3 and 5 March", "3 and 5 March", "2023-03-03 2023-03-05", "days"),
    ("12-14 May", "12-14 May", "2023-05-12 2023-05-14", "days"),
    ("May 12 to 14, 2021", "May 12 to 14, 2021", "2021-05-12 2021-05-14", "days"),
    ("from March 30 to April 2", "March 30 to April 2", "2023-03-30 2023-04-02", "days"),
    ("from 30 December to 2 January 2021", "30 December to 2 January 2021", "2020-12-30 2021-01-02", "days"),
    ("from Saturday to Monday", "Saturday to Monday", "2023-09-16 2023-09-18", "days"),
    ("between Friday and Sunday", "Friday and Sunday", "2023-09-15 2023-09-17", "days"),
    ("from May to July", "May to July", "2023-05-01 2023-07-31", "month"),
]


@pytest.mark.parametrize(("text", "words", "days", "precision"), DATES)
def test_dates(text: str, words: str, days: str, precision: str) -> None:
    """A date of news is bound in days."""
    one = only(text)
    assert (one.text, bounds(one), one.precision, one.kind) == (words, days, precision, "date")


PERIODS = [
    ("in the 1990s", "1990s", "1990-01-01 1999-12-31"),
    ("in the early 1990s", "early 1990s", "1990-01-01 1993-05-01"),
    ("in the '90s", "'90s", "1990-01-01 1999-12-31"),
    ("the 2020 war", "2020", "2020-01-01 2020-12-31"),
    ("in 2014", "2014", "2014-01-01 2014-12-31"),
    ("in late 2020", "late 2020", "2020-09-01 2020-12-31"),
    ("the siege of 1994-95", "1994-95", "1994-01-01 1995-12-31"),
    ("between 1992 and 1995", "1992 and 1995", "1992-01-01 1995-12-31"),
    ("from 2014 to 2020", "2014 to 2020", "2014-01-01 2020-12-31"),
    ("last year", "last year", "2022-01-01 2022-12-31"),
    ("two years ago", "two years ago", "2021-01-01 2021-12-31"),
    ("a decade ago", "a decade ago", "2013-01-01 2013-12-31"),
    ("decades ago", "decades ago", "- 2023-09-19"),
    ("in the past year", "past year", "2022-09-19 2023-09-19"),
    ("in recent months", "recent months", "- 2023-09-19"),
    ("in the 19th century", "19th century", "1801-01-01 1900-12-31"),
    ("the first quarter of 2023", "first quarter of 2023", "2023-01-01 2023-03-31"),
    ("the second half of last year", "second half of last year", "2022-07-01 2022-12-31"),
    ("the summer of 2020", "summer of 2020", "2020-01-01 2020-12-31"),
]


@pytest.mark.parametrize(("text", "words", "days"), PERIODS)
def test_periods(text: str, words: str, days: str) -> None:
    """Years and what is longer are periods."""
    one = only(text)
    assert (one.text, bounds(one), one.kind) == (words, days, "period")


CLOCKS = [
    ("around 4:00 am", "around 4:00 am", "04:00", "about"),
    ("at 12 a.m.", "12 a.m.", "00:00", None),
    ("at 12:15 p.m.", "12:15 p.m.", "12:15", None),
    ("shortly after 3 p.m.", "shortly after 3 p.m.", "15:00", "after"),
    ("before 16:30", "before 16:30", "16:30", "before"),
    ("at 1130 (LOCAL TIME)", "1130 (LOCAL TIME)", "11:30", None),
    ("at 0430 hours", "0430 hours", "04:30", None),
    ("at 4:30 p.m. local time (0130 GMT)", "4:30 p.m. local time (0130 GMT)", "16:30", None),
    ("at noon", "noon", "12:00", None),
    ("at five in the morning", "five in the morning", "05:00", None),
    ("around 3 in the afternoon", "around 3 in the afternoon", "15:00", "about"),
    ("at half past six in the evening", "half past six in the evening", "18:30", None),
    ("at 8 o'clock that evening", "8 o'clock that evening", "20:00", None),
    ("at three at night", "three at night", "03:00", None),
    ("about midnight", "about midnight", "00:00", "about"),
    ("before dawn", "before dawn", None, "before"),
    ("at 0100 GMT", "0100 GMT", None, None),
    ("in the early hours", "early hours", None, None),
]


@pytest.mark.parametrize(("text", "words", "clock", "relation"), CLOCKS)
def test_clocks(text: str, words: str, clock: str | None, relation: str | None) -> None:
    """A time of day has a clock where the words give one in the place's own time."""
    one = only(text)
    assert (one.text, one.clock, one.relation, one.kind) == (words, clock, relation, "clock")


@pytest.mark.parametrize(
    ("text", "day", "clock", "relation"),
    [
        ("around 4:00 am on Monday", "2023-09-18", "04:00", "about"),
        ("On Sunday at 10:30", "2023-09-17", "10:30", None),
        ("shortly after 3 p.m. on Sept. 18", "2023-09-18", "15:00", "after"),
        ("at dawn on Monday", "2023-09-18", None, None),
        ("at six on Sunday evening", "2023-09-17", "18:00", None),
        ("shortly before nine on Sunday night", "2023-09-17", "21:00", "before"),
        ("yesterday at about 6 pm", "2023-09-18", "18:00", "about"),
    ],
)
def test_day_and_clock(text: str, day: str, clock: str | None, relation: str | None) -> None:
    """A day and a time of day that stand together are one expression."""
    one = only(text)
    assert (bounds(one), one.clock, one.relation, one.kind) == (day, clock, relation, "date")


RELATIVE = [
    ("a day after aid arrived", "a day after", 1),
    ("two days earlier", "two days earlier", -2),
    ("a day before", "a day before", -1),
    ("hours later", "hours later", 0),
    ("48 hours later", "48 hours later", 2),
    ("moments later", "moments later", 0),
    ("days later", "days later", None),
    ("the same day", "same day", 0),
    ("that night", "that night", 0),
    ("the next morning", "next morning", 1),
    ("the following day", "following day", 1),
    ("the previous day", "previous day", -1),
    ("the day after", "day after", 1),
    ("later that day", "later that day", 0),
    ("earlier in the day", "earlier in the day", 0),
    ("almost three years after it went to war", "almost three years after", 1095),
    ("Thirty years later", "Thirty years later", 10_950),
    ("the following week", "following week", 7),
    ("the following Tuesday", "following Tuesday", None),
]


@pytest.mark.parametrize(("text", "words", "days"), RELATIVE)
def test_relative(text: str, words: str, days: int | None) -> None:
    """What is counted from another event has no day of its own but the distance to it."""
    one = only(text)
    assert (one.text, one.days, one.kind, bounds(one)) == (words, days, "relative", "-")


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("for three days", "three days", 3),
        ("a two-day strike", "two-day", 2),
        ("for weeks", "weeks", None),
        ("after a week of fighting", "after a week", 7),
        ("a decades-long war", "decades-long", None),
        ("jailed for 12 years", "12 years", 4380),
    ],
)
def test_durations(text: str, words: str, days: int | None) -> None:
    """How long something lasted is no date."""
    one = only(text)
    assert (one.text, one.days, one.kind, bounds(one)) == (words, days, "duration", "-")


@pytest.mark.parametrize(
    ("text", "days", "relation", "ongoing", "kind"),
    [
        ("since Friday", "2023-09-15 -", "after", True, "date"),
        ("since 2020", "2020-01-01 -", "after", True, "period"),
        ("since May", "2023-05-01 -", "after", True, "period"),
        ("until Friday", "- 2023-09-15", "before", False, "date"),
        ("by Friday", "2023-09-15", "before", False, "date"),
        ("After the 2020 war", "2020-01-01 2020-12-31", "after", False, "period"),
        ("around May 12", "2023-05-12", "about", False, "date"),
    ],
)
def test_lead(text: str, days: str, relation: str, ongoing: bool, kind: str) -> None:
    """The words that lead in say on which side of the date it was, and whether it lasts."""
    one = only(text)
    assert (bounds(one), one.relation, one.ongoing, one.kind) == (days, relation, ongoing, kind)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Tuesday", "2023-09-19"),
        ("on Monday", "2023-09-25"),
        ("on September 18", "2024-09-18"),
        ("in May", "2024-05-01 2024-05-31"),
        ("over the weekend", "2023-09-23 2023-09-24"),
        ("this week", "2023-09-19 2023-09-24"),
        ("on the 18th", "2023-10-18"),
    ],
)
def test_future(text: str, days: str) -> None:
    """Read as plans, days and months are the next of their name."""
    assert bounds(only(text, future=True)) == days


@pytest.mark.parametrize(
    ("anchor", "days"),
    [
        (date(2023, 9, 22), "2023-09-16 2023-09-17"),
        (date(2023, 9, 23), "2023-09-23"),
        (date(2023, 9, 24), "2023-09-23 2023-09-24"),
    ],
)
def test_weekend(anchor: date, days: str) -> None:
    """On a Friday the weekend is the last one, on its own days it is the one that is going on."""
    assert bounds(only("over the weekend", anchor)) == days


@pytest.mark.parametrize(
    "text",
    [
        "Bloody Sunday", "every Friday", "in the Sunday Times", "on Mondays", "the 18th Brigade", "12 may have died",
        "Resolution 1701", "killing 2000 people", "$1990", "a 12-year-old boy", "in his 30s", "twice a day", "F-16",
        "a march on the capital", "soldiers march in step", "$2020",
    ],
)  # fmt: skip
def test_no_time(text: str) -> None:
    """Names, ages, counts and verbs are no time."""
    assert time_expressions(text, ANCHOR) == ()


@pytest.mark.parametrize(
    "text", ["on Tuesday", "overnight", "last week", "in May", "on May 12", "two days ago", "today"]
)
def test_without_anchor(text: str) -> None:
    """Without an anchor, what depends on it has no days."""
    assert bounds(only(text, None)) == "-"


@pytest.mark.parametrize(("text", "day"), [("12 May 2021", "2021-05-12"), ("2021-05-12", "2021-05-12")])
def test_stands_by_itself(text: str, day: str) -> None:
    """A full date needs no anchor."""
    assert bounds(only(text, None)) == day


def test_ambiguous_figures() -> None:
    """Figures that may be read in two ways give no day."""
    assert bounds(only("03/04/2021")) == "-"


def test_no_such_day() -> None:
    """A day that the calendar has not gives no day."""
    assert bounds(only("on February 30")) == "-"


def test_two_days() -> None:
    """A list of days is as many expressions."""
    assert [bounds(one) for one in time_expressions("on Saturday and Sunday", ANCHOR)] == ["2023-09-16", "2023-09-17"]


def test_paragraph() -> None:
    """A paragraph gives its expressions in order."""
    text = (
        "Gunmen attacked the post around 2 a.m. on Monday, two days after a truce of three weeks ended. In May, the "
        "same group had taken the bridge, which it has held since 2021."
    )
    assert [(one.text, one.kind) for one in time_expressions(text, ANCHOR)] == [
        ("around 2 a.m. on Monday", "date"),
        ("two days after", "relative"),
        ("three weeks", "duration"),
        ("May", "date"),
        ("since 2021", "period"),
    ]


@pytest.mark.parametrize("anchor", [date.min, date.max])
@pytest.mark.parametrize("text", [row[0] for row in [*DATES, *PERIODS]])
def test_ends_of_the_calendar(text: str, anchor: date) -> None:
    """At the first and the last day of the calendar nothing breaks."""
    time_expressions(text, anchor)
    time_expressions(text, anchor, future=True)
