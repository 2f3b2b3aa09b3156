"""When an event was: in its own words, by who said so when, by the event before it, by the day of publication."""

import pytest
from unit.extraction.cases import Extract, actual, only


@pytest.mark.parametrize(
    ("text", "start", "end", "basis"),
    [
        ("Gunmen killed two farmers in Beni on Monday.", "2023-06-12", "2023-06-12", "stated"),
        ("Police said on Tuesday that gunmen had killed two farmers in Beni.", "2023-06-13", "2023-06-13", "inferred"),
        ("Gunmen have killed two farmers in Beni.", "2023-06-14", "2023-06-14", "publication"),
        ("Shells fell on Beni in the night to Tuesday, killing a man.", "2023-06-12", "2023-06-13", "stated"),
        ("Gunmen killed nine farmers in Beni over Sunday and Monday.", "2023-06-11", "2023-06-12", "stated"),
        ("Rebels took Beni on Monday after three days of fighting.", "2023-06-12", "2023-06-12", "stated"),
        (
            "Nine people died in three days of fighting in Beni that ended on Monday.",
            "2023-06-09",
            "2023-06-12",
            "stated",
        ),
        ("Shelling of Beni went on through the night to Tuesday.", "2023-06-12", "2023-06-13", "stated"),
        ("Police in Beni have arrested 40 suspected rebels since Monday.", "2023-06-12", "2023-06-14", "stated"),
        (
            "In the worst killing since 2014, gunmen shot nine farmers dead in Beni.",
            "2023-06-14",
            "2023-06-14",
            "publication",
        ),
        (
            "Crowds marched in Beni on Tuesday, a day after gunmen shot nine farmers.",
            "2023-06-12",
            "2023-06-12",
            "stated",
        ),
        ("Gunmen killed two farmers in Beni on 3 June.", "2023-06-03", "2023-06-03", "stated"),
    ],
)
def test_days_are_read(extract: Extract, text: str, start: str, end: str, basis: str) -> None:
    """Published on Wednesday, 14 June 2023."""
    found = [e for e in extract(text).events if e.event_type and e.event_type != "Protests"]
    time = found[0].time
    assert time is not None
    assert (time.start, time.end, time.basis) == (start, end, basis)


def test_a_clock_is_the_events_own(extract: Extract) -> None:
    """About seven is about seven."""
    time = only(extract("A bomb exploded in Quetta at about 7 a.m. on Monday, killing two.")).time
    assert time is not None
    assert (time.start, time.clock, time.relation) == ("2023-06-12", "07:00", "about")


def test_a_clock_may_stand_behind(extract: Extract) -> None:
    """The sentences right behind an event tell its time of day, up to another event."""
    text = (
        "Gunmen killed two farmers in Beni on Monday. They came at about 7 a.m. on foot. "
        "On Sunday a bomb went off in Goma, killing one. It was at 9 p.m. that the market closed."
    )
    assert [e.time and e.time.clock for e in actual(extract(text))] == ["07:00", "21:00"]


def test_what_goes_on_from_an_event_is_of_its_day(extract: Extract) -> None:
    """Hours later is the same day, and that is inferred."""
    text = "Gunmen killed four traders in Beni on Monday. Hours later a bomb exploded at a bus stop, wounding a driver."
    time = actual(extract(text))[1].time
    assert time is not None
    assert (time.start, time.basis) == ("2023-06-12", "inferred")


def test_without_a_day_of_publication_a_weekday_is_none(extract: Extract) -> None:
    """Nobody can know which Monday it was."""
    time = only(extract("Gunmen killed two farmers in Beni on Monday.", published=None)).time
    assert time is None or time.start is None


def test_a_headline_takes_the_day_of_the_first_sentence(extract: Extract) -> None:
    """The text goes on about what the headline announces."""
    text = "The bomber mixed with shoppers at the central market on Monday evening, a police officer said."
    time = only(extract(text, title="Woman blows herself up in Maroua, killing five")).time
    assert time is not None
    assert (time.start, time.end) == ("2023-06-12", "2023-06-12")


def test_when_people_had_been_counted_is_not_when_they_died(extract: Extract) -> None:
    """By Tuesday evening is the hospital's time."""
    text = "Security forces shot at protesters in Samawah on Monday. By Tuesday evening 17 people were dead."
    event = only(extract(text))
    assert event.time is not None
    assert event.fatalities is not None
    assert (event.time.start, event.fatalities.best) == ("2023-06-12", 17)


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        ("The day before, a bomb near Oicha killed a driver.", "2023-06-11"),
        ("Two days earlier a bomb near Oicha killed a driver.", "2023-06-10"),
        ("The governor spoke on the radio. He had flowers sent. A bomb near Oicha killed a driver.", "2023-06-12"),
    ],
)
def test_the_day_counts_from_the_event_before(extract: Extract, behind: str, day: str) -> None:
    """What was "the day before" is reckoned back from the last day, and what has no day keeps it."""
    last = actual(extract(f"Gunmen shot dead a mayor in Beni on Monday. {behind}"))[-1]
    assert last.sub_event_type == "Remote explosive/landmine/IED"
    assert last.time is not None
    assert last.time.start == day


def test_the_hour_of_the_attackers_arrival_is_the_attacks(extract: Extract) -> None:
    """When they came, told in the next sentence with its day, is surer than when police spoke."""
    text = (
        "Gunmen killed nine farmers in a village near Beni, police said on Tuesday."
        " The attackers arrived at about 2 a.m. on Monday, firing into the air."
    )
    time = next(e for e in actual(extract(text)) if e.fatalities).time
    assert time is not None
    assert (time.start, time.clock) == ("2023-06-12", "02:00")


def test_how_often_it_happened_is_no_day(extract: Extract) -> None:
    """For the third time since a year dates nothing."""
    event = only(extract("Soldiers torched the village of Beni for the third time since May 2021."))
    assert event.time is not None
    assert event.time.basis == "publication"
