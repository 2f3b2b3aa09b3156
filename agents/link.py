"""Link: `events`, receipts and reports of copies ▸ `incidents`. One ordered task; a second process stands by."""

from typing import Final

from agents.service import WITHIN, OrderedService, Stream
from pipeline.settings import Settings
from pipeline.stages.link import Link

BATCH: Final = 50
"""Messages in one transaction."""


def build(settings: Settings) -> OrderedService:
    """Give the service of the stage."""
    service = OrderedService("link", settings, Link)

    @service.agent
    async def link(told: Stream) -> None:
        async for events in told.take_events(BATCH, within=WITHIN):
            async with service.batch(events) as messages:
                await service.settle(messages, [service.stage(message) for message in messages])

    return service
