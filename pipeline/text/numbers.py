"""Numbers as news states them: "at least 12", "dozens", "between 10 and 15", "no".

Each is read with the words that qualify it and told apart from the numbers that count nothing: years, dates,
clock times, ages, money, percentages, measures, ordinals and designations ("Resolution 1701", "the 25th").
How low, best and high follow from the words is docs/coding.md, "Numbers".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from pipeline.tables import rows
from pipeline.text.fold import GAP, fold
from pipeline.text.kinds import (
    COUNTED_NEXT,
    MERIDIEM,
    PEOPLE,
    REACH,
    YEAR,
    YEAR_ONLY,
    Kind,
    Stated,
    any_of,
    kind_after,
    kind_of,
    spaced,
)  # fmt: skip
from pipeline.text.spelled import FIRST_WORDS, NUMBER, scale, value


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


_VAGUE: Final[dict[str, int]] = {row[0]: int(row[1]) for row in rows(__package__, "vague.tsv")}
_VAGUE_WORDS: Final = "|".join(
    spaced(row[0]) + r"\b" + (rf"(?={GAP}(?:{any_of(row[2].split())})\b)" if row[2:] else "")
    for row in sorted(rows(__package__, "vague.tsv"), key=lambda row: len(row[0]), reverse=True)
)
_QUALIFIER: Final[dict[tuple[str, str], Stated]] = {
    (side, words): cast("Stated", stated) for stated, side, words in rows(__package__, "qualifiers.tsv")
}
_BEFORE_WORDS: Final = any_of(words for side, words in _QUALIFIER if side == "before")
_AFTER_WORDS: Final = any_of(words for side, words in _QUALIFIER if side == "after")

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
    rf"|(?P<clock>\d{{1,2}}[:h]\d{{2}}(?!\d)(?:{GAP}?{MERIDIEM})?|\d{{1,2}}(?:\.\d{{2}})?{GAP}?{MERIDIEM}"
    rf"|\d{{1,2}}\.\d{{2}}(?={GAP}?(?:gmt|utc|local{GAP}time)\b)"
    rf"|\d{{1,4}}(?={GAP}?(?:o['’]clock|gmt|utc|hours{GAP}(?:gmt|local)|local{GAP}time)\b))"
    r"|(?P<date>\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)|\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d))"
    r"|(?P<phone>\+\d[\d ()-]{6,20}\d)"
    rf"|(?P<year>{YEAR}[-/\u2013](?:{YEAR}|\d\d)(?!\d)(?!{GAP}(?:{PEOPLE})\b)|{YEAR}s\b)"
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
    rf"(?<!\w)(?<!\d[.,])(?:['’]?\d|\+\d|(?:{any_of(FIRST_WORDS | _FIRST_OF_LISTS | set(_ORDINALS.split('|')))})\b)"
)
_QUALIFIED: Final = re.compile(rf"(?<!\w)(?:(?:{_BEFORE_WORDS}){GAP})+$")
_QUALIFIED_AFTER: Final = re.compile(rf"(?:{GAP}|-)(?:{_AFTER_WORDS})\b|\+")


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
        yield _quantity(
            text, (start, end), (start, end), kind_after(folded, end) or "count", "vague", (None, best, None)
        )
    elif group == "none":
        yield _quantity(text, (start, end), (start, end), "count", "none", (0, 0, 0))
    elif group in ("two", "single"):
        yield _article(text, folded, start, end, 2 if group == "two" else 1)
    elif group != "nothing":
        kind = _FIXED.get(group) or cast("Kind", group)
        if group == "decade" and _HIS.search(folded[max(0, start - REACH) : start]):
            kind = "age"
        yield _quantity(text, (start, end), (start, end), kind, "exact", (None, None, None))


_FIXED: Final[dict[str, Kind]] = {"phone": "ordinal", "decade": "year"}
_HIS: Final = re.compile(r"\b(?:his|her|their|its|my|your)\s+(?:(?:early|mid|late)[\s-]+)?$")


def _article(text: str, folded: str, start: int, end: int, number: int) -> Quantity:
    kind = kind_after(folded, end) or "count"
    if _SECOND.match(folded, end):  # "a second blast" is no second of time
        kind = "count"
    return _quantity(text, (start, end), (start, end), kind, "exact", (number, number, number))


_SECOND: Final = re.compile(rf"{GAP}second\b")


def _number(text: str, folded: str, start: int, end: int, number: Decimal) -> Quantity:
    stated, first, last = _qualified(folded, start, end)
    kind = kind_of(text, folded, (start, end, last), number, stated)
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
    before = folded[max(0, core.start() - REACH) : core.start()]
    if low >= high or _CHANGE.search(before):
        yield _number(text, folded, *one, value(folded[slice(*one)]))
        yield _number(text, folded, *other, high)
        return
    stated, first, last = _qualified(folded, core.start(), other[1])
    kind = kind_of(text, folded, (one[0], other[1], last), low, stated)
    if kind == "count" and YEAR_ONLY.fullmatch(folded, *one) and YEAR_ONLY.fullmatch(folded, *other):
        kind = "count" if COUNTED_NEXT.match(folded, other[1]) else "year"
    yield _quantity(text, (first, last), (one[0], other[1]), kind, "range", (int(low), int(low), int(high)))


_CHANGE: Final = re.compile(
    r"\b(?:r[io]se|risen|rising|rais(?:ed|es|ing)|increas\w+|climb\w*|gr[eo]wn?|growing|jump\w*|revis\w+|went|up"
    r"|f[ae]ll|fallen|dropp?\w*|lower\w*|down|reduc\w+|cut|declin\w+|updat\w+|chang\w+)\s(?:\w+\s){0,3}from\s$"
)


def _quantity(
    text: str, span: tuple[int, int], core: tuple[int, int], kind: Kind, stated: Stated, figures: _Figures
) -> Quantity:
    return Quantity(*span, text[slice(*span)], *core, kind, stated, *figures)


def _qualified(folded: str, start: int, end: int) -> tuple[Stated, int, int]:
    """Give how a number is meant, and the span of it with the words that say so."""
    stated: Stated = "exact"
    window = max(0, start - REACH)
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
