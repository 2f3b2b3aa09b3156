"""Places that the gazetteer does not know, by the words before or behind their names.

    "near Nyamilima", "the centre of Masisi", "the Jarinje crossing", "Quiterajo administrative post"

Such a place has a name and a kind and no coordinates; in which country it lies is told by what else is named.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from pipeline.extraction.bearers import is_a_persons
from pipeline.extraction.document import Sentence
from pipeline.extraction.lexicon import Hit
from pipeline.extraction.phrases import PEOPLE
from pipeline.extraction.syntax import Tree
from pipeline.extraction.tables import read, words
from pipeline.gazetteer.place import KINDS, Kind, Place
from pipeline.text.dates import TimeExpression

_PART: Final = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’]|-(?=\w))*(?<!['’]s)(?<!['’])"
_NAME: Final = re.compile(rf"{_PART}(?: (?:(?:al|el|de|la|du|bin|of the) |al-|el-|ez-)?{_PART}){{0,2}}")
_BEFORE: Final = re.compile(r"(?:(\w+)[ ])?(\w+)[ ](?:the[ ])?$", re.IGNORECASE)
_BEHIND: Final = re.compile(r"[ ]((?:\w+[ ])?\w+)")
_ARTICLES: Final = frozenset({"a", "an"})
_LOCATIVE: Final = words("before a name of a place")
_WAYS: Final = words("way")
_PART_OF_PLACE: Final = words("part of a place")


def unlisted(
    sentence: Sentence,
    tree: Tree,
    hits: Iterable[Hit],
    known: Sequence[Place],
    times: Iterable[TimeExpression],
    home: str | None,
) -> list[Place]:
    """Give the places of a sentence whose names are in no gazetteer; offsets are into the sentence.

    `home` is the country that the article mostly speaks of.
    """
    text = sentence.text
    taken = [(t.start, t.end) for t in times]
    taken += [(h.start, h.end) for h in hits if h.entry.class_ in PEOPLE or h.entry.form == "verb"]
    found = []
    for name in _NAME.finditer(text):
        if (
            any(_over(name, p) for p in known)
            or any(start < name.end() and name.start() < end for start, end in taken)
            or not _proper(tree, name)
            or is_a_persons(name)
        ):
            continue
        kind = _told_by_words(text, name.start(), name.end())
        if kind is not None:
            unit = _around(name, known)
            found.append(Place(
                name[0], sentence.field, name.start(), name.end(), name[0], kind,
                country=unit.country if unit else home, admin1=unit.admin1 if unit else None,
            ))  # fmt: skip
    return found


def _over(name: re.Match[str], place: Place) -> bool:
    """Say whether a known place takes a name's words; a part of a hyphened name does not."""
    inside = name.start() <= place.start and place.end <= name.end()
    part = name.string[place.start - 1] == "-" or name.string[place.end : place.end + 1] == "-"
    return place.start < name.end() and name.start() < place.end and not (inside and part and place.kind != "demonym")


def _around(name: re.Match[str], known: Sequence[Place]) -> Place | None:
    """Give the known place that a name is said to lie in: "X, in Y", "X near Y"."""
    behind = (p for p in known if 0 <= p.start - name.end() <= _FAR and p.country and p.kind != "demonym")
    return next(behind, None)


_FAR: Final = 25
"""Characters between a name and what it lies in: ", in the municipality of "."""


def _proper(tree: Tree, name: re.Match[str]) -> bool:
    """Say whether the tagger takes the words for a name, and no abbreviation stands among them."""
    inside = tree.covering(name.start(), name.end())
    head = tree.head_of(name.start(), name.end())
    return head is not None and head.proper and not any(_short(n.text) or n.tag == "CD" for n in inside)


def _short(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION


_LONGEST_ABBREVIATION: Final = 6


def _told_by_words(text: str, start: int, end: int) -> Kind | None:
    """Give the kind of a name that stands in a place's place; parts of a town are left to the town."""
    behind = _BEHIND.match(text, end)
    next_words = behind[1].lower().split() if behind else []
    beside = _unit(next_words)
    before = _BEFORE.search(text[:start])
    earlier, last = ((before[1] or "").lower(), before[2].lower()) if before else ("", "")
    own = kinds_of_units().get(text[start:end].rsplit(maxsplit=1)[-1].lower())
    if "urban" in (beside, own) or last in _ARTICLES:
        return None
    unit = _before(earlier, last)
    kind = beside or own or unit
    told = beside is not None or unit is not None
    return next((k for k in KINDS if k == kind), None) if told else None


def _unit(next_words: list[str]) -> str | None:
    """Give the kind of place of the words behind a name: "X district", "X administrative post"."""
    one, two = [kinds_of_units().get(w) for w in next_words] + [None] * (2 - len(next_words))
    return one or (two if next_words and next_words[0] in _ADJECTIVES else None)


def _before(earlier: str, last: str) -> str | None:
    """Give the kind of place of the words before a name: "in X", "the centre of X", "the village X"."""
    if last == "of" and (earlier in _PART_OF_PLACE or earlier in kinds_of_units()):
        unit = kinds_of_units().get(earlier)
        return "city" if unit in (None, "urban", "facility") else unit
    if last in _LOCATIVE or (last == "to" and earlier in _WAYS):
        return "city"
    return kinds_of_units().get(last)


_ADJECTIVES: Final = frozenset({"administrative", "border", "military", "army", "refugee", "displacement"})


@cache
def kinds_of_units() -> dict[str, str]:
    """Give the kind of place for each word for one."""
    return {word: row["kind"] for row in read("units.tsv") for word in row["words"].split()}
