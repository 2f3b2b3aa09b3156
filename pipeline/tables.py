"""The data files that stand beside the code of a package: tab-separated.

A line is a row; `#` opens a comment line, blank lines are free.
"""

from importlib.resources import files


def rows(package: str, name: str) -> list[tuple[str, ...]]:
    """Give the rows of a package's file, each the tuple of its cells."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


def records(package: str, name: str) -> list[dict[str, str]]:
    """Give the rows of a file whose first row names the columns, each by their names."""
    columns, *body = rows(package, name)
    return [dict(zip(columns, row, strict=True)) for row in body]
