"""Names of places that somebody bears: a person, an organisation, an armed group.

"Marisol Cardenas was freed"        the word before it, a name too and no place, takes the town's name along
"fighting al-Shabab"                an armed group's name holds a village's
"in Speaker Tom Whitford's office"  a given name or a title begins it
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.extraction.lexicon import Hit
from pipeline.extraction.node import Node
from pipeline.extraction.syntax import Tree
from pipeline.extraction.tables import words
from pipeline.gazetteer.normal import key_of
from pipeline.gazetteer.place import Place
from pipeline.gazetteer.words import load_words

_SMALL: Final = frozenset({"city", "admin2"})
_NO_BEARERS: Final = ("direction", "type_of", "weekday", "nature")
"""Classes of words that stand before a place's name and leave it a place's: "Downtown Austin", "Mount Elgon"."""
_OF_PLACES: Final = words("title of places")


def of_places(places: Sequence[Place], tree: Tree, hits: Iterable[Hit]) -> list[Place]:
    """Leave out of a sentence's places the towns whose names somebody bears there."""
    groups = [(h.start, h.end) for h in hits if h.entry.class_ == "armed"]
    taken = [(p.start, p.end) for p in places]
    return [p for p in places if p.kind not in _SMALL or not (_in_group(p, groups) or _surname(p, tree, taken))]


def is_a_persons(name: re.Match[str]) -> bool:
    """Say whether a name in a sentence has a title or a given name in it, or is a surname that owns something."""
    more = _MORE.match(name.string, name.end())
    owns = name.string.startswith(("'s ", "’s "), name.end()) and key_of(name[0]) in load_words().surnames
    return owns or _like_a_persons(f"{name[0]} {more[1]}" if more else name[0])


_MORE: Final = re.compile(r"\s([^\W\d_a-z]\w+)")
"""The word with which a name goes on."""


def _like_a_persons(name: str) -> bool:
    *given, last = (key_of(word) for word in name.split())
    known = load_words()
    if given and last in known.of("nature"):
        return False
    titled = any(word in known.of("title") and word not in _OF_PLACES for word in given or [last])
    return titled or any(word in known.common_first_names for word in given)


def _in_group(place: Place, groups: Iterable[tuple[int, int]]) -> bool:
    return any(s <= place.start and place.end <= e and e - s > place.end - place.start for s, e in groups)


def _surname(place: Place, tree: Tree, taken: Sequence[tuple[int, int]]) -> bool:
    """Recognise the end of a longer name: a proper noun right before it that belongs to it and is no place."""
    head = tree.head_of(place.start, place.end)
    if head is None or head.i == 0 or not head.proper:
        return False
    before = [n for n in tree.nodes if n.end + 1 == place.start]
    return any(_belongs(n, head) and not any(s <= n.start < e for s, e in taken) for n in before)


def _belongs(before: Node, head: Node) -> bool:
    known, key = load_words(), key_of(before.text)
    if not before.proper or before.text.isupper() or any(key in known.of(c) for c in _NO_BEARERS):
        return False
    return before.dep == "compound" and before.head is head
