"""A line to its row, in a child process that has an extractor of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import orjson

from pipeline.contract import encode
from pipeline.errors import BadInput, WrongUsage
from pipeline.extraction.plugin import load
from pipeline.extraction.protocol import Extractor, Scope
from pipeline.feeds import rows


@dataclass(frozen=True, slots=True)
class Row:
    """What is written for a line, its line end included; `error` says what was wrong with it."""

    text: bytes
    error: str | None = None


Answer = Callable[[bytes], Row]


def make(name: str, scope: Scope, explained: Callable[[Any], str] | None = None) -> Answer:
    """Make the function that answers lines; `explained` tells an extractor's trace to a person."""
    extractor = load(name, scope)
    if explained is None:
        return partial(_extracted, extractor)
    if not hasattr(extractor, "explain"):
        raise WrongUsage(f"the extractor {extractor.name} cannot explain itself; leave --explain out")
    return partial(_explained, extractor, explained)


def _extracted(extractor: Extractor, line: bytes) -> Row:
    try:
        extraction = extractor.extract(rows.of_line(line), now=datetime.now(UTC))
    except Exception as error:  # noqa: BLE001 - one article's fault must not end the others
        return failed(line, _reason(error))
    return Row(encode(extraction) + b"\n")


def _explained(extractor: Any, explained: Callable[[Any], str], line: bytes) -> Row:
    try:
        return Row(explained(extractor.explain(rows.of_line(line), now=datetime.now(UTC))).encode())
    except Exception as error:  # noqa: BLE001 - as above
        return Row(b"", _reason(error))


def _reason(error: Exception) -> str:
    """Give the reason of bad input; of anything else what failed, since it is a fault of the extractor."""
    return str(error) if isinstance(error, BadInput) else f"the extractor failed: {type(error).__name__}: {error}"


def failed(line: bytes, reason: str) -> Row:
    """Give the row of a line that gave nothing: its article_id where one can be read, and why."""
    row = {"article_id": _article_id(line), "error": reason}
    return Row(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE), reason)


def _article_id(line: bytes) -> str | None:
    """Give the explicit id of a line, though other fields of it be wrong, else the computed one."""
    try:
        return rows.of_line(line).article_id
    except BadInput:
        pass
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    explicit = found.get("article_id") if isinstance(found, dict) else None
    return explicit if isinstance(explicit, str) and explicit else None
