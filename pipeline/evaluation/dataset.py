"""Labelled data by their path: a test feed with expectations, or evaluation files."""

from pathlib import Path
from typing import Final

from pipeline.errors import BadInput, WrongUsage
from pipeline.evaluation import items, seeds
from pipeline.evaluation.gold import Item
from pipeline.feeds.worker import Parsers

BLIND: Final = "blind"
"""A folder of this name is read by nobody who works on the rules."""
OTHER_SETS: Final = frozenset({"duplicates", "incidents", "places"})
"""Folders beside those of articles and their events: sets for other questions, in forms of their own."""


def load(path: Path) -> list[Item]:
    """Read a folder, with all below it, or one file; WrongUsage for a path without labels, BadInput for wrong ones."""
    if path.is_dir() and seeds.is_seeds(path):
        with Parsers() as parser:
            return list(seeds.read(path, parser))
    files = _files(path) if path.is_dir() else [path]
    if not files:
        raise WrongUsage(f"{path}: there are no labels in it; give evaluation/, a folder or file of it, or seeds/")
    found = [item for file in files for item in items.read(file)]
    _distinct(found, path)
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.toml") if file.parent.name not in OTHER_SETS)


def _distinct(found: list[Item], path: Path) -> None:
    seen: set[str] = set()
    for item in found:
        if item.id in seen:
            raise BadInput(f"{path}: two items are called {item.id}")
        seen.add(item.id)


def is_blind(path: Path) -> bool:
    """Tell whether a path is, lies in, or holds a folder whose texts are not to be read."""
    path = path.resolve()
    return BLIND in path.parts or (path.is_dir() and any(p.is_dir() for p in path.rglob(BLIND)))
