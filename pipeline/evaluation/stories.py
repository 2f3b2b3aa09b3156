"""The files of `evaluation/incidents`: TOML in, articles, and which incidents each tells of, out.

[[incident]]             # id, note
[[article]]              # id, source, url, published, title, text, tells, copy_of, sum_of
[[article.event]]        # what the article tells of an incident, coded by hand; evaluation/README.md tells the keys
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.contract import Article
from pipeline.contract.vocabulary import Extent, SubEventType
from pipeline.errors import BadInput
from pipeline.evaluation.gold import GoldActor, GoldAffected, GoldPlace, GoldToll

FOLDER = "incidents"
"""The folder of an evaluation set in which these files are, and no others."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoryEvent(_Strict):
    """What an article tells of an incident; without `incident` it is a sum, or not one of the set's incidents."""

    incident: str | None = None
    sub_event_type: SubEventType
    start: date | None = None
    end: date | None = None
    clock: str | None = None
    place: GoldPlace | None = None
    fatalities: GoldToll | None = None
    injuries: GoldToll | None = None
    affected: tuple[GoldAffected, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    weapons: tuple[str, ...] = ()
    extent: Extent = "single"


class StoryArticle(_Strict):
    """An article: `tells` are the incidents that are its news, `sum_of` those of which it tells the sum alone."""

    id: str = Field(min_length=1)
    source: str
    url: str
    published: datetime
    title: str
    text: str
    tells: tuple[str, ...] = ()
    copy_of: str | None = None
    sum_of: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    event: tuple[StoryEvent, ...] = ()
    note: str = ""

    @property
    def article(self) -> Article:
        """Give it as the intake has it."""
        values = self.model_dump(include={"source", "url", "published", "title", "text"})
        return Article(article_id=self.id, **values)


class _Incident(_Strict):
    id: str = Field(min_length=1)
    note: str = ""


class _File(_Strict):
    incident: tuple[_Incident, ...] = ()
    article: tuple[StoryArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Stories:
    """The incidents of a set, and its articles in the order in which they were published."""

    incidents: tuple[str, ...]
    articles: tuple[StoryArticle, ...]


def is_stories(path: Path) -> bool:
    """Tell whether a path is a folder or a file of incidents."""
    return FOLDER in (path.resolve().name, path.resolve().parent.name)


def load(path: Path) -> Stories:
    """Read a folder or a file; BadInput where it is wrong, with file, article and key, never a text."""
    files = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
    read = [_read(file) for file in files]
    articles = [article for file in read for article in file.article]
    incidents = tuple(incident.id for file in read for incident in file.incident)
    _check(path, incidents, articles)
    return Stories(incidents, tuple(sorted(articles, key=lambda one: (one.published, one.id))))


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: it is no file of incidents: {error}; see evaluation/README.md") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _check(path: Path, incidents: tuple[str, ...], articles: list[StoryArticle]) -> None:
    """Refuse two of one name, and names of nothing: they would count as errors of linking."""
    ids = [article.id for article in articles]
    for names in (incidents, ids):
        if twice := {name for name in names if names.count(name) > 1}:
            raise BadInput(f"{path}: two incidents or articles are called {min(twice)}")
    for article in articles:
        for name in _unknown(article, set(incidents), set(ids)):
            raise BadInput(f"{path}: {article.id}: there is no {name}")


def _unknown(article: StoryArticle, incidents: set[str], ids: set[str]) -> Iterator[Any]:
    told = {*article.tells, *article.sum_of, *(event.incident for event in article.event if event.incident)}
    yield from sorted(told - incidents)
    yield from (name for name in (article.copy_of,) if name and name not in ids)
