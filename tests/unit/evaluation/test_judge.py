"""What counts as right, field by field."""

from typing import Any

import pytest
from evaluation_samples import Make, span

from pipeline.evaluation.gold import KeptOut
from pipeline.evaluation.judge import Judged, judge
from pipeline.evaluation.verdict import Verdict

NOBODY = {"low": 0, "best": 0, "high": 0, "stated": "none"}
OPEN = {"start": "2023-03-08", "precision": "day", "basis": "stated", "ongoing": True}


def told(judged: Judged, field: str) -> list[tuple[bool, str, str]]:
    """Give what was ruled on a field."""
    return [(v.right, v.expected, v.found) for v in judged.verdicts if v.field == field]


def rulings(judged: Judged, field: str) -> list[bool]:
    """Give whether each was right."""
    return [right for right, _, _ in told(judged, field)]


def test_an_event_told_as_labelled_is_right_in_every_field(
    item: Make, extraction: Make, label: Make, event: Make
) -> None:
    """No verdict is against it, and each names the article."""
    judged = judge(item(label()), extraction(event()))
    wrong = [v for v in judged.verdicts if not v.right]
    assert wrong == []
    assert {v.item for v in judged.verdicts} == {"a-1"}
    assert rulings(judged, "record") == [True]


def test_what_is_missed_and_what_is_invented(
    item: Make, extraction: Make, label: Make, event: Make, shooting: dict[str, Any]
) -> None:
    """A label without an event costs recall, an event without a label precision."""
    invented = event(event_type="Riots", sub_event_type="Mob violence", trigger=span("gunman"), notes="")
    judged = judge(item(label()), extraction(invented))
    assert told(judged, "recall") == [(False, "Remote explosive/landmine/IED", "nothing")]
    assert told(judged, "precision") == [(False, "no event", "Mob violence")]
    assert told(judged, "confidence") == [(False, "no event", "Mob violence")]


