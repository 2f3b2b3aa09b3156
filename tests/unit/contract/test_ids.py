"""Ids that are computed: golden vectors, which no version may change, and what holds of every input."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import ids

CANONICAL = [
    # scheme, host, port
    ("http://news.example/a", "https://news.example/a"),
    ("HTTPS://News.Example/A", "https://news.example/A"),
    ("http://news.example:80/a", "https://news.example/a"),
    ("https://news.example:443/a", "https://news.example/a"),
    ("https://news.example:8443/a", "https://news.example:8443/a"),
    ("https://news.example:/a", "https://news.example/a"),
    ("https://reader:secret@news.example/a", "https://news.example/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://xn--bcher-kva.example/a", "https://xn--bcher-kva.example/a"),
    ("https://новости.example/a", "https://xn--b1amnebsh.example/a"),
    ("https://STRASSE.example/", "https://strasse.example"),
    ("http://192.0.2.7/a", "https://192.0.2.7/a"),
    ("http://[2001:DB8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
    ("https://a..b.example/x", "https://a..b.example/x"),
    # path
    ("https://news.example", "https://news.example"),
    ("https://news.example/", "https://news.example"),
    ("https://news.example/a/", "https://news.example/a"),
    ("https://news.example/a//b", "https://news.example/a//b"),
    ("https://news.example/%7Eeditor/%61", "https://news.example/~editor/a"),
    ("https://news.example/a%2fb", "https://news.example/a%2Fb"),
    ("https://news.example/caf\u00e9", "https://news.example/caf%C3%A9"),
    ("https://news.example/caf%c3%a9", "https://news.example/caf%C3%A9"),
    ("https://news.example/two words", "https://news.example/two%20words"),
    ("https://news.example/100%", "https://news.example/100%"),
    ("https://news.example/what%3F", "https://news.example/what%3F"),
    ("https://news.example/a;v=1", "https://news.example/a;v=1"),
    ("https://news.example/a|b", "https://news.example/a%7Cb"),
    # query and fragment
    ("https://news.example/a#comments", "https://news.example/a"),
    ("https://news.example/a?", "https://news.example/a"),
    ("https://news.example/?id=7", "https://news.example?id=7"),
    ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
    ("https://news.example/a?b=2&b=1", "https://news.example/a?b=1&b=2"),
    ("https://news.example/a?empty=&id=7", "https://news.example/a?empty=&id=7"),
    ("https://news.example/a?q=two%20words", "https://news.example/a?q=two+words"),
    ("https://news.example/a?utm_source=rss&utm_medium=feed&id=7", "https://news.example/a?id=7"),
    ("https://news.example/a?UTM_Source=rss", "https://news.example/a"),
    ("https://news.example/a?fbclid=x&gclid=y&mc_cid=z&at_medium=RSS&ns_mchannel=rss", "https://news.example/a"),
    ("https://news.example/a?reference=7", "https://news.example/a?reference=7"),
    # white space
    ("  https://news.example/a\n", "https://news.example/a"),
    ("https://news.example/a\tb", "https://news.example/ab"),
    # what is no http URL stays as it is
    ("ftp://news.example/A/", "ftp://news.example/A/"),
    ("/relative/path/", "/relative/path/"),
    ("tag:news.example,2023:1", "tag:news.example,2023:1"),
    ("urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66", "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"),
    ("http://", "http://"),
    ("", ""),
    ("not a url", "not a url"),
    # broken ones too
    ("http://news.example:99999/a", "http://news.example:99999/a"),
    ("http://news.example:port/a", "http://news.example:port/a"),
    ("http://[2001:db8::1/a", "http://[2001:db8::1/a"),
    ("http://news.example/\ud800", "http://news.example/\ud800"),
    ("http://news.example/?q=\ud800", "http://news.example/?q=\ud800"),
]


@pytest.mark.parametrize(("url", "canonical"), CANONICAL)
def test_canonical_1(url: str, canonical: str) -> None:
    """The vectors of `canonical/1` are frozen."""
    assert ids.canonical_1(url) == canonical


HOSTS = ["news.example", "BÜCHER.example", "[::1]", "a@b", "x:80", "x:8080", "1.2.3.4"]
URLS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp", ""]),
    st.one_of(st.sampled_from(HOSTS), st.text(max_size=8)),
    st.one_of(st.just(""), st.text(max_size=12).map("/{}".format)),
    st.sampled_from(["", "/", "//", "/%2F", "/%7e%C3%A9%", "/ é"]),
    st.one_of(st.just(""), st.text(max_size=12).map("?{}".format), st.just("?b=1&a=%20&utm_id=3")),
    st.sampled_from(["", "#", "#part"]),
)


@given(st.one_of(URLS, st.text()))
def test_canonical_1_is_idempotent(url: str) -> None:
    """What is normalised stays as it is, and nothing breaks on any string."""
    once = ids.canonical_1(url)
    assert ids.canonical_1(once) == once


@given(URLS)
def test_canonical_1_drops(url: str) -> None:
    """Nothing of the fragment, the user or the tracking is left in a normalised URL."""
    canonical = ids.canonical_1(url)
    if canonical.startswith("https://") and canonical != url.strip():
        parts = urlsplit(canonical)
        assert not parts.fragment
        assert parts.username is None
        assert "utm_id" not in parts.query


def test_digest_of_nothing() -> None:
    """No parts are hashed as no bytes."""
    assert ids.digest() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_digest_tells_parts_apart(one: list[str], other: list[str]) -> None:
    """Parts cannot run into one another: only the same parts give the same digest."""
    assert (ids.digest(*one) == ids.digest(*other)) == (one == other)


def test_digest_of_half_a_pair() -> None:
    """A lone surrogate, which broken pages hold, has a digest too."""
    assert len(ids.digest("\ud800")) == 64


def test_content_hash() -> None:
    """Layout does not change the content's hash, words do, and title and text are told apart."""
    one = ids.content_hash("Blast in Kaduna", "Two people died.\n\nPolice came.")
    assert one == "0e07931d42265aee1465989e0f10a987a9002be9e8f686dff7b88872a1bb4e98"
    assert ids.content_hash(" Blast  in Kaduna ", "Two people died. Police came.\n") == one
    assert ids.content_hash("Blast in Kaduna", "Three people died. Police came.") != one
    assert ids.content_hash("Blast in", "Kaduna Two people died. Police came.") != one


