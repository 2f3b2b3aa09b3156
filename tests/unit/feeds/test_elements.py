"""Every format and element that real feeds use: a small file each under `elements`, with what is expected of it inside.

An XML file has it in its first comment, a JSON file under `_test`: `About`, a sentence; `Type`, what HTTP says of it;
`Expect`, fields of its one article, or `articles`, `faults`, `kind` and `title` of the feed.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract import encode
from pipeline.feeds import encoding
from pipeline.feeds.draft import Origin
from pipeline.feeds.parse import feed

FOLDER = Path(__file__).parent / "elements"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in (".xml", ".json"))
FEED = "https://post.example/feeds/all.xml"
FETCHED = datetime(2023, 9, 19, 4, tzinfo=UTC)

TOLD = re.compile(r"<!--\nAbout: (?P<about>[^\n]+)\n(?:Type: (?P<type>[^\n]+)\n)?Expect: (?P<expect>[^\n]+)\n-->")


def told(path: Path) -> tuple[str | None, dict[str, Any]]:
    """Give the content type of a file and what is expected of it."""
    if path.suffix == ".json":
        return "application/feed+json", json.loads(path.read_bytes())["_test"]["expect"]
    found = TOLD.search(encoding.text(path.read_bytes()))
    assert found, "the file does not tell what is expected of it"
    return found["type"], json.loads(found["expect"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER).with_suffix("")))
def test_the_element(path: Path) -> None:
    """The file is read as it says."""
    content_type, expect = told(path)
    parsed = feed(path.read_bytes(), Origin(FEED, FEED, content_type, "f", FETCHED))
    articles = [json.loads(encode(article)) for article in parsed.articles]
    if "articles" not in expect:
        expect = {"articles": [expect]}
    wanted = expect.pop("articles")
    assert [{name: article[name] for name in want} for article, want in zip(articles, wanted, strict=True)] == wanted
    faults = [f"{fault.where}: {fault.reason}" for fault in parsed.faults]
    found = {"faults": faults, "kind": parsed.kind, "title": parsed.title}
    assert {name: found[name] for name in expect} == expect


def test_there_are_files() -> None:
    """For each format."""
    folders = {path.parent.name for path in FILES}
    assert folders == {"rss09", "rss20", "rdf", "atom03", "atom10", "jsonfeed", "sitemap", "encodings"}
