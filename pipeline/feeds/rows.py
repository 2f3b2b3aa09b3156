"""JSON and JSONL whose rows have an Article's fields, with an explicit `article_id` or without."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO, Final

from pipeline.contract import Article, ids, parse, read
from pipeline.contract.article import known_fields
from pipeline.errors import BadInput, BadMessage
from pipeline.feeds import dates

LONGEST_LINE: Final = 32 * 1024 * 1024
"""Bytes: a longer line is skipped and named, so that a file without line breaks does not fill the memory."""


def article(row: Any) -> Article:
    """Make the article of a parsed row, or raise BadMessage that says what is wrong with it."""
    if not isinstance(row, dict):
        raise BadMessage(f"a JSON object is expected, not {type(row).__name__}")
    if "title" not in row and "text" not in row:
        raise BadMessage("it has neither title nor text")
    given = {key: value for key, value in known_fields(row).items() if value not in (None, "")}
    return _with_ids(read(Article, {"article_id": "-"} | given | _times(given)), row)


def of_line(line: bytes) -> Article:
    """Make the article of a JSON line, or raise BadMessage."""
    return article(parse(line))


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | BadInput]]:
    """Give the lines of a stream that are not blank, with their numbers from 1; the fault of one that is too long."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            _skip_rest(stream)
            yield number, BadInput(f"the line is longer than {LONGEST_LINE // 2**20} MiB")
        elif stripped := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield number, stripped


def _skip_rest(stream: BinaryIO) -> None:
    while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
        pass


def _times(row: dict[str, Any]) -> dict[str, datetime]:
    """Read the times that are text, in any of the forms that feeds use; a number is the schema's to refuse."""
    return {name: _time(name, row[name]) for name in ("published", "fetched") if isinstance(row.get(name), str)}


def _time(name: str, text: str) -> datetime:
    time = dates.parse(text)
    if time is None:
        raise BadMessage(f"{name}: no time that can be read: {text[:60]!r}; write it as in 2023-09-19T04:00:00Z")
    return time


def _with_ids(made: Article, row: dict[str, Any]) -> Article:
    computed = ids.article_id(url=made.url, feed_id=made.feed_id, guid=_guid(row), title=made.title, text=made.text)
    content_hash = made.content_hash or ids.content_hash(made.title, made.text)
    return made.model_copy(update={"article_id": row.get("article_id") or computed, "content_hash": content_hash})


def _guid(row: dict[str, Any]) -> str | None:
    guid = row.get("guid", row.get("id"))
    return str(guid) if isinstance(guid, str | int) and guid != "" else None


def documents(document: Any) -> Iterable[Any]:
    """Give the rows of a JSON document: those of a list, else the one that it is."""
    return document if isinstance(document, list) else (document,)
