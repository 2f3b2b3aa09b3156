"""Reading the data files of this package: `|` parts the items of a cell."""

from collections.abc import Iterator

from pipeline import tables


def rows(name: str, width: int) -> Iterator[list[str]]:
    """Yield the cells of each line of a data file, filled up with empty cells to `width`."""
    for cells in tables.rows(__package__, f"data/{name}"):
        yield [*cells, *[""] * (width - len(cells))]


def items(cell: str) -> list[str]:
    """Return the items of a cell; none for an empty one."""
    return [item for item in cell.split("|") if item]
