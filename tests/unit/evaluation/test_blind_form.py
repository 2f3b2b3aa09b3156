"""The public evaluation set keeps its form: ids, code lists, and words that stand in the texts.

What Frontwire makes of the items is measured elsewhere. Failures name the item and the key, never a text, so that
nobody who works on the rules reads the blind items here.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from pipeline.contract.event import Actor, Affected, Attribution, EventTime, LocationPrecision, Occurrence, Share, Toll
from pipeline.contract.vocabulary import ALL_SUB_EVENTS, MODES, TYPE_OF, Extent, Inter, Newsness, Realis, Sector

EVALUATION: Final = Path(__file__).parents[3] / "evaluation"
FILES: Final = sorted(file for part in ("blind", "open") for file in (EVALUATION / part).glob("*.toml"))
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ITEM_KEYS: Final = {"id", "kind", "title", "source", "published", "text", "note", "events"}
EVENT_KEYS: Final = {
    *("trigger", "nth", "words", "sub_event_type", "also", "plover", "modes", "realis", "newsness", "extent"),
    *("civilian_targeting", "place", "locations", "time", "fatalities", "injuries", "casualties", "affected"),
    *("actors", "occurrence", "attribution", "weapons", "optional"),
}
FIGURES: Final = {"low", "best", "high"}
PLACE_KEYS: Final = {"text", "country", "lat", "lon", "precision", "relation"}
TIME_KEYS: Final = {"start", "end", "precision", "clock", "relation", "ongoing", "basis"}
ACTOR_KEYS: Final = {"role", "side", "text", "country", "sectors", "inter", "count"}
EARLIEST: Final = date(1500, 1, 1)

Table = dict[str, Any]


def _items(path: Path) -> list[Table]:
    items: list[Table] = tomllib.loads(path.read_text(encoding="utf-8"))["item"]
    return items


def _events(path: Path) -> Iterator[tuple[str, Table, Table]]:
    """Give each event with its item and a name that tells no text."""
    for item in _items(path):
        for number, event in enumerate(item["events"]):
            yield f"{item['id']}[{number}]", item, event


def _stands(words: str, item: Table) -> bool:
    return words in item["title"] or words in item["text"]


def _choices(model: type, field: str) -> set[Any]:
    """Give the literals that a field of the contract allows."""
    return {choice for choice in get_args(model.model_fields[field].annotation) if choice is not type(None)}  # type: ignore[attr-defined]


def _wrong(path: Path, broken: Any) -> list[str]:
    """Name the events for which `broken(item, event)` holds."""
    return [name for name, item, event in _events(path) if broken(item, event)]


def _places(event: Table) -> list[Table]:
    return [*([event["place"]] if "place" in event else []), *event.get("locations", [])]


def _tolls(event: Table) -> list[Table]:
    return [event[key] for key in ("fatalities", "injuries", "casualties") if key in event]


def _in_order(figure: Table) -> bool:
    said = [figure[key] for key in ("low", "best", "high") if key in figure]
    return said == sorted(said) and all(type(number) is int and number >= 0 for number in said)


per_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_there_are_files() -> None:
    """An empty folder would let every other test pass."""
    assert FILES


def test_ids_are_unique() -> None:
    """An id names one item of the whole set."""
    counts = Counter(item["id"] for path in FILES for item in _items(path))
    assert [name for name, count in counts.items() if count > 1] == []


@per_file
def test_items_have_the_fields_of_the_form(path: Path) -> None:
    """An item has an id of the set, a kind, a text, and nothing that the form does not name."""

    def broken(item: Table) -> bool:
        article = item["kind"] == "article"
        return (
            not {"id", "kind", "title", "text", "events"} <= set(item) <= ITEM_KEYS
            or not re.fullmatch(r"(blind|open)-[a-z]-\d{3}", item["id"])
            or item["kind"] not in {"article", "short"}
            or ("published" in item and type(item["published"]) is not datetime)
            or (article and not (item["title"] and 95 <= len(item["text"].split()) <= 600))
        )

    assert [item["id"] for item in _items(path) if broken(item)] == []


@per_file
def test_events_have_the_keys_of_the_form(path: Path) -> None:
    """A misspelt key would be a label that nobody reads."""
    needed = {"trigger", "words", "plover", "realis", "newsness", "extent"}
    assert _wrong(path, lambda _, event: not needed <= set(event) <= EVENT_KEYS) == []


@per_file
def test_triggers_stand_where_they_say(path: Path) -> None:
    """A trigger is found its nth time in title and text, and its clause holds it."""

    def broken(item: Table, event: Table) -> bool:
        found = item["title"].count(event["trigger"]) + item["text"].count(event["trigger"])
        return found < event.get("nth", 1) or event["trigger"] not in event["words"]

    assert _wrong(path, broken) == []


@per_file
def test_quoted_words_stand_in_the_item(path: Path) -> None:
    """Clauses, places, actors and sources are quoted as written."""

    def broken(item: Table, event: Table) -> bool:
        sources = [*event.get("occurrence", []), *event.get("attribution", [])]
        quotes = [event["words"], *(place["text"] for place in _places(event))]
        quotes += [actor["text"] for actor in event.get("actors", [])]
        quotes += [source["by"] for source in sources if "by" in source]
        return not all(_stands(quote, item) for quote in quotes)

    assert _wrong(path, broken) == []


@per_file
def test_types_are_of_the_code_lists(path: Path) -> None:
    """Sub-types, PLOVER's words, realis, newsness and extent are the contract's."""

    def broken(_: Table, event: Table) -> bool:
        subs = {*event.get("also", []), event.get("sub_event_type", "Attack")}
        return (
            not subs <= set(ALL_SUB_EVENTS)
            or not set(event.get("modes", [])) <= set(MODES.get(event["plover"], ("",)))
            or event["plover"] not in MODES
            or event["realis"] not in get_args(Realis)
            or event["newsness"] not in get_args(Newsness)
            or event["extent"] not in get_args(Extent)
        )

    assert _wrong(path, broken) == []


@per_file
def test_civilian_targeting_agrees_with_the_type(path: Path) -> None:
    """Violence against civilians targets civilians, battles do not, and what ACLED does not record says nothing."""

    def broken(_: Table, event: Table) -> bool:
        targeting = event.get("civilian_targeting")
        if "sub_event_type" not in event:
            return targeting is not None
        forced = {"Violence against civilians": True, "Battles": False}.get(TYPE_OF[event["sub_event_type"]], targeting)
        return targeting is None or targeting != forced

    assert _wrong(path, broken) == []


@per_file
def test_places_are_on_the_map(path: Path) -> None:
    """Precision is the contract's, and latitude and longitude come together, within the globe."""

    def broken(_: Table, event: Table) -> bool:
        return any(
            not {"text", "precision"} <= set(place) <= PLACE_KEYS
            or place["precision"] not in get_args(LocationPrecision)
            or ("lat" in place) != ("lon" in place)
            or not (-90 <= place.get("lat", 0) <= 90 and -180 <= place.get("lon", 0) <= 180)
            or not re.fullmatch(r"[A-Z]{3}", place.get("country", "XXX"))
            for place in _places(event)
        )

    assert _wrong(path, broken) == []


