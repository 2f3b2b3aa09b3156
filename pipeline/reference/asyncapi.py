"""The AsyncAPI 3.0 document of the topics, with the Kafka bindings of their defaults."""

from typing import Any, Final

from pipeline import contract
from pipeline.kafka.topics import STAGES, Topic, topics
from pipeline.reference.schemas import all_schemas
from pipeline.settings import Settings

_BINDING: Final = "0.5.0"
"""The version of AsyncAPI's Kafka bindings."""

PAYLOADS: Final[dict[str, tuple[type[contract.Value] | None, str]]] = {
    "articles": (contract.Article, "article_id"),
    "articles.unique": (contract.Article, "article_id"),
    "articles.duplicate": (contract.DuplicateReport, "original_id"),
    "articles.extracted": (contract.Receipt, "article_id"),
    "events": (contract.Event, "event_id"),
    "incidents": (contract.Incident, "incident_id"),
    "dedupe.state": (contract.DedupeState, "article_id"),
    "link.state": (contract.LinkState, "incident_id"),
    "link.articles": (contract.LinkedArticle, "article_id"),
    "dead-letters": (None, "the key of the message that could not be processed"),
    "feeds": (contract.FeedSpec, "feed_id"),
    "feeds.state": (contract.FeedState, "feed_id"),
}
"""Of each topic, what it carries (None: bytes as they came) and what its records are keyed by."""

_HEADERS: Final = {
    "ingested_at": "when the article was first taken in, RFC 3339",
    "traceparent": "W3C Trace Context, carried from stage to stage",
}
_REASONS: Final = {
    "topic": "on which the message lay",
    "partition": "of that topic",
    "offset": "in that partition",
    "stage": "that could not process it",
    "error": "why, in one line",
    "attempts": "how often it was tried",
    "time": "when it was given up, RFC 3339",
}


def document() -> dict[str, Any]:
    """Give the document, generated from the types and the table of topics."""
    table = topics(Settings(replication_factor=1, topic_prefix=""))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Frontwire",
            "version": f"{contract.SCHEMA}.0.0",
            "description": "Live conflict events out of the world's news. Topics may carry a site's prefix.",
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "local": {
                "host": "localhost:9092",
                "protocol": "kafka",
                "description": "the Apache Kafka that `frontwire up` starts",
            }
        },
        "channels": {topic.name: _channel(topic) for topic in table},
        "operations": _operations(table),
        "components": {
            "messages": {_message_name(topic.name): _message(topic.name) for topic in table},
            "schemas": all_schemas("#/components/schemas/{model}"),
        },
    }


def _message_name(topic: str) -> str:
    kind, _ = PAYLOADS[topic]
    return kind.__name__ if kind else "DeadLetter"


def _channel(topic: Topic) -> dict[str, Any]:
    name = _message_name(topic.name)
    configuration = {
        "cleanup.policy": [topic.cleanup],
        "retention.ms": topic.retention_ms,
        "max.message.bytes": topic.max_bytes,
    }
    return {
        "address": topic.name,
        "description": f"Written by {topic.written_by}. Keyed by {PAYLOADS[topic.name][1]}.",
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": topic.replicas,
                "topicConfiguration": {key: value for key, value in configuration.items() if value is not None},
                "bindingVersion": _BINDING,
            }
        },
    }


def _message(topic: str) -> dict[str, Any]:
    kind, key = PAYLOADS[topic]
    headers = _HEADERS if kind else _HEADERS | _REASONS
    message: dict[str, Any] = {
        "name": _message_name(topic),
        "contentType": "application/json" if kind else "application/octet-stream",
        "headers": {
            "type": "object",
            "properties": {name: {"type": "string", "description": words} for name, words in headers.items()},
        },
        "bindings": {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": _BINDING}},
    }
    if kind is None:
        return message | {"summary": "The bytes of a message that could not be processed, as they came."}
    return message | {"payload": {"$ref": f"#/components/schemas/{kind.__name__}"}}


def _operations(table: tuple[Topic, ...]) -> dict[str, Any]:
    """Give who sends to and receives from each topic, as seen from Frontwire."""
    sends = {f"send.{t.name}": _operation("send", t.name, f"by {t.written_by}") for t in table}
    reads = [(stage, topic) for stage, names in STAGES.items() for topic in names]
    receives = {f"{stage}.receive.{topic}": _operation("receive", topic, f"by {stage}") for stage, topic in reads}
    return sends | receives


def _operation(action: str, topic: str, summary: str) -> dict[str, Any]:
    pointer = topic.replace("~", "~0").replace("/", "~1")
    return {"action": action, "channel": {"$ref": f"#/channels/{pointer}"}, "summary": summary}
