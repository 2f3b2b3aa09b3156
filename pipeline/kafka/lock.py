"""Write the lock of Apache Kafka's jars, for the move to another version: `python -m pipeline.kafka.lock > FILE`.

Kafka asks only for a logging interface: log4j-slf4j-impl is locked with it, without which its log file stays empty.
"""

import hashlib
import sys
from pathlib import PurePosixPath

from pipeline.kafka.jars import VERSION

COORDINATES = (f"org.apache.kafka:kafka_2.13:{VERSION}", "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4")


def lines() -> list[str]:
    """Resolve and download the jars through jgo; give the lock's lines, sorted by path."""
    import jgo  # comes with the extra `local`

    artifacts = {artifact.filename: artifact for name in COORDINATES for artifact in jgo.resolve(name)}
    rows = {}
    for artifact in artifacts.values():
        place = PurePosixPath(artifact.component.path_prefix.as_posix(), artifact.filename)
        rows[str(place)] = hashlib.sha256(artifact.resolve().read_bytes()).hexdigest()
    return [f"{sha256}  {path}" for path, sha256 in sorted(rows.items())]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