def test_an_event_told_twice_is_one_too_many(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """The second costs precision, and is named for what it is."""
    again = event(trigger=span("killing"), location=None)
    judged = judge(item(label()), extraction(event(), again))
    assert told(judged, "precision") == [
        (True, "actual", "Remote explosive/landmine/IED"),
        (False, "told already", "Remote explosive/landmine/IED"),
    ]


def test_an_optional_label_is_neither_missed_nor_wrong(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """Coded or left, it counts nowhere."""
    for found in ((), (event(),)):
        judged = judge(item(label(optional=True)), extraction(*found))
        assert {v.field for v in judged.verdicts} <= {"eventless"}


def test_an_act_without_a_type_need_not_be_found(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """Yet an event that makes violence of it is wrong."""
    act = label(sub_event_type=None, plover="ACCUSE")
    assert rulings(judge(item(act), extraction()), "recall") == []
    assert told(judge(item(act), extraction(event())), "precision") == [
        (False, "ACCUSE, no type of ACLED's", "Remote explosive/landmine/IED")
    ]


def test_background_taken_for_news(
    item: Make, extraction: Make, label: Make, event: Make, old_mine: dict[str, Any]
) -> None:
    """It costs precision, realis and what is kept out; flagged or left it costs nothing."""
    old = {"trigger": span("mine", 2), "location": None, "time": None, "notes": ""}
    leaked = judge(item(label(**old_mine)), extraction(event(**old)))
    assert told(leaked, "precision") == [(False, "background", "Remote explosive/landmine/IED")]
    assert told(leaked, "realis") == [(False, "background", "actual")]
    assert rulings(leaked, "background") == rulings(leaked, "not_actual") == [False]
    flagged = judge(item(label(**old_mine)), extraction(event(realis="background", **old)))
    assert rulings(flagged, "precision") == []
    assert rulings(flagged, "realis") == rulings(flagged, "background") == [True]
    assert rulings(judge(item(label(**old_mine)), extraction()), "background") == [True]


def test_words_that_must_be_kept_out(item: Make, extraction: Make, event: Make) -> None:
    """The seeds name them beside the events."""
    seed = item(whole=False, kept_out=(KeptOut("background", "In 2019 a MINE killed nine people"),))
    leak = event(trigger=span("mine", 2), notes="")
    assert told(judge(seed, extraction(leak)), "precision") == [(False, "background", "Remote explosive/landmine/IED")]
    assert rulings(judge(seed, extraction(leak)), "background") == [False]
    assert rulings(judge(seed, extraction()), "background") == [True]


def test_an_article_without_an_event(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """It is kept empty, and flagged events do not fill it; one with an event is not left empty."""
    assert rulings(judge(item(), extraction()), "eventless") == [True]
    assert rulings(judge(item(), extraction(event(realis="planned"))), "eventless") == [True]
    assert told(judge(item(), extraction(event())), "eventless") == [(False, "empty", "Remote explosive/landmine/IED")]
    assert told(judge(item(label()), extraction()), "eventful") == [(False, "events", "empty")]


@pytest.mark.parametrize(
    ("labelled", "found", "field", "right"),
    [
        ({}, {"fatalities": {"low": 2, "best": 2, "stated": "at_least"}}, "deaths_bounds", True),
        ({}, {"fatalities": {"low": 3, "best": 3, "stated": "at_least"}}, "deaths_bounds", False),
        ({}, {"fatalities": {"high": 1, "stated": "at_most"}}, "deaths_bounds", False),
        ({}, {"fatalities": {"stated": "vague"}}, "deaths_bounds", False),
        ({}, {"fatalities": None}, "deaths_bounds", False),
        ({}, {"fatalities": {"low": 1, "best": 3, "high": 4, "stated": "range"}}, "deaths_best", False),
        ({}, {"fatalities": None}, "deaths_null", True),
        ({}, {"fatalities": NOBODY}, "deaths_null", True),
        ({"fatalities": None}, {"fatalities": NOBODY}, "deaths_null", False),
        ({"fatalities": NOBODY}, {"fatalities": None}, "deaths_null", False),
        ({"fatalities": None}, {"fatalities": None}, "deaths", True),
        ({"also": ["Attack"]}, {"event_type": "Violence against civilians", "sub_event_type": "Attack"},
         "sub_event_type", True),
        ({}, {"event_type": "Violence against civilians", "sub_event_type": "Attack"}, "sub_event_type", False),
        ({}, {"time": OPEN}, "date", False),
        ({}, {"time": OPEN}, "first_day", True),
        ({"time": None}, {"time": None}, "date", True),
        ({}, {"newsness": "follow_up"}, "newsness", False),
        ({"civilian_targeting": True}, {"civilian_targeting": True}, "civilian_targeting", True),
        ({"modes": ["explosives", "targeted"]},
         {"plover": {"event": "ASSAULT", "modes": ["explosives"], "quad_class": 4}}, "modes", True),
        ({"weapons": ["landmine"]}, {"weapons": ["rifle"]}, "weapons", False),
        ({"occurrence": [{"status": "confirmed"}]}, {"occurrence": [{"status": "reported"}]}, "occurrence", False),
        ({}, {"attribution": []}, "attribution", False),
        ({}, {"actors": []}, "actor", False),
        ({"affected": [{"what": "arrested", "best": 20}]}, {"affected": [{"what": "arrested", "best": 20}]},
         "affected", True),
        ({"place": None}, {"location": None}, "no_place", True),
    ],
)  # fmt: skip
def test_a_field(  # noqa: PLR0917
    item: Make, extraction: Make, label: Make, event: Make, labelled: dict[str, Any], found: dict[str, Any], field: str,
    right: bool,
) -> None:  # fmt: skip
    """One change on either side decides one field."""
    assert rulings(judge(item(label(**labelled)), extraction(event(**found))), field) == [right]


def place(lat: float | None, lon: float | None, name: str = "Gwoza", **keys: Any) -> dict[str, Any]:
    """Give a location."""
    where = {"name": name, "country": "NGA", "lat": lat, "lon": lon, "precision": "place", **span("Gwoza")}
    return {"location": {**where, "text": name, **keys}}


@pytest.mark.parametrize(
    ("labelled", "found", "right"),
    [
        ({}, place(11.2, 13.8), True),
        ({}, place(11.5, 13.8), False),
        ({}, place(None, None), True),
        ({}, place(None, None, "Bama"), False),
        ({}, place(None, None, country="CMR"), False),
        ({}, {"location": None}, False),
        ({"precision": "admin1"}, place(11.8, 13.2), True),
        ({"precision": "admin1"}, place(11.8, 13.2, "Borno"), False),
        ({"lat": None, "lon": None}, place(50.0, 50.0), True),
    ],
)
def test_a_place(  # noqa: PLR0917
    item: Make, extraction: Make, label: Make, event: Make, labelled: dict[str, Any], found: dict[str, Any], right: bool
) -> None:  # fmt: skip
    """Kilometres decide where both sides have coordinates, else name and country; an area is known by its name."""
    where = {"text": "Gwoza", "country": "NGA", "lat": 11.09, "lon": 13.69, "precision": "place"} | labelled
    assert rulings(judge(item(label(place=where)), extraction(event(**found))), "place") == [right]


def test_actors_that_nobody_labelled(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """They cost the precision of actors, where the whole contract is labelled."""
    actors = [
        {"role": "actor", "name": "insurgents", **span("insurgents")},
        {"role": "actor", "name": "police", **span("Police")},
    ]
    more = extraction(event(actors=actors))
    assert rulings(judge(item(label()), more), "actor_precision") == [True, False]
    assert rulings(judge(item(label()), more), "recipient") == [False]
    assert rulings(judge(item(label(), whole=False), more), "actor_precision") == []


def test_an_actor_is_found_once(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """Two armies are not both "the troops"."""
    sides = [{"role": "actor", "text": "government troops", "side": 1}, {"role": "actor", "text": "troops", "side": 2}]
    one = [{"role": "actor", "name": "troops", "side": 1, **span("Soldiers")}]
    judged = judge(item(label(actors=sides, attribution=[])), extraction(event(actors=one, attribution=[])))
    assert rulings(judged, "actor") == [True, False]
    assert rulings(judged, "side") == [True]


def test_the_verdicts_on_a_record_say_what_is_wrong(item: Make, extraction: Make, label: Make, event: Make) -> None:
    """Type, day, place and deaths are what a user reads first."""
    wrong = event(location=None, fatalities=None)
    assert told(judge(item(label()), extraction(wrong)), "record") == [(False, "all right", "wrong place, deaths")]


def test_a_verdict_names_its_kind_without_words() -> None:
    """Kinds are counted, also of articles that nobody may read."""
    assert Verdict("realis", False, "planned", "actual", words="a secret").kind == "planned ▸ actual"
