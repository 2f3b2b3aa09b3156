"""Which events of different articles tell of one thing that happened.

    traits      an event as linking sees it            words     the words by which two are compared
    place       how much two places speak for one      likeness  how much two reports do
    memory      the incidents of the last weeks        quiet     which of them are over, by the log's own clock
    choose      an event ▸ the incident that it tells of, surely, perhaps, or none
    sums        reports that tell the sum of several   sources   how much stands behind an incident
    toll        the figures of several sources ▸ one toll, and its history
    assemble    an incident's events ▸ its whole current state
    link        memory, a message ▸ the incidents that it changes

Knows neither Kafka nor a wall clock: time is the articles' own, order is the log's, so that a replay of the same log
gives identical incidents.
"""

from pipeline.incidents.link import count, link, withdraw
from pipeline.incidents.memory import Memory

__all__ = ["Memory", "count", "link", "withdraw"]
