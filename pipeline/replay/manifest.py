"""What the `manifest.toml` beside some files says of them: a plain text cannot name its own time or source.

    [[file]]
    path = "texts/one.txt"                    # relative to the manifest
    metadata = { published = 2023-09-19T12:00:00Z, source = "The Courier" }

The keys of `metadata` are an Article's fields. They fill what the file leaves open and never replace what it says.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pipeline.contract import Article
from pipeline.errors import BadInput

NAME: Final = "manifest.toml"
_LEVELS: Final = 3
"""Folders upwards of a file in which a manifest is looked for."""

Metadata = Mapping[str, Any]


class Manifests:
    """Looks manifests up, each read once."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, Metadata]] = {}

    def of(self, file: Path) -> Metadata:
        """Give the metadata of a file by the nearest manifest that lists it; BadInput for a manifest that is none."""
        file = file.resolve()
        for folder in file.parents[:_LEVELS]:
            listed = self._of_folder(folder)
            if (name := file.relative_to(folder).as_posix()) in listed:
                return listed[name]
        return {}

    def _of_folder(self, folder: Path) -> dict[str, Metadata]:
        if folder not in self._read:
            path = folder / NAME
            self._read[folder] = {}  # a bad one is named once
            self._read[folder] = _read(path) if path.is_file() else {}
        return self._read[folder]


def _read(path: Path) -> dict[str, Metadata]:
    try:
        files = tomllib.loads(path.read_text("utf-8")).get("file", [])
        return {str(file["path"]): dict(file.get("metadata", {})) for file in files}
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise BadInput(
            f"{path}: it is no manifest: {error}; it lists files as [[file]] with path and metadata"
        ) from None


def filled(article: Article, metadata: Metadata) -> Article:
    """Give the article with its open fields filled, or raise BadInput for metadata that no article can have."""
    said = article.model_dump()
    open_fields = {name: value for name, value in metadata.items() if name in said and said[name] in (None, "", ())}
    if not open_fields:
        return article
    try:
        return Article.model_validate(said | open_fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadInput(f"its metadata in {NAME}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
