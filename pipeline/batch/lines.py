"""The lines of files and of standard input, one at a time."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadInput
from pipeline.feeds import rows
from pipeline.feeds.gzipped import unzipped

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands; `fault` says why there are no bytes."""

    where: str
    data: bytes = b""
    fault: str | None = None
    of_file: bool = False
    """Whether the fault is the file's, which then has no article to which an answer could be given."""


def lines(names: Iterable[str]) -> Iterator[Line]:
    """Give the lines of files, of which `-` is standard input; blank ones are passed over."""
    for name in names:
        try:
            if name == STDIN:
                yield from _numbered("standard input", rows.lines(sys.stdin.buffer))
            else:
                with unzipped(Path(name)) as stream:
                    yield from _numbered(name, rows.lines(stream))
        except BadInput as error:
            yield Line(name, fault=str(error), of_file=True)
        except OSError as error:
            yield Line(name, fault=f"it cannot be read: {error.strerror or error}", of_file=True)


def _numbered(name: str, found: Iterator[tuple[int, bytes | BadInput]]) -> Iterator[Line]:
    for number, line in found:
        where = f"{name}, line {number}"
        yield Line(where, fault=str(line)) if isinstance(line, BadInput) else Line(where, line)
