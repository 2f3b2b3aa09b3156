"""Page furniture in an article's text."""

import pytest

from pipeline.text import furniture


def marked(text: str) -> list[str]:
    """Give the words that are furniture."""
    return [text[start:end] for start, end in furniture.spans(text)]


FURNITURE = [
    "Read more: Fear of a wider war grows in the valley",
    "READ ALSO: Ten things to know",
    "  • Related: The road to the ceasefire",
    "Sign up for our morning newsletter",
    "Advertisement",
    "ADVERTISEMENT",
    "Share",
    "Facebook Twitter Email",
    "Copy link",
    "Follow us on Telegram",
    "Copyright 2023 The Valley Post",
    "© 2023 Valley Post. All rights reserved.",
    "Photo: Amina Sow / Valley Post",
    "(Reporting by A. Sow; Editing by B. Ncube)",
    "Click here to watch",
    "Story continues below",
    "This is a developing story and will be updated.",
    "Trending now",
    "Editor's note: An earlier version misspelled a name.",
]
NEWS = [
    "Police will follow our lead, the mayor said.",
    "Shareholders met in Lagos on Monday.",
    "The picture was taken near the river.",
    "More from both camps joined the march, and more are on their way to the square, the organisers say now.",
    "Advertisements for the march were torn down by soldiers.",
    "Protesters read the names of the dead.",
    "Copyrights of the film are held in Accra.",
    "Related families were moved to the camp.",
    "Two people died in the blast.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_line(line: str) -> None:
    """A line of furniture is found whole, between paragraphs that are left alone."""
    text = f"Two people died in the blast.\n\n{line}\n\nThe army denied it."
    assert marked(text) == [line.strip()]


@pytest.mark.parametrize("line", NEWS)
def test_news(line: str) -> None:
    """News that has such words in it is no furniture."""
    assert marked(line) == []


def test_last_sentence() -> None:
    """Furniture that hangs at the end of a paragraph is cut off there."""
    assert marked("The army denied it. Read more: Fear of war grows") == ["Read more: Fear of war grows"]


def test_sentence_within() -> None:
    """What follows furniture in the same paragraph is kept."""
    assert marked("The army denied it. Read more: Fear of war grows. Two died.") == ["Read more: Fear of war grows."]


def test_long_paragraph() -> None:
    """A paragraph that only opens with such words is text."""
    assert marked("Watch: " + "the river rose and the village was cut off for a day, " * 20) == []
