"""Pages, texts and rows to articles; and that nothing but BadInput ever comes of bytes."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import encode, ids
from pipeline.errors import BadInput
from pipeline.feeds.draft import LARGEST, Origin, fitted, language
from pipeline.feeds.parse import Parsed, document, feed, lines
from pipeline.feeds.rows import article as of_row

PAGE = """<!doctype html><html lang="en-GB"><head><title>Two dead in Kadugli | Courier</title>
<meta property="og:title" content="Two dead in Kadugli shelling">%s</head><body><nav><a href="/">Home</a></nav><article>
<h1>Two dead in Kadugli shelling</h1>
<p>Shells fell on the market of Kadugli on Monday and killed two people, a doctor said. The hospital had no power.</p>
<p>The army blamed rebels, who denied it. Residents left for the villages to the north; the road was open all night.</p>
<p>Read more: Fuel runs short in El Obeid</p></article><footer>Imprint</footer></body></html>"""

HEAD = """<link rel="canonical" href="/2023/03/07/kadugli">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"datePublished": "2023-03-07T09:15:00+02:00",
"author": [{"@type": "Person", "name": "Amna Osman"}, {"@type": "Person", "name": "Rami Said"}]}</script>"""


def test_a_page_in_full() -> None:
    """Title, paragraphs, address, time, authors and language; no navigation, no furniture."""
    parsed = document((PAGE % HEAD).encode(), Origin(name="k.html", url="https://www.courier.example/amp/kadugli"))
    (article,) = parsed.articles
    assert (parsed.kind, article.title) == ("page", "Two dead in Kadugli shelling")
    first, second = article.text.split("\n\n")
    assert first.startswith("Shells fell")
    assert second.endswith("all night.")
    assert article.url == "https://www.courier.example/2023/03/07/kadugli"
    assert article.published == datetime(2023, 3, 7, 7, 15, tzinfo=UTC)
    assert (article.source, article.language) == ("courier.example", "en-GB")
    assert article.authors == ("Amna Osman", "Rami Said")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2023-03-07T09:15:00Z">',
            datetime(2023, 3, 7, 9, 15, tzinfo=UTC),
        ),
        ('<meta itemprop="datePublished" content="2023-03-07">', datetime(2023, 3, 7, tzinfo=UTC)),
        ("", None),
    ],
)
def test_the_time_of_a_page_is_the_declared_one(head: str, published: datetime | None) -> None:
    """No time is guessed where the page declares none."""
    assert document((PAGE % head).encode(), Origin()).articles[0].published == published


def test_a_front_page_is_no_articles_address() -> None:
    """A canonical link to the site's root would make one id of all its articles."""
    head = '<link rel="canonical" href="https://courier.example/">'
    assert document((PAGE % head).encode(), Origin()).articles[0].url is None


def test_a_page_without_text_is_refused() -> None:
    """The reason says that no text was found."""
    with pytest.raises(BadInput, match="no article text"):
        document(b"<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>", Origin())


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One.\nTwo.\n\n", ["One.", "Two."]),
        ("\nOne line that\nis wrapped.\n\nTwo.\n", ["One line that is wrapped.", "Two."]),
        ("\nOne.\n\n" + "Long " * 30 + "\nThree.", ["One.", ("Long " * 30).strip(), "Three."]),
        ("", []),
    ],
)
def test_the_paragraphs_of_plain_text(body: str, paragraphs: list[str]) -> None:
    """A line is a paragraph, unless blank lines part blocks of lines wrapped by hand; the first line is the title."""
    (article,) = document(f"Two dead in Goma\n{body}".encode(), Origin(name="a.txt")).articles
    assert article.title == "Two dead in Goma"
    assert [p for p in article.text.split("\n\n") if p] == paragraphs


def test_the_id_of_a_text_is_of_the_text_as_it_came() -> None:
    """New rules for page furniture give an old article no new id; the content's hash is of what remains."""
    (article,) = document(b"Title\nOne.\nRead more: other news", Origin(name="a.txt")).articles
    assert article.text == "One."
    assert article.article_id == ids.content_hash("Title", "One. Read more: other news")
    assert article.content_hash == ids.content_hash("Title", "One.")


def test_json_is_a_list_a_row_or_lines() -> None:
    """Rows with an Article's fields, each fault with its place, zipped or not."""
    row, bad = {"title": "T", "text": "x"}, {"title": 7}
    listed = document(orjson.dumps([row, bad]), Origin(name="a.json"))
    assert (len(listed.articles), listed.faults[0].where) == (1, "row 2")
    assert len(document(orjson.dumps(row), Origin()).articles) == 1
    zipped = document(gzip.compress(orjson.dumps(row) + b"\n" + orjson.dumps(row)), Origin(name="a.jsonl.gz"))
    assert (zipped.kind, len(zipped.articles)) == ("jsonl", 2)


def test_rows_with_notes_of_their_own_are_read() -> None:
    """Tables of events have a column of that name: it is none of an article's fields, and left out."""
    assert of_row({"title": "T", "notes": "On 3 March, shells fell."}).title == "T"


def test_a_feeds_address_gives_feeds_only() -> None:
    """A page, a text or JSON of another kind is no feed."""
    for data in ((PAGE % "").encode(), b"hello", b'{"title": "T"}'):
        with pytest.raises(BadInput, match=r"no feed|no JSON Feed"):
            feed(data, Origin())


def test_an_article_too_large_for_the_topic_is_cut_and_says_so() -> None:
    """It is never dropped; one that fits is left alone."""
    large = of_row({"article_id": "a", "title": "T" * 5000, "text": "ten letters " * 500_000})
    cut = fitted(large)
    assert LARGEST * 0.9 < len(encode(cut)) <= LARGEST
    assert cut.truncated
    assert "is cut to what a message may have" in cut.remarks[-1]
    assert large.text.startswith(cut.text)
    assert cut.text.endswith(("ten", "letters"))
    small = of_row({"title": "T", "text": "x"})
    assert fitted(small) is small


@given(st.text(min_size=1), st.integers(min_value=600, max_value=900))
def test_any_text_is_cut_to_any_size(text: str, largest: int) -> None:
    """However its characters are written in JSON, the article fits."""
    row = of_row({"article_id": "a", "title": "T", "text": (text * 600)[:900]})
    assert len(encode(fitted(row, largest))) <= largest


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("English (UK)", None),
        ("", None),
    ],
)
def test_language_tags_are_in_their_usual_case(tag: str, expected: str | None) -> None:
    """What is no tag is null."""
    assert language(tag) == expected


HOSTILE = st.binary() | st.text(alphabet="<>rsfedhtml{}[]\"':, \n\\&;#!-?/").map(str.encode)


@given(HOSTILE, st.sampled_from(("", "a.rss", "a.json")), st.sampled_from((document, feed)))
def test_nothing_but_bad_input_comes_of_bytes(data: bytes, name: str, parse: Callable[[bytes, Origin], Parsed]) -> None:
    """Whatever comes, articles come of it or BadInput on one line."""
    said = ""
    try:
        parse(data, Origin(name=name))
    except BadInput as error:
        said = str(error)
    assert "\n" not in said


def test_lines_of_a_stream_come_one_at_a_time() -> None:
    """The first article is there before the last line is read."""

    class Stream:
        read = 0

        def readline(self, _limit: int) -> bytes:
            self.read += 1
            return b'{"title": "T"}\n'

    stream = Stream()
    next(lines(stream))
    assert stream.read == 1
