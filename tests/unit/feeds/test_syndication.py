"""RSS, RDF and Atom to articles."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.contract import Article, ids
from pipeline.errors import BadInput
from pipeline.feeds.draft import Origin
from pipeline.feeds.identity import feed_id
from pipeline.feeds.parse import Parsed, document

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The &amp;amp; Post</title><link>https://post.example/</link>
<atom:link rel="self" href="https://post.example/feed"/><language>en-gb</language><copyright>Ours</copyright>%s</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://journal.example/a/">
<title>Le Journal</title><id>urn:journal</id><updated>2023-03-07T10:00:00Z</updated>%s</feed>"""


def parsed(text: str, origin: Origin = Origin()) -> Parsed:  # noqa: B008 - frozen
    """Parse a feed's text."""
    return document(text.encode(), origin)


def item(inside: str) -> Article:
    """Give the article of an RSS item."""
    (article,) = parsed(RSS % f"<item>{inside}</item>").articles
    return article


def entry(inside: str) -> Article:
    """Give the article of an Atom entry."""
    (article,) = parsed(ATOM % f"<entry><id>urn:1</id>{inside}</entry>").articles
    return article


def test_an_item_in_full() -> None:
    """Every field of the article comes from its element."""
    article = item(
        "<title>Two dead in &lt;i&gt;Goma&lt;/i&gt; &amp;amp; Sake</title><link>https://www.post.example/goma?utm_source=rss</link>"
        "<guid isPermaLink='false'>p-1</guid><pubDate>Tue, 07 Mar 2023 09:15:00 +0100</pubDate>"
        "<dc:creator>A. Writer</dc:creator><category>Congo</category><category>Congo</category><category>War</category>"
        "<description>Shells fell.</description>"
        "<content:encoded><![CDATA[<p>Shells fell on <b>Goma</b>.</p><p>Two died.</p>"
        "<p>Read more: others</p>]]></content:encoded>"
    )
    assert article.title == "Two dead in Goma & Sake"
    assert article.text == "Shells fell on Goma.\n\nTwo died."
    assert article.summary == "Shells fell."
    assert article.url == "https://www.post.example/goma?utm_source=rss"
    assert article.article_id == ids.article_id(
        url="http://www.post.example/goma", feed_id=None, guid="x", title="", text=""
    )
    assert article.content_hash == ids.content_hash(article.title, article.text)
    assert article.published == datetime(2023, 3, 7, 8, 15, tzinfo=UTC)
    assert (article.source, article.language, article.rights) == ("post.example", "en-GB", "Ours")
    assert (article.authors, article.tags) == (("A. Writer",), ("Congo", "War"))
    assert article.fetched is None


def test_a_summary_is_the_text_where_there_is_no_other() -> None:
    """An item with a description only can still be extracted from."""
    assert item("<title>T</title><description>Shells &amp;lt; fell.</description>").text == "Shells < fell."


def test_the_guid_decides_without_a_link() -> None:
    """The id is of feed and guid; of the feed as it names itself, where it was not polled."""
    article = item("<title>T</title><guid isPermaLink='false'>p-1</guid>")
    expected = ids.article_id(url=None, feed_id=feed_id("https://post.example/feed"), guid="p-1", title="", text="")
    assert article.url is None
    assert article.article_id == expected


def test_a_guid_that_is_a_permalink_is_the_link() -> None:
    """RSS says that a guid is a URL unless it says otherwise."""
    assert item("<title>T</title><guid>https://post.example/1</guid>").url == "https://post.example/1"


def test_a_link_that_is_no_web_address_is_none() -> None:
    """Scripts and files never become an article's URL."""
    assert item("<title>T</title><link>javascript:alert(1)</link>").url is None


def test_a_polled_feed_is_the_base_of_its_links() -> None:
    """A relative link is made whole by the address that was fetched."""
    text = '<rss version="2.0"><channel><title>P</title><item><title>T</title><link>/goma</link></item></channel></rss>'
    (article,) = parsed(text, Origin(url="https://post.example/rss/all.xml", feed_id="f")).articles
    assert (article.url, article.feed_id) == ("https://post.example/goma", "f")


@pytest.mark.parametrize("date", ["1678176900", "31 Feb 2023", "03/07/2023 10:00", ""])
def test_a_date_that_is_none_is_null(date: str) -> None:
    """Epoch seconds and impossible days give no publication time rather than a wrong one."""
    assert item(f"<title>T</title><pubDate>{date}</pubDate>").published is None


def test_the_paper_that_an_aggregator_names_is_the_source() -> None:
    """The item's own source outranks the host of its link."""
    article = item("<title>T</title><link>https://agg.example/1</link><source url='https://x.example'>Paper X</source>")
    assert article.source == "Paper X"


