"""What the sentence says a place lies in: "Mosul, Iraq", "Imphal in India's Manipur state", "Syria's Idlib"."""

from pipeline.gazetteer.candidates import Candidate
from pipeline.gazetteer.compiled import Compiled, Record
from pipeline.gazetteer.signs import Signs

_CONTAINERS = ("country", "admin1", "admin2", "region", "city", "demonym")
_LARGE = ("country", "admin1", "region")
_LINKS = frozenset(("in", "of"))
_FILLERS = frozenset(("the", "country", "restive", "troubled", "volatile", "far", "occupied", "breakaway"))
_POSSESSIVE = ("'s ", "’s ", "' ", "’ ")


def behind_comma(signs: Signs, compiled: Compiled) -> tuple[Record, ...]:
    """Return what the name behind the comma may mean ("Mosul, Iraq", "Austin, TX"); nothing where none stands there."""
    if not signs.within_named:
        return ()
    code = signs.postal_code_after
    if code in compiled.states:
        return (compiled.record(compiled.states[code]),)
    return _records(signs.follower, _CONTAINERS)


def in_sentence(candidate: Candidate, before: Candidate | None, after: list[Candidate]) -> tuple[Record, ...]:
    """Return what the words before and after a name say that it lies in; `after` are at most two candidates."""
    found: tuple[Record, ...] = ()
    if before and _owns(before, candidate):
        found += _records(before, _LARGE)
    if after and _linked(candidate, after[0]):
        found += _records(after[0], _LARGE)
        if len(after) > 1 and _owns(after[0], after[1]):
            found += _records(after[1], _LARGE)
    return found


def _records(candidate: Candidate | None, kinds: tuple[str, ...]) -> tuple[Record, ...]:
    senses = candidate.senses if candidate else ()
    return tuple(sense.record for sense in senses if sense.record.kind in kinds)


def _owns(owner: Candidate, owned: Candidate) -> bool:
    """Tell whether a name in the possessive stands before another ("Syria's northern Idlib")."""
    if not owner.document.gap_after(owner.last - 1).startswith(_POSSESSIVE):
        return False
    return _only_fillers(owner, owned)


def _linked(inner: Candidate, outer: Candidate) -> bool:
    """Tell whether "in" or "of" links two names, with nothing but directions and kinds of units between them."""
    document = inner.document
    types = document.words.of("type_after")
    links = [token for token in document.tokens[inner.last : outer.first] if token.key not in types]
    return bool(links) and links[0].key in _LINKS and _only_fillers(inner, outer)


def _only_fillers(first: Candidate, second: Candidate) -> bool:
    document, words = first.document, first.document.words
    between = range(first.last, second.first)
    allowed = _LINKS | _FILLERS | words.of("direction") | words.of("type_after") | words.of("type_of")
    if any(document.starts[number] for number in (*between, second.first)):
        return False
    return all(document.tokens[number].key in allowed for number in between)
