"""Which words of a document are persons' names: a given name and what follows it, a title and what follows it."""

from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.document import Document

_KNOWN_TOWN = 20_000
"""Inhabitants from which two words that are a town's name and could be a person's ("Santa Ana") count as the town."""

_INITIAL_GAPS = (" ", ". ")


def find_persons(document: Document, compiled: Compiled) -> None:
    """Fill `document.persons` and `document.surnames`."""
    first_names, titles = document.words.first_names, document.words.of("title")
    for number, token in enumerate(document.tokens[:-1]):
        if not token.capital:
            continue
        if token.key in first_names and not token.upper:
            _named_in_full(document, compiled, number)
        elif token.key in titles and token.key not in first_names:
            _titled(document, compiled, number)


def _after_initials(document: Document, number: int) -> int | None:
    """Return the token that goes on with a name, past initials ("John F. Kennedy"); None where none does."""
    following = number + 1
    abbreviated = document.gap_after(number) == ". " and document.tokens[number].key in document.words.of("title")
    joined = document.tight_after(number) or abbreviated
    while joined and (token := document.token(following)) and len(token.text) == 1 and token.capital:
        joined = document.gap_after(following) in _INITIAL_GAPS
        following += 1
    token = document.token(following)
    if joined and token and token.capital and token.key not in document.words.of("weekday"):
        return following
    return None


def _named_in_full(document: Document, compiled: Compiled, number: int) -> None:
    following = _after_initials(document, number)
    if following is None:
        return
    words, surname = document.words, document.tokens[following].key
    if document.gap_after(following - 1) == "-" and surname not in words.first_names:
        return  # "India-Pakistan border", not "Jean-Pierre"
    if _is_known_place(compiled, f"{document.tokens[number].key} {surname}"):
        return
    if any(surname in words.of(name) for name in ("street", "government", "organisation", "title")):
        return
    named_hill = document.tokens[number].key in words.common_first_names and surname in words.surnames
    if surname in words.of("nature") and not (
        named_hill and not _is_known_place(compiled, document.tokens[number].key)
    ):
        return  # "Florence Hill" is a hill; "Olivia Hill" is not
    document.persons.update(range(number, following + 1))
    document.surnames.add(surname)
    second = document.token(following + 1)
    goes_on = second is not None and second.capital and document.tight_after(following)
    if goes_on and second and second.key in words.surnames - words.of("government"):
        document.persons.add(following + 1)
        document.surnames.add(second.key)


def _is_known_place(compiled: Compiled, key: str) -> bool:
    return any(
        sense.record.population > _KNOWN_TOWN or sense.record.kind in ("country", "admin1", "region")
        for sense in compiled.senses(key)
    )


def _titled(document: Document, compiled: Compiled, number: int) -> None:
    following = _after_initials(document, number)
    if following is None:
        return
    words, first = document.words, document.tokens[following]
    if first.key in compiled and first.key not in words.first_names and first.key not in words.surnames:
        return  # "President of", "General Santos": more likely a place than a person
    last = following
    while last < following + 3 and (token := document.token(last)) and token.capital:
        joined = last == following or document.gap_after(last - 1) in (" ", ". ", "-")
        if not joined or (last > following and token.key in words.of("government")):
            break
        document.persons.add(last)
        last += 1
    document.surnames.add(document.tokens[last - 1].key)
