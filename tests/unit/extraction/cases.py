"""What tests of the extraction share."""

from collections.abc import Callable

from pipeline.contract import Event, Extraction

Extract = Callable[..., Extraction]


def actual(extraction: Extraction) -> list[Event]:
    """Give the events that ACLED records and that happened."""
    return [e for e in extraction.events if e.realis == "actual" and e.event_type]


def only(extraction: Extraction) -> Event:
    """Give the one event that ACLED records and that happened."""
    (event,) = actual(extraction)
    return event
