"""The test feed as labelled data: the articles that its files give, and what `seeds/expected` says that they tell.

Only events that happened and are of ACLED's kinds are labelled there, with type, place, day, deaths and the chief
actors; words that must not become one are named besides.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.evaluation.gold import GoldEvent, Item, KeptOut
from pipeline.feeds.parse import Fault
from pipeline.replay.manifest import Manifests
from pipeline.replay.sources import Parser, Source, articles

Table = dict[str, Any]

_SAME: Final = ("sub_event_type", "also", "optional", "words", "fatalities")
_ACTOR: Final = ("role", "side", "country")


def is_seeds(folder: Path) -> bool:
    """Tell whether a folder is a labelled test feed."""
    return (folder / "expected").is_dir() and (folder / "manifest.toml").is_file()


def read(folder: Path, parser: Parser) -> Iterator[Item]:
    """Read every article that is new to a replay of the folder; BadInput where labels and articles part."""
    expected = _expected(folder)
    manifests = Manifests()
    for name in sorted(expected):
        source = Source(folder / name, name)
        given = [a for a in articles(source, parser, manifests) if not isinstance(a, Fault)]
        yield from _labelled(name, given, expected[name])


def _expected(folder: Path) -> dict[str, list[Table]]:
    """Give the labels of each file's articles, in the order in which it gives them."""
    found: dict[str, list[Table]] = defaultdict(list)
    for path in sorted((folder / "expected").glob("*.toml")):
        try:
            for label in tomllib.loads(path.read_text("utf-8"))["article"]:
                found[label["file"]].append(label)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
            raise BadInput(f"{path}: these are no expectations: {error}; see {folder}/README.md") from None
    return found


def _labelled(name: str, given: list[Article], labels: list[Table]) -> Iterator[Item]:
    if len(given) != len(labels):
        raise BadInput(f"{name}: it gives {len(given)} articles, and {len(labels)} are expected")
    for article, label in zip(given, labels, strict=True):
        if "events" in label:
            yield _item(f"{name}, {label['key']}", article, label)


def _item(where: str, article: Article, label: Table) -> Item:
    try:
        events = tuple(GoldEvent.model_validate(_event(event)) for event in label["events"])
        kept_out = tuple(KeptOut(entry["realis"], entry["words"]) for entry in label.get("not_actual", ()))
    except (ValidationError, KeyError) as error:
        raise BadInput(f"{where}: its label is wrong: {' '.join(str(error).split())}") from None
    key = label["key"] if label.get("revision", 1) == 1 else f"{label['key']} (revision {label['revision']})"
    return Item(key, "seed", article, events, whole=False, kept_out=kept_out)


def _event(label: Table) -> Table:
    """Give a label of the seeds in the form of the evaluation set."""
    event: Table = {key: label[key] for key in _SAME if key in label}
    actors = [{"text": a["name"]} | {k: a[k] for k in _ACTOR if k in a} for a in label["actors"]]
    return event | {
        "trigger": label["words"],
        "realis": "actual",
        "extent": label.get("extent", "single"),
        "place": {"text": label["place"], "country": label["country"], "precision": label.get("precision", "place")},
        "actors": actors,
        "time": _time(label),
        "attribution": [
            {"actor": _index(entry["name"], actors), "status": entry["status"]}
            for entry in label.get("attribution", ())
        ],
    }


def _index(name: str, actors: list[Table]) -> int:
    """Find who is blamed; another name than an actor's stands for the chief one ("Ankara" for the Turkish army)."""
    return next((number for number, actor in enumerate(actors) if actor["text"] == name), 0)


def _time(label: Table) -> Table | None:
    if "date" not in label:
        return None
    ongoing = label.get("ongoing", False)
    end = None if ongoing else label.get("until", label["date"])
    precision = "day" if end in (None, label["date"]) else "days"
    return {"start": label["date"], "end": end, "precision": precision, "ongoing": ongoing, "basis": "stated"}
