"""Rows of JSON and JSONL to articles."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import orjson
import pytest

from pipeline.contract import ids
from pipeline.errors import BadInput, BadMessage
from pipeline.feeds import rows


def of(**row: Any) -> Any:
    """Give the article of a row as a line."""
    return rows.of_line(orjson.dumps(row))


def test_an_explicit_id_is_kept() -> None:
    """The field article_id decides."""
    assert of(article_id="a-1", url="https://x.example/1", title="T").article_id == "a-1"


def test_without_an_id_url_then_guid_then_content_decide() -> None:
    """The contract's order: the URL, else the feed's guid, else the content."""
    assert of(url="http://x.example/1/", title="T").article_id == of(url="https://x.example/1", title="U").article_id
    assert (
        of(guid="g", title="T").article_id == of(guid="g", title="U").article_id != of(guid="h", title="T").article_id
    )
    assert of(title="T", text="x").article_id == ids.content_hash("T", "x")
    assert of(article_id=None, title="T", text="x").article_id == of(article_id="", title="T", text="x").article_id


def test_text_is_left_as_it_stands() -> None:
    """Offsets are the writer's: nothing is tidied, no furniture taken out."""
    text = "One.  \n\nRead more: other news\n"
    assert of(title="T", text=text).text == text


def test_times_of_other_forms_are_read() -> None:
    """RFC 822 is understood as in feeds; nulls stay null; keys that are not known do not matter."""
    article = of(title="T", published="Tue, 07 Mar 2023 09:15:00 +0100", fetched=None, mood="grim")
    assert article.published == datetime(2023, 3, 7, 8, 15, tzinfo=UTC)
    assert article.fetched is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (b"{", "not JSON"),
        (b"[1]", "a JSON object is expected, not list"),
        (b"null", "a JSON object is expected, not NoneType"),
        (b'{"article_id": "a"}', "neither title nor text"),
        (b'{"title": 7}', "title: .*string"),
        (b'{"title": "T", "article_id": 7}', "article_id: .*string"),
        (b'{"title": "T", "published": 1678176900}', "published: .*RFC 3339"),
        (b'{"title": "T", "published": "1678176900"}', "published: no time that can be read"),
        (b'{"title": "T", "schema": 2}', "schema"),
        (b'{"title": "\\ud800"}', "not JSON"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000, "not JSON|neither"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row: bytes, says: str) -> None:
    """Each fault is one line that names the field."""
    with pytest.raises(BadMessage, match=says) as caught:
        rows.of_line(row)
    assert "\n" not in str(caught.value)


def test_lines_are_numbered_as_in_the_file() -> None:
    """Blank lines count and are skipped, a byte order mark is dropped."""
    assert list(rows.lines(BytesIO(b"\xef\xbb\xbf{}\n\n  \r\n[]"))) == [(1, b"{}"), (4, b"[]")]


def test_a_line_without_end_is_named_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than the limit does not fill the memory, and does not end the file."""
    monkeypatch.setattr(rows, "LONGEST_LINE", 10)
    first, second = rows.lines(BytesIO(b"x" * 35 + b"\n{}\n"))
    assert isinstance(first[1], BadInput)
    assert second == (2, b"{}")
