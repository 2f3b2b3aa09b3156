"""The reference that is generated from the contract's types and the table of topics, and committed.

    schemas    one JSON Schema a message      pipeline/contract/schemas/*.schema.json
    asyncapi   topics, keys, payloads         docs/asyncapi.json
    messages   the same for people            docs/messages.md

`python -m pipeline.reference` writes them, `--check` says which are stale.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.reference import asyncapi, messages, schemas


def documents() -> Iterator[tuple[Path, str]]:
    """Give every generated file: its path from the root of the repository, and its content."""
    for kind in schemas.KINDS:
        name = f"{kind.__name__}.schema.json"
        yield Path("pipeline/contract/schemas") / name, schemas.as_text(schemas.schema(kind))
    yield Path("docs/asyncapi.json"), schemas.as_text(asyncapi.document())
    yield Path("docs/messages.md"), messages.page()
