"""Apache Kafka's jars: found in a folder, or downloaded once through jgo, and checked against the committed lock.

The lock has one jar a line, as `sha256sum` prints it, named by its path in a Maven repository. So nothing is resolved
at run time, and `sha256sum -c` in any Maven repository checks the same. `python -m pipeline.kafka.lock` writes it.

All sums are checked at each start: reading and hashing the 45 MB takes 0.05 s, less than a stamp file is worth.
"""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import BrokerUnreachable

VERSION = "4.3.1"
LOCK = Path(__file__).with_name(f"kafka-{VERSION}.sha256")
ATTEMPTS = 2
WHAT = f"Downloading Apache Kafka {VERSION}"
REMEDY = (
    "where nothing can be downloaded, name a folder with the jars of Apache Kafka "
    f"{VERSION} in FRONTWIRE_KAFKA_JARS and a Java 17 or later in JAVA_HOME, "
    "or another cluster in FRONTWIRE_BOOTSTRAP_SERVERS"
)

Progress = Callable[[str, int, int], None]
"""Told of a long task: what is done, how many of its parts are, of how many."""


@dataclass(frozen=True)
class LockedJar:
    """One line of the lock: where the jar lies in a Maven repository, and its SHA-256 in hexadecimal."""

    path: PurePosixPath
    sha256: str

    @property
    def name(self) -> str:
        """The file name, by which the jar lies in a flat folder."""
        return self.path.name

    @property
    def coordinate(self) -> tuple[str, str, str]:
        """Group, artifact and version."""
        *group, artifact, version, _ = self.path.parts
        return ".".join(group), artifact, version

    def fault(self, folder: Path) -> str | None:
        """Say what is wrong with the jar in a folder, or None."""
        try:
            found = hashlib.sha256((folder / self.name).read_bytes()).hexdigest()
        except FileNotFoundError:
            return f"{self.name} is missing"
        except OSError as error:
            return f"{self.name} cannot be read ({error.strerror})"
        return None if found == self.sha256 else f"{self.name} is not the locked one (SHA-256 {found})"


Fetch = Callable[[LockedJar, Path], Path]
"""Downloads a jar into a folder for it alone and gives the file."""


def read_lock(text: str) -> tuple[LockedJar, ...]:
    """Read the lines `SHA-256  path`."""
    rows = (line.split() for line in text.splitlines())
    return tuple(LockedJar(PurePosixPath(path), sha256) for sha256, path in rows)


def given_jars(folder: Path, lock: Iterable[LockedJar]) -> tuple[Path, ...]:
    """Give the locked jars of a folder that somebody filled by hand; other files in it are left alone."""
    jars = tuple(lock)
    for jar in jars:
        if fault := jar.fault(folder):
            raise BrokerUnreachable(f"the folder of Kafka's jars {folder} will not do: {fault}; {REMEDY}")
    return tuple(folder / jar.name for jar in jars)


def cached_jars(
    folder: Path, lock: Iterable[LockedJar], progress: Progress, connect: Callable[[], Fetch] | None = None
) -> tuple[Path, ...]:
    """Give the locked jars out of our cache; what is missing or wrong there is downloaded.

    With a warm cache, neither the network nor jgo is touched. The folder may be copied and given to KAFKA_JARS.
    """
    jars = tuple(lock)
    if absent := [jar for jar in jars if jar.fault(folder)]:
        _download(absent, folder, progress, (connect or maven_central)())
    return tuple(folder / jar.name for jar in jars)


def _download(jars: list[LockedJar], folder: Path, progress: Progress, fetch: Fetch) -> None:
    _make(folder)
    for done, jar in enumerate(jars):
        progress(WHAT, done, len(jars))
        _install(jar, folder, fetch)
    progress(WHAT, len(jars), len(jars))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BrokerUnreachable(
            f"the cache {folder} cannot be made ({error.strerror}): name another place in XDG_CACHE_HOME; {REMEDY}"
        ) from None


def _install(jar: LockedJar, folder: Path, fetch: Fetch) -> None:
    fault: str | None = ""
    for _ in range(ATTEMPTS):
        fault = _attempt(jar, folder, fetch)
        if fault is None:
            return
    raise BrokerUnreachable(f"Apache Kafka cannot be downloaded: {fault}; {REMEDY}")


def _attempt(jar: LockedJar, folder: Path, fetch: Fetch) -> str | None:
    """Move a jar in only when it is whole and right, so that two processes may download at once."""
    try:
        with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as scratch:
            found = fetch(jar, Path(scratch))
            fault = jar.fault(found.parent)
            if fault is None:
                found.replace(folder / jar.name)
            return fault
    except Exception as error:  # noqa: BLE001 - requests' and jgo's errors have no root in common
        return f"{jar.name}: {_short(error)}"


def _short(error: Exception) -> str:
    """Name the innermost cause, without the object addresses that urllib3 wraps around it."""
    while error.__context__ is not None and isinstance(error.__context__, Exception):
        error = error.__context__
    return f"{type(error).__name__}: {str(error).rpartition('>: ')[2]}"[:200]


def maven_central() -> Fetch:
    """Give a fetch from Maven Central, or raise BrokerUnreachable where jgo is not installed."""
    try:
        from jgo.maven import MavenContext  # here: it takes 0.2 s, which a warm start does not need
    except ImportError:
        raise BrokerUnreachable(f"to download Apache Kafka, install frontwire[local]; {REMEDY}") from None
    logging.getLogger("jgo").setLevel(logging.ERROR)  # its warnings are about sums, which are checked here
    return lambda jar, folder: _from(MavenContext(repo_cache=folder), jar)


def _from(maven: Any, jar: LockedJar) -> Path:
    group, artifact, version = jar.coordinate
    found: Path = maven.project(group, artifact).at_version(version).artifact().resolve()
    return found
