"""Numbers as news states them: "at least 12", "dozens", "between 10 and 15", "no".

Each is read with the words that qualify it and told apart from the numbers that count nothing: years, dates,
clock times, ages, money, percentages, measures, ordinals and designations ("Resolution 1701", "the 25th").
How low, best and high follow from the words is docs/coding.md, "Numbers".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, cast

from pipeline.text.fold import GAP, fold
from pipeline.text.lists import rows
from pipeline.text.spelled import FIRST_WORDS, NUMBER, scale, value

Stated = Literal["exact", "at_least", "at_most", "about", "range", "vague", "none"]
Kind = Literal["count", "percent", "money", "measure", "age", "year", "ordinal", "clock", "date"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the words of a text.

    `[start:end]` holds the words that qualify it ("at least 12"), `[core_start:core_end]` the number alone ("12").
    `low`, `best` and `high` are whole; null is "not said". `kind` is `count` where it may count people or things;
    the figures of every other kind are of little use, and their fractions are cut off.
    """

    start: int
    end: int
    text: str
    core_start: int
    core_end: int
    kind: Kind
    stated: Stated
    low: int | None
    best: int | None
    high: int | None


def quantities(text: str) -> list[Quantity]:
    """Give the numbers of a text in order, without overlap; time is linear in the text."""
    folded = fold(text)
    found: list[Quantity] = []
    for core in _cores(folded):
        for quantity in _read(text, folded, core):
            while found and found[-1].end > quantity.start:
                found.pop()  # "a" and "no" in "a further 12", "no more than 12"
            found.append(quantity)
    return found


def is_year(text: str, folded: str, start: int, end: int) -> bool:
    """Say whether the four digits `[start:end]` are a year."""
    return _number(text, folded, start, end, value(folded[start:end])).kind == "year"


def _cores(folded: str) -> Iterator[re.Match[str]]:
    """Give the matches of _CORE; it is tried only where a number may begin, for its many alternatives cost time."""
    end = 0
    for seed in _SEED.finditer(folded):
        if seed.start() >= end and (core := _CORE.match(folded, seed.start())):
            end = core.end()
            yield core


def _words(words: str) -> str:
    return GAP.join(re.escape(w) for w in words.split())


def _any(words: Iterable[str]) -> str:
    return "|".join(_words(w) for w in sorted(words, key=len, reverse=True))


_VAGUE: Final[dict[str, int]] = {row[0]: int(row[1]) for row in rows("vague.tsv")}
_VAGUE_WORDS: Final = "|".join(
    _words(row[0]) + r"\b" + (rf"(?={GAP}(?:{_any(row[2].split())})\b)" if row[2:] else "")
    for row in sorted(rows("vague.tsv"), key=lambda row: len(row[0]), reverse=True)
)
_QUALIFIER: Final[dict[tuple[str, str], Stated]] = {
    (side, words): cast("Stated", stated) for stated, side, words in rows("qualifiers.tsv")
}
_BEFORE_WORDS: Final = _any(words for side, words in _QUALIFIER if side == "before")
_AFTER_WORDS: Final = _any(words for side, words in _QUALIFIER if side == "after")
_UNITS: Final = {kind: _any(unit for k, unit in rows("units.tsv") if k == kind) for kind in ("measure", "money")}

_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
PEOPLE: Final = (
    "people|persons|men|women|children|troops|soldiers|fighters|civilians|militants|protesters|demonstrators"
    "|refugees|families|police|residents|dead|killed"
)
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_MERIDIEM: Final = r"(?:[ap]\.m\.?|[ap]m\b)"
_ORDINALS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    "|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_TO: Final = (
    rf"(?:[-\u2010-\u2013]|{GAP}(?:to|or|through){GAP}"
    rf"|(?:,|,?{GAP}(?:and|but|or))?{GAP}(?:(?:possibly|perhaps|maybe|probably|even){GAP})?"
    rf"(?:as{GAP}many{GAP}as|up{GAP}to|possibly|perhaps|maybe){GAP})"
)
_FIRST_OF_LISTS: Final = {words.split()[0] for words in _VAGUE} | {
    "how", "so", "too", "as", "no", "none", "nobody", "not", "both", "another", "between"
}  # fmt: skip
_FRACTION: Final = "(?:hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?)"

