"""The files of the evaluation set: TOML in, labelled articles out.

[[item]]                 # an article: id, kind, title, text, published, source, note
[[item.events]]          # an event; evaluation/README.md tells the keys
"""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.evaluation.gold import GoldEvent, Item


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    kind: Literal["article", "short"]
    title: str = ""
    source: str | None = None
    published: datetime | None = None
    text: str
    note: str = ""
    events: tuple[GoldEvent, ...]


def read(path: Path) -> Iterator[Item]:
    """Read a file, or raise BadInput that names item and key, never a text."""
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["item"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BadInput(f"{path}: it is no evaluation file: {error}; see evaluation/README.md") from None
    for number, row in enumerate(rows, 1):
        yield _item(f"{path}, item {row.get('id', number)}", row)


def _item(where: str, values: dict[str, Any]) -> Item:
    try:
        row = _Row.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    for event in row.events:
        _check(event, row, where)
    article = Article(article_id=row.id, title=row.title, text=row.text, source=row.source, published=row.published)
    return Item(row.id, row.kind, article, row.events)


def _check(event: GoldEvent, row: _Row, where: str) -> None:
    """Refuse words that do not stand where they should: they would match nothing, and nobody would know why."""
    if row.title.count(event.trigger) + row.text.count(event.trigger) < event.nth:
        raise BadInput(f"{where}: a trigger does not stand in title and text as often as its nth says")
    if event.words not in row.title and event.words not in row.text:
        raise BadInput(f"{where}: the words of an event stand neither in the title nor in the text")
    if any(entry.actor >= len(event.actors) for entry in event.attribution):
        raise BadInput(f"{where}: an attribution names an actor that there is not")
