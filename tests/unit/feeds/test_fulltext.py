"""Which articles are summaries, and what their page makes of them."""

import pytest

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.feeds.draft import Draft
from pipeline.feeds.fulltext import FULL, completed, is_summary, is_wanted, noted
from pipeline.feeds.page import same_site

SUMMARY = "Two people were killed."
ARTICLE = Article(article_id="a", url="https://agg.example/1", source="agg.example", title="Shells kill two in Kadugli",
                  summary=SUMMARY, text=SUMMARY)  # fmt: skip
TEXT = "Shells fell on Kadugli and killed two people.\n\nThe army blamed rebels."


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("", True),
        (SUMMARY, True),
        ("x" * FULL, False),
        ("x" * FULL + "…", True),
        ("x" * FULL + " […]", True),
        ("x" * FULL + " Read more »", True),
        ("x" * FULL + "... ", True),
        ("x" * FULL + " It is no more, he said.", False),
    ],
)
def test_a_summary(text: str, summary: bool) -> None:
    """It is short, or ends open."""
    assert is_summary(text) is summary


def test_pages_are_read_where_that_is_wanted() -> None:
    """Never, always, or for summaries; never without an address."""
    whole = ARTICLE.model_copy(update={"text": "x" * FULL})
    assert (is_wanted(ARTICLE, "auto"), is_wanted(whole, "auto"), is_wanted(whole, "always")) == (True, False, True)
    assert not is_wanted(ARTICLE, "never")
    assert not is_wanted(ARTICLE.model_copy(update={"url": None}), "always")


def test_the_page_fills_in_what_the_feed_does_not_say() -> None:
    """And takes nothing from it: id, title and summary stay."""
    page = Draft(url="https://post.example/a", title="Other | Post", text=TEXT, summary="Other", language="EN_gb",
                 authors=("Amna Osman",), tags=("war",), rights="CC BY")  # fmt: skip
    made = completed(ARTICLE, page)
    assert (made.article_id, made.title, made.summary, made.text) == ("a", ARTICLE.title, SUMMARY, TEXT)
    assert (made.url, made.source, made.language) == ("https://post.example/a", "post.example", "en-GB")
    assert (made.authors, made.tags, made.rights) == (("Amna Osman",), ("war",), "CC BY")
    assert made.content_hash != ARTICLE.content_hash


def test_a_named_source_stays() -> None:
    """Only a source that was the link's host follows the link."""
    made = completed(ARTICLE.model_copy(update={"source": "The Post"}), Draft(url="https://post.example/a", text=TEXT))
    assert made.source == "The Post"


def test_the_headline_is_no_paragraph() -> None:
    """Pages repeat it above their text."""
    assert completed(ARTICLE, Draft(text=f"{ARTICLE.title.upper()}\n\n{TEXT}")).text == TEXT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SUMMARY, "no more text"),
        ("", "no more text"),
        ("Cows were sold on the fair of the town for a good price.", "else"),
    ],
)
def test_a_page_that_is_not_more_of_the_same(text: str, says: str) -> None:
    """Less than the summary, or something else."""
    with pytest.raises(BadInput, match=says):
        completed(ARTICLE, Draft(text=text))


def test_a_note_is_added_to_those_there_are() -> None:
    """The article is else as it was."""
    made = noted(ARTICLE.model_copy(update={"remarks": ("one",)}), "HTTP 404")
    assert made.remarks == ("one", "its page was not read: HTTP 404")
    assert made.text == SUMMARY


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.post.example/a", "http://post.example:8080/b", True),
        ("https://m.post.example/a", "https://www.post.example/b", True),
        ("https://amp.post.example/a", "https://post.example/b", True),
        ("https://news.post.example/a", "https://post.example/b", True),
        ("https://news.post.example/a", "https://sport.post.example/b", False),
        ("https://post.example/a", "https://compost.example/b", False),
        ("https://post.example/a", "https://example/b", False),
        ("https://post.example/a", "not an address", False),
    ],
)
def test_one_site(one: str, other: str, same: bool) -> None:
    """The same host but for its side doors, or one within the other."""
    assert same_site(one, other) is same
    assert same_site(other, one) is same
