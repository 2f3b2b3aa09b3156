"""`make bench [ONLY=name]`: run every benchmark of this folder, and print one table.

A benchmark is a module here with `rows() -> Iterator[Row]`; each row is shown when it is there.
"""

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from rich.console import Console

from benchmarks.row import Row

_OUT = Console(highlight=False)
_FRAME = frozenset({"__main__", "row"})


def main(only: list[str]) -> None:
    """Run the named benchmarks, or all."""
    names = [m.name for m in iter_modules([str(Path(__file__).parent)]) if m.name not in _FRAME]
    unknown = set(only) - set(names)
    if unknown:
        sys.exit(f"No benchmark {', '.join(sorted(unknown))}: there are: {', '.join(names)}")
    for name in only or names:
        _OUT.rule(name, align="left")
        for row in import_module(f"benchmarks.{name}").rows():
            _OUT.print(line(row))


def line(row: Row) -> str:
    """Say a row in one line."""
    ours = f"{row.what:<52} {row.ours:>12,.1f} {row.unit}"
    return ours if row.peer is None else f"{ours}   {row.peer_name} {row.peer:,.1f}   ratio {row.ratio:.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
