"""Which events of different articles tell of one thing that happened. First version: same family, place and day.

    match       whether an event tells of an incident, and of which
    toll        the figures of several sources ▸ one toll, and its history
    assemble    an incident's events ▸ its whole current state
    memory      the incidents, found by event and by place
    link        memory, event ▸ the incidents that it changes

Knows neither Kafka nor a clock: time is the articles' own, order is the log's, so that a replay of the same log
gives identical incidents.
"""

from pipeline.incidents.link import link
from pipeline.incidents.memory import Memory

__all__ = ["Memory", "link"]
