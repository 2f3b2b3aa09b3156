"""What the messages have in common: frozen values, tolerant readers, UTC times, nulls written out."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict

SCHEMA: Final = 1
"""The number of the message schemas; a breaking change raises it and comes with a migration note."""


_DATED: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[Tt ]|$)", re.ASCII)


def _text_or_time(value: Any) -> Any:
    """Numbers are refused, as text too: epoch seconds in a feed's date gave wrong dates."""
    if isinstance(value, datetime) or (isinstance(value, str) and _DATED.match(value)):
        return value
    raise ValueError("a time is RFC 3339 text")


def _utc(value: datetime) -> datetime:
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:  # pydantic would let it pass, and one article stop a stage
        raise ValueError("the time is outside the years 1 to 9999") from None


UtcTime = Annotated[datetime, BeforeValidator(_text_or_time), AfterValidator(_utc)]
"""RFC 3339; a time without a zone is taken as UTC."""

Int = Annotated[int, Strict()]
Count = Annotated[int, Strict(), Field(ge=0)]
Float = Annotated[float, Strict()]
Bool = Annotated[bool, Strict()]


class Value(BaseModel):
    """A frozen value; keys it does not know are ignored, as the contract asks of readers."""

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_inf_nan="null")


class Message(Value):
    """What travels on a topic."""

    schema_: Literal[1] = Field(default=1, alias="schema")

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, serialize_by_alias=True)


class Span(Value):
    """Words of an article: `text` is the named field's slice `[start:end]` in Unicode code points."""

    field: Literal["title", "text"]
    start: Count
    end: Count
    text: str


class Figure(Value):
    """A number with open ends: null is "not said", 0 only where words say so."""

    low: Count | None = None
    best: Count | None = None
    high: Count | None = None
