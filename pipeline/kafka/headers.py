"""Record headers as a person reads them."""

from collections.abc import Iterable


def readable(headers: Iterable[tuple[str, bytes | None]]) -> dict[str, str]:
    """Give headers as text, the last of each name; Kafka's values may be null, and then are empty here."""
    return {name: (value or b"").decode("utf-8", "replace") for name, value in headers}