_CORE: Final = re.compile(
    rf"(?P<nothing>one{GAP}another\b|(?:how|so|too|as){GAP}many\b|one['’]s\b"
    rf"|no{GAP}(?:longer|matter|doubt|way|sign|idea|comment|question|stranger|wonder)\b)"
    rf"|(?P<percent>(?:an?|one|two|three|four)(?:-|{GAP}){_FRACTION}(?={GAP}of\b)|(?:one|two|three)-{_FRACTION}\b)"
    rf"|(?P<clock>\d{{1,2}}[:h]\d{{2}}(?!\d)(?:{GAP}?{_MERIDIEM})?|\d{{1,2}}(?:\.\d{{2}})?{GAP}?{_MERIDIEM}"
    rf"|\d{{1,2}}\.\d{{2}}(?={GAP}?(?:gmt|utc|local{GAP}time)\b)"
    rf"|\d{{1,4}}(?={GAP}?(?:o['’]clock|gmt|utc|hours{GAP}(?:gmt|local)|local{GAP}time)\b))"
    r"|(?P<date>\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)|\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d))"
    r"|(?P<phone>\+\d[\d ()-]{6,20}\d)"
    rf"|(?P<year>{_YEAR}[-/\u2013](?:{_YEAR}|\d\d)(?!\d)(?!{GAP}(?:{PEOPLE})\b)|{_YEAR}s\b)"
    r"|(?P<decade>['’]?\d0s\b)"
    rf"|(?P<vague>{_VAGUE_WORDS})"
    rf"|(?P<pair>(?P<one>{NUMBER}){_TO}(?P<other>{NUMBER}))"
    rf"|between{GAP}(?P<least>{NUMBER}){GAP}and{GAP}(?P<most>{NUMBER})"
    rf"|(?P<number>{NUMBER})"
    rf"|(?P<none>no(?:ne\b|body\b|-one\b|{GAP}one\b|t{GAP}one\b|t{GAP}a{GAP}single\b|\b(?={GAP}[^\W\d_])))"
    rf"|(?P<ordinal>(?:(?:twenty|thirty|forty|fifty)-)?(?:{_ORDINALS})\b)"
    rf"|(?P<two>both\b|a{GAP}pair{GAP}of\b)"
    rf"|(?P<single>an?(?={GAP}\w)|another\b)"
)
_SEED: Final = re.compile(
    rf"(?<!\w)(?<!\d[.,])(?:['’]?\d|\+\d|(?:{_any(FIRST_WORDS | _FIRST_OF_LISTS | set(_ORDINALS.split('|')))})\b)"
)
_QUALIFIED: Final = re.compile(rf"(?<!\w)(?:(?:{_BEFORE_WORDS}){GAP})+$")
_QUALIFIED_AFTER: Final = re.compile(rf"(?:{GAP}|-)(?:{_AFTER_WORDS})\b|\+")
_REACH: Final = 48
"""How far back the context of a number is looked at, in characters."""


def _read(text: str, folded: str, core: re.Match[str]) -> Iterator[Quantity]:
    """Give what a match of _CORE stands for: nothing, one quantity, or two that only look like a range."""
    group = core.lastgroup or ""
    start, end = core.span()
    if group in ("pair", "most"):
        one, other = ("one", "other") if group == "pair" else ("least", "most")
        yield from _pair(text, folded, core, core.span(one), core.span(other))
    elif group == "number":
        yield _number(text, folded, start, end, value(core[0]))
    elif group == "vague":
        best = _VAGUE[" ".join(core[0].split())]
        yield _quantity(text, (start, end), (start, end), _after(folded, end) or "count", "vague", (None, best, None))
    elif group == "none":
        yield _quantity(text, (start, end), (start, end), "count", "none", (0, 0, 0))
    elif group in ("two", "single"):
        yield _article(text, folded, start, end, 2 if group == "two" else 1)
    elif group != "nothing":
        kind = _FIXED.get(group) or cast("Kind", group)
        if group == "decade" and _HIS.search(folded[max(0, start - _REACH) : start]):
            kind = "age"
        yield _quantity(text, (start, end), (start, end), kind, "exact", (None, None, None))


