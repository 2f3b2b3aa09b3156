"""The word lists that stand beside the code as tab-separated files.

A line is a row; `#` opens a comment line, blank lines are free.
"""

from importlib.resources import files


def rows(name: str, package: str = __package__) -> list[tuple[str, ...]]:
    """Give the rows of a list of a package, this one unless another is named, each the tuple of its columns."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]
