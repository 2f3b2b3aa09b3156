"""Extract: `articles.unique` ▸ `events`, then a receipt on `articles.extracted`. As many processes as partitions."""

from typing import Final

from agents.service import WITHIN, Service, Stream
from pipeline.kafka.clients import client_arguments
from pipeline.kafka.outbox import IdempotentOutbox
from pipeline.settings import Settings
from pipeline.stages.parsers import Parsers

BATCH: Final = 32
"""Articles in hand; a batch takes a quarter of a second on two cores."""


def build(settings: Settings) -> Service:
    """Give the service of the stage; the parsers are processes of their own that can be killed one at a time."""
    parsers = Parsers(settings.extractor, settings.event_scope, settings.extract_workers)
    outbox = IdempotentOutbox(client_arguments(settings), settings.topic)
    service = Service("extract", settings, outbox, parsers)

    @service.agent
    async def extract(articles: Stream) -> None:
        async for events in articles.take_events(BATCH, within=WITHIN):
            async with service.batch(events) as messages:
                await service.settle(messages, await parsers.extract(messages, service.progress.begin))

    return service
