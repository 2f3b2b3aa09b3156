from dataclasses import replace

import pytest

from pipeline.kafka.topics import DAY_MS, Found, differences, topics
from pipeline.settings import Settings


def table(**settings):
    """Give the topics by name."""
    return {topic.name: topic for topic in topics(Settings(**settings))}


def test_the_table_is_the_contracts():
    """Names, partitions, clean-up, retention in days and sizes are those that readers rely on."""
    found = {
        name: (t.partitions, t.cleanup, t.retention_ms and t.retention_ms // DAY_MS, t.max_bytes)
        for name, t in table().items()
    }
    assert found == {
        "articles": (1, "delete", 30, 1_048_576),
        "articles.unique": (12, "delete", 30, 1_572_864),
        "articles.duplicate": (1, "delete", 30, 65_536),
        "articles.extracted": (12, "compact", None, 65_536),
        "events": (1, "delete", 365, 1_048_576),
        "incidents": (1, "compact", None, 1_048_576),
        "dedupe.state": (1, "compact", None, 65_536),
        "link.state": (1, "compact", None, 1_048_576),
        "link.articles": (1, "compact", None, 262_144),
        "dead-letters": (1, "delete", 365, 2_097_152),
        "feeds": (12, "compact", None, 65_536),
        "feeds.state": (12, "compact", None, 1_048_576),
    }


def test_settings_widen_and_shorten():
    """Partitions of the extract stage and retention of the articles are the site's; the events' year is not."""
    found = table(extract_partitions=24, retention_days=7)
    assert found["articles.unique"].partitions == found["articles.extracted"].partitions == 24
    assert found["articles"].retention_ms == 7 * DAY_MS
    assert found["events"].retention_ms == 365 * DAY_MS
    assert found["articles"].partitions == found["events"].partitions == 1


def test_a_prefix_stands_before_every_name():
    """Several pipelines share a cluster."""
    assert all(name.startswith("north.") for name in table(topic_prefix="north."))


@pytest.mark.parametrize(("replicas", "in_sync"), [(1, "1"), (2, "1"), (3, "2")])
def test_in_sync_replicas_are_one_less_but_at_least_one(replicas, in_sync):
    """One replica may be lost without a stop, where there are several."""
    found = table(replication_factor=replicas)
    assert {topic.configs["min.insync.replicas"] for topic in found.values()} == {in_sync}


def test_a_compacted_topic_has_no_retention_by_time():
    """What is compacted is kept for ever, so that retention is neither set nor compared."""
    assert "retention.ms" not in table()["incidents"].configs


def test_a_compacted_topic_has_small_segments():
    """It is read whole at each start, and the newest segment is never compacted."""
    assert {name: "segment.bytes" in topic.configs for name, topic in table().items()} == {
        name: topic.cleanup == "compact" for name, topic in table().items()
    }


def test_a_topic_as_it_should_be_has_no_differences():
    """A cluster's other settings do not matter."""
    topic = table()["articles"]
    assert differences(topic, Found(1, 1, topic.configs | {"segment.bytes": "1"})) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [("cleanup.policy", "compact"), ("retention.ms", "1"), ("max.message.bytes", "7"), ("min.insync.replicas", "9")],
)
def test_a_setting_that_differs_is_named_with_both_values(setting, value):
    """The report says what is there and what was expected."""
    topic = table()["articles"]
    found = differences(topic, Found(1, 1, topic.configs | {setting: value}))
    assert [str(each) for each in found] == [f"articles: {setting} is {value}, expected {topic.configs[setting]}"]


def test_other_partitions_or_replicas_are_differences():
    """More partitions would scatter the order of the intake."""
    topic = replace(table()["articles"], replicas=3)
    found = differences(topic, Found(4, 1, topic.configs))
    assert [(each.setting, each.expected, each.found) for each in found] == [
        ("partitions", "1", "4"),
        ("replicas", "3", "1"),
    ]
