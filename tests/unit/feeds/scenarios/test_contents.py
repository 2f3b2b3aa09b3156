"""What is in a feed that was sent well: encodings, bombs of XML, dates, links, ids, and how the poll of it ends."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

import orjson
import pytest
from played_web import START, answer, polled, rss

from pipeline.feeds.parse import MOST_ENTRIES

WORD: Final = "Взрыв в Гоме"


def declared(encoding: str, title: str = WORD) -> str:
    """Give a feed that declares an encoding."""
    start = f'<?xml version="1.0" encoding="{encoding}"?>'
    return start + rss(f"<title>{title}</title>").decode()


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (declared("utf-8").encode(), "iso-8859-1"),
        (declared("utf-8").encode(), "us-ascii"),
        (declared("iso-8859-1").encode(), "utf-8"),
        (declared("windows-1251").encode("cp1251"), "windows-1251"),
        (declared("windows-1251").encode("cp1251"), "utf-8"),
        (declared("koi8-r").encode("koi8-r"), ""),
        (declared("utf-16").encode("utf-16"), "utf-8"),
        (declared("utf-8").encode("utf-16"), ""),
        (b"\xef\xbb\xbf" + declared("utf-8").encode(), "windows-1251"),
        (declared("x-unknown").encode(), "x-unknown"),
    ],
)
def test_a_charset_that_is_wrong_or_right(body: bytes, charset: str) -> None:
    """The words are read, whatever HTTP and the declaration say."""
    kind = "application/rss+xml" + (f"; charset={charset}" if charset else "")
    assert polled(answer(body, content_type=kind)).titles == [WORD]


def test_a_byte_that_is_broken() -> None:
    """One bad byte in UTF-8 costs itself, not every word of the feed."""
    body = declared("utf-8", f"{WORD} ?").encode().replace(b" ?", b" \xff")
    assert polled(answer(body, content_type="application/rss+xml; charset=utf-8")).titles == [f"{WORD} \ufffd"]


def test_letters_of_windows_in_a_feed_that_says_utf_8() -> None:
    """Old quotation marks and accents are read as they were meant."""
    body = declared("utf-8", "“Café”").encode("cp1252")
    assert polled(answer(body)).titles == ["“Café”"]


def test_a_feed_that_breaks_off() -> None:
    """The complete entries are had; the torso at its end is left out."""
    body = rss("<title>One</title>", "<title>Two</title>")
    assert polled(answer(body[: body.index(b"Two")])).titles == ["One"]


def test_a_warning_before_the_feed() -> None:
    """A server's own error message stands before the XML, and the entries are had all the same."""
    body = b"<br />\n<b>Warning</b>: mysqli::query(): gone away in /srv/x.php on line 7<br />\n" + rss(
        "<title>One</title>"
    )
    assert polled(answer(body)).titles == ["One"]


def test_entities_that_grow() -> None:
    """A billion laughs neither fill the memory nor stop the poller; the feed ends healthy or with a reason."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>' + rss("<title>&e9;</title>").decode()
    ended = polled(answer(bomb))
    assert all(len(article.title) < 10_000 for article in ended.articles)


def test_entities_of_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No file of the machine is read into an article."""
    secret = tmp_path_factory.mktemp("x") / "secret"
    secret.write_text("the secret")
    body = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "file://{secret}">]>' + rss("<title>One &e;</title>").decode()
    ended = polled(answer(body))
    assert "the secret" not in str(ended.articles)


def test_elements_that_are_nested_for_ever() -> None:
    """Depth costs the entry its text at most."""
    deep = "<title>One</title><description>" + "&lt;div&gt;" * 50_000 + "</description>"
    assert polled(answer(rss(deep))).titles == ["One"]


def test_a_feed_of_five_megabytes() -> None:
    """It is read whole."""
    items = [f"<title>Title {n}</title><description>{'word ' * 1000}</description>" for n in range(1000)]
    body = rss(*items)
    assert len(body) > 5_000_000
    ended = polled(answer(body))
    assert len(ended.titles) == 1000


def test_a_feed_of_very_many_entries() -> None:
    """The first ones are taken: feeds put the newest first."""
    ended = polled(answer(rss(*(f"<title>Title {n}</title>" for n in range(MOST_ENTRIES + 1)))))
    assert len(ended.titles) == MOST_ENTRIES
    assert ended.titles[-1] == "Title 0"


def test_a_date_that_is_still_to_come() -> None:
    """The time of fetching stands for it, with a note."""
    ended = polled(answer(rss("<title>One</title><pubDate>Thu, 19 Sep 2041 04:00:00 GMT</pubDate>")))
    assert ended.articles[0].published == START
    assert ended.articles[0].remarks == (
        "its date 2041-09-19 04:00 UTC was still to come when it was fetched, which stands for it",
    )