_FIXED: Final[dict[str, Kind]] = {"phone": "ordinal", "decade": "year"}
_HIS: Final = re.compile(r"\b(?:his|her|their|its|my|your)\s+(?:(?:early|mid|late)[\s-]+)?$")


def _article(text: str, folded: str, start: int, end: int, number: int) -> Quantity:
    kind = _after(folded, end) or "count"
    if _SECOND.match(folded, end):  # "a second blast" is no second of time
        kind = "count"
    return _quantity(text, (start, end), (start, end), kind, "exact", (number, number, number))


_SECOND: Final = re.compile(rf"{GAP}second\b")


def _number(text: str, folded: str, start: int, end: int, number: Decimal) -> Quantity:
    stated, first, last = _qualified(folded, start, end)
    kind = _kind(text, folded, (start, end, last), number, stated)
    return _quantity(text, (first, last), (start, end), kind, stated, _figures(int(number), stated))


_Figures = tuple[int | None, int | None, int | None]


def _figures(best: int, stated: Stated) -> _Figures:
    open_low = stated in ("at_most", "about")
    open_high = stated in ("at_least", "about")
    return (None if open_low else best, best, None if open_high else best)


def _pair(
    text: str, folded: str, core: re.Match[str], one: tuple[int, int], other: tuple[int, int]
) -> Iterator[Quantity]:
    """Read "10 to 15", "three or four"; a pair that does not rise, or that a change joins, is two numbers."""
    low, high = value(folded[slice(*one)]), value(folded[slice(*other)])
    factor = scale(folded[slice(*other)])
    if scale(folded[slice(*one)]) == 1 and low * factor < high:
        low *= factor  # "two to three million"
    before = folded[max(0, core.start() - _REACH) : core.start()]
    if low >= high or _CHANGE.search(before):
        yield _number(text, folded, *one, value(folded[slice(*one)]))
        yield _number(text, folded, *other, high)
        return
    stated, first, last = _qualified(folded, core.start(), other[1])
    kind = _kind(text, folded, (one[0], other[1], last), low, stated)
    if kind == "count" and _YEAR_ONLY.fullmatch(folded, *one) and _YEAR_ONLY.fullmatch(folded, *other):
        kind = "count" if _COUNTED_NEXT.match(folded, other[1]) else "year"
    yield _quantity(text, (first, last), (one[0], other[1]), kind, "range", (int(low), int(low), int(high)))


_CHANGE: Final = re.compile(
    r"\b(?:r[io]se|risen|rising|rais(?:ed|es|ing)|increas\w+|climb\w*|gr[eo]wn?|growing|jump\w*|revis\w+|went|up"
    r"|f[ae]ll|fallen|dropp?\w*|lower\w*|down|reduc\w+|cut|declin\w+|updat\w+|chang\w+)\s(?:\w+\s){0,3}from\s$"
)
_YEAR_ONLY: Final = re.compile(_YEAR)


def _quantity(
    text: str, span: tuple[int, int], core: tuple[int, int], kind: Kind, stated: Stated, figures: _Figures
) -> Quantity:
    return Quantity(*span, text[slice(*span)], *core, kind, stated, *figures)


def _qualified(folded: str, start: int, end: int) -> tuple[Stated, int, int]:
    """Give how a number is meant, and the span of it with the words that say so."""
    stated: Stated = "exact"
    window = max(0, start - _REACH)
    if before := _QUALIFIED.search(folded[window:start]):
        start = window + before.start()
        stated = _last_statement(before[0])
    if after := _QUALIFIED_AFTER.match(folded, end):
        end = after.end()
        words = " ".join(after[0].lstrip("-").split())
        stated = _QUALIFIER.get(("after", words), "at_least")
    return stated, start, end


_ONE_QUALIFIER: Final = re.compile(rf"(?<!\w)(?:{_BEFORE_WORDS})(?!\w)")


def _last_statement(words: str) -> Stated:
    """Give the statement that stands next to the number; "another" and its like make none."""
    all_ = [_QUALIFIER["before", " ".join(one.split())] for one in _ONE_QUALIFIER.findall(words)]
    return next((stated for stated in reversed(all_) if stated != "exact"), "exact")


