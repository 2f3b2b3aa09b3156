"""The signs of walls before articles."""

import csv
from importlib.resources import files

import pytest
from lxml import html

from pipeline.feeds import walls

PAGE = "<html><head><title>%s</title></head><body><article><p>%s</p></article>%s</body></html>"
STORY = "Shells fell on the market of Kadugli and killed two people, a doctor said. " * 20


def found(title: str = "News", story: str = STORY, around: str = "", url: str = "https://post.example/a") -> str | None:
    """Say which wall a page is."""
    return walls.found(html.fromstring(PAGE % (title, story, around)), url, story)


def test_the_data_is_whole() -> None:
    """Three fields a line, known kinds, no line twice, nothing that folding would lose."""
    text = files("pipeline.feeds").joinpath("walls.tsv").read_text("utf-8")
    rows = list(csv.reader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"))[1:]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert {row[0] for row in rows} == set(walls.WALLS)
    assert {row[1] for row in rows} == {"host", "path", "meta", "tier", "title", "words", "class"}
    assert len({tuple(row) for row in rows}) == len(rows)
    assert all(row[2] == " ".join(row[2].casefold().split()) for row in rows if row[1] in ("words", "title", "class"))


def test_an_article_is_no_wall() -> None:
    """Nor with a banner for cookies, an offer, and a form that tells robots apart around it."""
    around = "<div id='onetrust-consent-sdk'>We value your privacy. Accept all cookies</div><div class='paywall'></div>"
    assert found() is None
    assert found(around=around) is None


def test_a_short_article_with_a_banner_is_no_wall() -> None:
    """A few sentences are an article; what asks for consent has none."""
    story = "Shells fell on the market of Kadugli and killed two people, a doctor at the hospital said on Monday. " * 4
    assert found(story=story, around="<footer>We value your privacy. Accept all cookies</footer>") is None
    assert found(story="", around="<p>We value your privacy. Accept all cookies</p>") == walls.WALLS["consent"]


@pytest.mark.parametrize(
    ("url", "wall"),
    [
        ("https://consent.google.com/ml?continue=x", "consent"),
        ("https://www.post.example/cookiewall?to=/a", "consent"),
        ("https://notconsent.google.com.example/", None),
        ("https://post.example/news/consent-of-the-governed", None),
    ],
)
def test_the_address_tells(url: str, wall: str | None) -> None:
    """A host or a part of a path, never a word in a headline."""
    assert found(url=url) == (walls.WALLS[wall] if wall else None)


@pytest.mark.parametrize("title", ["Access denied to aid convoys in Goma", "Just a moment of calm in Kadugli"])
def test_a_headline_that_begins_like_a_test_for_robots(title: str) -> None:
    """It is one only where there is no story below it."""
    assert found(title=title) is None
    assert found(title="Just a moment...", story="") == walls.WALLS["robots"]


def test_words_in_scripts_are_not_said() -> None:
    """What a reader does not see is no sign."""
    assert found(story="Shells fell.", around="<script>var t = 'subscribe to continue reading'</script>") is None
