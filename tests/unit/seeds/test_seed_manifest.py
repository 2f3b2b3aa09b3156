"""The manifest of the test feed is whole, keeps to the code lists and rests on words of the seeds themselves.

What Frontwire makes of the seeds is tested elsewhere; nothing here runs any of it.
"""

import gzip
import hashlib
import html
import json
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from pipeline.contract.event import Actor, Attribution, Location
from pipeline.contract.vocabulary import SUB_EVENTS, Extent, Realis

SEEDS: Final = Path(__file__).parents[3] / "seeds"
USERS_ARTICLE: Final = "000_0de00e5ba888a785.txt"
USERS_ARTICLE_SHA256: Final = "2c6b146a922095ed62335316d39eb4588454b369bf4aee4897416308ace22218"

FORMATS: Final = {
    *("rss-0.91", "rss-0.92", "rss-1.0", "rss-2.0", "atom-1.0", "json-feed-1.1"),
    *("html", "json", "jsonl", "jsonl.gz", "text"),
}
FILE_KEYS: Final = {"path", "format", "about", "articles", "bad", "metadata"}
ARTICLE_KEYS: Final = {
    *("file", "key", "title", "published", "language", "duplicate_of", "reason", "revision"),
    *("events", "not_actual", "absent", "note"),
}
EVENT_KEYS: Final = {
    *("event_type", "sub_event_type", "also", "optional", "extent", "country", "place", "precision"),
    *("date", "until", "ongoing", "fatalities", "actors", "attribution", "words"),
}
REASONS: Final = {"repeat", "url", "content", "near"}

Table = dict[str, Any]


def _tables(path: Path, name: str) -> list[Table]:
    tables: list[Table] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    return tables


FILES: Final = _tables(SEEDS / "manifest.toml", "file")
ARTICLES: Final = [article for path in sorted(SEEDS.glob("expected/*.toml")) for article in _tables(path, "article")]
NEW: Final = [article for article in ARTICLES if "duplicate_of" not in article]
EVENTS: Final = [(article, event) for article in NEW for event in article["events"]]


def _name(article: Table) -> str:
    return f"{article['key']} (revision {article.get('revision', 1)})"


