"""A dump of many reports in one article costs its parser seconds, not minutes."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from types import FrameType
from typing import Any

from pipeline.contract import Article
from pipeline.extraction import lexicons
from pipeline.extraction.document import document
from pipeline.extraction.readings import MOST_READ, Sentences, scan, with_trigger
from pipeline.extraction.syntax import Tree
from pipeline.gazetteer.place import Place

SENTENCE = "Gunmen attacked a village near Gao on Monday, killing four people, police said. "


def test_only_so_many_sentences_are_parsed() -> None:
    """The first ones with a trigger."""
    article = Article(article_id="a", text=SENTENCE * (MOST_READ + 50), published=datetime(2024, 3, 5, tzinfo=UTC))
    doc = document(article)
    found = with_trigger(scan(doc, lexicons.general()), doc.sentences)
    assert found == sorted(found)
    assert len(found) == MOST_READ


def test_an_article_twice_as_long_takes_twice_the_steps() -> None:
    """Its places are given to its sentences in so many lines of code for each."""
    short, long = (_steps_of_sentences(number) for number in (400, 800))
    assert long < 2.2 * short


def _steps_of_sentences(number: int) -> int:
    text = SENTENCE * number
    doc = document(Article(article_id="a", text=text))
    places = [_gao(at * len(SENTENCE) + SENTENCE.index("Gao")) for at in range(number)]
    return _steps(lambda: Sentences(doc, {}, places, _no_trees).places(number - 1))


def _gao(start: int) -> Place:
    return Place("Gao", "text", start, start + 3, "Gao", "city", country="MLI")


def _no_trees(sentences: Iterable[str]) -> Iterator[Tree]:
    return iter(())


def _steps(work: Callable[[], object]) -> int:
    """Count the lines of code that run."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
