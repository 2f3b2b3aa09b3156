"""A replay from its paths to its end; where articles go and how the progress looks is the caller's."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from pipeline.contract import Article
from pipeline.feeds.parse import Fault
from pipeline.replay.manifest import Manifests
from pipeline.replay.pace import scheduled
from pipeline.replay.sources import Parser, Source, articles, files

Send = Callable[[Article], None]
Sleep = Callable[[float], None]


class Display(Protocol):
    """What a person sees of a replay."""

    def begin(self, what: str, total: int) -> None:
        """Begin a round of so many files (`reading`, or `replaying`) or articles (`replaying` at a pace)."""

    def advance(self, name: str, number: int) -> None:
        """Tell that a file is done, or an article at a pace, and how many articles it gave."""

    def fault(self, fault: Fault) -> None:
        """Name what is bad."""

    def waiting(self, seconds: float, article: Article) -> None:
        """Tell which article is due next, and in how many seconds."""


def play(paths: Iterable[Path], parser: Parser, send: Send, display: Display) -> None:
    """Send everything at once, file after file, in constant memory."""
    found, manifests = _sources(paths, display), Manifests()
    display.begin("replaying", len(found))
    for source in found:
        count = 0
        for article in _articles(source, parser, manifests, display):
            send(article)
            count += 1
        display.advance(source.name, count)


def play_paced(
    paths: Iterable[Path], parser: Parser, send: Send, display: Display, factor: float, sleep: Sleep = time.sleep
) -> None:
    """Read everything, then send it in the order of publication, with the gaps between divided by `factor`."""
    found, manifests = _sources(paths, display), Manifests()
    read = [article for source in found for article in _articles(source, parser, manifests, display)]
    display.begin("replaying", len(read))
    start = time.monotonic()
    for due, article in scheduled(read, factor):
        if (seconds := start + due - time.monotonic()) > 0:
            display.waiting(seconds, article)
            sleep(seconds)
        send(article)
        display.advance(article.title, 1)


def _sources(paths: Iterable[Path], display: Display) -> list[Source]:
    found: list[Source] = []
    for item in files(paths):
        if isinstance(item, Fault):
            display.fault(item)
        else:
            found.append(item)
    return found


def _articles(source: Source, parser: Parser, manifests: Manifests, display: Display) -> Iterator[Article]:
    for item in articles(source, parser, manifests):
        if isinstance(item, Fault):
            display.fault(item)
        else:
            yield item
