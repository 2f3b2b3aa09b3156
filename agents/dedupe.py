"""Dedupe: `articles` ▸ `articles.unique`, `articles.duplicate`. One ordered task; a second process stands by."""

from typing import Final

from agents.service import WITHIN, OrderedService, Stream
from pipeline.dedupe import Memory
from pipeline.settings import Settings
from pipeline.stages.dedupe import Dedupe

BATCH: Final = 100
"""Articles in one transaction."""


def build(settings: Settings) -> OrderedService:
    """Give the service of the stage."""
    service = OrderedService("dedupe", settings, lambda: Dedupe(Memory(settings.data_dir)))

    @service.agent
    async def dedupe(articles: Stream) -> None:
        async for events in articles.take_events(BATCH, within=WITHIN):
            async with service.batch(events) as messages:
                await service.settle(messages, [service.stage(message) for message in messages])

    return service
