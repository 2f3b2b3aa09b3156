"""Faust as the delivery law wants it: it takes messages and commits offsets, and does nothing else.

Each setting stands for a loss or a delay that was seen with Faust 0.15.3 (docs/design.md, "Delivery law").
"""

import logging
from typing import Any, Final

import faust
from faust.assignor.client_assignment import ClientAssignment
from faust.assignor.partition_assignor import PartitionAssignor
from faust.tables import TableManager
from faust.transport.drivers import aiokafka as driver
from faust.types import TP

from pipeline.kafka.clients import client_arguments
from pipeline.kafka.topics import STAGES
from pipeline.settings import Settings

BUFFER: Final = 128
"""Messages between consumer and agent: a slow stage makes lag, not memory."""


class App(faust.App):
    """A Faust App without the folders that it makes for tables."""

    logger = logging.getLogger("faust.app")
    logger.setLevel(logging.ERROR)  # it warns at each assignment of a sensor that it has not started

    def _create_directories(self) -> None:
        pass


class _NoTables(TableManager):
    """The manager that lets the messages flow; it would wait a second for tables, of which there are none."""

    logger = logging.getLogger("faust.tables")

    async def sleep(self, n: Any, *, loop: Any = None) -> None:
        pass


class _OneOwner(PartitionAssignor):
    """Gives all partitions of all topics to one member: the one that has them, else the first; others stand by.

    Faust's own gives topics with other numbers of partitions to other members, each a part; a stage that reads several
    in one ordered task would be torn.
    """

    def _perform_assignment(self, cluster: Any, member_metadata: Any) -> Any:
        clients = {name: self._get_client_metadata(metadata) for name, metadata in member_metadata.items()}
        holding = [name for name in sorted(clients) if any(clients[name].assignment.actives.values())]
        owner = (holding or sorted(clients))[0]
        assigned = dict(super()._perform_assignment(cluster, {owner: member_metadata[owner]}))
        self._update_member_urls(clients)
        standby = {name: ClientAssignment(actives={}, standbys={}) for name in clients if name != owner}
        return assigned | dict(self._protocol_assignments(standby, {}, {}, {}))


class _Thread(driver.AIOKafkaConsumerThread):
    logger = logging.getLogger("faust.consumer")

    def _create_worker_consumer(self, transport: driver.Transport) -> Any:
        """Read committed, which Faust does only with its own `exactly_once`, and that loses messages."""
        consumer = super()._create_worker_consumer(transport)
        consumer._isolation_level = "read_committed"  # noqa: SLF001 - it has no other way in
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


def application(stage: str, settings: Settings) -> App:
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
        PartitionAssignor=_OneOwner if len(STAGES[stage]) > 1 else PartitionAssignor,
        stream_wait_empty=True,  # else a plain SIGTERM loses the batch in hand
        stream_buffer_maxsize=BUFFER,
        broker_max_poll_records=BUFFER,
        broker_session_timeout=6.0,  # a dead member's partitions are another's after this; brokers take no less
        broker_heartbeat_interval=2.0,
        broker_request_timeout=10.0,
        broker_commit_interval=0.5,
    )
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
