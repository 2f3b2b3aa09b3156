"""The seed article comes out as docs/coding.md codes it ("The seed article, coded")."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.contract import Article, Event, Extraction
from pipeline.extraction import RuleExtractor

SEED = Path(__file__).parents[3] / "seeds" / "000_0de00e5ba888a785.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    """Give the seed article: its first line is the title."""
    title, _, text = SEED.read_text("utf-8").partition("\n")
    return Article(article_id="seed", title=title, text=text, published=datetime(2023, 9, 19, tzinfo=UTC))


@pytest.fixture(scope="module")
def extraction(extractor: RuleExtractor, article: Article) -> Extraction:
    """Give what the extractor makes of it."""
    return extractor.extract(article, now=datetime(2024, 1, 1, tzinfo=UTC))


def _happened(extraction: Extraction) -> list[Event]:
    return [e for e in extraction.events if e.realis == "actual" and e.event_type]


def _mine(extraction: Extraction, dead: int) -> Event:
    mines = [e for e in _happened(extraction) if e.sub_event_type == "Remote explosive/landmine/IED"]
    (found,) = [e for e in mines if e.fatalities and e.fatalities.best == dead]
    return found


@pytest.fixture(scope="module")
def operation(extraction: Extraction) -> Event:
    """Give the operation."""
    (found,) = [e for e in _happened(extraction) if e.sub_event_type != "Remote explosive/landmine/IED"]
    return found


@pytest.fixture(scope="module")
def civilians_mine(extraction: Extraction) -> Event:
    """Give the mine that killed two civilians."""
    return _mine(extraction, 2)


@pytest.fixture(scope="module")
def police_mine(extraction: Extraction) -> Event:
    """Give the mine that killed four police officers."""
    return _mine(extraction, 4)


def test_exactly_three_violent_events_happened(extraction: Extraction) -> None:
    """The operation and two mines: the sum of six is no third mine, the wars are no news."""
    assert len(_happened(extraction)) == 3


def test_the_operation_is_remote_violence_by_azerbaijans_military(operation: Event) -> None:
    """High-precision weapons without return fire are no clash; the actor is Azerbaijan's armed forces alone."""
    assert operation.event_type == "Explosions/Remote violence"
    assert operation.sub_event_type in ("Shelling/artillery/missile attack", "Air/drone strike")
    assert [(a.role, a.country, a.sectors) for a in operation.actors] == [("actor", "AZE", ("MIL",))]


def test_the_operation_is_claimed_by_the_defense_ministry(operation: Event) -> None:
    """Azerbaijan's own ministry tells of it: claimed or admitted."""
    (attribution,) = operation.attribution
    assert attribution.actor == 0
    assert attribution.status == "claimed or admitted"
    assert attribution.by is not None
    assert attribution.by.kind == "government"
    assert "Defense Ministry" in attribution.by.name


def test_the_operation_began_on_the_day_and_goes_on(operation: Event) -> None:
    """It started on 19 September and no end is told."""
    assert operation.time is not None
    assert (operation.time.start, operation.time.end, operation.time.ongoing) == ("2023-09-19", None, True)
    assert operation.extent == "continuing"


def test_the_operation_is_in_nagorno_karabakh(operation: Event) -> None:
    """The place is the region, in Azerbaijan."""
    assert operation.location is not None
    assert (operation.location.name, operation.location.country) == ("Nagorno-Karabakh", "AZE")
    assert operation.location.precision == "region"


def test_the_operation_has_no_deaths_stated(operation: Event) -> None:
    """What is not said is null, not zero."""
    assert operation.fatalities is None
    assert operation.injuries is None


def test_the_operation_is_assault_in_a_military_context(operation: Event) -> None:
    """The name "anti-terrorist operation" is one side's label, so the context is military and not terrorism."""
    assert operation.plover.event == "ASSAULT"
    assert "military" in operation.plover.contexts
    assert "terrorism" not in operation.plover.contexts


def test_the_first_mine_is_in_khojavend_about_four(civilians_mine: Event) -> None:
    """The day is inferred, the hour is said, and the district is a unit of the first level."""
    assert civilians_mine.time is not None
    assert (civilians_mine.time.start, civilians_mine.time.end) == ("2023-09-19", "2023-09-19")
    assert civilians_mine.time.basis == "inferred"
    assert (civilians_mine.time.clock, civilians_mine.time.relation) == ("04:00", "about")
    assert civilians_mine.location is not None
    assert (civilians_mine.location.text, civilians_mine.location.country) == ("Khodzhavenskiy", "AZE")
    assert civilians_mine.location.precision == "admin1"


def test_the_first_mine_killed_two_civilians(civilians_mine: Event) -> None:
    """Two of two, all civilians, so civilians were the target."""
    toll = civilians_mine.fatalities
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == (2, 2, 2)
    assert [(s.class_, s.best) for s in toll.breakdown] == [("civilians", 2)]
    assert civilians_mine.civilian_targeting is True


