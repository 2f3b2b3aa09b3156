"""Messages to bytes and back, by orjson."""

from typing import Any, TypeVar

import orjson
from pydantic import ValidationError

from pipeline.contract.base import Value
from pipeline.errors import BadMessage

V = TypeVar("V", bound=Value)

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC


def encode(message: Value) -> bytes:
    """Give the UTF-8 JSON of a message; the same message gives the same bytes.

    Raises BadMessage where its text is none in UTF-8: a broken page may hold half of a surrogate pair.
    """
    try:
        return orjson.dumps(message.model_dump(), option=_OPTIONS)
    except orjson.JSONEncodeError as error:
        raise BadMessage(f"a {type(message).__name__} that cannot be written: {error}") from None


def decode(kind: type[V], data: bytes | None) -> V:
    """Read a message, or raise BadMessage that says in one line what is wrong with it."""
    return read(kind, parse(data))


def parse(data: bytes | None) -> Any:
    """Parse JSON, or raise BadMessage; orjson refuses nesting that would exhaust the stack."""
    if data is None:
        raise BadMessage("the message has no value")
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BadMessage(f"not JSON: {error}") from None


def read(kind: type[V], value: Any) -> V:
    """Check a parsed value against its type, or raise BadMessage with the first fault and its place."""
    if not isinstance(value, dict):
        raise BadMessage(f"not a {kind.__name__}: a JSON object is expected, not {type(value).__name__}")
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise BadMessage(f"not a {kind.__name__}: {where}: {first['msg']}") from None
