from pathlib import Path

import pytest

from pipeline.kafka.java import Java
from pipeline.kafka.node import Node, Runtime, server_properties


def nodes(count: int) -> list[Node]:
    """Give so many nodes of one cluster."""
    return [Node(number, Path(f"/data/node-{number}"), 9000 + number, 9100 + number) for number in range(1, count + 1)]


def properties(count: int) -> dict[str, str]:
    """Give the configuration of the first of so many nodes."""
    all_nodes = nodes(count)
    text = server_properties(all_nodes[0], all_nodes)
    return dict(line.split("=", 1) for line in text.splitlines())


@pytest.mark.parametrize("count", [1, 3])
def test_it_listens_on_the_loopback_address_alone(count):
    """No listener is open to other machines."""
    found = properties(count)
    for key in ("listeners", "advertised.listeners"):
        for listener in found[key].split(","):
            assert listener.split("://")[1].startswith("127.0.0.1:")


def test_one_node_keeps_one_copy_of_everything():
    """On a single node, Kafka's own topics must not ask for three replicas."""
    found = properties(1)
    assert {value for key, value in found.items() if key.endswith(("replication.factor", "min.isr"))} == {"1"}


def test_three_nodes_keep_three_copies_and_go_on_with_two():
    """In a cluster of three, one node may be lost."""
    found = properties(3)
    assert {value for key, value in found.items() if key.endswith("replication.factor")} == {"3"}
    assert {value for key, value in found.items() if key.endswith(("min.isr", "min.insync.replicas"))} == {"2"}
    assert found["controller.quorum.voters"].count("@127.0.0.1:") == 3


def test_offsets_outlive_topics():
    """Kafka forgets a group's offsets later than it deletes the events, which are kept for 365 days."""
    assert int(properties(1)["offsets.retention.minutes"]) > 365 * 24 * 60


def test_no_topic_comes_into_being_by_itself():
    """A wrong topic name is an error, not a new topic."""
    assert properties(1)["auto.create.topics.enable"] == "false"


def test_paths_do_not_enter_the_properties():
    """Kafka reads its properties as Latin-1 and splits paths at commas, so that there are none in them."""
    node = Node(1, Path("/home/josé, jr/φ"), 9001, 9101)
    text = server_properties(node, [node])
    assert "jos" not in text
    assert text.isascii()


def test_the_aot_cache_is_an_option_only_where_there_is_one():
    """A runtime without the cache has a plain command line."""
    java = Java(Path("/java"), "25.0.2")
    assert not [part for part in Runtime(java, ()).command() if "AOT" in part]
    assert "-XX:AOTCache=/cache/k.aot" in Runtime(java, (), aot=Path("/cache/k.aot")).command()


def test_memory_is_bounded():
    """The heap has a limit that a small machine can bear."""
    assert "-Xmx256m" in Runtime(Java(Path("/java"), ""), ()).command()