def _decoded(path: Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for encoding in ("utf-16",) if data.startswith(b"\xff\xfe") else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _strings(value: Any) -> Iterator[str]:
    """Give every text within parsed JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _json_text(text: str, path: str) -> str:
    rows = [text] if path.endswith(".json") else text.splitlines()
    values = []
    for row in rows:
        try:
            values.append(json.loads(row))
        except (ValueError, RecursionError):
            continue
    return "\n".join(_strings(values))


def _words_of(path: str) -> str:
    """Give what a person can read in a file, near enough to look words up: no escapes, single spaces."""
    text = _decoded(SEEDS / path)
    if ".json" in path:
        text = _json_text(text, path)
    return " ".join(html.unescape(html.unescape(text)).split()).casefold()


def _published(article: Table) -> datetime | None:
    metadata = next(file.get("metadata", {}) for file in FILES if file["path"] == article["file"])
    time: datetime | None = article.get("published", metadata.get("published"))
    return time


def _unknown(table: Table, known: set[str]) -> set[str]:
    return table.keys() - known


def test_every_file_is_listed_in_the_order_of_names() -> None:
    """A file that nobody described, or that is gone, is found."""
    own = {SEEDS / name for name in ("README.md", "manifest.toml", ".gitattributes")}
    there = [path for path in SEEDS.rglob("*") if path.is_file() and path not in own and path.parent.name != "expected"]
    assert [file["path"] for file in FILES] == sorted(path.relative_to(SEEDS).as_posix() for path in there)


def test_the_seeds_are_small_enough_for_a_repository() -> None:
    """Each file is below 100 kB and the folder below 2 MB."""
    sizes = {path: path.stat().st_size for path in SEEDS.rglob("*") if path.is_file()}
    assert max(sizes.values()) < 100_000
    assert sum(sizes.values()) < 2_000_000


def test_the_users_article_is_as_it_was_given() -> None:
    """Not one byte of it may change."""
    assert hashlib.sha256((SEEDS / USERS_ARTICLE).read_bytes()).hexdigest() == USERS_ARTICLE_SHA256


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_a_file_is_described(file: Table) -> None:
    """It has a known format and a purpose, and whatever gives no article says what is bad."""
    assert not _unknown(file, FILE_KEYS)
    assert file["format"] in FORMATS
    assert file["about"]
    assert file["articles"] or file["bad"]
    assert all(fault.keys() == {"where", "reason"} for fault in file.get("bad", ()))
    assert all(re.fullmatch(r"file|(line|entry) \d+", fault["where"]) for fault in file.get("bad", ()))
    assert not _unknown(file.get("metadata", {}), {"published", "source", "url"})


def test_each_article_that_a_file_gives_is_expected() -> None:
    """The counts of the manifest are those of the expectations."""
    expected = Counter(article["file"] for article in ARTICLES)
    assert {file["path"]: file["articles"] for file in FILES if file["articles"]} == dict(expected)


@pytest.mark.parametrize("article", ARTICLES, ids=_name)
def test_an_article_says_what_becomes_of_it(article: Table) -> None:
    """It is new with events, be they none, or a copy with a reason; and a time that is missing is explained."""
    assert not _unknown(article, ARTICLE_KEYS)
    assert ("events" in article) != ("duplicate_of" in article)
    assert article.get("reason") in (REASONS if "duplicate_of" in article else {None})
    assert _published(article) or "note" in article


def test_new_articles_have_keys_of_their_own() -> None:
    """Only revisions share a key, and they count on from two."""
    revisions: dict[str, list[int]] = {}
    for article in NEW:
        revisions.setdefault(article["key"], []).append(article.get("revision", 1))
    assert all(numbers == list(range(1, 1 + len(numbers))) for numbers in revisions.values())


def test_a_copy_comes_after_its_original() -> None:
    """In the order of files and in time, so that a replay of either order takes the same one for the copy."""
    originals = {article["key"]: article for article in NEW if "revision" not in article}
    for copy in (article for article in ARTICLES if "duplicate_of" in article):
        original = originals[copy["duplicate_of"]]
        assert original["file"] < copy["file"]
        assert original["published"] <= copy["published"]


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=lambda value: value.get("key", value.get("words", "")))
def test_an_event_keeps_to_the_code_lists(article: Table, event: Table) -> None:
    """Types, roles, statuses and countries are the contract's; low, best and high are in order."""
    assert not _unknown(event, EVENT_KEYS)
    sub_types = {sub_type for sub_types in SUB_EVENTS.values() for sub_type in sub_types}
    assert event["sub_event_type"] in SUB_EVENTS[event["event_type"]]
    assert set(event.get("also", ())) <= sub_types - {event["sub_event_type"]}
    assert event.get("extent", "single") in get_args(Extent)
    assert event.get("precision", "place") in _choices(Location, "precision")
    assert re.fullmatch("[A-Z]{3}", event["country"])
    assert all(_is_actor(actor) for actor in event["actors"])
    assert all(entry["status"] in _choices(Attribution, "status") for entry in event.get("attribution", ()))
    toll = event.get("fatalities", {})
    known = [toll[bound] for bound in ("low", "best", "high") if bound in toll]
    assert known == sorted(known)
    assert len(known) == len(toll)


def _choices(message: Any, field: str) -> tuple[str, ...]:
    return get_args(message.model_fields[field].annotation)


def _is_actor(actor: Table) -> bool:
    return (
        not _unknown(actor, {"role", "side", "name", "country"})
        and actor["role"] in _choices(Actor, "role")
        and actor.get("side", 1) in (1, 2)
        and re.fullmatch("[A-Z]{3}", actor.get("country", "XXX")) is not None
    )


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=lambda value: value.get("key", value.get("words", "")))
def test_an_event_rests_on_words_of_its_file(article: Table, event: Table) -> None:
    """The words that tell it, its place and its actors stand in the file, so that no label drifts from its text."""
    text = _words_of(article["file"])
    people = [person["name"] for person in [*event["actors"], *event.get("attribution", ())]]
    for words in (event["words"], event["place"], *people):
        assert words.casefold() in text, words


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=lambda value: value.get("key", value.get("words", "")))
def test_an_event_lies_within_the_week_before_its_article(article: Table, event: Table) -> None:
    """A date that is mistyped falls out; older events would be background."""
    published, day = _published(article), event.get("date")
    if published is None or day is None:
        return
    last = event.get("until", day)
    assert isinstance(last, date)
    assert day <= last
    assert published.date() - timedelta(days=7) <= last <= published.date() + timedelta(days=1)


@pytest.mark.parametrize("article", [a for a in NEW if "not_actual" in a or "absent" in a], ids=_name)
def test_what_must_not_come_out_stands_in_the_file(article: Table) -> None:
    """An expectation of absence proves nothing when the words were never there."""
    text = _words_of(article["file"])
    for kept_out in article.get("not_actual", ()):
        assert kept_out["realis"] in set(get_args(Realis)) - {"actual"}
        assert kept_out["words"].casefold() in text, kept_out["words"]
    for words in article.get("absent", ()):
        assert words.casefold() in text, words


def test_the_feed_is_varied() -> None:
    """At least 60 articles tell of conflict and 40 do not; each sub-event type and kind of copy is there."""
    conflict = [article for article in NEW if article["events"]]
    assert len(conflict) >= 60
    assert len(NEW) - len(conflict) >= 40
    assert {event["sub_event_type"] for _, event in EVENTS} == {sub for subs in SUB_EVENTS.values() for sub in subs}
    assert {article["reason"] for article in ARTICLES if "reason" in article} == REASONS
    assert {file["format"] for file in FILES} == FORMATS


def test_the_bomb_is_one() -> None:
    """Its line is longer than 64 MiB once unfolded, though the file is small."""
    data = (SEEDS / "malformed/bomb.jsonl.gz").read_bytes()
    assert len(zlib.decompress(data, wbits=31)) > 64 * 2**20
