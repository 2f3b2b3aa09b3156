"""Where: the event's own place first, its sum's place where it has none."""

from typing import Final, get_args

from pipeline.contract.event import Location, LocationPrecision
from pipeline.extraction.document import Sentence
from pipeline.extraction.drafts import Draft
from pipeline.extraction.places import Where
from pipeline.extraction.writing.notes import Notes

_ORDER: Final = ("site", "place", "near", "linear", "admin2", "admin1", "region", "sea", "country")
_WIDE: Final = frozenset({"country", "region", "admin1"})
assert set(_ORDER) == set(get_args(LocationPrecision))  # noqa: S101 - guards the order against a new precision


def location(draft: Draft, notes: Notes) -> tuple[Location | None, tuple[Location, ...]]:
    """Give an event's place, and the further places of a sum of events."""
    found = _places(draft)
    if draft.inferred is not None or not found:
        return _inferred(draft, notes), ()
    chosen, sentence = _told_closest(found)
    further = [pair for pair in found[1:] if draft.aggregate and _another(pair[0], chosen)]
    written = _written(chosen, sentence, notes, "/location")
    return written, tuple(_written(w, s, notes, f"/locations/{n}") for n, (w, s) in enumerate(further))


def _places(draft: Draft) -> list[tuple[Where, Sentence]]:
    """Give the places of its tellings, the most precise first; those of its sum come last."""
    own = [(t.where[0], t.mention.reading.sentence) for t in draft.tellings if t.where]
    own.sort(key=lambda pair: (_ORDER.index(pair[0].precision), pair[1].headline))
    return own + [(t.where[0], t.mention.reading.sentence) for t in draft.whole if t.where]


def _told_closest(found: list[tuple[Where, Sentence]]) -> tuple[Where, Sentence]:
    """Give the first place; of a headline's, the telling of the text that says how far from it: "near X"."""
    first, sentence = found[0]
    again = (pair for pair in found if pair[0].relation and pair[0].place.name == first.place.name)
    return next(again, found[0]) if sentence.headline and first.relation is None else found[0]


def _another(place: Where, chosen: Where) -> bool:
    return place.place.geonameid != chosen.place.geonameid and place.precision not in _WIDE


def _inferred(draft: Draft, notes: Notes) -> Location | None:
    if draft.inferred is None:
        return None
    notes.derived.append("/location/name")
    return _written(draft.inferred.where, draft.inferred.sentence, notes, "/location")


def _written(where: Where, sentence: Sentence, notes: Notes, pointer: str) -> Location:
    p = where.place
    span = notes.words_in(f"{pointer}/name", sentence, p.start, p.end)
    values = {
        "country": p.country, "admin1": p.admin1, "admin2": p.admin2, "lat": p.lat, "lon": p.lon,
        "radius_km": p.radius_km, "geonameid": p.geonameid, "feature_code": p.feature_code,
    }  # fmt: skip
    notes.derived += [f"{pointer}/{key}" for key, value in values.items() if value is not None]
    notes.derived.append(f"{pointer}/precision")
    return Location(
        name=p.name, precision=where.precision, relation=where.relation, **values, **span.model_dump()
    )  # fmt: skip
