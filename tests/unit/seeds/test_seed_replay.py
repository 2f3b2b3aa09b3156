"""What a replay and dedupe make of the seeds is what the manifest says: articles, faults, times, copies, revisions."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from pipeline.contract import Article
from pipeline.dedupe import Memory, decide
from pipeline.feeds.parse import Fault
from pipeline.feeds.worker import Parsers
from pipeline.replay.manifest import Manifests
from pipeline.replay.sources import Source, articles, files

SEEDS: Final = Path(__file__).parents[3] / "seeds"
Table = dict[str, Any]


def _tables(path: Path, name: str) -> list[Table]:
    tables: list[Table] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    return tables


FILES: Final = _tables(SEEDS / "manifest.toml", "file")
EXPECTED: Final = [article for path in sorted(SEEDS.glob("expected/*.toml")) for article in _tables(path, "article")]
DOUBTED: Final = frozenset({"kst-0609-3", "https://kestrel.example/m/kherson-4431"})
"""Copies with another headline and a line in other words: dedupe doubts them, and doubt means extraction."""


@pytest.fixture(scope="module")
def replayed() -> dict[str, list[Article | Fault]]:
    """What each file gives, as `frontwire replay seeds/` reads it."""
    manifests, given = Manifests(), {}
    with Parsers() as parsers:
        for source in files([SEEDS]):
            assert isinstance(source, Source)
            given[source.path.relative_to(SEEDS).as_posix()] = list(articles(source, parsers, manifests))
    return given


def _articles(given: list[Article | Fault]) -> list[Article]:
    return [one for one in given if isinstance(one, Article)]


def test_the_replay_takes_the_listed_files_in_order(replayed: dict[str, list[Article | Fault]]) -> None:
    """No file is passed over, none is taken that is not meant."""
    assert list(replayed) == [file["path"] for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_a_file_gives_its_articles_and_faults(replayed: dict[str, list[Article | Fault]], file: Table) -> None:
    """As many articles as the manifest says, and each bad line, entry or file is named."""
    given = replayed[file["path"]]
    named = [one.where.rpartition(", ")[2] for one in given if isinstance(one, Fault)]
    assert len(_articles(given)) == file["articles"]
    expected = ["file" if bad["where"] == "file" else bad["where"] for bad in file.get("bad", ())]
    assert ["file" if where.endswith(file["path"]) else where for where in named] == expected


def test_articles_have_the_title_time_and_words_that_are_expected(
    replayed: dict[str, list[Article | Fault]],
) -> None:
    """Titles and times are read right, what an event rests on is in the article, page furniture is not."""
    wrong = []
    by_file: dict[str, list[Table]] = defaultdict(list)
    for one in EXPECTED:
        by_file[one["file"]].append(one)
    metadata = {file["path"]: file.get("metadata", {}) for file in FILES}
    for path, expected in by_file.items():
        for article, one in zip(_articles(replayed[path]), expected, strict=True):
            text = " ".join(f"{article.title} {article.text}".split()).casefold()
            words = [event["words"] for event in one.get("events", ())]
            if (
                article.title != one.get("title", article.title)
                or article.published != one.get("published", metadata[path].get("published"))
                or any(" ".join(w.split()).casefold() not in text for w in words)
            ):
                wrong.append((path, one["key"]))
    assert wrong == []


def test_dedupe_decides_as_is_expected(replayed: dict[str, list[Article | Fault]]) -> None:
    """Copies, repeats and revisions of the whole folder, in the order of one replay."""
    memory, offset, wrong = Memory(), 0, []
    expected = {(path, n): one for path, n, one in _numbered()}
    for path, given in replayed.items():
        for n, article in enumerate(_articles(given)):
            decision = decide(memory, article, offset)
            offset += 1
            if decision.state:
                memory.remember(decision.state)
            one = expected[path, n]
            reason = None if one["key"] in DOUBTED else one.get("reason")
            revision = None if reason else one.get("revision", 1)
            if (decision.version.reason, decision.version.revision) != (reason, revision):
                wrong.append((path, one["key"], decision.version.reason, decision.version.revision))
    assert wrong == []


def _numbered() -> Iterator[tuple[str, int, Table]]:
    seen: dict[str, int] = defaultdict(int)
    for one in EXPECTED:
        yield one["file"], seen[one["file"]], one
        seen[one["file"]] += 1
