"""Reading the data files of this package: tab-separated, `#` begins a comment line, `|` parts the items of a cell."""

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str, width: int) -> Iterator[list[str]]:
    """Yield the cells of each line of a data file, filled up with empty cells to `width`."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))


def items(cell: str) -> list[str]:
    """Return the items of a cell; none for an empty one."""
    return [item for item in cell.split("|") if item]
