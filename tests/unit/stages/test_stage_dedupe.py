"""Dedupe as a stage: bytes in, one verdict with all that is to be sent."""

import json
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract import Article, DedupeState, DuplicateReport, decode, encode
from pipeline.dedupe import Memory
from pipeline.stages.dedupe import Dedupe
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Verdict

HEADERS = (("ingested_at", b"2024-03-05T12:00:00Z"), ("traceparent", b"00-1-2-01"), ("other", b"x"))


def incoming(value: bytes | None, offset: int = 0, headers: tuple[tuple[str, bytes], ...] = HEADERS) -> Incoming:
    """Give a message of the intake."""
    return Incoming("articles", 0, offset, b"key", value, headers, timestamp=1_700_000_000_000)


def article(name: str, words: str = "Shells fell.", **fields: Any) -> bytes:
    """Give an article's bytes."""
    return encode(Article(article_id=name, text=words, **fields))


def topics(verdict: Verdict) -> list[str]:
    """Give where a verdict's messages go."""
    assert isinstance(verdict, Emitted)
    return [output.topic for output in verdict.outputs]


def test_a_new_article_goes_on_with_its_state() -> None:
    """The article has its id as key; the state stands beside it."""
    verdict = Dedupe()(incoming(article("a")))
    assert topics(verdict) == ["articles.unique", "dedupe.state"]
    forwarded, state = verdict.outputs
    assert (forwarded.key, state.key) == (b"a", b"a")
    assert decode(Article, forwarded.value).revision == 1
    assert decode(DedupeState, state.value).versions[0].revision == 1


def test_only_the_headers_of_the_way_are_carried_on() -> None:
    """`ingested_at` and `traceparent` go from stage to stage, other headers do not."""
    verdict = Dedupe()(incoming(article("a")))
    assert verdict.outputs[0].headers == HEADERS[:2]


def test_a_carried_header_is_short_and_stands_once() -> None:
    """One of any length could make what comes of a message too large for its topic, and the stage fail for ever."""
    headers = (("traceparent", b"first"), ("traceparent", b"last"), ("ingested_at", b"x" * 70_000))
    assert Incoming("articles", 0, 0, b"a", b"{}", headers).carried == (("traceparent", b"last"),)


def test_a_copy_is_reported_under_its_original() -> None:
    """The report has the original's id as key, and the time at which the copy was sent."""
    stage = Dedupe()
    stage(incoming(article("a"), 0))
    verdict = stage(incoming(article("b", source="Other Paper"), 1))
    assert topics(verdict) == ["articles.duplicate", "dedupe.state"]
    report = decode(DuplicateReport, verdict.outputs[0].value)
    assert (report.article_id, report.original_id, report.reason, report.source) == ("b", "a", "content", "Other Paper")
    assert report.seen is not None
    assert verdict.outputs[0].key == b"a"
    assert report.seen.timestamp() == 1_700_000_000


def test_a_redelivery_gives_the_same_bytes() -> None:
    """Of an article, of a copy and of a repeat alike."""
    stage = Dedupe()
    log = [article("a"), article("b"), article("a"), article("a", "Changed.")]
    first = [stage(incoming(value, offset)).outputs[0] for offset, value in enumerate(log)]
    again = [stage(incoming(value, offset)).outputs[0] for offset, value in enumerate(log)]
    assert again == first


def test_a_restored_stage_decides_as_the_one_that_wrote_the_state() -> None:
    """What is on the state topic is all that is needed."""
    stage, restored = Dedupe(), Dedupe()
    restored.restore(stage(incoming(article("a"))).outputs[1].value)
    assert restored(incoming(article("b"), 1)) == stage(incoming(article("b"), 1))


def test_what_is_forgotten_leaves_a_tombstone() -> None:
    """The state topic shrinks with the memory."""
    stage = Dedupe(Memory(recent=1))
    log = [article(f"a{n}", f"No. {n}", published=f"2024-01-{1 + n // 10:02}T00:00:00Z") for n in range(300)]
    outputs = [output for offset, value in enumerate(log) for output in stage(incoming(value, offset)).outputs]
    tombstones = [output for output in outputs if output.value is None]
    assert tombstones[0].topic == "dedupe.state"
    assert tombstones[0].key == b"a0"


BAD = {
    "no JSON": b"\x00\xff\x00",
    "a value that is missing": None,
    "a list": b"[]",
    "deep nesting": b"[" * 100_000,
    "deep nesting in a field": b'{"article_id":"a","text":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "the wrong shape": orjson.dumps({"schema": 1, "article_id": 7}),
    "an unknown schema": orjson.dumps({"schema": 2, "article_id": "a"}),
    "a time outside the calendar": orjson.dumps({"article_id": "a", "published": "0001-01-01T00:00:00+14:00"}),
    "an id that is too long to remember": orjson.dumps({"article_id": "a" * 70_000}),
    "a URL that is too long to remember": orjson.dumps({"article_id": "a", "url": "https://a.example/" + "x" * 70_000}),
    "no id": orjson.dumps({"schema": 1}),
}


def test_poison_is_a_dead_letter_and_the_next_message_is_processed() -> None:
    """Each kind of it is told in one line."""
    stage = Dedupe()
    for offset, (kind, value) in enumerate(BAD.items()):
        verdict = stage(incoming(value, offset))
        assert isinstance(verdict, DeadLettered), kind
        assert "\n" not in verdict.error
    assert topics(stage(incoming(article("a"), 99))) == ["articles.unique", "dedupe.state"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


ID = {"article_id": st.text(min_size=1) | JSON}
TIMES = st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-02-30", "1700000000"])
REST = dict.fromkeys(Article.model_fields.keys() - ID.keys(), JSON)
FIELDS = REST | {"published": TIMES, "fetched": TIMES, "url": st.text()}


@settings(deadline=None)
@given(st.binary(max_size=200) | st.fixed_dictionaries(ID, optional=FIELDS))
def test_no_message_is_fatal(value: bytes | dict[str, Any]) -> None:
    """Whatever comes, there is a verdict on it."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    assert isinstance(Dedupe()(incoming(data)), Emitted | DeadLettered)