def test_a_date_of_a_clock_that_is_a_little_ahead() -> None:
    """Minutes are set right without a word."""
    soon = format_datetime(START + timedelta(minutes=5))
    (article,) = polled(answer(rss(f"<title>One</title><pubDate>{soon}</pubDate>"))).articles
    assert (article.published, article.remarks) == (START, ())


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "Mon, 18 Jan 1904 00:00:00 GMT"]
)
def test_a_date_before_there_was_a_web(date: str) -> None:
    """It stands for none, and is left out with a note."""
    (article,) = polled(answer(rss(f"<title>One</title><pubDate>{date}</pubDate>"))).articles
    assert article.published is None
    assert "before there was a web" in article.remarks[0]


@pytest.mark.parametrize("date", ["1695096000", "gestern", "0000-00-00 00:00:00", "{{ date }}"])
def test_a_date_that_cannot_be_read(date: str) -> None:
    """No time is guessed, and the note has the words."""
    (article,) = polled(answer(rss(f"<title>One</title><pubDate>{date}</pubDate>"))).articles
    assert article.published is None
    assert article.remarks == (f"its date cannot be read: {date}",)


def test_a_date_of_a_month_ago_is_left_alone() -> None:
    """What is old is old: readers of the article decide what it is worth."""
    (article,) = polled(answer(rss("<title>One</title><pubDate>Sat, 19 Aug 2023 04:00:00 GMT</pubDate>"))).articles
    assert (article.published, article.remarks) == (datetime(2023, 8, 19, 4, tzinfo=UTC), ())


def test_links_of_every_kind() -> None:
    """They are made whole by the feed's address; what is no web address is none."""
    links = ["https://a.example/1", "/2", "3", "//b.example/4", "javascript:alert(1)", "mailto:x@y.example", "  /7 \n"]
    ended = polled(answer(rss(*(f"<title>T{n}</title><link>{link}</link>" for n, link in enumerate(links)))), "/a/feed")
    base = ended.web.url("")
    assert [article.url for article in reversed(ended.articles)] == [
        "https://a.example/1", base + "/2", base + "/a/3", "http://b.example/4", None, None, base + "/7",
    ]  # fmt: skip


def test_entries_without_ids_or_links() -> None:
    """Their content tells them apart; the next poll knows them."""
    ended = polled(lambda _: answer(rss("<title>One</title>", "<title>Two</title>"), etag='"x"'), polls=2)
    assert ended.titles == ["Two", "One"]
    assert len({article.article_id for article in ended.articles}) == 2


def test_one_id_for_two_entries() -> None:
    """The first is taken; a feed that numbers badly does not multiply."""
    guid = "<guid isPermaLink='false'>1</guid>"
    ended = polled(answer(rss(f"<title>One</title>{guid}", f"<title>Two</title>{guid}")))
    assert len(ended.titles) == 1


def test_html_in_a_title() -> None:
    """Tags and references of any depth become text."""
    ended = polled(answer(rss("<title>&lt;b&gt;Two&lt;/b&gt; dead &amp;amp; &amp;quot;more&amp;quot;</title>")))
    assert ended.titles == ['Two dead & "more"']


def test_entries_that_say_nothing() -> None:
    """The others are taken, and the feed is healthy."""
    assert polled(answer(rss("<link>/1</link>", "<title>Two</title>", ""))).titles == ["Two"]


def test_a_feed_without_entries() -> None:
    """A new paper's feed may be empty."""
    assert polled(answer(rss())).titles == []


def test_an_article_whose_text_changed_is_sent_again() -> None:
    """Its id stays: dedupe gives it its revision."""
    bodies = iter(answer(rss(f"<title>{title}</title><link>/1</link>")) for title in ("One", "One dead", "One dead"))
    ended = polled(lambda _: next(bodies), polls=3)
    assert ended.titles == ["One", "One dead"]
    assert len({article.article_id for article in ended.articles}) == 1


def test_a_json_feed() -> None:
    """It is told by what it says, whatever its type."""
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "title": "One"}]}
    assert polled(answer(orjson.dumps(document), content_type="text/plain")).titles == ["One"]


def test_json_with_a_mark_before_it() -> None:
    """A byte order mark is no fault."""
    document = b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_text": "One"}]}'
    assert [article.text for article in polled(answer(document)).articles] == ["One"]


def test_json_that_is_nested_for_ever() -> None:
    """It is refused in one line."""
    assert polled(answer(b"[" * 100_000)).error


def test_bytes_that_spell_an_address_or_a_file() -> None:
    """Nothing is fetched or opened for them."""
    ended = polled(lambda request: answer(f"http://{request.headers['Host']}/other"), plays={"/other": answer(rss())})
    assert "no feed" in ended.error
    assert ended.web.paths() == ["/feed"]
    assert "no feed" in polled(answer("/etc/passwd")).error
