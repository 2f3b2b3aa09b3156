"""Files that may be compressed, as streams."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.errors import BadInput
from pipeline.feeds.detect import is_gzip


@contextmanager
def unzipped(path: Path) -> Iterator[BinaryIO]:
    """Open a file, its gzip undone as it is read; BadInput for a broken one, where the break is met."""
    with path.open("rb") as file:
        zipped = is_gzip(file.read(2), path.name)
        file.seek(0)
        try:
            yield cast("BinaryIO", gzip.GzipFile(fileobj=file)) if zipped else file
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise BadInput(f"its gzip is broken: {error}") from None