def test_the_second_mine_is_near_shusha_and_later(police_mine: Event) -> None:
    """It was on the road to Shusha, after four o'clock, on a day that is inferred."""
    assert police_mine.location is not None
    assert (police_mine.location.text, police_mine.location.precision) == ("Shusha", "near")
    assert police_mine.location.relation == "on the road to"
    assert police_mine.time is not None
    assert (police_mine.time.start, police_mine.time.basis) == ("2023-09-19", "inferred")
    assert (police_mine.time.clock, police_mine.time.relation) == ("04:00", "after")


def test_the_second_mine_killed_four_police_officers(police_mine: Event) -> None:
    """Police are state forces: no civilian targeting."""
    toll = police_mine.fatalities
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == (4, 4, 4)
    assert [(s.class_, s.best) for s in toll.breakdown] == [("state_forces", 4)]
    assert police_mine.civilian_targeting is False


@pytest.mark.parametrize("mine", ["civilians_mine", "police_mine"])
def test_both_mines_are_blamed_on_sabotage_groups(mine: str, request: pytest.FixtureRequest) -> None:
    """Azerbaijan's security services confirm both and accuse "sabotage groups", whose country is never Armenia."""
    event: Event = request.getfixturevalue(mine)
    (attribution,) = event.attribution
    actor = event.actors[attribution.actor]
    assert attribution.status == "suspected or accused by authorities"
    assert attribution.by is not None
    assert attribution.by.name == "Azeri security services"
    assert "sabotage groups" in actor.name
    assert actor.role == "actor"
    assert actor.country in ("AZE", None)
    assert ("confirmed", "Azeri security services") in [(o.status, o.by.name) for o in event.occurrence if o.by]
    assert event.weapons == ("landmine",)


def test_armenia_is_a_party_to_none_of_the_three(extraction: Extraction) -> None:
    """Armenia is a neighbour in tension, not a party."""
    assert all(a.country != "ARM" for e in _happened(extraction) for a in e.actors)


def test_acts_without_an_acled_type_stay_beside_them(extraction: Extraction) -> None:
    """The probe and Armenia's accusation are PLOVER acts; telling Russia and Turkey is none."""
    acts = [e for e in extraction.events if e.event_type is None and e.realis == "actual"]
    assert any(e.plover.event == "ACCUSE" and "investigate" in e.plover.modes for e in acts)
    accusation = next(e for e in acts if e.trigger.text == "accused")
    assert [(a.role, a.country) for a in accusation.actors] == [("actor", "ARM"), ("recipient", "AZE")]
    assert not any(e.trigger.text == "informed" for e in acts)


def test_what_lies_in_the_past_is_background(extraction: Extraction) -> None:
    """The wars, the ceasefire, the ceded territories and the running total never count as news."""
    past = {e.trigger.text: e for e in extraction.events if e.realis == "background"}
    assert {"ceasefire deal", "took control", "cede"} <= set(past)
    assert all(e.newsness == "background" for e in past.values())
    assert not any(e.realis == "actual" and "war" in e.trigger.text for e in extraction.events)


def test_the_running_total_counts_casualties_not_deaths(extraction: Extraction) -> None:
    """The "more than 300 … wounded or killed" are not told apart, with an open end."""
    (total,) = [e for e in extraction.events if e.casualties]
    assert total.realis == "background"
    assert total.casualties is not None
    assert (total.casualties.low, total.casualties.best, total.casualties.high) == (300, 300, None)
    assert total.casualties.stated == "at_least"
    assert total.fatalities is None


def test_furniture_is_no_text(extraction: Extraction) -> None:
    """The line "Read more: …" gives neither an event nor evidence."""
    assert not any("Fear of new war" in e.notes for e in extraction.events)


def test_every_span_is_a_slice(extraction: Extraction, article: Article) -> None:
    """Every evidence, trigger, actor and place is the article's own words at its offsets."""
    fields = {"title": article.title, "text": article.text}
    for event in extraction.events:
        spans = [event.trigger, *event.evidence, *event.actors, *([event.location] if event.location else [])]
        assert all(fields[s.field][s.start : s.end] == s.text for s in spans)


def test_each_of_the_three_names_the_words_it_rests_on(extraction: Extraction) -> None:
    """Type, place and deaths have evidence; what a rule filled is named in `derived`."""
    for event in _happened(extraction):
        rests = {e.for_ for e in event.evidence}
        assert {"/sub_event_type", "/location/name"} <= rests
        assert ("/fatalities/best" in rests) == (event.fatalities is not None)
        assert {"/event_type", "/location/lat", "/location/lon"} <= set(event.derived)
