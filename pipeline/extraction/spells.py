"""Times that belong together: "over Monday and Tuesday", "the night to Friday", "for a third day on Wednesday".

time expressions ▸ joined where a word joins them ▸ those that lasted begin earlier
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from pipeline.extraction.tables import words
from pipeline.text.dates import TimeExpression

_JOINED: Final = re.compile(r"\s(?:and|to|until|till|through)\s(?:the\s)?|\s", re.IGNORECASE)
_NIGHT_TO: Final = re.compile(r"\bnight to\s$", re.IGNORECASE)
_DAY_OF_SEVERAL: Final = re.compile(
    r"\b(?:for|on|in)\s(?:a|the|its|their)\s(\w+)\s(?:straight\s|consecutive\s)?day\b", re.IGNORECASE
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_DAY: Final = timedelta(days=1)
_UNTIL: Final = words("until")


def joined(text: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Give the times of a sentence, those of one spell made one."""
    found: list[TimeExpression] = []
    for time in (_with_night_before(text, t) for t in times):
        if found and (spell := _spell(text, found[-1], time)) is not None:
            found[-1] = spell
        else:
            found.append(time)
    return [_from_first_day(text, t) for t in found]


def _with_night_before(text: str, time: TimeExpression) -> TimeExpression:
    if (
        time.first is None
        or time.precision != "day"
        or _NIGHT_TO.search(text, max(0, time.start - _REACH), time.start) is None
    ):
        return time
    return replace(time, first=time.first - _DAY, precision="days")


def _spell(text: str, a: TimeExpression, b: TimeExpression) -> TimeExpression | None:
    """Make one of two days that a word joins; the second must not lie before the first."""
    days = a.kind == b.kind == "date" and a.precision == b.precision == "day"
    gap = text[a.end : b.start]
    until = b.text.split()[0].lower() in _UNTIL
    if not days or _JOINED.fullmatch(gap) is None or (gap.isspace() and not until):
        return None
    if a.first is None or b.last is None or b.last < a.first:
        return None
    whole = replace(a, end=b.end, text=text[a.start : b.end], last=b.last, ongoing=False)
    return whole if a.first == b.last else replace(whole, precision="days")


def _from_first_day(text: str, time: TimeExpression) -> TimeExpression:
    """Let what goes on "for a third day on Wednesday" begin on Monday."""
    if time.first is None or time.precision != "day":
        return time
    found = _DAY_OF_SEVERAL.search(text, max(0, time.start - _REACH), time.start)
    if found is None or found[1].lower() not in _ORDINALS:
        return time
    return replace(time, first=time.first - _DAY * _ORDINALS.index(found[1].lower()), precision="days")


_REACH: Final = 40
"""Characters between "for a third day" and the day."""