def test_an_atom_entry_in_full() -> None:
    """Relative links go by xml:base, plain text keeps its signs, the longest body is the text."""
    article = entry(
        "<title type='text'>x &lt; y</title><link rel='alternate' href='goma'/>"
        "<published>2023-03-07T09:15:00+01:00</published>"
        "<updated>2023-03-08T00:00:00Z</updated><author><name>B. Autrice</name></author>"
        "<category term='congo' label='Congo'/>"
        "<rights>CC BY</rights><summary>Bref.</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>Deux morts.</p><p>La ville est calme.</p></div></content>"
    )
    assert article.title == "x < y"
    assert article.text == "Deux morts.\n\nLa ville est calme."
    assert article.url == "https://journal.example/a/goma"
    assert article.published == datetime(2023, 3, 7, 8, 15, tzinfo=UTC)
    assert (article.language, article.authors, article.tags, article.rights) == (
        "fr",
        ("B. Autrice",),
        ("Congo",),
        "CC BY",
    )


def test_updated_is_the_time_where_nothing_else_is() -> None:
    """An Atom entry must have `updated`, and may have no `published`."""
    article = entry("<title>T</title><updated>2023-03-08T00:00:00Z</updated>")
    assert article.published == datetime(2023, 3, 8, tzinfo=UTC)


def test_rdf_is_read() -> None:
    """RSS 1.0 has its items beside the channel."""
    feed = parsed(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>C</title></channel>'
        '<item rdf:about="i"><title>T</title><link>https://c.example/1</link><dc:date>2023-03-07</dc:date></item></rdf:RDF>'
    )
    assert (feed.kind, feed.title, len(feed.articles)) == ("rss10", "C", 1)
    assert feed.articles[0].published == datetime(2023, 3, 7, tzinfo=UTC)


def test_a_broken_feed_gives_what_can_be_read() -> None:
    """An unclosed element or a bare ampersand does not lose the entries, and is no fault where none is lost."""
    feed = parsed(
        "<rss version='2.0'><channel><item><title>Fish & chips</title></item><item><title>Two&nbsp;dead</title>"
    )
    assert [article.title for article in feed.articles] == ["Fish & chips", "Two dead"]
    assert not feed.faults


def test_a_feed_that_breaks_off_names_the_place() -> None:
    """The complete entries are had; of the torso the break is told and its line."""
    text = "<?xml version='1.0'?>\n<rss version='2.0'><channel>\n<item><title>One</title></item>\n<item>\n<ti"
    feed = parsed(text)
    assert len(feed.articles) == 1
    assert [(fault.where, fault.reason) for fault in feed.faults] == [
        ("entry 2", "its XML is broken near line 5: unclosed token")
    ]


def test_a_broken_feed_without_entries_is_refused() -> None:
    """Nothing can be read of it, which is not the same as a feed that is empty."""
    assert not parsed("<rss version='2.0'><channel></channel></rss>").faults
    with pytest.raises(BadInput, match="no entry that can be read: its XML is broken"):
        parsed("<rss version='2.0'><channel>")


def test_an_entry_that_says_nothing_is_named() -> None:
    """It is a fault with its number; the others are read."""
    feed = parsed(RSS % "<item><link>https://post.example/1</link></item><item><title>T</title></item>")
    assert [fault.where for fault in feed.faults] == ["entry 1"]
    assert len(feed.articles) == 1


def test_the_encoding_of_the_declaration_is_used() -> None:
    """A feed in another encoding than UTF-8 is read as it says."""
    text = '<?xml version="1.0" encoding="windows-1251"?><rss><item><title>Взрыв</title></item></rss>'
    (article,) = document(text.encode("cp1251"), Origin()).articles
    assert article.title == "Взрыв"


def test_other_xml_is_no_feed() -> None:
    """Playlists, maps and the like are bad input that says so."""
    with pytest.raises(BadInput, match="no feed"):
        parsed("<?xml version='1.0'?><playlist><track><title>T</title></track></playlist>")


def test_broken_xml_that_is_no_feed_names_the_line() -> None:
    """The parser's complaint and its line stand in the error."""
    with pytest.raises(BadInput, match=r"line 2"):
        parsed("<?xml version='1.0'?>\n<a><b></a>", Origin(name="a.xml"))


def test_bytes_that_spell_a_file_name_open_no_file(tmp_path: Path) -> None:
    """Feedparser would open it: the body is always a stream."""
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS % "<item><title>Secret</title></item>")
    with pytest.raises(BadInput, match="no feed"):
        document(str(feed).encode(), Origin(name="x.rss"))


def test_external_entities_are_not_resolved(tmp_path: Path) -> None:
    """A feed cannot have a local file read into it."""
    secret = tmp_path / "secret"
    secret.write_text("Secret")
    feed = parsed(
        f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{secret}">]><rss version="2.0"><channel>'
        "<item><title>T &e;</title></item></channel></rss>",
        Origin(name="x.rss"),
    )
    assert "Secret" not in str(feed)
