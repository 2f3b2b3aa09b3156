"""Times of day: "around 4:00 am", "1430 local time", "noon", "at dawn"."""

import re
from typing import Final

from pipeline.text.fold import GAP
from pipeline.text.spelled import value
from pipeline.text.timewords.rule import FIGURE, FULL_WEEKDAYS, Found, Page, any_of, rule


def _clock(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "4:00 am", "1430 local time", "04:30"; a time in GMT is not the place's own and gives no clock."""
    groups = match.groupdict()
    hour, minute, half = int(match["h"]), int(match["m"] or 0), groups.get("half")
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0) if 0 < hour <= 12 else 24
    if hour > 23 or minute > 59:
        return None
    foreign = groups.get("zone") or groups.get("zone2")
    return Found(match.start(), match.end(), "clock", clock=None if foreign else f"{hour:02}:{minute:02}")


_CLOCKS: Final = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_LIGHT: Final = ["dawn", "daybreak", "sunrise", "dusk", "sunset", "nightfall"]


def _time_of_day(page: Page, match: re.Match[str]) -> Found | None:
    """Read "noon"; dawn and dusk have no clock of their own."""
    if match[0] in _LIGHT and not page.follows("at|before|after|around|by|since|until|near", match.start()):
        return None
    return Found(match.start(), match.end(), "clock", clock=_CLOCKS.get(match[0]))


def _in_words(_page: Page, match: re.Match[str]) -> Found:
    """Read "five in the morning", "3 o'clock in the afternoon", "half past six in the evening"."""
    hour = int(value(match["hour"]))
    part = match["part"] or match["part2"] or match["part3"]
    past = _PAST.get(" ".join((match["past"] or "").split()), 0)
    minutes = (hour % 12 + (12 if _after_noon(part, hour) else 0)) * 60 + past
    return Found(match.start(), match.end(), "clock", clock=f"{minutes // 60 % 24:02}:{minutes % 60:02}")


def _after_noon(part: str, hour: int) -> bool:
    """Say whether an hour is in the second half of the day: three at night is not, nine at night is."""
    return part in ("afternoon", "evening") or (part == "night" and 5 < hour < 12)


_HOURS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_PAST: Final = {"half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15}
_HOUR: Final = rf"(?P<hour>1[0-2]|[1-9]|{any_of(_HOURS)})"
_WORDED: Final = (
    rf"(?:(?P<past>{any_of(_PAST)}){GAP})?{_HOUR}(?:{GAP}o['’]clock)?"
    rf"(?:{GAP}(?:in{GAP}the|that){GAP}(?P<part>morning|afternoon|evening)"
    rf"|{GAP}at{GAP}(?P<part2>night)"
    rf"|(?={GAP}(?:on{GAP})?(?:{any_of(FULL_WEEKDAYS)}){GAP}(?P<part3>morning|afternoon|evening|night)))\b"
)


def _early_hours(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "in the early hours"."""
    return Found(match.start(), match.end(), "clock")


_ZONE: Final = (
    rf"(?:{GAP}?\(?(?P<zone>gmt|utc)\b\)?|{GAP}?\(?local(?:{GAP}time)?\b\)?"
    rf"|{GAP}(?:hours|hrs)\b(?:{GAP}\(?(?:local{GAP}time|(?P<zone2>gmt|utc))\b\)?)?)"
)
_ALSO_GMT: Final = rf"(?:{GAP}?\(\d{{1,2}}[:.]?\d{{2}}{GAP}?(?:gmt|utc)\))?"
_OF_THE_MORNING: Final = rf"{GAP}of{GAP}the{GAP}(?:morning|day)"

RULES: Final = [
    rule(FIGURE,
         rf"(?P<h>\d{{1,2}})(?:[:.h](?P<m>\d\d))?(?!\d){GAP}?(?P<half>[ap]\.m\.|[ap]\.?m\b){_ZONE}?{_ALSO_GMT}",
         _clock),
    rule(FIGURE, rf"(?P<h>\d{{1,2}})[:.h]?(?P<m>\d\d)(?!\d){_ZONE}{_ALSO_GMT}", _clock),
    rule(FIGURE, r"(?P<h>\d{1,2})[:h](?P<m>\d\d)(?![\d:])", _clock),
    rule([*FIGURE, *_HOURS, "half", "quarter", "a"], _WORDED, _in_words),
    rule([*_CLOCKS, *_LIGHT], rf"(?:{any_of([*_CLOCKS, *_LIGHT])})\b", _time_of_day),
    rule(["early", "small"], rf"(?:early|small){GAP}hours\b(?:{_OF_THE_MORNING}|(?!{GAP}of\b))", _early_hours),
]  # fmt: skip
