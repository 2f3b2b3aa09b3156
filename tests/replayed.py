"""Two thousand articles of the test's own, and what must become of them whatever happens meanwhile."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pipeline.contract import Article, Event, Incident, Receipt, decode, encode
from pipeline.extraction.plugin import load
from pipeline.incidents.link import content_of
from pipeline.stages.dedupe import Dedupe
from pipeline.stages.link import Link
from pipeline.stages.message import DeadLettered, Emitted, Incoming, Outgoing, Verdict

TOWNS = ("Gao", "Mopti", "Kidal", "Menaka", "Ansongo", "Douentza", "Timbuktu")
FAKE = "fake_extractor:FakeExtractor"
KILLERS = ("raise", "die 0", "die 1", "hang")
"""Titles of articles that the fake extractor does not survive."""
NOW = datetime(2024, 3, 9, tzinfo=UTC)


def intake(count: int, seed: int = 7) -> list[bytes]:
    """Give messages for the intake: news, repeats, copies, near-copies, changes, poison for dedupe and the parser."""
    chance = random.Random(seed)
    articles = [_news(0, chance)]
    values: list[bytes] = [encode(articles[0])]
    kinds = ["news", "repeat", "copy", "near", "change", "garbage", "killer"]
    for n, kind in enumerate(chance.choices(kinds, (77, 5, 5, 4, 6, 2, 1), k=count - 1), 1):
        earlier = chance.choice(articles)
        if kind == "garbage":
            values.append(chance.choice([b"\xff\xfe", b"{", b"[]", b"[" * 5000, b'{"schema":3,"article_id":"x"}']))
            continue
        made = {
            "news": lambda n=n: _news(n, chance),
            "killer": lambda n=n: _news(n, chance, chance.choice(KILLERS[:3])),
            "repeat": lambda one=earlier: one,
            "copy": lambda n=n, one=earlier: one.model_copy(
                update={"article_id": f"copy-{n}", "source": "Second Paper", "url": f"https://second.example/{n}"}
            ),
            "near": lambda n=n, one=earlier: one.model_copy(
                update={
                    "article_id": f"near-{n}",
                    "url": f"https://near.example/{n}",
                    "text": f"{one.text}\n\n(Reporting by Ann Oll; editing by Tom Vane)",
                }
            ),
            "change": lambda n=n, one=earlier: one.model_copy(update={"text": f"{one.text} Changed at {n}."}),
        }[kind]()
        articles.append(made)
        values.append(encode(made))
    values[count // 2] = encode(_news(count, chance, "hang"))
    return values


def _news(n: int, chance: random.Random, title: str | None = None) -> Article:
    day = f"2024-03-0{chance.randint(1, 7)}"
    return Article(
        article_id=f"news-{n}",
        url=f"https://news.example/{n}",
        source=f"Paper {n % 9}",
        title=title or f"{chance.randint(0, 3)} events",
        text=f"Report {n}: shells fell in {chance.choice(TOWNS)} on {day}.",
        published=datetime(2024, 3, 8, tzinfo=UTC),
    )


@dataclass
class Expected:
    """What the stages' pure functions make of a log of articles."""

    dedupe: set[tuple[str, bytes | None, bytes | None]] = field(default_factory=set)
    """Topic, key and value of each article that goes on, and of each report of a copy."""
    dead: dict[int, bytes | None] = field(default_factory=dict)
    """Its dead letters by source offset."""
    receipts: dict[tuple[str, int], tuple[str, frozenset[str]]] = field(default_factory=dict)
    """Article and revision ▸ outcome and event ids."""
    events: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Event id ▸ the hashes of its content, one for each revision that has it."""


def expected(log: Iterable[Incoming], extractor: str) -> Expected:
    """Give what must come of the articles, in the order in which they stand on the log."""
    stage, made, result = Dedupe(), load(extractor, "conflict"), Expected()
    for incoming in log:
        verdict = stage(incoming)
        if isinstance(verdict, DeadLettered):
            result.dead[incoming.offset] = incoming.value
            continue
        answer = verdict.outputs[0]
        result.dedupe.add((answer.topic, answer.key, answer.value))
        if answer.topic == "articles.unique":
            _extracted(answer, extractor, made, result)
    return result


def _extracted(output: Outgoing, name: str, extractor: Any, result: Expected) -> None:
    article = decode(Article, output.value)
    key = (article.article_id, article.revision)
    if kills(output, name):
        result.receipts[key] = ("dead", frozenset())
        return
    events = extractor.extract(article, now=NOW).events
    result.receipts[key] = ("events" if events else "empty", frozenset(event.event_id for event in events))
    for event in events:
        result.events[event.event_id].add(content_of(event))


def receipts(records: Iterable[Incoming]) -> dict[tuple[str, int], tuple[str, frozenset[str]]]:
    """Give what receipts say; two on one revision must say the same."""
    found: dict[tuple[str, int], tuple[str, frozenset[str]]] = {}
    for record in records:
        receipt = decode(Receipt, record.value)
        said = (receipt.outcome, frozenset(receipt.event_ids))
        assert found.setdefault((receipt.article_id, receipt.revision), said) == said
    return found


def events(records: Iterable[Incoming]) -> dict[str, set[str]]:
    """Give the hashes of the contents that stand under each event id."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        event = decode(Event, record.value)
        found[event.event_id].add(content_of(event))
    return found


def incidents(records: Iterable[Incoming | Outgoing]) -> dict[str, Incident]:
    """Give the state with the highest revision of each incident."""
    found: dict[str, Incident] = {}
    for record in records:
        incident = decode(Incident, record.value)
        if incident.incident_id not in found or incident.revision >= found[incident.incident_id].revision:
            found[incident.incident_id] = incident
    return found


def linked(*logs: Iterable[Incoming]) -> dict[str, Incident]:
    """Give the incidents that logs make, read one after the other."""
    stage = Link()
    outputs = [output for log in logs for incoming in log for output in _emitted(stage(incoming))]
    return incidents(output for output in outputs if output.topic == "incidents")


def told(found: dict[str, Incident]) -> dict[str, Incident]:
    """Give incidents without their revision: how often each was told depends on when the reports of copies came."""
    return {name: incident.model_copy(update={"revision": 0}) for name, incident in found.items()}


def _emitted(verdict: Verdict) -> tuple[Outgoing, ...]:
    assert isinstance(verdict, Emitted), verdict
    return verdict.outputs


def letter(record: Incoming) -> tuple[str, str, int, bytes | None]:
    """Give a dead letter's stage, the topic and offset that it comes from, and its bytes."""
    told = {name: value.decode() for name, value in record.headers}
    return told["stage"], told["topic"], int(told["offset"]), record.value


def kills(record: Incoming | Outgoing, extractor: str) -> bool:
    """Whether an article kills its parser, hangs it or makes it fail."""
    return extractor == FAKE and decode(Article, record.value).title in KILLERS