@per_file
def test_times_are_plausible(path: Path) -> None:
    """Days are in order and not before 1500, and what is told as done does not begin after publication."""

    def broken(item: Table, event: Table) -> bool:
        time = event.get("time")
        if time is None:
            return False
        start, end = time.get("start"), time.get("end")
        published = item["published"].date() if "published" in item else date.max
        done = event["realis"] in {"actual", "attempted", "background"}
        return (
            not {"precision", "basis"} <= set(time) <= TIME_KEYS
            or time["precision"] not in _choices(EventTime, "precision")
            or time["basis"] not in _choices(EventTime, "basis")
            or time.get("relation", "about") not in {"before", "after", "about"}
            or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", time.get("clock", "00:00"))
            or any(type(day) is not date or day < EARLIEST for day in (start, end) if day is not None)
            or (start is not None and end is not None and start > end)
            or (done and start is not None and start > published)
        )

    assert _wrong(path, broken) == []


@per_file
def test_weekdays_agree_with_the_dates(path: Path) -> None:
    """Where a clause names exactly one weekday and the event has one day, they are the same."""

    def broken(_: Table, event: Table) -> bool:
        named = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", event["words"], re.IGNORECASE)]
        time = event.get("time", {})
        one_day = "start" in time and time["start"] == time.get("end")
        return one_day and len(named) == 1 and WEEKDAYS[time["start"].weekday()] != named[0]

    assert _wrong(path, broken) == []


@per_file
def test_figures_are_in_order(path: Path) -> None:
    """Low, best and high rise, and the parts of a toll do not exceed it."""

    def broken(_: Table, event: Table) -> bool:
        tolls = _tolls(event)
        parts = [part for toll in tolls for part in toll.get("breakdown", [])]
        counts = [actor["count"] for actor in event.get("actors", []) if "count" in actor]
        return (
            not all(_in_order(figure) for figure in [*tolls, *parts, *counts, *event.get("affected", [])])
            or any(toll["stated"] not in _choices(Toll, "stated") for toll in tolls)
            or any(not set(toll) <= FIGURES | {"stated", "breakdown"} for toll in tolls)
            or any(part["class"] not in _choices(Share, "class_") for part in parts)
            or any(sum(p.get("best", 0) for p in t.get("breakdown", [])) > t.get("best", 0) for t in tolls)
            or any(item["what"] not in _choices(Affected, "what") for item in event.get("affected", []))
        )

    assert _wrong(path, broken) == []


@per_file
def test_actors_and_sources_are_of_the_code_lists(path: Path) -> None:
    """Roles, sectors, `inter` and statuses are the contract's, and an attribution names an actor that there is."""

    def broken(_: Table, event: Table) -> bool:
        actors, says, did = (event.get(key, []) for key in ("actors", "occurrence", "attribution"))
        return (
            any(not {"role", "text"} <= set(actor) <= ACTOR_KEYS for actor in actors)
            or any(actor["role"] not in _choices(Actor, "role") for actor in actors)
            or any(actor.get("side", 1) not in {1, 2} for actor in actors)
            or any(not set(actor.get("sectors", [])) <= set(get_args(Sector)) for actor in actors)
            or any(actor.get("inter", 1) not in get_args(Inter) for actor in actors)
            or any(len(actor.get("country", "XXX")) != 3 for actor in actors)
            or any(source["status"] not in _choices(Occurrence, "status") for source in says)
            or any(source["status"] not in _choices(Attribution, "status") for source in did)
            or any(source["actor"] >= len(actors) for source in did)
        )

    assert _wrong(path, broken) == []
