"""Words and phrases with a class, found in one pass over a text's tokens.

    data/*.tsv ▸ Entry ▸ trie of lower-case tokens ▸ Hit(start, end, entry)

A row holds a class, a value (sector, weapon, mode …), a form and entries separated by `|`:

    verb    the first word is inflected; counts only where the tagger sees a verb
    noun    singular and plural; counts only where the tagger does not see a verb
    plain   as written
    stem    the last word may go on

White space and hyphens are the same; every other mark ends a phrase. A word with several capitals must stand so in
the text too (so "US" is not "us").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, NamedTuple

from pipeline.extraction.inflect import noun_forms, verb_forms
from pipeline.extraction.tables import read, words

Form = Literal["verb", "noun", "plain", "stem"]
FORMS: Final[tuple[Form, ...]] = ("verb", "noun", "plain", "stem")

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|[^\w\s]", re.UNICODE)
_JOINT = frozenset("-\u2010\u2011\u2013")
_COMPOUND_TAILS: Final = words("tail of a compound adjective")
"""After a hyphen these make an adjective of the word before: "rebel-held" is a place, no rebels."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a word or phrase; `name` is its canonical name."""

    class_: str
    value: str
    form: Form
    name: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found at `[start:end]` of the text."""

    start: int
    end: int
    entry: Entry


class Token(NamedTuple):
    """A word or a mark; `key` is what the trie goes by."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into words and marks, with offsets; two lexicons read each sentence."""
    return tuple(Token(m.start(), m.end(), _key(m.group())) for m in _TOKEN.finditer(text))


def _key(word: str) -> str:
    return word.lower().replace("’", "'")


_REMEMBERED: Final = 20_000
"""Words of which is kept whether a phrase begins with them."""
_Found = list[tuple[Entry, tuple[str, ...]]]
"""Entries, each with the acronyms that must stand in the text as they are written."""


class _Node:
    __slots__ = ("children", "entries", "stems")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.entries: _Found = []
        self.stems: dict[str, _Found] = {}


class Lexicon:
    """A trie of phrases."""

    def __init__(self, entries: Iterable[tuple[Entry, str]]) -> None:
        """Build it from entries and the phrase (in the spelling to be found) of each."""
        self._root = _Node()
        self._begins = lru_cache(maxsize=_REMEMBERED)(self._may_begin)
        for entry, phrase in entries:
            self._add(entry, phrase)

    def _add(self, entry: Entry, phrase: str) -> None:
        keys = [t.key for t in tokens(phrase) if t.key not in _JOINT]
        node = self._root
        for key in keys[:-1] if entry.form == "stem" else keys:
            node = node.children.setdefault(key, _Node())
        cased = tuple(word for word in phrase.split() if sum(map(str.isupper, word)) > 1)
        target = node.stems.setdefault(keys[-1], []) if entry.form == "stem" else node.entries
        target.append((entry, cased))

    def find(self, text: str) -> list[Hit]:
        """Give every hit; of one class only the longest at a place, and none within another."""
        toks = tokens(text)
        words = [t for t in toks if t.key not in _JOINT]
        firsts = _firsts_of_compounds(toks)
        begins = (i for i, word in enumerate(words) if self._begins(word.key))
        hits = [hit for i in begins for hit in self._at(text, words, i, firsts)]
        return _longest_of_each_class(hits)

    def _may_begin(self, key: str) -> bool:
        """Say whether any phrase begins with a word: few do, and the same words come again and again."""
        return key in self._root.children or bool(_stem_lengths(self._root, key))

    def _at(self, text: str, words: list[Token], first: int, firsts: AbstractSet[int]) -> Iterator[Hit]:
        node = self._root
        start = words[first].start
        for word in islice(words, first, None):
            for length in _stem_lengths(node, word.key) if node.stems else ():
                yield from self._hits(text, start, word.end, node.stems[word.key[:length]])
            following = node.children.get(word.key)
            if following is None:
                return
            node = following
            if node.entries and word.start not in firsts:
                yield from self._hits(text, start, word.end, node.entries)

    def _hits(self, text: str, start: int, end: int, found: _Found) -> Iterator[Hit]:
        for entry, cased in found:
            if not cased or all(word in text[start:end] for word in cased):
                yield Hit(start, end, entry)


def _stem_lengths(node: _Node, key: str) -> list[int]:
    return [n for n in range(3, len(key) + 1) if key[:n] in node.stems]


def _firsts_of_compounds(toks: Sequence[Token]) -> set[int]:
    """Give where those words start that are only the first part of a compound adjective."""
    joints = (i for i, token in enumerate(toks[1:-1], 1) if token.key in _JOINT)
    return {toks[i - 1].start for i in joints if toks[i + 1].key in _COMPOUND_TAILS}


def _longest_of_each_class(hits: list[Hit]) -> list[Hit]:
    kept: dict[str, int] = {}
    result: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        slot = f"{hit.entry.class_}/{hit.entry.form if hit.entry.form in ('verb', 'noun') else ''}"
        if hit.start >= kept.get(slot, 0) or (hit.end == kept.get(slot) and _repeats(hit, result)):
            result.append(hit)
            kept[slot] = hit.end
    return result


def without_shadowed(hits: Iterable[Hit], classes: frozenset[str]) -> list[Hit]:
    """Leave out hits of some classes that lie within a longer one of them: the bullet of "rubber bullet"."""
    every = list(hits)
    long = [h for h in every if h.entry.class_ in classes]
    return [h for h in every if h.entry.class_ not in classes or not any(_within(h, other) for other in long)]


def _within(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start


def _repeats(hit: Hit, result: list[Hit]) -> bool:
    """Take it that the same words may have two values of one class (a student is a pupil and a crowd)."""
    return any(h.start == hit.start and h.end == hit.end and h.entry.value != hit.entry.value for h in result[-4:])


def entries(name: str) -> Iterator[tuple[Entry, str]]:
    """Give the entries of one table (class, value, form, entries, reason) with every spelling to be found."""
    for row in read(name):
        class_, value, form, phrases, *_ = row.values()
        for phrase in phrases.split(" | "):
            yield from spellings(class_, value, _form(form), phrase)


def _form(text: str) -> Form:
    return next(form for form in FORMS if form == text)


def spellings(class_: str, value: str, form: Form, phrase: str) -> Iterator[tuple[Entry, str]]:
    """Give an entry with each of its forms."""
    entry = Entry(class_, value, form, phrase)
    forms = {"verb": verb_forms, "noun": noun_forms}.get(form, lambda p: [p])(phrase)
    yield from ((entry, spelling) for spelling in forms)
