"""`python -m pipeline.reference [--check]`, which `make generate` runs."""

import sys
from pathlib import Path

import click

from pipeline.reference import documents

ROOT = Path(__file__).parents[2]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file is stale.")
def main(check: bool) -> None:
    """Write the schemas and reference pages that are generated from the contract."""
    stale = [(path, content) for path, content in documents() if _read(ROOT / path) != content]
    for path, content in stale:
        click.echo(f"{path} is stale: make generate" if check else f"{path} written")
        if not check:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(content, "utf-8")
    sys.exit(1 if check and stale else 0)


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


main()
