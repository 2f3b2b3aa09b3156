"""The data files of this package: tab-separated, `#` opens a comment line, the first other line names the columns."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """Give the rows of a file, each by its columns' names."""
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
