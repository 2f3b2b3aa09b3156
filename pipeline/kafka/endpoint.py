"""The address that a running embedded Kafka leaves in its data folder, so that its clients find it and know it again.

The port alone does not tell: 9092 may be somebody else's Kafka. So the cluster id stands beside it.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from pipeline.kafka.data_folder import write_json

FOLDER = "kafka"
"""The embedded Kafka's folder inside DATA_DIR."""


@dataclass(frozen=True)
class Endpoint:
    """Bootstrap servers, comma-separated, and the id of the cluster that answers there."""

    bootstrap_servers: str
    cluster_id: str


def write_endpoint(folder: Path, endpoint: Endpoint) -> None:
    """Leave the address in the folder of the embedded Kafka."""
    write_json(folder / "endpoint.json", asdict(endpoint))


def read_endpoint(folder: Path) -> Endpoint | None:
    """Give the address of the embedded Kafka that runs on a folder; None where none does."""
    try:
        found = orjson.loads((folder / "endpoint.json").read_bytes())
        return Endpoint(found["bootstrap_servers"], found["cluster_id"])
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return None


def remove_endpoint(folder: Path) -> None:
    """Take the address away when it no longer answers."""
    (folder / "endpoint.json").unlink(missing_ok=True)
