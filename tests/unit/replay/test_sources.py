"""Which files a replay takes, and what each gives."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.contract import Article
from pipeline.feeds import parse, rows
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import Fault, Parsed
from pipeline.replay.manifest import Manifests
from pipeline.replay.play import play, play_paced
from pipeline.replay.sources import Source, articles, files

LINE = b'{"article_id": "a-1", "title": "T", "text": "x"}\n'


class InPlace:
    """Parses in this process."""

    def document(self, data: bytes, origin: Origin) -> Parsed:
        """Do what the pure function does."""
        return parse.document(data, origin)


class Seen:
    """Remembers what a display was told."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.advanced: list[tuple[str, int]] = []
        self.waits: list[tuple[float, str]] = []

    def begin(self, what: str, total: int) -> None:
        """Pass over."""

    def advance(self, name: str, number: int) -> None:
        """Remember what is done."""
        self.advanced.append((Path(name).name, number))

    def fault(self, fault: Fault) -> None:
        """Remember what is bad."""
        self.faults.append(fault)

    def waiting(self, seconds: float, article: Article) -> None:
        """Remember the wait."""
        self.waits.append((seconds, article.title))


def read(path: Path) -> list[Article | Fault]:
    """Give what a file holds."""
    return list(articles(Source(path, path.name), InPlace(), Manifests()))


def written(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and the folders that it is in."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_gives_its_known_files_in_order(tmp_path: Path) -> None:
    """Sorted by path, without hidden files and files of other kinds; what does not exist is named."""
    for name in (
        "b/2.txt",
        "b/1.rss",
        "a.jsonl.gz",
        "manifest.toml",
        "README.md",
        ".hidden/x.txt",
        "b/.x.txt",
        "p.png",
    ):
        written(tmp_path, name, b"x")
    found = list(files([tmp_path, tmp_path / "none", tmp_path / "p.png"]))
    names = [str(Path(one.name).relative_to(tmp_path)) for one in found if isinstance(one, Source)]
    assert names == ["a.jsonl.gz", "b/1.rss", "b/2.txt", "p.png"]
    assert [one.where for one in found if isinstance(one, Fault)] == [str(tmp_path / "none")]


def test_lines_are_had_up_to_a_broken_gzip(tmp_path: Path) -> None:
    """What was read before the break is good, the file is named."""
    data = gzip.compress(LINE * 20_000, mtime=0)
    found = read(written(tmp_path, "a.jsonl.gz", data[:-20]))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Fault)
    assert "gzip is broken" in found[-1].reason


def test_a_bomb_of_one_line_is_not_unfolded(tmp_path: Path) -> None:
    """The line is named as too long, in bounded memory, and the next one is read."""
    bomb = gzip.compress(b" " * (rows.LONGEST_LINE + 100) + b"\n" + LINE)
    found = read(written(tmp_path, "a.jsonl.gz", bomb))
    assert isinstance(found[0], Fault)
    assert (found[0].where, "longer than" in found[0].reason) == ("a.jsonl.gz, line 1", True)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.rss", b"<!doctype html><html>", "HTML page"),
        ("a.rss", b"<rss version='2.0'><channel></channel></rss>", "no article in it"),
        ("a.json", b"[]", "no article in it"),
        ("a.txt", b"Title\n" + b"x" * 15_000_000, "larger than 15 MB"),
    ],
)
def test_a_file_without_articles_is_named(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """One fault, with the file's name and the reason."""
    (found,) = read(written(tmp_path, name, data))
    assert isinstance(found, Fault)
    assert found.where == name
    assert says in found.reason


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The system's reason stands in the fault."""
    written(tmp_path, "a.txt", b"x").unlink()
    (found,) = read(tmp_path / "a.txt")
    assert isinstance(found, Fault)
    assert "cannot be read: No such file" in found.reason


def test_a_manifest_fills_what_a_file_leaves_open(tmp_path: Path) -> None:
    """It gives a text its time and source, and never replaces what a file says."""
    written(
        tmp_path,
        "manifest.toml",
        b'[[file]]\npath = "texts/a.txt"\nmetadata.published = 2023-09-19T12:00:00Z\n'
        b'metadata.source = "Courier"\nmetadata.title = "No"\n'
        b'[[file]]\npath = "b.txt"\n',
    )
    (article,) = read(written(tmp_path, "texts/a.txt", b"Title\nText."))
    assert isinstance(article, Article)
    assert (article.published, article.source) == (datetime(2023, 9, 19, 12, tzinfo=UTC), "Courier")
    assert (article.title, article.fetched) == ("Title", None)
    (other,) = read(written(tmp_path, "texts/c.txt", b"Title\nText."))
    assert isinstance(other, Article)
    assert other.published is None


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (b"[[file", "no manifest"),
        (b"file = 3", "no manifest"),
        (b"[[file]]\nmetadata = {}", "no manifest"),
        (b'[[file]]\npath = "a.txt"\nmetadata = {published = 7}', "metadata in manifest.toml: published"),
    ],
)
def test_a_bad_manifest_is_named(tmp_path: Path, manifest: bytes, says: str) -> None:
    """The reason stands beside the file that needed it."""
    written(tmp_path, "manifest.toml", manifest)
    found = read(written(tmp_path, "a.txt", b"Title\nText."))
    assert isinstance(found[0], Fault)
    assert says in found[0].reason


def test_a_replay_sends_what_is_good_and_names_what_is_bad(tmp_path: Path) -> None:
    """File after file, in order; bad lines do not end a file, bad files do not end the replay."""
    written(tmp_path, "1.jsonl", LINE + b"{\n" + LINE)
    written(tmp_path, "2.rss", b"nonsense")
    written(tmp_path, "3.txt", b"Title\nText.")
    sent: list[Article] = []
    seen = Seen()
    play([tmp_path], InPlace(), sent.append, seen)
    assert [article.title for article in sent] == ["T", "T", "Title"]
    assert seen.advanced == [("1.jsonl", 2), ("2.rss", 0), ("3.txt", 1)]
    assert [Path(fault.where).name for fault in seen.faults] == ["1.jsonl, line 2", "2.rss"]


def test_a_replay_at_a_pace_waits_between_articles(tmp_path: Path) -> None:
    """The times of publication decide, not those of the files."""
    written(tmp_path, "1.jsonl", b'{"title": "later", "published": "2023-09-19T05:00:00Z"}\n')
    written(tmp_path, "2.jsonl", b'{"title": "first", "published": "2023-09-19T04:00:00Z"}\n')
    sent: list[Article] = []
    slept: list[float] = []
    seen = Seen()
    play_paced([tmp_path], InPlace(), sent.append, seen, 60, slept.append)
    assert [article.title for article in sent] == ["first", "later"]
    assert [round(seconds) for seconds in slept] == [60]
    assert [title for _, title in seen.waits] == ["later"]
