"""Finding the names of places in a document: text in, mentions out.

words ▸ persons ▸ longest names of the gazetteer ▸ a verdict on each ▸ mentions
"""

from pipeline.gazetteer.candidates import Candidate, find_candidates
from pipeline.gazetteer.compiled import Compiled, Record
from pipeline.gazetteer.containers import behind_comma, in_sentence
from pipeline.gazetteer.document import Document
from pipeline.gazetteer.mention import Mention
from pipeline.gazetteer.persons import find_persons
from pipeline.gazetteer.place import Field
from pipeline.gazetteer.signs import Signs
from pipeline.gazetteer.unknown import find_unknown
from pipeline.gazetteer.verdict import is_place
from pipeline.gazetteer.words import load_words

_BETWEEN_FIELDS = "\n\n"


def recognise(title: str, text: str, compiled: Compiled) -> list[Mention]:
    """Return the mentions of places in title and text, in that order; none overlaps another."""
    body_start = len(title) + len(_BETWEEN_FIELDS) if title else 0
    whole = f"{title}{_BETWEEN_FIELDS}{text}" if title else text
    document = Document(whole, load_words(), body_start)
    find_persons(document, compiled)
    candidates = find_candidates(document, compiled)
    known = [signs.candidate for signs in _signs(candidates, compiled) if is_place(signs, document.words.never)]
    places = sorted([*known, *find_unknown(document, known, compiled)], key=lambda candidate: candidate.start)
    return [
        _mention(signs, compiled, in_sentence(places[n], places[n - 1] if n else None, places[n + 1 : n + 3]))
        for n, signs in enumerate(_signs(places, compiled))
    ]


def _signs(candidates: list[Candidate], compiled: Compiled) -> list[Signs]:
    by_first = {candidate.first: candidate for candidate in candidates}
    ends = {candidate.last for candidate in candidates}
    return [Signs(one, by_first.get(one.last), one.first in ends, compiled) for one in candidates]


def _mention(signs: Signs, compiled: Compiled, said_inside: tuple[Record, ...]) -> Mention:
    candidate = signs.candidate
    field, start, end = _in_field(candidate)
    return Mention(
        text=candidate.text,
        field=field,
        start=start,
        end=end,
        key=f"{candidate.key} {candidate.unit}" if candidate.unit else candidate.key,
        senses=candidate.senses,
        around=behind_comma(signs, compiled),
        said_inside=said_inside,
        unit=signs.unit,
        listed_units=signs.in_list_of_units,
    )


def _in_field(candidate: Candidate) -> tuple[Field, int, int]:
    shift = candidate.document.body_start
    if candidate.start >= shift:
        return "text", candidate.start - shift, candidate.end - shift
    return "title", candidate.start, candidate.end
