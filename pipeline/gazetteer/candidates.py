"""The longest names of the gazetteer in a document, left to right; their surroundings are not asked yet."""

import re
from dataclasses import dataclass

from pipeline.gazetteer.adjectives import senses_of_adjective
from pipeline.gazetteer.compiled import Compiled, Record, Sense
from pipeline.gazetteer.document import Document
from pipeline.gazetteer.normal import ABBREVIATIONS

_LOWER_INSIDE = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "la",
        "del",
        "du",
        "upon",
        "on",
        "in",
        "le",
        "les",
        "al",
        "el",
        "es",
        "ez",
        "ed",
        "az",
        "ad",
        "an",
        "as",
        "ash",
        "at",
        "bin",
        "den",
        "der",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "under",
        "y",
        "sur",
        "sous",
        "e",
        "am",
        "im",
        "city",
        "ul",
        "ur",
        "us",
        "en",
    ]
)
"""Words that names have in lower case inside them ("Deir ez-Zor", "Mexico city")."""

_FACILITY = frozenset(
    ("airport", "base", "bridge", "camp", "crossing", "dam", "plant", "power", "air", "nuclear", "prison")
)
"""Words in lower case that names of facilities end in or hold ("Zaporizhzhia nuclear power plant")."""

_LOWER_FIRST = frozenset(
    ["al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "ez", "es", "ed", "tel", "deir", "bin"]
)
"""Words in lower case that a name may begin with ("al-Bab")."""

_JOIN = re.compile(r"(?:[ \u00a0]{1,3}|\. ?|[-\u2013\u2010])$")
_MOST_WORDS = 8
_FEDERATIONS = frozenset(("BRA", "IND", "MEX", "MMR", "MYS", "NGA", "SDN", "SOM", "SSD", "VEN"))
"""Countries of whose units news says "Borno State"; in the United States that is a university."""

_SPELLED_OUT = frozenset(ABBREVIATIONS.values())


@dataclass(slots=True)
class Candidate:
    """A name of the gazetteer in a document: tokens `first` up to, not including, `last`, and what it may mean."""

    document: Document
    first: int
    last: int
    key: str
    start: int
    end: int
    senses: tuple[Sense, ...]
    unit: str | None = None
    """The capitalised word for a kind of unit that ends the name ("Kidal District"), folded, not part of `key`."""
    certain: bool = False
    """Whether its form alone shows that it is a place's name, so that nothing else is asked."""

    @property
    def text(self) -> str:
        """The name as the document writes it."""
        return self.document.text[self.start : self.end]

    @property
    def single(self) -> bool:
        """Whether the name is one word."""
        return self.last - self.first == 1


def find_candidates(document: Document, compiled: Compiled) -> list[Candidate]:
    """Return the candidates in the order of the text; none overlaps another."""
    found: list[Candidate] = []
    at = 0
    while at < len(document.tokens):
        token = document.tokens[at]
        match = _longest(document, compiled, at) if token.capital or token.key in _LOWER_FIRST else None
        if match is None and token.capital:
            match = _by_adjective(document, compiled, at)
        if match is None:
            at += 1
        else:
            _extend_by_unit(match)
            found.append(match)
            at = match.last
    return found


def _by_adjective(document: Document, compiled: Compiled, at: int) -> Candidate | None:
    """Return the place of an adjective that a word for a unit follows ("Lachinskiy district")."""
    token, following = document.tokens[at], document.token(at + 1)
    if following is None or not document.tight_after(at):
        return None
    if following.key not in document.words.of("unit"):
        return None
    senses = senses_of_adjective(token.key, compiled)
    return Candidate(document, at, at + 1, token.key, token.start, token.end, senses, certain=True) if senses else None


def _extend_by_unit(candidate: Candidate) -> None:
    """Take a capitalised word for a kind of unit into the name, but no "District" that goes on as an office's name."""
    document, last = candidate.document, candidate.last
    unit, beyond = document.token(last), document.token(last + 1)
    if unit is None or not unit.capital or document.gap_after(last - 1) != " " or candidate.text.endswith("."):
        return
    office = beyond is not None and document.gap_after(last) == " " and beyond.capital and unit.key == "district"
    state = unit.key == "state" and any(_is_state(sense.record) for sense in candidate.senses)
    if (unit.key in document.words.of("unit") or state) and not office:
        stop = unit.text == "Twp" and document.gap_after(last).startswith(".")
        candidate.last, candidate.end, candidate.unit = last + 1, unit.end + stop, unit.key


def _longest(document: Document, compiled: Compiled, first: int) -> Candidate | None:
    tokens = document.tokens
    words = [token.key for token in tokens[first : first + _span(document, first)]]
    for key in reversed(compiled.prefixes(words)):
        length = key.count(" ") + 1
        last = first + length
        if length == 1:
            if tokens[first].capital:
                return _candidate(document, compiled, first, last, key)
        elif _ends_like_a_name(document, last) and not _generic_tail(compiled, words[:length], key):
            return _candidate(document, compiled, first, last, key)
    return None


def _span(document: Document, first: int) -> int:
    """Return how many tokens from `first` on may make one name."""
    length = 1
    while length < _MOST_WORDS and first + length < len(document.tokens) and _joined(document, first + length):
        length += 1
    return length


def _is_state(record: Record) -> bool:
    return record.kind == "admin1" and record.country in _FEDERATIONS


def _joined(document: Document, number: int) -> bool:
    gap, token, before = document.gaps[number - 1], document.tokens[number], document.tokens[number - 1]
    if not _JOIN.match(gap):
        return False
    if gap[0] == "." and not (before.key in _SPELLED_OUT or len(before.text) <= 2 or "." in before.text):
        return False
    return (
        token.capital or token.text in _LOWER_INSIDE or token.text in _FACILITY or "-" in gap or token.text[0].isdigit()
    )


def _ends_like_a_name(document: Document, last: int) -> bool:
    token = document.tokens[last - 1]
    return token.capital or token.text in _FACILITY or token.text[0].isdigit() or "-" in document.gaps[last - 2]


def _generic_tail(compiled: Compiled, words: list[str], key: str) -> bool:
    """Tell whether a name is only a shorter one with a generic word ("Mexico City" is not, "Tunis City" is)."""
    if words[:2] == ["state", "of"] and len(words) > 2:
        return True
    if words[-1] not in ("city", "state") or any(sense.own for sense in compiled.senses(key)):
        return False
    return any(sense.own for sense in compiled.senses(" ".join(words[:-1])))


def _candidate(document: Document, compiled: Compiled, first: int, last: int, key: str) -> Candidate:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    candidate = Candidate(document, first, last, key, start, end, compiled.senses(key))
    if document.text[end : end + 1] == "." and _takes_stop(candidate):
        candidate.end += 1
    return candidate


def _takes_stop(candidate: Candidate) -> bool:
    """Tell whether the full stop behind a name is part of it ("Ala.", "D.C.", "Sidon Twp.")."""
    words, text = candidate.document.words, candidate.text
    if candidate.key in words.stop and not candidate.document.gap_after(candidate.first - 1).startswith(","):
        return False  # "She works in Man. Rain fell."
    if (candidate.single and "." in text) or f"{text}." in words.state_of_short_form:
        return True
    tail = candidate.document.tokens[candidate.last - 1].text.lower()
    return candidate.key in words.dotted_short_forms or (not candidate.single and tail in ("twp", "co"))
