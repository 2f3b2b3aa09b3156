"""The real gazetteer for the tests of this folder: compiled once, kept in the user's cache as for the program."""

from pathlib import Path

import pytest

from pipeline.cache import user_cache
from pipeline.gazetteer import Gazetteer, compiled_file
from pipeline.gazetteer.compiled import Compiled


@pytest.fixture(scope="session")
def compiled_path() -> Path:
    """Give the compiled file, built if this version's is not in the cache."""
    return compiled_file(user_cache())


@pytest.fixture(scope="session")
def compiled(compiled_path: Path) -> Compiled:
    """Give the compiled gazetteer."""
    return Compiled(compiled_path)


@pytest.fixture(scope="session")
def gazetteer(compiled_path: Path) -> Gazetteer:
    """Give the gazetteer as the program opens it."""
    return Gazetteer.open(compiled_path)
