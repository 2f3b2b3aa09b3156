"""Events and incidents for a person, a map and a spreadsheet."""

import csv
import io
from itertools import pairwise
from typing import Any

import orjson
import pytest

from pipeline.contract import Event, Incident, encode, parse
from pipeline.render import geojson, pretty, table
from pipeline.render.plain import printable, shortened


def as_json(message: Event | Incident) -> Any:
    """Give a message as parsed JSON."""
    return parse(encode(message))


def test_an_event_is_told_in_full(event: Event) -> None:
    """What, where, when, how many, who, who is blamed by whom, and the words it rests on."""
    assert pretty.event(event).plain.split("\n") == [
        "● Explosions/Remote violence · Remote explosive/landmine/IED  actual, new, 86% sure",
        "  where     on the road to Shusha, AZE",
        "  when      2023-09-19 about 04:00 (inferred)",
        "  dead      2 (2 civilians)",
        "  hurt      at least 3",
        '  by        "sabotage groups" (UAF)',
        "  against   two farmers (AZE CVL)",
        '  blamed    "sabotage groups": suspected or accused by authorities, by the security service',
        "  happened  confirmed, by the security service",
        "  words     “Two farmers were killed by a mine on the road to Shusha.”",
        "  rests on  dead “two farmers”; where “Shusha”",
        "  told by   courier.example: Mine kills two (2023-09-19)",
    ]


def test_what_is_not_said_has_no_line(event: Event) -> None:
    """Null fields are left out, and an act that ACLED does not record has PLOVER's name."""
    bare = event.model_copy(
        update=dict.fromkeys(("event_type", "sub_event_type", "location", "time", "fatalities", "injuries"), None)
        | dict.fromkeys(("actors", "attribution", "occurrence", "evidence"), ())
    )
    lines = pretty.event(bare).plain.split("\n")
    assert lines[0].startswith("● ASSAULT · explosives")
    assert [line.split()[0] for line in lines[1:]] == ["words", "told"]


def test_an_incident_is_told_with_its_reports(incident: Incident) -> None:
    """How much stands behind it, and its state."""
    lines = pretty.incident(incident).plain.split("\n")
    assert lines[-2:] == [
        "  reports   4 events, 3 articles, 1 independent of 3 sources",
        "  incident  i-1234567890 revision 3, open",
    ]


def test_words_of_an_article_do_not_act_on_the_terminal() -> None:
    """Controls and direction marks are shown as what they are; letters and joiners stay."""
    assert printable("a\x1b[31m\u202eb\nc") == "a\ufffd[31m\ufffdb c"
    assert printable("क\u200cष 👩\u200d🚒") == "क\u200cष 👩\u200d🚒"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"


def test_a_place_is_a_pin_and_an_area_a_polygon(event: Event) -> None:
    """A unit or country is never a pin; without a radius it has no geometry."""
    message = as_json(event)
    assert geojson.geometry(message["location"]) == {"type": "Point", "coordinates": [46.75, 39.76]}
    area = geojson.geometry(message["location"] | {"precision": "admin1"})
    assert area is not None
    (ring,) = area["coordinates"]
    assert (area["type"], ring[0], len(ring)) == ("Polygon", ring[-1], 33)
    assert all(abs(lat - 39.76) < 0.05 and abs(lon - 46.75) < 0.07 for lon, lat in ring)
    assert geojson.geometry(message["location"] | {"precision": "country", "radius_km": None}) is None
    assert geojson.geometry(None) is None


def test_a_ring_turns_counterclockwise(event: Event) -> None:
    """As RFC 7946 asks: the area by the shoelace formula is positive."""
    area = geojson.geometry(as_json(event)["location"] | {"precision": "region"})
    assert area is not None
    (ring,) = area["coordinates"]
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0


def test_a_feature_is_one_line(event: Event) -> None:
    """Its id is the event's, its properties are the event."""
    line = geojson.line(as_json(event), "event_id")
    feature = orjson.loads(line)
    assert (line.count(b"\n"), feature["type"], feature["id"]) == (1, "Feature", "e-1")
    assert feature["properties"] == as_json(event)


@pytest.mark.parametrize("topic", ["events", "incidents"])
def test_a_row_has_the_columns_of_its_header(topic: str, event: Event, incident: Incident) -> None:
    """CSV can be read back; null is empty."""
    message = as_json(event if topic == "events" else incident)
    text = table.header(topic) + table.row(topic, message)
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["country"] == "AZE"
    assert row["fatalities_best"] == "2"
    assert row["recipients"] == "two farmers"
    assert row["blamed"] == '"sabotage groups" (suspected or accused by authorities)'
    assert row["injuries_high"] == ""


def test_a_cell_is_no_formula(event: Event) -> None:
    """An article's words must not be run by a spreadsheet; numbers stay numbers."""
    message = as_json(event) | {"notes": "=HYPERLINK(1)"}
    message["location"] |= {"lon": -46.75}
    (row,) = csv.DictReader(io.StringIO(table.header("events") + table.row("events", message)))
    assert (row["notes"], row["lon"]) == ("'=HYPERLINK(1)", "-46.75")