_ADJECTIVE: Final = "more|further|additional|full|long|whole|extra|other|short|successive|last|past|u\\.s\\.|us"
_COUNTED: Final = "member|man|woman|person|strong|men|people|seat|vehicle|truck|car"
"""What hyphens join to a number of people or things: "a five-member family"."""
_AFTER: Final = re.compile(
    rf"(?P<age>(?:-|{GAP})?(?:year|yr|month|week|day)s?(?:-|{GAP})olds?\b|{GAP}years{GAP}of{GAP}age\b|\s?yo\b)"
    rf"|(?P<percent>\s?%|(?:-|{GAP})(?:percent|pct|per{GAP}cent|percentage)\b|pc\b)"
    rf"|(?P<date>(?:st|nd|rd|th)?(?:{GAP}of)?{GAP}(?:{_MONTHS})\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th)\b)"
    rf"|(?P<clock>{GAP}?(?:{_MERIDIEM}|o['’]clock\b))"
    rf"|(?P<money>(?:-|{GAP})?(?:us{GAP})?(?:{_UNITS['money']})\b|\s?[€$])"
    rf"|(?P<measure>(?:-|{GAP})?(?:(?:{_ADJECTIVE}){GAP})?(?:{_UNITS['measure']})(?!\w)"
    rf"|-(?!(?:{_COUNTED})\b)[^\W\d_]\w+|[°\u2032])"
    r"|(?P<designation>[^\W_]|[-:/]\d)"
)


def _after(folded: str, end: int) -> Kind | None:
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
    rf"|(?P<date>\b(?:{_MONTHS})\.?{GAP}(?:the{GAP})?)"
    rf"|(?P<age>{_AGE_BEFORE})"
    rf"|(?P<ordinal>\b(?:{_DESIGNATED})(?:\.?{GAP}|-)|[#№/]\s?|[^\W\d_]-|\d[-:]))$"
)
_CURRENCY_CODE: Final = re.compile(r"\b(?:US\$|Rs|RS|USD|EUR|GBP|INR|PKR|NGN|KES|UGX|RM)\.?\s?$")
_NAME_BEFORE: Final = re.compile(r"(?:[^\W\d_][\w'’-]+,\s|[^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]+\s\()$")


_Place = tuple[int, int, int]
"""Where a number starts and ends, and where the qualifiers behind it end."""


def _kind(text: str, folded: str, at: _Place, number: Decimal, stated: Stated) -> Kind:
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
    year = before.lastgroup == "date" and _YEAR_ONLY.fullmatch(folded, start, end)
    return "year" if year else cast("Kind", before.lastgroup)


def _kind_after(text: str, folded: str, at: _Place, number: Decimal) -> Kind | None:
    start, end, last = at
    after = _after(folded, last)
    if after and (after != "date" or (number <= 31 and _month_is_name(text, end))):
        return after
    if number != int(number):
        return "measure"
    name = text[max(0, start - _REACH) : start]
    return "age" if folded[start].isdigit() and _is_name_and_age(name, folded[last : last + 1], number) else None


def _own_kind(folded: str, at: _Place, stated: Stated) -> Kind:
    start, end, _ = at
    if folded[start] == "0" and end - start > 1:
        return "ordinal"
    year = stated not in {"at_least", "at_most"} and _YEAR_ONLY.fullmatch(folded, start, end)
    return "year" if year and _in_a_year(folded, start, end) else "count"


def _holds(kind: str | None, first: str, number: str) -> bool:
    """Say whether what stands before a number makes it that kind: months and designations want digits."""
    digits = number[0].isdigit()
    return digits and first.isupper() if kind == "date" else digits or kind != "ordinal"


def _month_is_name(text: str, end: int) -> bool:
    """Tell the month from the verb: "12 may have died"."""
    month = re.search(rf"(?:{_MONTHS})\b", text[end : end + 20], re.IGNORECASE)
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
_COUNTED_NEXT: Final = re.compile(
    rf"{GAP}(?:(?:{PEOPLE})\b|(?!(?:has|was|is|as|this|its|his|does|us|plus|vs|always|perhaps|towards|afterwards)\b)[^\W\d_]+s\b)"
)


def _in_a_year(folded: str, start: int, end: int) -> bool:
    """Tell a year from a count that has no comma: "in 2020", "the 2020 war", but "killing 2000 people"."""
    return bool(_IN_A_YEAR.search(folded[max(0, start - _REACH) : start])) or not _COUNTED_NEXT.match(folded, end)
