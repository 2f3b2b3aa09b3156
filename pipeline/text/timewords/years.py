"""Months, seasons, years and what is longer: "in May", "the first quarter of 2023", "1994-95", "the 1990s"."""

import re
from typing import Final

from pipeline.text import days
from pipeline.text.fold import GAP
from pipeline.text.kinds import PEOPLE
from pipeline.text.numbers import is_year
from pipeline.text.timewords.rule import FIGURE, FULL_MONTHS, MONTHS, YEAR, Found, Page, any_of, dated, rule


def _month(page: Page, match: re.Match[str]) -> Found | None:
    """Read "in May", "last May", "May 2021"; the verb and the march are none."""
    which, year, number = match["which"], match["year"], MONTHS[match["month"]]
    if not page.text[match.start("month")].isupper():
        return None
    if year:
        return dated(match, days.month(int(year), number), "month")
    if not which and not _LEADS_TO_MONTH.search(page.before(match.start())):
        return None
    if page.anchor is None:
        return dated(match, None, "month")
    if which in ("last", "past", "next") and number == page.anchor.month:
        return dated(match, days.month_away(page.anchor, 12 if which == "next" else -12), "month")
    return dated(match, days.named_month(page.anchor, number, future=page.future or which == "next"), "month")


_LEADS_TO_MONTH: Final = re.compile(
    r"\b(?:in|since|until|till|by|from|during|of|early|late|mid|to|before|after|through|throughout|between|and)[\s-]+$"
)
_SEASONS: Final = ["spring", "summer", "autumn", "fall", "winter"]


def _season(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "last summer", "the summer of 2020": which months those are depends on the hemisphere."""
    if match["year"]:
        return dated(match, days.years(int(match["year"]), int(match["year"])), "year")
    return dated(match, None, "quarter") if match["which"] else None


_NTH: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _part_of_year(page: Page, match: re.Match[str]) -> Found | None:
    """Read "the first quarter of 2023", "the second half of last year"."""
    parts = 4 if match["unit"] == "quarter" else 2
    index = _NTH.get(match["nth"], parts - 1)
    year = int(match["year"]) if match["year"] else _this_year(page, match["which"])
    if index >= parts or year is None:
        return None
    months = 12 // parts
    bounds = days.month(year, index * months + 1)[0], days.month(year, (index + 1) * months)[1]
    return dated(match, bounds, "quarter" if parts == 4 else "year", "period")


def _this_year(page: Page, which: str) -> int | None:
    return max(1, page.anchor.year - (which == "last")) if page.anchor else None


def _years(page: Page, match: re.Match[str]) -> Found | None:
    """Read "1994-95", "from 2014 to 2020"; "in 2014 and 2020" are two."""
    one, other = int(match["one"]), match["other"]
    last = int(other) if len(other) == 4 else one - one % 100 + int(other)
    if last <= one or (re.search(r"\band\b", match[0]) and not page.follows("between", match.start())):
        return None
    return dated(match, days.years(one, last), "year", "period")


def _decade(page: Page, match: re.Match[str]) -> Found | None:
    """Read "the 1990s", "the '90s"; "in his 30s" is an age."""
    if not match["year"] and not re.search(r"\bthe\s+(?:(?:early|mid|late)[\s-]+)?$", page.before(match.start())):
        return None
    year = int(match["year"]) if match["year"] else 1900 + int(match["short"])
    return dated(match, days.years(year, year + 9), "year", "period")


def _century(_page: Page, match: re.Match[str]) -> Found | None:
    """Read "the 19th century"."""
    last = int(match["nth"]) * 100
    return dated(match, days.years(last - 99, last), "year", "period") if last else None


def _year(page: Page, match: re.Match[str]) -> Found | None:
    """Read "in 2020", "the 2020 war"."""
    if not is_year(page.text, page.folded, match.start(), match.end()):
        return None
    return dated(match, days.years(int(match["year"]), int(match["year"])), "year")


_NAMED: Final = "last|this|next|past"

RULES: Final = [
    rule([*_NAMED.split("|"), *_SEASONS],
         rf"(?:(?P<which>{_NAMED}){GAP})?(?:{any_of(_SEASONS)})(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?\b", _season),
    rule([*_NAMED.split("|"), *FULL_MONTHS],
         rf"(?:(?P<which>{_NAMED}){GAP})?(?P<month>{any_of(FULL_MONTHS)})\b(?:,?{GAP}(?:of{GAP})?(?P<year>{YEAR}))?",
         _month),
    rule([*_NTH, "last"],
         rf"(?P<nth>{any_of([*_NTH, 'last'])}){GAP}(?P<unit>quarter|half){GAP}of{GAP}"
         rf"(?:(?P<year>{YEAR})|(?P<which>this|last){GAP}year)\b", _part_of_year),
    rule(FIGURE,
         rf"(?P<one>{YEAR})(?:{GAP}?[-/\u2013]{GAP}?|{GAP}(?:to|and|until|through){GAP})"
         rf"(?P<other>{YEAR}|\d\d(?!\w))(?!{GAP}(?:{PEOPLE})\b)", _years),
    rule(FIGURE, r"(?P<year>(?:1[5-9]|20)\d0)s\b|['’]?(?P<short>\d0)s\b", _decade),
    rule(FIGURE, rf"(?P<nth>\d{{1,2}})(?:st|nd|rd|th)(?:-|{GAP})century\b", _century),
    rule(FIGURE, rf"(?P<year>{YEAR})", _year),
]  # fmt: skip
