"""What a poller counts for Prometheus; `pipeline.health` serves it at `/metrics`."""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

POLLS: Final = Counter("frontwire_polls", "Polls of feeds by how each ended", ["outcome"])
"""`outcome`: `new`, `unchanged`, `failed`."""
BYTES: Final = Counter("frontwire_polled_bytes", "Bytes of feeds that were read, after decompression")
ARTICLES: Final = Counter("frontwire_polled_articles", "Articles that were new or changed, and acknowledged")
POLL_SECONDS: Final = Histogram("frontwire_poll_seconds", "From when a feed was due to its acknowledged state")
FEEDS: Final = Gauge("frontwire_feeds", "Feeds that are followed, paused ones left out")
