"""Feed lists of other readers."""

import pytest

from pipeline.contract import FeedSpec
from pipeline.errors import BadInput
from pipeline.feeds import opml
from pipeline.feeds.opml import Outline


def test_a_list_is_read_through_its_folders() -> None:
    """Title or text is the name; names of attributes in any case; each feed once."""
    data = b"""<?xml version="1.0"?><opml version="1.1"><body><outline text="Africa">
    <outline type="rss" text="One" xmlUrl=" https://one.example/feed "/><outline title="Two" xmlurl="https://two.example"/>
    </outline><outline text="One" xmlUrl="https://one.example/feed"/><outline text="a folder"/></body></opml>"""
    assert opml.read(data) == [Outline("https://one.example/feed", "One"), Outline("https://two.example", "Two")]


def test_what_is_written_is_read_again() -> None:
    """With every sign that a title may have."""
    named = FeedSpec(feed_id="1", url="https://x.example/?a=1&b=2", title='"<É>"')
    specs = [named, FeedSpec(feed_id="2", url="https://y.example")]
    assert opml.read(opml.write(specs)) == [
        Outline("https://x.example/?a=1&b=2", '"<É>"'), Outline("https://y.example", "https://y.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "no OPML"), (b"hello", "no OPML"), (b"<rss/>", "no OPML"), (b"<opml><body/></opml>", "no feed in it")],
)
def test_what_is_no_list_is_bad_input(data: bytes, says: str) -> None:
    """The reason says so."""
    with pytest.raises(BadInput, match=says):
        opml.read(data)


def test_entities_are_not_resolved() -> None:
    """A list is anybody's file: it must not read one of ours, nor unfold to a bomb."""
    data = b"""<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>
    <opml><body><outline text="T &f;" xmlUrl="https://x.example/"/>&f;&b;</body></opml>"""
    (outline,) = opml.read(data)
    assert outline.url == "https://x.example/"
    assert outline.title == "T"
