"""A short article of our own that the tests of the evaluation label and extract by hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pipeline.contract import Article

AT = datetime(2023, 3, 9, 8, tzinfo=UTC)
TITLE = "Mine kills two near Gwoza"
TEXT = (
    "A farmers' cart struck a mine near Gwoza on Wednesday, killing two men.\n\n"
    "Police blamed insurgents. Soldiers shot dead a gunman in Bama on Tuesday.\n\n"
    "In 2019 a mine killed nine people on the same road."
)
ARTICLE = Article(article_id="a-1", title=TITLE, text=TEXT, published=AT)

Make = Callable[..., Any]


def span(words: str, nth: int = 1) -> dict[str, Any]:
    """Give the span of the nth time that words stand in the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return {"field": "text", "start": start, "end": start + len(words), "text": words}
