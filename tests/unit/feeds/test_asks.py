"""When a feed's own document asks to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract.feed import Asks
from pipeline.feeds import asks
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import feed


def rss(head: str, item: str = "<item><title>T</title></item>") -> bytes:
    """Give a feed with these elements in its channel."""
    return f"<rss version='2.0'><channel><title>F</title>{head}{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("", Asks()),
        ("<ttl>60</ttl>", Asks(seconds=3600)),
        ("<ttl> 0 </ttl>", Asks()),
        ("<ttl>soon</ttl>", Asks()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", Asks(seconds=1800)),
        ("<sy:updatePeriod>\n\tdaily\t</sy:updatePeriod>", Asks(seconds=86_400)),
        ("<sy:updateFrequency>4</sy:updateFrequency>", Asks(seconds=21_600)),
        ("<sy:updatePeriod>often</sy:updatePeriod>", Asks()),
        ("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", Asks(seconds=3600)),
        ("<skipHours><hour>0</hour><hour> 23 </hour><hour>24</hour></skipHours>", Asks(skip_hours=(0, 23))),
        ("<skipDays><day>Sunday</day>\n<day>saturday</day><day>Someday</day></skipDays>", Asks(skip_days=(5, 6))),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", Asks()),
    ],
)
def test_the_words_of_a_channel_are_read(head: str, asked: Asks) -> None:
    """The longer of the intervals; hours and days by number; what cannot be meant is not believed."""
    assert asks.read(rss(head)) == asked


def test_words_within_an_entry_are_not_the_feeds() -> None:
    """An article about RSS may show them."""
    assert asks.read(rss("", "<item><title>T</title><description>&lt;ttl></description><ttl>60</ttl></item>")) == Asks()


def test_they_come_with_the_parsed_feed() -> None:
    """Also where the XML is broken."""
    assert feed(rss("<ttl>30</ttl><b>", "<item><title>T & T</title></item>"), Origin()).asks == Asks(seconds=1800)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    """Nothing that a server sends is an error."""
    assert asks.read(b"<skipHours><hour>" + data + b"</hour></skipHours><ttl>" + data + b"</ttl>") is not None