ARTICLE_IDS = [
    (
        {"url": "http://news.example/a?utm_source=rss", "guid": "7"},
        "95bbca1f9b4bae7d73e89dc2c1be3dbeaa950e8c570a3426c090e614f66f4ce9",
    ),
    (
        {"url": "https://news.example/a", "guid": "8"},
        "95bbca1f9b4bae7d73e89dc2c1be3dbeaa950e8c570a3426c090e614f66f4ce9",
    ),
    ({"url": "", "feed_id": "feed", "guid": "7"}, "957f92e78b8c27a0b0b4325d8ef0a308504281a916cd8cf06394b75d3da5cf79"),
    ({"feed_id": "other", "guid": "7"}, "bab41f788a1a14d8373407682de308cd776cab1fee698057294faa64861ade1e"),
    ({"guid": "7"}, "3439c2b627d556319daa3dc744d22df7c7706db73e71bdaa357ffb75f5752180"),
    ({}, "d0d5c2abe76142f33a321c686d7c56d11e4e06e8a57b012d5b1234ad362098c2"),
]


@pytest.mark.parametrize(("given_", "article"), ARTICLE_IDS)
def test_article_id(given_: dict[str, str], article: str) -> None:
    """An article's id comes from its URL, else from feed and guid, else from its content."""
    fields = {"url": None, "feed_id": None, "guid": None, "title": "Blast in Kaduna", "text": "Two people died."}
    assert ids.article_id(**{**fields, **given_}) == article


@pytest.mark.parametrize(
    ("family", "sentence", "ordinal", "event"),
    [
        ("violence", 0, 0, "015c24c43f872bbe87c9907bc20b0e96816eed32774e758c4b4311d791c22a7c"),
        ("violence", 0, 1, "37d16de41781fe4a7620cb3f62609adffcec25c38e31f595a4f22180303437e6"),
        ("violence", 1, 0, "9c73507b7938ec03a030edc39585c1c396e11831106e442cba724170808c4772"),
        ("demonstrations", 0, 0, "e3576ff705be3e25889afbdf6b90525c7615b7ffc4a86ba794583ced25a5de8c"),
    ],
)
def test_event_id(family: str, sentence: int, ordinal: int, event: str) -> None:
    """An event's id is made of article, family, sentence and ordinal."""
    assert ids.event_id("article", family, sentence, ordinal) == event


def test_incident_id() -> None:
    """An incident's id is made of the event that opens it."""
    assert ids.incident_id("event") == "535fe95c910b3a3cb47b466c69564077a2b6157bc565c59dd89a12e800d8c377"
