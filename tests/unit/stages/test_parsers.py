"""Extractors in processes of their own: what one article does to its parser costs no other article."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.contract import Article, Receipt, decode, encode
from pipeline.errors import WrongUsage
from pipeline.stages import parsers as module
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Verdict
from pipeline.stages.parsers import Parsers

FAKE = "fake_extractor:FakeExtractor"


def incoming(title: str) -> Incoming:
    """Give an article."""
    return Incoming("articles.unique", 0, 0, b"a", encode(Article(article_id="a", title=title)))


@contextmanager
def opened(parsers: Parsers, run: asyncio.Runner) -> Iterator[Parsers]:
    """Give parsers that have loaded their extractor."""
    try:
        run.run(parsers.open())
        yield parsers
    finally:
        run.run(parsers.close())


def outcome(verdict: Verdict) -> tuple[type[Verdict], str | None]:
    """Give the kind of a verdict and the outcome on its receipt."""
    return type(verdict), decode(Receipt, verdict.receipt.value).outcome if verdict.receipt else None


@pytest.mark.slow
def test_poison_kills_only_its_own_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hanging, dying and raising are each tried twice and given up; the others of the batch have their events."""
    monkeypatch.setattr(module, "deadline", lambda _: 1.0)
    titles = ["2 events", "raise", "die 0", "1 events", "die 1", "hang", "Weather", "3 events"]
    with asyncio.Runner() as run, opened(Parsers(FAKE, "conflict", 2), run) as parsers:
        noted: list[None] = []
        verdicts = run.run(parsers.extract([incoming(title) for title in titles], lambda: noted.append(None)))
        assert len(noted) == len(titles)
        assert parsers.name == "fake/1"
    good, dead = (Emitted, "events"), (DeadLettered, "dead")
    assert [outcome(verdict) for verdict in verdicts] == [good, dead, dead, good, dead, dead, (Emitted, "empty"), good]
    errors = [verdict.error for verdict in verdicts if isinstance(verdict, DeadLettered)]
    assert errors == [
        "fake/1 raised KeyError: 'raise'",
        "ended with status 0",
        "ended with status 1",
        "no answer within 1 s",
    ]


@pytest.mark.slow
def test_an_extractor_that_cannot_be_loaded_is_no_articles_fault() -> None:
    """It is told before the first article is taken."""
    parsers = Parsers("fake_extractor:broken", "conflict", 1)
    with asyncio.Runner() as run, pytest.raises(RuntimeError, match="its model is missing"), opened(parsers, run):
        pass


@pytest.mark.slow
def test_an_extractor_that_is_not_installed_is_wrong_usage() -> None:
    """The error names those that are."""
    with asyncio.Runner() as run, pytest.raises(WrongUsage, match="rules"), opened(Parsers("rulez", "all", 1), run):
        pass
