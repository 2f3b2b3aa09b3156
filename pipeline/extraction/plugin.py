"""Which extractor: an entry point of the group `frontwire.extractors` by its name, or `package.module:factory`."""

from importlib.metadata import EntryPoint, entry_points
from typing import Final

from pipeline.errors import WrongUsage
from pipeline.extraction.protocol import Extractor, Scope

GROUP: Final = "frontwire.extractors"


def load(name: str, scope: Scope) -> Extractor:
    """Make an extractor, or raise WrongUsage that names the known ones. May take seconds."""
    factory = _entry_point(name).load()
    extractor: Extractor = factory(scope)
    return extractor


def _entry_point(name: str) -> EntryPoint:
    if ":" in name:
        return EntryPoint(name, name, GROUP)
    known = entry_points(group=GROUP)
    if name not in known.names:
        raise WrongUsage(f"no extractor is called {name}; installed are {', '.join(sorted(known.names))}")
    return known[name]
