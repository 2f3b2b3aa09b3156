"""`docker compose up` runs the pipeline, and loses nothing when containers die; read by a plain Kafka consumer."""

import json
import time
from typing import Any

import pytest
from composed import Stack
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from stage_site import until

from pipeline.accounts import TOPICS, Accounts

pytestmark = pytest.mark.compose

COUNT = 1500
TOWNS = ("Gao", "Mopti", "Kidal", "Ansongo", "Douentza", "Timbuktu", "Menaka")


def records(bootstrap: str, topic: str) -> list[Any]:
    """Read a topic from its beginning to the end that it has now."""
    with KafkaConsumer(
        bootstrap_servers=bootstrap,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        enable_auto_commit=False,
    ) as consumer:
        places = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic)]
        consumer.assign(places)
        ends, found = consumer.end_offsets(places), []
        while any(consumer.position(place) < end for place, end in ends.items()):
            found += [record for batch in consumer.poll(500).values() for record in batch]
        return found


def settle(bootstrap: str, seconds: float = 600) -> Accounts:
    """Wait until every article has come to its end, exactly once, and give what has become of them."""
    deadline = time.monotonic() + seconds
    while True:
        accounts, articles = Accounts(), len(records(bootstrap, "articles"))
        for topic in TOPICS:
            for record in records(bootstrap, topic):
                accounts.take(topic, record.value, record.headers)
        if accounts.settled >= articles:
            assert accounts.settled == articles
            return accounts
        assert time.monotonic() < deadline, f"of {articles} articles {accounts.settled} were settled"
        time.sleep(2)  # reading everything takes the time of those that work


def events(bootstrap: str) -> dict[str, dict[str, Any]]:
    """Give the events by id; one that is there twice has the same content, but for the time of its making."""
    found: dict[str, dict[str, Any]] = {}
    for record in records(bootstrap, "events"):
        event = json.loads(record.value)
        del event["extracted_at"]
        before = found.setdefault(event["event_id"], event)
        if before["article"]["revision"] == event["article"]["revision"]:
            assert before == event
    return found


def missing(bootstrap: str, accounts: Accounts) -> set[str]:
    """Give the ids of events that receipts name and the topic has not."""
    return {one for receipt in accounts.receipts.values() for one in receipt.event_ids} - events(bootstrap).keys()


def test_the_seeds_become_events_on_the_published_port(stack: Stack) -> None:
    """The profile `replay` sends the seeds; the three violent events of the first article are on the topic."""
    said = stack.compose("--profile", "replay", "run", "--rm", "replay", statuses=(0, 1))  # some seeds are bad
    assert "articles onto articles" in said
    assert missing(stack.bootstrap, settle(stack.bootstrap)) == set()
    first = records(stack.bootstrap, "articles")[0].key.decode()
    told = [event for event in events(stack.bootstrap).values() if event["article_id"] == first]
    violent = [event for event in told if event["realis"] == "actual" and event["event_type"]]
    assert sorted((event["location"]["name"], (event["fatalities"] or {}).get("best")) for event in violent) == [
        ("Khojavend", 2),
        ("Nagorno-Karabakh", None),
        ("Shusha", 4),
    ]


def test_nothing_is_lost_when_processes_die_and_containers_are_made_anew(stack: Stack) -> None:
    """Extract runs twice and loses one, dedupe and link are replaced: every article ends once, every event is there."""
    stack.up("--no-recreate", "--scale", "extract=2")
    before = len(records(stack.bootstrap, "articles"))
    _send(stack.bootstrap, 0, COUNT // 3)
    _kill(stack, "extract")
    _send(stack.bootstrap, COUNT // 3, COUNT * 2 // 3)
    stack.up("--no-deps", "--force-recreate", "dedupe", "link")
    _send(stack.bootstrap, COUNT * 2 // 3, COUNT)
    _kill(stack, "dedupe")
    accounts = settle(stack.bootstrap)
    assert missing(stack.bootstrap, accounts) == set()
    ours = {article for article, _ in accounts.receipts if article.startswith("town-")}
    assert ours == {f"town-{n}" for n in range(COUNT)}
    assert before + COUNT == len(records(stack.bootstrap, "articles"))
    stack.compose("--profile", "tools", "run", "--rm", "frontwire", "status")


def test_the_stack_is_confined_and_can_be_scaled(stack: Stack) -> None:
    """Only Kafka has a port, on the loopback address, and a volume; services have no rights and no file to write."""
    services = json.loads(stack.compose("--profile", "*", "config", "--format", "json"))["services"]
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["mem_limit"]
        assert "container_name" not in service
        assert [port["host_ip"] for port in service.get("ports", [])] == (["127.0.0.1"] if name == "kafka" else [])
        assert name == "kafka" or service["read_only"]
    owners = [n for n, one in services.items() if any(mount["type"] == "volume" for mount in one.get("volumes", []))]
    assert owners == ["kafka"]
    said = stack.compose("exec", "extract", "sh", "-c", "id -u; touch /opt/frontwire/x 2>&1 || echo refused")
    assert "refused" in said
    assert not said.startswith("0\n")


def _send(bootstrap: str, start: int, stop: int) -> None:
    """Send articles of our own onto the intake, acknowledged when this returns."""
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    for n in range(start, stop):
        article = {
            "schema": 1,
            "article_id": f"town-{n}",
            "source": f"Paper {n % 7}",
            "title": f"Mine kills {2 + n % 9} near {TOWNS[n % 7]}",
            "text": f"A landmine killed {2 + n % 9} soldiers near {TOWNS[n % 7]} on Tuesday, patrol {n} reported.",
            "published": "2024-03-08T12:00:00Z",
        }
        producer.send("articles", key=article["article_id"].encode(), value=json.dumps(article).encode())
    producer.flush()
    producer.close()


def _kill(stack: Stack, service: str) -> None:
    """Kill every process of one container but its init, and wait until the restart policy has made it healthy again."""
    before = stack.containers(service)[0]
    stack.compose("exec", "--index", "1", service, "sh", "-c", "kill -9 -1", statuses=(0, 137))

    def again() -> bool:
        now = next(one for one in stack.containers(service) if one["Id"] == before["Id"])
        return now["RestartCount"] > before["RestartCount"] and stack.healthy(service)

    until(again, 180, f"{service} is started again")
