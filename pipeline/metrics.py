"""What a service counts for Prometheus, served by `pipeline.health` at `/metrics`."""

from typing import Final

from prometheus_client import Counter, Histogram

MESSAGES: Final = Counter("frontwire_messages", "Messages by the verdict that each got", ["stage", "verdict"])
"""`verdict`: `emitted` or `dead-lettered`; the third that the delivery law names, *fatal*, ends the process."""

BATCH_SECONDS: Final = Histogram(
    "frontwire_batch_seconds",
    "From taking a batch to the acknowledgement of all that came of it",
    ["stage"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
EXTRACTION_SECONDS: Final = Histogram(
    "frontwire_extraction_seconds",
    "One article in a parser process",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
