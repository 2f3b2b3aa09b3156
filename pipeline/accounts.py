"""What has become of each article: at the end of a replay every one is settled, exactly once.

An article that dedupe takes from `articles` ends as a duplicate report, as a receipt, or, where a stage could not
decide on it, as a dead letter. A redelivery repeats what is known and counts for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pipeline.contract import Receipt, decode
from pipeline.kafka.headers import readable

TOPICS: Final = ("articles.duplicate", "articles.extracted", "dead-letters")
"""Where an article may end."""

Headers = Iterable[tuple[str, bytes]]


@dataclass(slots=True)
class Accounts:
    """Takes in the records of TOPICS."""

    receipts: dict[tuple[str, int], Receipt] = field(default_factory=dict)
    """By article_id and revision."""
    duplicates: set[bytes] = field(default_factory=set)
    dead: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Topic, partition and offset of a message to the stage that could not process it."""

    def take(self, topic: str, value: bytes | None, headers: Headers) -> None:
        """Take in a record of one of the topics, named as in the contract."""
        if topic == "articles.extracted" and value:
            receipt = decode(Receipt, value)
            self.receipts[receipt.article_id, receipt.revision] = receipt
        elif topic == "articles.duplicate" and value:
            self.duplicates.add(value)
        elif topic == "dead-letters" and value:
            told = readable(headers)
            self.dead[told["topic"], told["partition"], told["offset"]] = told["stage"]

    @property
    def undecided(self) -> int:
        """Messages that dedupe could not read."""
        return sum(stage == "dedupe" for stage in self.dead.values())

    @property
    def settled(self) -> int:
        """Messages of the topic `articles` that have come to their end."""
        return len(self.receipts) + len(self.duplicates) + self.undecided
