"""Articles onto the topic `articles`: acknowledged by all in-sync replicas, each once, in order."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, Self

from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError

from pipeline.contract import Article, encode
from pipeline.errors import Fatal
from pipeline.feeds.draft import fitted
from pipeline.kafka.clients import admin_client, client_arguments, reach
from pipeline.kafka.topics import create_missing, topics
from pipeline.settings import Settings

ACKNOWLEDGE_SECONDS: Final = 120
"""A broker that is started again within this time is waited for, and nothing is lost or sent twice."""
_LINGER_MS: Final = 5
_RECONNECT_MS: Final = 1000
"""The client's own longest pause is 30 s: a broker that is back would be waited for that long."""
_CLOSE_SECONDS: Final = 1.0

Headers = list[tuple[str, bytes]]


class Publisher:
    """A producer for the articles of a process. Errors come from `flush`, or from `send` after the one that failed."""

    def __init__(self, producer: KafkaProducer, topic: str) -> None:
        self._producer = producer
        self._topic = topic
        self._failure: BaseException | None = None
        self.acknowledged = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def publish(self, articles: Iterable[Article]) -> None:
        """Send some and wait until all are acknowledged; raises Fatal where they are not."""
        for article in articles:
            self.send(article)
        self.flush()

    def send(self, article: Article) -> None:
        """Send one, cut to the topic's size where it is larger; may wait for room among those under way."""
        self._require_whole()
        article = fitted(article)
        key = article.article_id.encode("utf-8", "surrogatepass")
        try:
            future = self._producer.send(self._topic, encode(article), key, headers=headers(datetime.now(UTC)))
        except KafkaError as error:
            raise self._fatal(error) from None
        future.add_callback(self._count)
        future.add_errback(self._fail)

    def flush(self) -> None:
        """Wait until all that was sent is acknowledged, or raise Fatal."""
        try:
            self._producer.flush(ACKNOWLEDGE_SECONDS)
        except KafkaTimeoutError as error:
            raise self._fatal(error) from None
        self._require_whole()

    def close(self) -> None:
        """Give up what is still under way after a second; call `flush` before."""
        self._producer.close(_CLOSE_SECONDS, null_logger=True)

    def _count(self, _: Any) -> None:
        self.acknowledged += 1

    def _fail(self, error: BaseException) -> None:
        self._failure = self._failure or error

    def _require_whole(self) -> None:
        if self._failure is not None:
            raise self._fatal(self._failure)

    def _fatal(self, error: BaseException) -> Fatal:
        return Fatal(
            f"the broker does not take articles any more ({error}); {self.acknowledged} were acknowledged: "
            "start again when it answers, what comes twice is recognised"
        )


def publisher(settings: Settings) -> Publisher:
    """Connect to a broker that answers, make the topic where it is missing, and give the publisher of articles."""
    settings = reach(settings)
    topic = settings.topic("articles")
    with admin_client(settings) as admin:
        create_missing(admin, [wanted for wanted in topics(settings) if wanted.name == topic])
    return Publisher(producer(settings), topic)


def producer(settings: Settings) -> KafkaProducer:
    """Give an idempotent producer that waits for all in-sync replicas."""
    return KafkaProducer(
        **client_arguments(settings),
        acks="all",
        enable_idempotence=True,
        linger_ms=_LINGER_MS,
        delivery_timeout_ms=ACKNOWLEDGE_SECONDS * 1000,
        reconnect_backoff_max_ms=_RECONNECT_MS,
    )


def headers(now: datetime) -> Headers:
    """Give what travels with an article from stage to stage: when it came in, and the trace that starts here (W3C)."""
    trace = f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
    return [("ingested_at", now.isoformat().encode()), ("traceparent", trace.encode())]
