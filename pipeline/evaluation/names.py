"""Whether two phrases name one actor, or one place: by their words, since nobody labels every span alike.

Actors. A phrase ends at its first preposition, comma or relative ("soldiers of the Third Division" ▸ soldiers); its
head is the last word before, articles and figures are left out, plurals undone. Two phrases name one actor where all
words of one are in the other, or where the head of one is in the other. They do not where both bring names that have
nothing in common ("Russian troops", "Ukrainian troops") or both countries are known and differ.

Places. Two phrases name one place where all words of one are in the other, generic ones left out.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"\w+(?:[-’']\w+)*")
_CUT: Final = re.compile(
    r"[,(;:]|\b(?:of|from|in|at|on|near|with|by|for|to|who|which|that|whose|during|outside|inside|loyal)\b",
    re.IGNORECASE,
)
_LISTS: Final = tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
_EMPTY: Final = frozenset(_LISTS["people"].split())
_GENERIC: Final = frozenset(_LISTS["places"].split())
_IRREGULAR: Final = {"people": "person", "children": "child", "police": "police"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a phrase as they are compared, its head, and those of them that are names."""

    words: frozenset[str]
    head: str
    names: frozenset[str]


def phrase(text: str) -> Phrase:
    """Read a phrase; one that begins with its cut ("those who fled") keeps all its words."""
    first = _CUT.split(text, maxsplit=1)[0]
    tokens = [t for t in _WORD.findall(first if _kept(first) else text) if _kept(t)]
    plain_words = [_singular(t) for t in tokens]
    names = frozenset(w for t, w in zip(tokens, plain_words, strict=True) if t[0].isupper())
    return Phrase(frozenset(plain_words), plain_words[-1] if plain_words else "", names)


def same_actor(one: str, other: str, countries: tuple[str | None, str | None] = (None, None)) -> bool:
    """Tell whether two phrases name one actor."""
    a, b = phrase(one), phrase(other)
    if not a.words or not b.words or a.words == b.words:
        return a.words == b.words and one != ""
    if None not in countries and countries[0] != countries[1]:
        return False
    if a.words <= b.words or b.words <= a.words or _kin(a.names, b.names):
        return True
    rivals = bool(a.names and b.names and not a.names & b.names)
    return not rivals and (a.head in b.words or b.head in a.words)


def same_name(one: str, other: str) -> bool:
    """Tell whether two phrases name one place."""
    a, b = place_words(one), place_words(other)
    return bool(a and b) and (a <= b or b <= a)


def place_words(text: str) -> frozenset[str]:
    """Give the words by which a place is compared: without generic ones ("the city of"), where that leaves any."""
    every = frozenset(plain(word) for word in _WORD.findall(text.replace("-", " ")))
    return every - _GENERIC or every


def _kin(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Recognise a country and its adjective where a phrase is no more than that: Russia, Russian."""
    if len(ours) != 1 or len(theirs) != 1:
        return False
    (one,), (other,) = ours, theirs
    return len(one) >= 4 and len(other) >= 4 and one[:4] == other[:4] and one != other


def _kept(text: str) -> list[str]:
    return [t for t in _WORD.findall(text) if plain(t) not in _EMPTY and not t.isdigit()]


def _singular(token: str) -> str:
    word = plain(token)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word.removesuffix("men") + "man"
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def plain(text: str) -> str:
    """Give a word in lower case, without accents and without the ending of a genitive."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[’']s?$", "", bare.casefold()).replace("’", "").replace("'", "")
