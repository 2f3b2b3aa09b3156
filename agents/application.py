"""Faust as the delivery law wants it: it takes messages and commits offsets, and does nothing else.

Each setting stands for a loss or a delay that was seen with Faust 0.15.3 (docs/design.md, "Delivery law").
"""

import logging
from typing import Any, Final, cast

import faust
from aiokafka.coordinator.assignors.abstract import AbstractPartitionAssignor
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment, ConsumerProtocolMemberMetadata
from faust.tables import TableManager
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from pipeline.kafka.clients import client_arguments
from pipeline.settings import Settings

BUFFER: Final = 128
"""Messages between consumer and agent: a slow stage makes lag, not memory."""


class App(faust.App):
    """A Faust App without the folders that it makes for tables."""

    ordered = False
    """Whether it is one task, in which a second process only stands by."""
    logger = logging.getLogger("faust.app")
    logger.setLevel(logging.ERROR)  # it warns at each assignment of a sensor that it has not started

    def _create_directories(self) -> None:
        pass


class _NoTables(TableManager):
    """The manager that lets the messages flow; it would wait a second for tables, of which there are none."""

    logger = logging.getLogger("faust.tables")

    async def sleep(self, n: Any, *, loop: Any = None) -> None:
        pass


class _OneOwner(AbstractPartitionAssignor):  # type: ignore[misc]
    """Gives all partitions of all topics to one member: the one that says that it has them, else the first.

    Others stand by. Dealt out in turn, as is usual, the topics of an ordered task would be torn.
    """

    name = "one-owner"
    version = 0

    def __init__(self) -> None:
        self._holds = False

    def assign(self, cluster: Any, members: Any) -> dict[str, Any]:
        """Assign, as the leader of the group."""
        holding = [name for name in sorted(members) if members[name].user_data == _HOLDS]
        owner = (holding or sorted(members))[0]
        topics = sorted(members[owner].subscription)
        every = [(topic, sorted(cluster.partitions_for_topic(topic) or ())) for topic in topics]
        return {
            name: ConsumerProtocolMemberAssignment(self.version, every if name == owner else [], b"")
            for name in members
        }

    def metadata(self, topics: Any) -> Any:
        """Tell the leader whether this member is the one at work."""
        return ConsumerProtocolMemberMetadata(self.version, list(topics), _HOLDS if self._holds else b"")

    def on_assignment(self, assignment: Any) -> None:
        """Note what was assigned."""
        self._holds = bool(assignment.assignment)


_HOLDS: Final = b"holds"


class _Thread(driver.AIOKafkaConsumerThread):
    logger = logging.getLogger("faust.consumer")

    def _create_worker_consumer(self, transport: driver.Transport) -> Any:
        """Read committed, which Faust does only with its own `exactly_once`, and that loses messages."""
        consumer = super()._create_worker_consumer(transport)
        # Faust has no other way in.
        consumer._isolation_level = "read_committed"  # noqa: SLF001
        if cast("App", self.app).ordered:
            consumer._partition_assignment_strategy = (_OneOwner(),)  # noqa: SLF001
        return consumer


class _Consumer(driver.Consumer):
    logger = logging.getLogger("faust.consumer")

    def _new_consumer_thread(self) -> _Thread:
        return _Thread(self, loop=self.loop, beacon=self.beacon)

    def _new_offset(self, tp: TP) -> int | None:
        """Commit behind the newest acknowledgement: a stage gives them in order.

        Faust looks for holes offset by offset. Every transaction's marker is one, which held each commit up
        until the next: a stage fell behind by as many messages as it was ahead of its commits.
        """
        acked = self._acked[tp]
        if not acked:
            return None
        newest: int = max(acked)
        acked.clear()
        self._acked_index[tp].clear()
        return newest + 1

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        pass


class _Transport(driver.Transport):
    Consumer = _Consumer


def application(stage: str, settings: Settings, *, ordered: bool = False) -> App:
    """Give the App of a stage; its consumer group is the stage's name."""
    arguments = client_arguments(settings)
    app = App(
        settings.topic(stage),
        broker=[f"kafka://{server}" for server in arguments["bootstrap_servers"]],
        broker_credentials=_credentials(arguments),
        autodiscover=False,
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        TableManager=_NoTables,
        stream_wait_empty=True,  # else a plain SIGTERM loses the batch in hand
        stream_buffer_maxsize=BUFFER,
        broker_max_poll_records=BUFFER,
        broker_session_timeout=6.0,  # a dead member's partitions are another's after this; brokers take no less
        broker_heartbeat_interval=2.0,
        broker_request_timeout=10.0,
        broker_commit_interval=0.5,
    )
    app.ordered = ordered
    app.boot_strategy.enable_kafka_producer = False
    app.transport = _Transport(app.conf.broker_consumer, app)
    return app


def _credentials(arguments: dict[str, Any]) -> Any:
    context = arguments.get("ssl_context")
    if "sasl_mechanism" not in arguments:
        return faust.SSLCredentials(context=context) if context else None
    return faust.SASLCredentials(
        mechanism=arguments["sasl_mechanism"],
        username=arguments["sasl_plain_username"],
        password=arguments["sasl_plain_password"],
        ssl_context=context,
    )
