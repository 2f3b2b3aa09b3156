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
        ("Rebels took Beni on Monday after three days of fighting.", "2023-06-10", "2023-06-12", "stated"),
        ("Gunmen killed two farmers in Beni on 3 June.", "2023-06-03", "2023-06-03", "stated"),
    ],
)
def test_days_are_read(extract: Extract, text: str, start: str, end: str, basis: str) -> None:
    """Published on Wednesday, 14 June 2023."""
    time = actual(extract(text))[0].time if "3 June" not in text else extract(text).events[0].time
    assert time is not None
    assert (time.start, time.end, time.basis) == (start, end, basis)


def test_a_clock_is_the_events_own(extract: Extract) -> None:
    """About seven is about seven."""
    time = only(extract("A bomb exploded in Quetta at about 7 a.m. on Monday, killing two.")).time
    assert time is not None
    assert (time.start, time.clock, time.relation) == ("2023-06-12", "07:00", "about")


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
