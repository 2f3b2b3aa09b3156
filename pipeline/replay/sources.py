"""Which files a replay takes, and the articles and faults of each. JSONL is streamed, all else is read whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.feeds import parse
from pipeline.feeds.detect import LARGEST, detect, is_known, suffix
from pipeline.feeds.draft import Origin
from pipeline.feeds.gzipped import unzipped
from pipeline.feeds.parse import Fault, Parsed
from pipeline.replay.manifest import Manifests, filled

_HEAD: Final = 8192
_LARGEST_JSON: Final = 256_000_000
"""Bytes of a JSON file, which is one of ours and parsed at once; JSONL has no limit."""


class Parser(Protocol):
    """What parses a document that nobody vouches for."""

    def document(self, data: bytes, origin: Origin) -> Parsed:
        """Give its articles and faults, or raise BadInput."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """A file to replay, and the name under which it is spoken of."""

    path: Path
    name: str


def files(paths: Iterable[Path]) -> Iterator[Source | Fault]:
    """Give the files in order: a folder's by their paths, those only whose suffix is of a format that is read."""
    for path in paths:
        if path.is_dir():
            yield from (Source(file, str(file)) for file in _of_folder(path))
        elif path.exists():
            yield Source(path, str(path))
        else:
            yield Fault(str(path), "there is no such file or folder")


def _of_folder(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and is_known(path.name))
    visible = (path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted(visible, key=lambda path: path.relative_to(folder).parts)


def articles(source: Source, parser: Parser, manifests: Manifests) -> Iterator[Article | Fault]:
    """Give what a file holds; a fault names the file, and the line or entry in it. A file without articles is one."""
    any_at_all = False
    try:
        metadata = manifests.of(source.path)
        for item in _items(source, parser):
            any_at_all = True
            yield _named(source, item) if isinstance(item, Fault) else filled(item, metadata)
    except BadInput as error:
        yield Fault(source.name, str(error))
    except OSError as error:
        yield Fault(source.name, f"it cannot be read: {error.strerror or error}")
    else:
        if not any_at_all:
            yield Fault(source.name, "there is no article in it")


def _named(source: Source, fault: Fault) -> Fault:
    return Fault(f"{source.name}, {fault.where}", fault.reason)


def _items(source: Source, parser: Parser) -> Iterator[Article | Fault]:
    if _is_lines(source.path):
        with unzipped(source.path) as stream:
            yield from parse.lines(stream)
        return
    parsed = parser.document(_whole(source.path), Origin(name=source.path.name))
    yield from parsed.articles
    yield from parsed.faults


def _is_lines(path: Path) -> bool:
    with unzipped(path) as stream:
        return detect(stream.read(_HEAD), path.name) == "jsonl"


def _whole(path: Path) -> bytes:
    largest = _LARGEST_JSON if suffix(path.name) == ".json" else LARGEST
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise BadInput(f"it is larger than {largest / 1e6:.0f} MB; JSONL may be of any size")
    return data
