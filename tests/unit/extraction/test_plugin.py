"""The seam for other extractors: the example of docs/extractors.md, loaded as a user's would be."""

import orjson
import pytest

from pipeline.batch.extractor import make
from pipeline.errors import WrongUsage
from pipeline.extraction.confidence import PUBLISHED
from pipeline.extraction.plugin import load

_LINE = orjson.dumps(
    {
        "article_id": "a",
        "title": "Car bomb kills nine in Kabul",
        "text": "A car bomb killed nine people in Kabul on Monday, police said. Taliban fighters may attack again.",
        "published": "2023-06-14T08:00:00Z",
    }
)
_EXAMPLE = "unit.extraction.published_extractor:make"


def test_another_extractor_is_loaded_by_its_module() -> None:
    """`package.module:factory` needs no installation."""
    assert load(_EXAMPLE, "conflict").name == "published/1.0.0"


def test_the_batch_command_runs_another_extractor() -> None:
    """Its events come out under its own name, and only the sure ones."""
    row = orjson.loads(make(_EXAMPLE, "conflict")(_LINE).text)
    assert [e["sub_event_type"] for e in row["events"]] == ["Remote explosive/landmine/IED"]
    assert all(e["extractor"] == "published/1.0.0" and e["confidence"] >= PUBLISHED for e in row["events"])


def test_an_unknown_extractor_is_an_error_that_names_the_known_ones() -> None:
    """A misspelt name says what is installed."""
    with pytest.raises(WrongUsage, match="rules"):
        load("rulez", "conflict")
