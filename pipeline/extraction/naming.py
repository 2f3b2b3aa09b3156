"""Places that the gazetteer does not know, by the words before or behind their names.

    "near Nyamilima", "the centre of Masisi", "the Jarinje crossing", "Quiterajo administrative post"

Such a place has a name and a kind and no coordinates; in which country it lies is told by what else is named.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from pipeline.extraction.document import Sentence
from pipeline.extraction.lexicon import Hit
from pipeline.extraction.phrases import PEOPLE
from pipeline.extraction.syntax import Tree
from pipeline.extraction.tables import read, words
from pipeline.gazetteer.place import Kind, Place
from pipeline.text.dates import TimeExpression

_PART: Final = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’]|-(?=\w))*(?<!['’]s)(?<!['’])"
_NAME: Final = re.compile(rf"{_PART}(?: (?:(?:al|el|de|la|du|bin|of the) |al-|el-|ez-)?{_PART}){{0,2}}")
_BEFORE: Final = re.compile(r"(?:(\w+)[ ])?(\w+)[ ](?:the[ ])?$", re.IGNORECASE)
_BEHIND: Final = re.compile(r"[ ]((?:\w+[ ])?\w+)")
_LOCATIVE: Final = words("before a name of a place")
_PART_OF_PLACE: Final = words("part of a place")


def unlisted(
    sentence: Sentence, tree: Tree, hits: Iterable[Hit], known: Sequence[Place], times: Iterable[TimeExpression]
) -> list[Place]:
    """Give the places of a sentence whose names are in no gazetteer; offsets are into the sentence."""
    text = sentence.text
    taken = [(t.start, t.end) for t in times]
    taken += [(h.start, h.end) for h in hits if h.entry.class_ in PEOPLE or h.entry.form == "verb"]
    taken += [(p.start, p.end) for p in known]
    found = []
    for name in _NAME.finditer(text):
        if any(start < name.end() and name.start() < end for start, end in taken) or not _proper(tree, name):
            continue
        kind = _told_by_words(text, name.start(), name.end())
        if kind is not None:
            home = _home(name, known)
            found.append(Place(
                name[0], sentence.field, name.start(), name.end(), name[0], kind,
                country=home.country if home else None, admin1=home.admin1 if home else None,
            ))  # fmt: skip
    return found


def _home(name: re.Match[str], known: Sequence[Place]) -> Place | None:
    """Give in which known place a name lies: the first one behind it, else the last one before it."""
    behind = [p for p in known if p.start >= name.end() and p.country]
    before = [p for p in known if p.end <= name.start() and p.country]
    return behind[0] if behind else before[-1] if before else None


def _proper(tree: Tree, name: re.Match[str]) -> bool:
    """Say whether the tagger takes the words for a name, and no abbreviation stands among them."""
    inside = tree.covering(name.start(), name.end())
    head = tree.head_of(name.start(), name.end())
    return head is not None and head.tag in ("NNP", "NNPS") and not any(_short(n.text) for n in inside)


def _short(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION


_LONGEST_ABBREVIATION: Final = 6


def _told_by_words(text: str, start: int, end: int) -> Kind | None:
    behind = _BEHIND.match(text, end)
    last = behind[1].split()[-1].lower() if behind else ""
    first = behind[1].split()[0].lower() if behind else ""
    own = text[start:end].split()[-1].lower()
    kind = kinds_of_units().get(first) or (kinds_of_units().get(last) if last != first and first in _ADJECTIVES else None)
    before = _BEFORE.search(text[:start])
    if before is None:
        return kind
    one, two = (before[1] or "").lower(), before[2].lower()
    if two == "of" and (one in _PART_OF_PLACE or one in kinds_of_units()):
        return kind or kinds_of_units().get(one) or "city"
    if two in _LOCATIVE:
        return kind or kinds_of_units().get(own) or "city"
    return kind or kinds_of_units().get(two)


_ADJECTIVES: Final = frozenset({"administrative", "border", "military", "army", "refugee", "displacement"})


@cache
def kinds_of_units() -> dict[str, Kind]:
    """Give the kind of place for each word for one."""
    return {word: row["kind"] for row in read("units.tsv") for word in row["words"].split()}  # type: ignore[misc]
