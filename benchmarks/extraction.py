"""Articles a second on one core: the extractor beside plain spaCy, which only parses and has no events to show for it.

Conflict articles are those of `evaluation/open` that tell of an event, joined to about 3 kB. Mixed input is nine in ten
articles of as many words about other things (the training lines of "none", joined) and one in ten about conflict.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.row import Row, rate
from pipeline.contract import Article
from pipeline.evaluation.dataset import load
from pipeline.extraction import RuleExtractor
from pipeline.extraction.syntax import english_model
from training.expand import corpus

_LENGTH: Final = 3000
"""Characters."""
_LINES: Final = 40
"""Lines of "none" in an article: about as long as a conflict article."""
_ARTICLES: Final = 60
_NOW: Final = datetime(2024, 1, 1, tzinfo=UTC)


def rows() -> Iterator[Row]:
    """Give the rates for conflict and for mixed input, in one run with the peer."""
    extractor, peer = RuleExtractor("conflict"), english_model().load()
    for what, articles in (("conflict articles", _conflict()), ("mixed articles", _mixed())):
        ours = rate(lambda articles=articles: _extract(extractor, articles))  # type: ignore[misc]
        theirs = rate(lambda articles=articles: _parse(peer, articles))  # type: ignore[misc]
        yield Row(f"{what} of {_LENGTH // 1000} kB on one core", "articles/s", ours, "spaCy, full pipeline", theirs)


def _extract(extractor: RuleExtractor, articles: Sequence[Article]) -> int:
    for article in articles:
        extractor.extract(article, now=_NOW)
    return len(articles)


def _parse(nlp: Any, articles: Sequence[Article]) -> int:
    return sum(1 for _ in nlp.pipe(f"{a.title}\n\n{a.text}" for a in articles))


def _conflict() -> list[Article]:
    items = load(Path("evaluation/open"))
    told = [i.article for i in items if i.kind == "article" and any(e.counts for e in i.events)]
    return list(_joined([(a.title, a.text, a.published) for a in told]))[:_ARTICLES]


def _joined(parts: list[tuple[str, str, datetime | None]]) -> Iterator[Article]:
    """Join articles until they are long enough; the first one's title and time are the whole's."""
    text, first = "", parts[0]
    for n, part in enumerate(parts):
        first, text = (first, f"{text}\n\n{part[1]}") if text else (part, part[1])
        if len(text) >= _LENGTH:
            yield Article(article_id=f"bench-{n}", title=first[0], text=text[:_LENGTH], published=first[2])
            text = ""


def _mixed() -> list[Article]:
    lines = [text for text, label in corpus() if label == "none"]
    paragraphs = ["\n\n".join(lines[n : n + _LINES]) for n in range(0, len(lines), _LINES)]
    others = [
        Article(article_id=f"other-{n}", title=lines[n], text=p[:_LENGTH], published=_NOW)
        for n, p in enumerate(paragraphs)
    ]
    conflict = _conflict()
    return [*others[:54], *conflict[:6]]
