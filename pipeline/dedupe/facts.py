"""What words tell that a copy may not change: numbers, times, names, and words that exclude each other.

A fact is a group and what it says in it: ("number", "12"), ("time", "tuesday"), ("name", "gao"), ("harm", "death").
"""

import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from pipeline.dedupe.tables import words
from pipeline.dedupe.wording import Wording
from pipeline.tables import rows
from pipeline.text.spelled import FIRST_WORDS, NUMBER, value
from pipeline.text.truecase import is_name

Facts = dict[str, set[str]]

NEGATION: Final = "negation"
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FROM_TODAY: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_CONTRASTS: Final = {
    word: (group, said) for group, said, those in rows(__package__, "contrasts.tsv") for word in those.split()
}
_LONGEST_NUMBER: Final = 8
"""Words: "two hundred and forty five thousand three hundred"."""
_NUMBER: Final = re.compile(NUMBER)
_FIRST: Final = (FIRST_WORDS | {"dozen"}) - {"a", "an", "half"}
_AFTER_A: Final = frozenset({"dozen", "hundred", "thousand", "million", "half"})
_DOUBLED: Final = re.compile(r"(.)\1+")


def facts(wording: Wording, start: int, end: int, day: datetime | None) -> Facts:
    """Give what the words `[start:end]` tell; `day` is the article's own, for "today"."""
    found: Facts = defaultdict(set)
    for place in range(start, end):
        group, said = _fact(wording, place, end, day)
        if group:
            found[group].add(said)
    return found


def _fact(wording: Wording, place: int, end: int, day: datetime | None) -> tuple[str, str]:
    word = wording.folded[place]
    if number := _number(wording, place, end):
        return "number", number
    if time := _time(wording, place, day):
        return "time", time
    if word in words("not") or word.endswith("n't"):
        return NEGATION, "not"
    if word in _CONTRASTS:
        return _CONTRASTS[word]
    return ("name", _skeleton(word)) if is_named(wording, place) else ("", "")


def _number(wording: Wording, place: int, end: int) -> str:
    """Give the number that begins at a place, in figures ("1200"); a clock time, a date or a version as it stands."""
    found = wording.folded[place : min(end, place + _LONGEST_NUMBER)]
    if ":" in found[0]:
        return found[0].removesuffix(":00")
    of_a = found[0] in ("a", "an", "half") and len(found) > 1 and found[1] in _AFTER_A
    if not (of_a or found[0][0].isdigit() or found[0] in _FIRST):
        return ""
    number = _NUMBER.match(" ".join(found))
    return f"{value(number[0]).normalize():f}" if number and len(number[0]) >= len(found[0]) else found[0]


def _time(wording: Wording, place: int, day: datetime | None) -> str:
    word = wording.folded[place]
    if word in _FROM_TODAY:
        return _DAYS[(day + timedelta(days=_FROM_TODAY[word])).weekday()] if day else word
    if not wording.words[place][0].isupper() or (wording.opening[place] and word in {"may", "march"}):
        return ""
    if word in _DAYS:
        return word
    return word[:3] if word in words("month") else ""


def is_named(wording: Wording, place: int) -> bool:
    """Whether a word is a name, or part of one.

    At the start of a sentence, and in most headlines, other words have a capital too: there it takes one that has
    it elsewhere too, or that no dictionary has.
    """
    word = wording.folded[place]
    if not wording.words[place][0].isupper() or word in words("agency") | words("title"):
        return False
    return word in wording.names or is_name(word)


def _skeleton(name: str) -> str:
    """Give a name in the form in which its spellings are alike: Zelensky, Zelenskyy, Zelenskiy."""
    return _DOUBLED.sub(r"\1", name.replace("y", "i").replace("'", ""))
