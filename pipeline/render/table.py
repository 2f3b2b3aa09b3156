"""Events and incidents as rows of CSV, for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

Message = Mapping[str, Any]
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet, and an article's words must not be one."""


def _at(*path: str) -> Callable[[Message], Any]:
    def value(message: Message) -> Any:
        found: Any = message
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    return value


def _names(role: str) -> Callable[[Message], str]:
    return lambda message: "; ".join(
        actor["name"] for actor in message.get("actors", ()) if actor.get("role") == role and actor.get("name")
    )


def _blamed(message: Message) -> str:
    actors = message.get("actors", ())
    return "; ".join(
        f"{actors[blame['actor']]['name']} ({blame['status']})"
        for blame in message.get("attribution", ())
        if blame["actor"] < len(actors)
    )


_COMMON: Final[dict[str, Callable[[Message], Any]]] = {
    **{name: _at(name) for name in ("event_type", "sub_event_type", "disorder_type", "realis")},
    "plover": _at("plover", "event"),
    "date_start": _at("time", "start"),
    "date_end": _at("time", "end"),
    "date_precision": _at("time", "precision"),
    "clock": _at("time", "clock"),
    "country": _at("location", "country"),
    "admin1": _at("location", "admin1"),
    "place": _at("location", "name"),
    "place_precision": _at("location", "precision"),
    "lat": _at("location", "lat"),
    "lon": _at("location", "lon"),
    **{f"fatalities_{end}": _at("fatalities", end) for end in ("low", "best", "high", "stated")},
    **{f"injuries_{end}": _at("injuries", end) for end in ("low", "best", "high")},
    "actors": _names("actor"),
    "recipients": _names("recipient"),
    "blamed": _blamed,
    "confidence": _at("confidence"),
}
_EVENT: Final = {
    "event_id": _at("event_id"),
    "article_id": _at("article_id"),
    "published": _at("article", "published"),
    "newsness": _at("newsness"),
    **_COMMON,
    "notes": _at("notes"),
    "source": _at("article", "source"),
    "title": _at("article", "title"),
    "url": _at("article", "url"),
}
_INCIDENT: Final = {
    "incident_id": _at("incident_id"),
    "revision": _at("revision"),
    "status": _at("status"),
    **_COMMON,
    "events": _at("reports", "events"),
    "articles": _at("reports", "articles"),
    "sources": _at("reports", "independent_sources"),
    "first_seen": _at("first_seen"),
    "last_seen": _at("last_seen"),
}
COLUMNS: Final = {"events": _EVENT, "incidents": _INCIDENT}
"""The columns of a topic's table."""


def header(topic: str) -> str:
    """Give the line of the columns' names."""
    return _line(COLUMNS[topic])


def row(topic: str, message: Message) -> str:
    """Give the line of a message, as parsed JSON; what is null is empty."""
    return _line(_cell(value(message)) for value in COLUMNS[topic].values())


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTS) else value


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # RFC 4180
    return out.getvalue()
