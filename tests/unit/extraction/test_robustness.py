"""The extractor takes any input: it never raises, its spans are slices, and the same article gives the same bytes."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.contract import Article, encode
from pipeline.extraction import RuleExtractor

NOW = datetime(2024, 1, 1, tzinfo=UTC)
_PIECES = (
    "gunmen killed", "12 soldiers", "in Kabul", "on Tuesday", "a bomb exploded", ", killing", "and wounding",
    "police said", "the army", "were killed", "protesters", "clashed with", "\n\n", ". ", "“", '"', "—", " dead", "who",
    "that", "'s", "at least", "(", ")", "U.S.", "Read more: x", "KILLED", "\u0663", "日本", "\u200b", "🙂",
    "since 2020",
    "by", "of", "the",
    "взрыв в Киеве", "قتل ثلاثة في بغداد", "ระเบิด", "विस्फोट", "סבב", "İstanbul", "e\u0301", "\u202e",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=30).map(" ".join)


@given(title=_texts, text=_texts, dated=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_slices_and_no_error(extractor: RuleExtractor, title: str, text: str, dated: bool) -> None:
    """Whatever the text, nothing is raised and each span is what stands at its offsets."""
    article = Article(article_id="f", title=title, text=text, published=NOW if dated else None)
    fields = {"title": title, "text": text}
    extraction = extractor.extract(article, now=NOW)
    assert all(fields[s["field"]][s["start"] : s["end"]] == s["text"] for s in _spans(orjson.loads(encode(extraction))))


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    """Give every object with a text and its offsets, wherever it stands."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and value.get("text") is not None and {"field", "start", "end"} <= set(value):
        yield value
    for one in inner:
        yield from _spans(one)


def test_the_same_article_gives_the_same_bytes(extractor: RuleExtractor) -> None:
    """Nothing is remembered from one article to the next."""
    article = Article(article_id="a", text="Two bombs killed nine people in Kabul and Herat on Monday, police said.")
    other = Article(article_id="b", text="Rebels seized the town of Goma. They killed five soldiers.")
    first = encode(extractor.extract(article, now=NOW))
    extractor.extract(other, now=NOW)
    assert encode(extractor.extract(article, now=NOW)) == first


def test_an_article_of_old_wire_in_capitals_is_read(extractor: RuleExtractor) -> None:
    """Case is restored, offsets and words stay the article's own."""
    text = "GUNMEN KILLED FOUR POLICEMEN IN LIMA ON MONDAY, THE ARMY REPORTED."
    (event,) = [e for e in extractor.extract(Article(article_id="c", text=text), now=NOW).events if e.event_type]
    assert event.trigger.text == "KILLED"
    assert event.fatalities is not None
    assert event.fatalities.best == 4
    assert event.location is not None
    assert event.location.text == "LIMA"


def test_empty_articles_give_nothing(extractor: RuleExtractor) -> None:
    """Neither events nor places come of an article without words."""
    extraction = extractor.extract(Article(article_id="e"), now=NOW)
    assert (extraction.events, extraction.places) == ((), ())


@pytest.mark.slow
@given(title=_texts, text=_texts, dated=st.booleans())
@settings(max_examples=int(os.environ.get("FUZZ", "500")), deadline=None, suppress_health_check=list(HealthCheck))
def test_many_texts_raise_nothing(extractor: RuleExtractor, title: str, text: str, dated: bool) -> None:
    """The same at length; `make fuzz` does it ten thousand times."""
    article = Article(article_id="f", title=title, text=text, published=NOW if dated else None)
    extractor.extract(article, now=NOW)
