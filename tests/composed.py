"""The composed stack: built from this tree, under a name and a port of its own, so that stacks do not meet."""

import json
import os
import subprocess
import uuid
from pathlib import Path
from typing import Any

from stage_site import until

ROOT = Path(__file__).parents[1]
SERVICES = ("dedupe", "extract", "link", "poller")


class Stack:
    """A project of docker compose."""

    def __init__(self, port: int) -> None:
        """Name it; nothing runs yet."""
        self.bootstrap = f"127.0.0.1:{port}"
        self._project = f"frontwire-test-{uuid.uuid4().hex[:8]}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("FRONTWIRE_", "COMPOSE_"))}
        self._environ = {**clean, "FRONTWIRE_KAFKA_PORT": str(port), "IMAGE_TAG": "test"}

    def compose(self, *arguments: str, statuses: tuple[int, ...] = (0,)) -> str:
        """Run docker compose, and give what it wrote."""
        command = ["docker", "compose", "--project-name", self._project, *arguments]
        run = subprocess.run(
            command, cwd=ROOT, env=self._environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert run.returncode in statuses, f"{' '.join(command)} failed:\n{run.stdout[-5000:]}"
        return run.stdout

    def containers(self, service: str) -> list[dict[str, Any]]:
        """Describe the containers of a service as `docker inspect` does."""
        ids = self.compose("ps", "--all", "--quiet", service).split()
        run = subprocess.run(["docker", "inspect", *ids], capture_output=True, check=True)
        found: list[dict[str, Any]] = json.loads(run.stdout)
        return found

    def healthy(self, *services: str) -> bool:
        """Tell whether every container of the services runs and is healthy."""
        states = [container["State"] for service in services for container in self.containers(service)]
        return all(state["Running"] and state["Health"]["Status"] == "healthy" for state in states)

    def up(self, *options: str) -> None:
        """Start what does not run, and wait until all is healthy."""
        self.compose("up", "--detach", *options)
        until(lambda: self.healthy("kafka", *SERVICES), 300, f"every service is healthy\n{self.compose('ps', '--all')}")

    def down(self) -> None:
        """Take it down with its volume."""
        self.compose("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "10")
