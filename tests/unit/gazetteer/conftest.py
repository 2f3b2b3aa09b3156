"""The real gazetteer for the tests of this folder: compiled once, kept in the user's cache as for the program."""

import os
from pathlib import Path

import pytest

from pipeline.gazetteer import Gazetteer, compiled_file
from pipeline.gazetteer.compiled import Compiled


@pytest.fixture(scope="session")
def compiled_path() -> Path:
    """Give the compiled file, built if this version's is not in the cache."""
    own = os.environ.get("FRONTWIRE_CACHE")
    return compiled_file(Path(own) if own else Path.home() / ".cache" / "frontwire")


@pytest.fixture(scope="session")
def compiled(compiled_path: Path) -> Compiled:
    """Give the compiled gazetteer."""
    return Compiled(compiled_path)


@pytest.fixture(scope="session")
def gazetteer(compiled_path: Path) -> Gazetteer:
    """Give the gazetteer as the program opens it."""
    return Gazetteer.open(compiled_path)
