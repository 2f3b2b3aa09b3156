"""Messages to bytes and back."""

import contextlib
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from contract_samples import ARTICLE, EVENT, SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from pipeline import contract
from pipeline.contract import Article, DuplicateReport, Event, decode, encode, parse, read
from pipeline.errors import BadMessage

KINDS = sorted(SAMPLES)


@pytest.mark.parametrize("name", KINDS)
def test_samples_come_back(name: str) -> None:
    """A full message of every kind is read and written without losing a key."""
    message = read(getattr(contract, name), SAMPLES[name])
    assert orjson.loads(encode(message)) == SAMPLES[name]


@pytest.mark.parametrize("name", KINDS)
def test_samples_are_full(name: str) -> None:
    """A sample has every key of its kind, so that nothing new goes untested."""
    kind = getattr(contract, name)
    assert {field.alias or key for key, field in kind.model_fields.items()} == set(SAMPLES[name])


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TIMES = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
ARTICLES = st.builds(
    Article,
    article_id=TEXT.filter(bool),
    revision=st.integers(1, 2**53),
    content_hash=TEXT,
    url=st.none() | TEXT,
    source=st.none() | TEXT,
    title=TEXT,
    summary=st.none() | TEXT,
    text=TEXT,
    published=st.none() | TIMES,
    fetched=st.none() | TIMES,
    authors=st.lists(TEXT).map(tuple),
    truncated=st.booleans(),
)


@given(ARTICLES)
def test_round_trip(article: Article) -> None:
    """What is written is read again as it was, and written again gives the same bytes."""
    data = encode(article)
    assert decode(Article, data) == article
    assert encode(decode(Article, data)) == data


BAD_BYTES = [
    b"",
    b"\x00\xff\xfe",
    b"{",
    b"{'article_id': 'a'}",
    b'{"article_id": "a"} x',
    b'{"article_id": NaN}',
    b"\xc3\x28",
]


@pytest.mark.parametrize("data", BAD_BYTES)
def test_bad_bytes(data: bytes) -> None:
    """Bytes that are no JSON are poison, said in one line."""
    with pytest.raises(BadMessage, match=r"^not JSON: [^\n]+$"):
        decode(Article, data)


@given(st.binary())
def test_random_bytes(data: bytes) -> None:
    """Any bytes give a message or BadMessage, never another error."""
    with contextlib.suppress(BadMessage):
        decode(Article, data)


def test_no_value() -> None:
    """A tombstone where a message is expected is poison."""
    with pytest.raises(BadMessage, match="no value"):
        decode(Article, None)


@pytest.mark.parametrize("data", [b"[" * 700_000 + b"]" * 700_000, b'{"a":' * 200_000 + b"1" + b"}" * 200_000])
def test_deep_nesting(data: bytes) -> None:
    """Nesting as deep as the topic admits exhausts no stack."""
    with pytest.raises(BadMessage):
        decode(Article, data)


def test_nesting_in_an_unknown_key() -> None:
    """Nesting that the JSON reader admits is ignored under an unknown key."""
    deep = b"[" * 500 + b"]" * 500
    assert decode(Article, b'{"article_id": "a", "extra": ' + deep + b"}").article_id == "a"


@pytest.mark.parametrize("value", [[], "text", 7, None, True, [ARTICLE]])
def test_no_object(value: Any) -> None:
    """A message is a JSON object."""
    with pytest.raises(BadMessage, match=r"^not a Article: a JSON object is expected"):
        read(Article, value)


WRONG = [
    (Article, {}, "article_id"),
    (Article, {"article_id": ""}, "article_id"),
    (Article, {"article_id": 7}, "article_id"),
    (Article, {"article_id": "a", "schema": 2}, "schema"),
    (Article, {"article_id": "a", "schema": "1"}, "schema"),
    (Article, {"article_id": "a", "schema": None}, "schema"),
    (Article, {"article_id": "a", "revision": 0}, "revision"),
    (Article, {"article_id": "a", "revision": "1"}, "revision"),
    (Article, {"article_id": "a", "revision": 1.5}, "revision"),
    (Article, {"article_id": "a", "revision": 1.0}, "revision"),
    (Article, {"article_id": "a", "truncated": "no"}, "truncated"),
    (Article, {"article_id": "a", "text": None}, "text"),
    (Article, {"article_id": "a", "authors": "A. Sow"}, "authors"),
    (Article, {"article_id": "a", "published": 1695112200}, "published"),
    (Article, {"article_id": "a", "published": "1695112200"}, "published"),
    (Article, {"article_id": "a", "published": "yesterday"}, "published"),
    (Article, {"article_id": "a", "published": "0001-01-01T00:00:00+10:00"}, "published"),
    (DuplicateReport, {"article_id": "a", "original_id": "b", "reason": "same"}, "reason"),
    (DuplicateReport, {"article_id": "a", "original_id": "b", "reason": "near", "similarity": "1"}, "similarity"),
    (Event, {**EVENT, "event_type": "Battle"}, "event_type"),
    (Event, {**EVENT, "confidence": 1.2}, "confidence"),
    (Event, {**EVENT, "trigger": {**EVENT["trigger"], "start": -1}}, "trigger.start"),
    (Event, {**EVENT, "location": {**EVENT["location"], "lat": 91}}, "location.lat"),
    (Event, {**EVENT, "time": {**EVENT["time"], "start": "19 September"}}, "time.start"),
]


@pytest.mark.parametrize(("kind", "value", "where"), WRONG)
def test_wrong_shape(kind: type[contract.Value], value: dict[str, Any], where: str) -> None:
    """What breaks the schema is poison, said in one line that names the place."""
    with pytest.raises(BadMessage, match=rf"^not a {kind.__name__}: {where}: [^\n]+$"):
        read(kind, value)


def test_number_beyond_64_bits() -> None:
    """A whole number that JSON readers disagree on is poison."""
    with pytest.raises(BadMessage, match="revision"):
        decode(Article, b'{"article_id": "a", "revision": 1208925819614629174706176}')


def test_half_of_a_pair() -> None:
    """Text that is none in UTF-8 is neither read nor written."""
    with pytest.raises(BadMessage, match="not JSON"):
        decode(Article, b'{"article_id": "a", "title": "\\ud800"}')
    with pytest.raises(BadMessage, match="cannot be written"):
        encode(Article(article_id="a", title="\ud800"))


def test_unknown_keys() -> None:
    """Keys that this version does not know are ignored, at every depth."""
    value = {**EVENT, "new": 1, "plover": {**EVENT["plover"], "new": 1}, "trigger": {**EVENT["trigger"], "new": [1]}}
    assert read(Event, value) == read(Event, EVENT)


def test_times_become_utc() -> None:
    """A time with an offset is the same instant in UTC; one without a zone is taken as UTC."""
    times = ["2023-09-19T12:30:00+04:00", "2023-09-19 08:30:00", "2023-09-19T08:30:00Z"]
    assert [read(Article, {"article_id": "a", "published": time}).published for time in times] == [
        datetime(2023, 9, 19, 8, 30, tzinfo=UTC)
    ] * 3


def test_times_are_written_with_z() -> None:
    """A time is written in UTC, as RFC 3339 with a Z."""
    article = read(Article, {"article_id": "a", "published": "2023-09-19T12:30:00+04:00"})
    assert b'"published":"2023-09-19T08:30:00Z"' in encode(article)


def test_null_is_written() -> None:
    """What is not said is null, never left out."""
    assert b'"url":null' in encode(Article(article_id="a"))


def test_parse() -> None:
    """Parsing alone gives the JSON value."""
    assert parse(b'{"a": [1]}') == {"a": [1]}
