"""Names that are in no gazetteer, shown to be places' by the words around them: "the village of Dvani"."""

from dataclasses import dataclass

from pipeline.gazetteer.candidates import Candidate
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.document import Document
from pipeline.gazetteer.place import Kind
from pipeline.gazetteer.words import Words

_TOWN = "village villages town towns city settlement settlements hamlet suburb locality commune quarter neighbourhood"
_KIND_OF_WORD: dict[str, Kind] = {
    **dict.fromkeys(_TOWN.split(), "city"),
    **dict.fromkeys(("district", "districts", "county", "subdistrict", "municipality", "township"), "admin2"),
    **dict.fromkeys(("province", "governorate", "oblast", "prefecture"), "admin1"),
    **dict.fromkeys(("valley", "island", "islands", "river", "lake", "mountain", "mountains"), "feature"),
    **dict.fromkeys(("airport", "airbase", "camp", "checkpoint"), "facility"),
}

_BEFORE = frozenset(("village", "town", "settlement", "hamlet"))
"""Words that stand right before a name without "of" ("the village Dvani")."""

_PARTICLES = frozenset(("al", "el", "as", "ash", "ad", "an", "ar", "az", "bin", "de", "del", "la", "le", "du"))
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, from token `first` up to, not including, `last`, none of them in a known name."""

    first: int
    last: int


def find_unknown(document: Document, known: list[Candidate], compiled: Compiled) -> list[Candidate]:
    """Return the names that the words around them show to be places'; `known` are those found in the gazetteer."""
    taken = {number for one in known for number in range(one.first, one.last)}
    containers = {one.first for one in known if _may_contain(one)}
    found = []
    for run in _runs(document, taken):
        key = " ".join(token.key for token in document.tokens[run.first : run.last])
        if any(sense.own for sense in compiled.senses(key)):
            continue  # it was found, and found to be no place
        candidate = _beside_type(document, run) or _before_container(document, run, containers)
        if candidate:
            found.append(candidate)
    return found


def _may_contain(candidate: Candidate) -> bool:
    return any(sense.own and sense.record.kind in ("country", "admin1", "region") for sense in candidate.senses)


def _runs(document: Document, taken: set[int]) -> list[_Run]:
    runs, at = [], 0
    while at < len(document.tokens):
        if not document.tokens[at].capital and document.tokens[at].text not in _PARTICLES:
            at += 1
            continue
        last = at
        while last < len(document.tokens) and _continues(document, at, last, taken):
            last += 1
        while last > at and not document.tokens[last - 1].capital:
            last -= 1
        if 0 < last - at <= _MOST_WORDS:
            runs.append(_Run(at, last))
        at = max(last, at + 1)
    return runs


def _continues(document: Document, first: int, number: int, taken: set[int]) -> bool:
    token = document.tokens[number]
    if number in taken or (number > first and not document.tight_after(number - 1)):
        return False
    return token.capital or (token.text in _PARTICLES and number + 1 < len(document.tokens))


def _beside_type(document: Document, run: _Run) -> Candidate | None:
    """Return a name that stands before or after a word for a kind of place in lower case."""
    if not _may_be_name(document, run.first, run.last):
        return None
    before, before_that, after = (document.token(n) for n in (run.first - 1, run.first - 2, run.last))
    if after and not after.capital and document.gap_after(run.last - 1) == " " and after.key in _KIND_OF_WORD:
        return None if document.starts[run.first] else _name(document, run, after.key)
    if before is None or before.capital or document.gap_after(run.first - 1) != " ":
        return None
    if before.key == "of" and before_that and before_that.key in _KIND_OF_WORD and not before_that.capital:
        return _name(document, run, before_that.key)
    return _name(document, run, before.key) if before.key in _BEFORE else None


def _before_container(document: Document, run: _Run, containers: set[int]) -> Candidate | None:
    """Return a name between a preposition and what it lies in: "in Haskanita, North Darfur"."""
    before = document.token(run.first - 1)
    cued = (
        before is not None
        and before.key in document.words.of("preposition")
        and document.gap_after(run.first - 1) == " "
    )
    if cued and document.gap_after(run.last - 1) == ", " and run.last in containers:
        return _name(document, run, None) if _may_be_name(document, run.first, run.last) else None
    return None


def _may_be_name(document: Document, first: int, last: int) -> bool:
    """Tell whether none of the words is a person's, a title, a people, an organisation or an ordinary word."""
    words = document.words
    return all(
        number not in document.persons
        and not _ordinary(words, document.tokens[number].key)
        and not document.tokens[number].upper
        for number in range(first, last)
    )


def _ordinary(words: Words, key: str) -> bool:
    classes = (
        "determiner",
        "title",
        "people",
        "organisation",
        "government",
        "weekday",
        "direction",
        "street",
        "type_of",
    )
    return key in words.stop or key in words.never or len(key) < 3 or any(key in words.of(name) for name in classes)


def _name(document: Document, run: _Run, word: str | None) -> Candidate:
    start, end = document.tokens[run.first].start, document.tokens[run.last - 1].end
    key = " ".join(token.key for token in document.tokens[run.first : run.last])
    return Candidate(document, run.first, run.last, key, start, end, (), unit=word, certain=True)


def kind_of_unknown(unit: str | None) -> Kind:
    """Return what kind of place the word beside an unknown name makes it; a town where there is none."""
    return _KIND_OF_WORD.get(unit or "", "city")
