"""Districts named by an adjective, as transliterated from Russian or Ukrainian: "Lachinskiy district" is Lachin's."""

import re
from collections.abc import Iterator

from pipeline.gazetteer.compiled import Compiled, Sense

_ENDING = re.compile(r"(?P<stem>.{3,}?)sk(?:yi|iy|ii|y|i|iyi|oy|oi|aya|aia|oye|oe|ogo|a|e)$")

_NAME_ENDINGS = ("", "sk", "d", "t", "a", "y", "i", "o", "e", "ye", "sa", "se", "oye")
"""What the place's own name may end in where the adjective has its ending: Donet-skiy is Donetsk's."""

_LINKS = ("ov", "ev", "in", "en", "an", "yan", "ch")
"""Syllables that may stand between the name and the ending: Shush-in-skiy is Shusha's, Grozn-en-skiy Grozny's."""

_COUNTRIES = frozenset(
    ("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB")
)


def senses_of_adjective(word: str, compiled: Compiled) -> tuple[Sense, ...]:
    """Return what places a folded adjective may be formed from, none where it is no such adjective."""
    found = {
        sense.record: sense
        for name in _names_behind(word)
        for sense in compiled.senses(name)
        if sense.record.country in _COUNTRIES and sense.record.kind in ("admin1", "admin2", "city")
    }
    return tuple(found.values())


def _names_behind(word: str) -> Iterator[str]:
    match = _ENDING.match(word)
    if match is None:
        return
    stem = match["stem"]
    stems = [stem, *(stem.removesuffix(link) for link in _LINKS if stem.endswith(link) and len(stem) > len(link) + 2)]
    for one in stems:
        for ending in _NAME_ENDINGS:
            yield one + ending
