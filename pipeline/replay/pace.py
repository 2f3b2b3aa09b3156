"""When each article of a replay is due: the times of publication, made faster."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import itemgetter
from typing import Final

from pipeline.contract import Article
from pipeline.errors import WrongUsage

_SPEED: Final = re.compile(r"(\d+(?:\.\d+)?)x")


def speed(text: str) -> float | None:
    """Read `1x`, `10x`, `86400x` as a factor, `max` as None; WrongUsage for all else."""
    if text == "max":
        return None
    found = _SPEED.fullmatch(text)
    if not found or not float(found[1]):
        raise WrongUsage(f"--speed {text}: give 1x, 10x, any other factor such as 3600x (an hour a second), or max")
    return float(found[1])


def scheduled(articles: Iterable[Article], factor: float) -> Iterator[tuple[float, Article]]:
    """Give the articles in the order of their publication, each with the seconds after the start at which it is due.

    One without a time comes with the one before it.
    """
    dated = list(_dated(articles))
    first = min((time for time, _ in dated if time is not None), default=None)
    if first is None:
        yield from ((0.0, article) for _, article in dated)
        return
    for time, article in sorted(((time or first, article) for time, article in dated), key=itemgetter(0)):
        yield (time - first).total_seconds() / factor, article


def _dated(articles: Iterable[Article]) -> Iterator[tuple[datetime | None, Article]]:
    time: datetime | None = None
    for article in articles:
        time = article.published or time
        yield time, article
