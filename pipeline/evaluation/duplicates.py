"""How well near-copies are told from what only looks like them: `python -m pipeline.evaluation.duplicates`.

Every article of the open sets is the original of one edited article for each edit; all originals are remembered when
it comes, so that it can be taken for a copy of another. Then the hand-written pairs of one template, and the
articles that tell of the same incidents.
"""

import random
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipeline.contract import Article
from pipeline.contract.ids import content_hash
from pipeline.dedupe import Memory, decide
from pipeline.evaluation import items, stories
from pipeline.evaluation.edits import EDITS, Edit, Lists
from pipeline.evaluation.intervals import wilson
from pipeline.evaluation.markdown import replaced

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs/accuracy-duplicates.md"
_FEWEST: Final = 25
"""Words of an original."""
_ARTICLE: Final = 80
"""Words from which on it is an article, below it a short item."""
_SEED: Final = 2023
_DAY: Final = datetime(2024, 3, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figure:
    """Of `count` articles of a kind `merged` were taken for copies of their original."""

    kind: str
    is_copy: bool
    count: int
    merged: int


def originals(folder: Path) -> list[Article]:
    """Give the articles of the open set, in the order of their files."""
    articles = [item.article for file in sorted((folder / "open").glob("*.toml")) for item in items.read(file)]
    return [_article(one.article_id, one.title, one.text) for one in articles if len(one.text.split()) >= _FEWEST]


def _article(name: str, title: str, text: str, published: datetime = _DAY) -> Article:
    return Article(article_id=name, title=title, text=text, published=published)


def _remembered(articles: Iterable[Article]) -> Memory:
    memory = Memory()
    for offset, article in enumerate(articles):
        if (state := decide(memory, article, offset).state) is not None:
            memory.remember(state)
    return memory


def edited(folder: Path) -> Iterator[Figure]:
    """Give a figure for each edit, of articles and of short items."""
    lists, articles = Lists(folder / "duplicates"), originals(folder)
    memory = _remembered(articles)
    for edit in EDITS:
        for what, short in (("articles", False), ("short items", True)):
            of_kind = [one for one in articles if (len(one.text.split()) < _ARTICLE) == short]
            yield _figure(f"{edit.name}, {what}", edit, memory, of_kind, lists)


def _figure(kind: str, edit: Edit, memory: Memory, articles: Sequence[Article], lists: Lists) -> Figure:
    made = [(one, edit.make(one, random.Random(f"{_SEED} {edit.name} {one.article_id}"), lists)) for one in articles]  # noqa: S311
    pairs = [(one, copy) for one, copy in made if copy is not None]
    return Figure(kind, edit.is_copy, len(pairs), sum(_is_merged(memory, *pair) for pair in pairs))


def _is_merged(memory: Memory, original: Article, other: Article) -> bool:
    hashed = content_hash(other.title, other.text)
    other = other.model_copy(update={"article_id": f"{original.article_id}-copy", "content_hash": hashed})
    return decide(memory, other, 1_000_000).version.original_id == original.article_id


def templates(folder: Path) -> Figure:
    """Give the figure of the pairs of one template."""
    pairs = [(_article("one", *pair["one"]), _article("other", *pair["other"])) for pair in _pairs(folder)]
    merged = sum(_is_merged(_remembered([one]), one, other) for one, other in pairs)
    return Figure("one template, another incident or update", False, len(pairs), merged)


def _pairs(folder: Path) -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = tomllib.loads((folder / "duplicates/templates.toml").read_text("utf-8"))["pair"]
    return pairs


def told(folder: Path) -> Iterator[Figure]:
    """Give the figures of the articles that tell of the same incidents, in the order of their appearance."""
    rows = stories.load(folder / "incidents").articles
    memory, merged = Memory(), dict[str, str]()
    for offset, row in enumerate(rows):
        decision = decide(memory, _article(row.id, row.title, row.text, row.published), offset)
        if decision.state:
            memory.remember(decision.state)
        if decision.version.original_id:
            merged[row.id] = decision.version.original_id
    copies = {row.id for row in rows if row.copy_of}
    yield Figure(
        "another paper's own words on the same incident", False, len(rows) - len(copies), len(merged.keys() - copies)
    )
    yield Figure("agency copies among them, edited by hand", True, len(copies), len(merged.keys() & copies))


def figures(folder: Path) -> list[Figure]:
    """Give all figures."""
    return [row for row in (*edited(folder), templates(folder), *told(folder)) if row.count]


def table(rows: Iterable[Figure]) -> str:
    """Give the figures as a table in Markdown."""
    head = "| what comes | is a copy | n | taken for one | share | 95 % |\n|---|---|---|---|---|---|\n"
    return head + "".join(map(_line, rows))


def _line(row: Figure) -> str:
    low, high = wilson(row.merged, row.count)
    share = row.merged / row.count if row.count else 0.0
    is_copy = "yes" if row.is_copy else "no"
    return f"| {row.kind} | {is_copy} | {row.count} | {row.merged} | {share:.3f} | {low:.3f}–{high:.3f} |\n"


def summary(rows: Sequence[Figure]) -> str:
    """Give precision and recall over all rows."""
    right = sum(row.merged for row in rows if row.is_copy)
    wrong = sum(row.merged for row in rows if not row.is_copy)
    copies = sum(row.count for row in rows if row.is_copy)
    shares = f"Precision {right / (right + wrong):.3f}, recall {right / copies:.3f}"
    return f"{shares}: {right} copies found of {copies}, {wrong} others taken for one.\n"


def main(arguments: Sequence[str]) -> None:
    """Print the figures; with `--markdown` write them between the marks of their page."""
    rows = figures(ROOT / "evaluation")
    text = f"{table(rows)}\n{summary(rows)}"
    if "--markdown" in arguments:
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), "figures", text, PAGE), "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
