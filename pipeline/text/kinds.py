"""What a number counts: people or things, or nothing, as years, ages, money, measures, ordinals and designations.

It is told by the words before the number, else by those behind it and its qualifiers, else by the number itself.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, cast

from pipeline.tables import rows
from pipeline.text.fold import GAP

Stated = Literal["exact", "at_least", "at_most", "about", "range", "vague", "none"]
Kind = Literal["count", "percent", "money", "measure", "age", "year", "ordinal", "clock", "date"]


def spaced(words: str) -> str:
    """Give a pattern for words with any white space between them."""
    return GAP.join(re.escape(w) for w in words.split())


def any_of(words: Iterable[str]) -> str:
    """Give the alternatives of a pattern, the longest first."""
    return "|".join(spaced(w) for w in sorted(words, key=len, reverse=True))


_UNITS: Final = {
    kind: any_of(unit for k, unit in rows(__package__, "units.tsv") if k == kind) for kind in ("measure", "money")
}
MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
PEOPLE: Final = (
    "people|persons|men|women|children|troops|soldiers|fighters|civilians|militants|protesters|demonstrators"
    "|refugees|families|police|residents|dead|killed"
)
YEAR: Final = r"(?:1[5-9]|20)\d\d"
MERIDIEM: Final = r"(?:[ap]\.m\.?|[ap]m\b)"
REACH: Final = 48
"""How far back the context of a number is looked at, in characters."""
YEAR_ONLY: Final = re.compile(YEAR)

_ADJECTIVE: Final = "more|further|additional|full|long|whole|extra|other|short|successive|last|past|u\\.s\\.|us"
_COUNTED: Final = "member|man|woman|person|strong|men|people|seat|vehicle|truck|car"
"""What hyphens join to a number of people or things: "a five-member family"."""
_AFTER: Final = re.compile(
    rf"(?P<age>(?:-|{GAP})?(?:year|yr|month|week|day)s?(?:-|{GAP})olds?\b|{GAP}years{GAP}of{GAP}age\b|\s?yo\b)"
    rf"|(?P<percent>\s?%|(?:-|{GAP})(?:percent|pct|per{GAP}cent|percentage)\b|pc\b)"
    rf"|(?P<date>(?:st|nd|rd|th)?(?:{GAP}of)?{GAP}(?:{MONTHS})\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th)\b)"
    rf"|(?P<clock>{GAP}?(?:{MERIDIEM}|o['’]clock\b))"
    rf"|(?P<money>(?:-|{GAP})?(?:us{GAP})?(?:{_UNITS['money']})\b|\s?[€$])"
    rf"|(?P<measure>(?:-|{GAP})?(?:(?:{_ADJECTIVE}){GAP})?(?:{_UNITS['measure']})(?!\w)"
    rf"|-(?!(?:{_COUNTED})\b)[^\W\d_]\w+|[°\u2032])"
    r"|(?P<designation>[^\W_]|[-:/]\d)"
)


def kind_after(folded: str, end: int) -> Kind | None:
    """Give the kind that the words behind a number make it, None where they make it none."""
    found = _AFTER.match(folded, end)
    if found is None:
        return None
    return "ordinal" if found.lastgroup == "designation" else cast("Kind", found.lastgroup)


_DESIGNATED: Final = (
    "no|nos|number|resolution|article|section|chapter|route|highway|road|room|unit|brigade|flight|channel|page"
    "|zone|sector|gate|terminal|block|phase|level|stage|version|type|model|class|group|grade|line|platform|camp"
    "|law|act|rule|paragraph|order|decree|season|episode|checkpoint|exit|interstate|area|formula|covid|mark|apollo"
    "|boeing|airbus|day|round|point|ward|district|kilometer|kilometre|km"
)
_AGE_BEFORE: Final = (
    rf"\bag(?:e|ed|es){GAP}(?:of{GAP})?(?:(?:between|from|just|only|about|around|over|under){GAP})?"
    rf"(?:\d+{GAP}?(?:,|and|to|or){GAP})?"
    rf"|\b(?:children|boys|girls|minors|youths|those|anyone|people|men|women){GAP}(?:under|over|below|above){GAP}"
)
_BEFORE: Final = re.compile(
    r"(?:(?P<money>[$€£¥₹₽₪₦₴]\s?)"
    rf"|(?P<date>\b(?:{MONTHS})\.?{GAP}(?:the{GAP})?)"
    rf"|(?P<age>{_AGE_BEFORE})"
    rf"|(?P<ordinal>\b(?:{_DESIGNATED})(?:\.?{GAP}|-)|[#№/]\s?|[^\W\d_]-|\d[-:]))$"
)
_CURRENCY_CODE: Final = re.compile(r"\b(?:US\$|Rs|RS|USD|EUR|GBP|INR|PKR|NGN|KES|UGX|RM)\.?\s?$")
_NAME_BEFORE: Final = re.compile(r"(?:[^\W\d_][\w'’-]+,\s|[^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]+\s\()$")


_Place = tuple[int, int, int]
"""Where a number starts and ends, and where the qualifiers behind it end."""


def kind_of(text: str, folded: str, at: _Place, number: Decimal, stated: Stated) -> Kind:
    """Tell what a number counts: by what stands before it, else behind it and its qualifiers, else by itself."""
    return _kind_before(text, folded, at) or _kind_after(text, folded, at, number) or _own_kind(folded, at, stated)


_NEAR: Final = 28
"""Characters that the longest of the words before it ("children aged between 10 and") needs; a search costs by them."""


def _kind_before(text: str, folded: str, at: _Place) -> Kind | None:
    start, end, _ = at
    window = max(0, start - _NEAR)
    if _CURRENCY_CODE.search(text[window:start]):
        return "money"
    before = _BEFORE.search(folded[window:start])
    if before is None or not _holds(before.lastgroup, text[window + before.start()], folded[start:end]):
        return None
    year = before.lastgroup == "date" and YEAR_ONLY.fullmatch(folded, start, end)
    return "year" if year else cast("Kind", before.lastgroup)


def _kind_after(text: str, folded: str, at: _Place, number: Decimal) -> Kind | None:
    start, end, last = at
    after = kind_after(folded, last)
    if after and (after != "date" or (number <= 31 and _month_is_name(text, end))):
        return after
    if number != int(number):
        return "measure"
    name = text[max(0, start - REACH) : start]
    return "age" if folded[start].isdigit() and _is_name_and_age(name, folded[last : last + 1], number) else None


def _own_kind(folded: str, at: _Place, stated: Stated) -> Kind:
    start, end, _ = at
    if folded[start] == "0" and end - start > 1:
        return "ordinal"
    year = stated not in {"at_least", "at_most"} and YEAR_ONLY.fullmatch(folded, start, end)
    return "year" if year and _in_a_year(folded, start, end) else "count"


def _holds(kind: str | None, first: str, number: str) -> bool:
    """Say whether what stands before a number makes it that kind: months and designations want digits."""
    digits = number[0].isdigit()
    return digits and first.isupper() if kind == "date" else digits or kind != "ordinal"


def _month_is_name(text: str, end: int) -> bool:
    """Tell the month from the verb: "12 may have died"."""
    month = re.search(rf"(?:{MONTHS})\b", text[end : end + 20], re.IGNORECASE)
    return bool(month and month[0][0].isupper())


def _is_name_and_age(before: str, after: str, number: Decimal) -> bool:
    """Recognise "Omar Haddad, 34, …" and "Omar Haddad (34)"."""
    name = _NAME_BEFORE.search(before)
    if name is None or not 0 < number < 110:
        return False
    named = name[0][0].isupper() or name[0][:-2] in _PERSONS
    return named and after == (")" if name[0].endswith("(") else ",")


_PERSONS: Final = {"man", "woman", "boy", "girl", "father", "mother", "son", "daughter", "driver", "farmer", "teacher"}
"""Words that an age follows as it follows a name: "a Kaduna man, 51, was shot"."""


_IN_A_YEAR: Final = re.compile(
    r"\b(?:in|since|during|until|till|before|after|the|this|that|early|late|mid|year|season|summer|winter|spring"
    r"|autumn|fall|a|its|their|his|her|[’']s)[\s-]$"
)
COUNTED_NEXT: Final = re.compile(
    rf"{GAP}(?:(?:{PEOPLE})\b|(?!(?:has|was|is|as|this|its|his|does|us|plus|vs|always|perhaps|towards|afterwards)\b)[^\W\d_]+s\b)"
)


def _in_a_year(folded: str, start: int, end: int) -> bool:
    """Tell a year from a count that has no comma: "in 2020", "the 2020 war", but "killing 2000 people"."""
    return bool(_IN_A_YEAR.search(folded[max(0, start - REACH) : start])) or not COUNTED_NEXT.match(folded, end)
