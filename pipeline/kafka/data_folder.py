"""The folder in which the embedded Kafka keeps its data: one process at a time, one format, nobody else's files.

lock            held by the process that runs it
format.json     which format the data have; written first, so that only what we made is ever deleted
endpoint.json   where a running one is (see `endpoint`)
node-N/         a node: server.properties, data/, tmp/, kafka.log, kafka.out, kafka.pid

Nothing here starts a process or knows Kafka's own files.
"""

import base64
import fcntl
import os
import shutil
import uuid
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.jars import VERSION

FORMAT = 1
ELSE = "name another folder in FRONTWIRE_DATA_DIR"


class DataFolder:
    """The folder, locked from `acquire` to `release`; the lock goes with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise BrokerUnreachable where the folder is another's or in use."""
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / "format.json").exists():
            self._refuse_foreign()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BrokerUnreachable(f"{self.path} cannot hold Kafka's data ({error.strerror}): {ELSE}") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            pid = os.pread(lock, 20, 0).decode("ascii", "replace") or "?"
            os.close(lock)
            raise BrokerUnreachable(
                f"{self.path} is in use by another frontwire (pid {pid}): stop it, or {ELSE}"
            ) from None
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        self._lock = lock

    def _refuse_foreign(self) -> None:
        """Refuse files that are not ours; a start that was cut short leaves the lock file at most."""
        others = sorted(path.name for path in self.path.iterdir() if path.name != "lock")
        if others:
            raise BrokerUnreachable(f"{self.path} holds something else than Frontwire's Kafka ({others[0]}): {ELSE}")

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def cluster_id(self, nodes: int) -> str:
        """Give the cluster id of the data, a new one in a new folder; raise BrokerUnreachable at another format."""
        if not (self.path / "format.json").exists():
            write_json(self.path / "format.json", _new(nodes))
        found = self._format()
        fault = _fault(found, nodes)
        if fault:
            raise BrokerUnreachable(
                f"the data in {self.path} {fault}: {ELSE}, or delete them with `frontwire kafka reset`"
            )
        return str(found["cluster_id"])

    def _format(self) -> dict[str, Any]:
        try:
            found = orjson.loads((self.path / "format.json").read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return found if isinstance(found, dict) else {}

    def delete(self) -> None:
        """Delete the data; the lock must be held. The folder itself stays, since it may be a mount."""
        for path in self.path.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in ("lock", "format.json"):
                path.unlink()
        (self.path / "format.json").unlink(missing_ok=True)


def _new(nodes: int) -> dict[str, Any]:
    """Choose a cluster id: a UUID in URL-safe base64; one with a leading dash would look like an option."""
    cluster_id = "-"
    while cluster_id.startswith("-"):
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode("ascii").rstrip("=")
    return {"format": FORMAT, "kafka": VERSION, "nodes": nodes, "cluster_id": cluster_id}


def _fault(found: dict[str, Any], nodes: int) -> str | None:
    """Kafka reads the data of older versions and not those of newer ones."""
    if found.get("format") != FORMAT or found.keys() < _new(nodes).keys():
        return f"have the format {found.get('format', 'of nobody')}, and this Frontwire reads {FORMAT}"
    if _release(found["kafka"]) > _release(VERSION):
        return f"are those of Apache Kafka {found['kafka']}, and this is {VERSION}"
    if found["nodes"] != nodes:
        return f"are those of {found['nodes']} node(s), not of {nodes}"
    return None


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write a small file so that a reader sees the old one or the new one, and a power cut leaves no half of it."""
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(orjson.dumps(value) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
