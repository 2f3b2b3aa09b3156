"""Where following begins: `--from beginning`, `latest`, or a time."""

from datetime import UTC, datetime
from typing import Literal

from pipeline.errors import WrongUsage

Begin = Literal["beginning", "latest"] | datetime


def begin(text: str) -> Begin:
    """Read `--from`, or raise WrongUsage. A time without a zone is UTC; it is compared with the time of sending."""
    if text == "beginning":
        return "beginning"
    if text == "latest":
        return "latest"
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"--from {text}: give beginning, latest, or a time such as 2023-09-19T04:00Z") from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
