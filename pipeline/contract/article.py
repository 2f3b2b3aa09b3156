"""Articles and what becomes of them: the topics up to `articles.extracted`."""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import Field

from pipeline.contract.base import Bool, Count, Float, Int, Message, UtcTime, Value

_CREDIBLE = timedelta(days=30)


class Article(Message):
    """A news article as plain text; `text` has its paragraphs separated by a blank line."""

    article_id: str = Field(min_length=1)
    revision: Int = Field(default=1, ge=1)
    content_hash: str = ""
    url: str | None = None
    source: str | None = None
    feed_id: str | None = None
    title: str = ""
    summary: str | None = None
    text: str = ""
    published: UtcTime | None = None
    fetched: UtcTime | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    rights: str | None = None
    truncated: Bool = False
    remarks: tuple[str, ...] = ()

    def time(self) -> datetime | None:
        """Give the time from which dates are reckoned: `published` where it is credible, else `fetched`.

        Credible is within 30 days before `fetched`. A replayed article has no `fetched`: `published` holds as it is.
        """
        if self.fetched is None or self.published is None:
            return self.published or self.fetched
        age = self.fetched - self.published
        return self.published if timedelta(0) <= age <= _CREDIBLE else self.fetched


Reason = Literal["repeat", "url", "content", "near"]


class DuplicateReport(Message):
    """An article that is not extracted again, and the one that it repeats."""

    article_id: str
    original_id: str
    reason: Reason
    similarity: Float = 1.0
    source: str | None = None
    url: str | None = None
    published: UtcTime | None = None
    seen: UtcTime | None = None


Outcome = Literal["events", "empty", "dead"]


class Receipt(Message):
    """Written when an article's events are acknowledged; an event that the newest one does not list is withdrawn."""

    article_id: str
    revision: Int
    extractor: str
    outcome: Outcome
    event_ids: tuple[str, ...] = ()
    extracted_at: UtcTime


class Version(Value):
    """One message of an article as dedupe met it: `revision` is null where it was a duplicate.

    `words` and `bands` are those of the newest versions that went on: what a near-copy is compared with, and
    the signature (base64) by which it is found.
    """

    offset: Count
    content_hash: str
    revision: Int | None = None
    original_id: str | None = None
    reason: Reason | None = None
    similarity: Float = 1.0
    words: str | None = None
    bands: str | None = None


class DedupeState(Message):
    """What dedupe remembers of an article: its versions, oldest first, and its own time for the window."""

    article_id: str
    url_key: str | None = None
    time: UtcTime | None = None
    versions: tuple[Version, ...]


def known_fields(row: dict[str, Any]) -> dict[str, Any]:
    """Keep of a parsed row what an Article has."""
    names = {field.alias or name for name, field in Article.model_fields.items()}
    return {key: value for key, value in row.items() if key in names}
