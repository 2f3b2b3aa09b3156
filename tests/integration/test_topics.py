"""Topics, lag and dead letters on a real broker, through the command line."""

import json
import socket
import time
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.structs import OffsetAndMetadata

from pipeline.cli import cli
from pipeline.errors import BrokerUnreachable, FrontwireError
from pipeline.kafka.clients import admin_client, reach
from pipeline.kafka.dead_letters import dead_letter, is_for
from pipeline.kafka.embedded import free_ports
from pipeline.kafka.endpoint import FOLDER, Endpoint, write_endpoint
from pipeline.kafka.lag import lags
from pipeline.kafka.records import read_to_end
from pipeline.kafka.topics import create_missing, find, topics
from pipeline.settings import Settings
from pipeline.stages.message import Incoming

pytestmark = pytest.mark.kafka

ALL = len(topics(Settings()))


@pytest.fixture
def settings(kafka, topic_prefix, tmp_path) -> Settings:
    """Give settings with topics of one test's own, named and not yet created."""
    return Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix, data_dir=tmp_path, extract_partitions=3)


@pytest.fixture
def created(settings) -> Settings:
    """Give settings whose topics exist."""
    with admin_client(settings) as admin:
        create_missing(admin, topics(settings))
    return settings


def run(settings: Settings, *arguments: str) -> Result:
    """Run `frontwire` with the settings in its environment."""
    values = settings.model_dump(exclude_none=True, exclude_defaults=True)
    environment = {f"FRONTWIRE_{name.upper()}": str(value) for name, value in values.items()}
    return CliRunner().invoke(cli, arguments, env=environment)


def send(settings: Settings, topic: str, *values: bytes, **options) -> None:
    """Send to a topic, named as in the contract."""
    with KafkaProducer(bootstrap_servers=settings.bootstrap_servers, **options) as producer:
        for value in values:
            producer.send(settings.topic(topic), value, key=b"k", partition=0).get(30)


def send_in_transactions(settings: Settings, topic: str, *values: bytes) -> None:
    """Send each value in a transaction of its own, as dedupe sends its batches; then abort one."""
    with KafkaProducer(
        bootstrap_servers=settings.bootstrap_servers, transactional_id=settings.topic("test")
    ) as producer:
        producer.init_transactions()
        for value in values:
            producer.begin_transaction()
            producer.send(settings.topic(topic), value, partition=0)
            producer.commit_transaction()
        producer.begin_transaction()
        producer.send(settings.topic(topic), b"aborted", partition=0).get(30)
        producer.abort_transaction()


def acknowledge(settings: Settings, stage: str, topic: str, offset: int) -> None:
    """Commit an offset of partition 0 as a stage does."""
    with KafkaConsumer(
        bootstrap_servers=settings.bootstrap_servers, group_id=settings.topic(stage), enable_auto_commit=False
    ) as consumer:
        place = TopicPartition(settings.topic(topic), 0)
        consumer.assign([place])
        consumer.commit({place: OffsetAndMetadata(offset, "", -1)})


def lag_of(settings: Settings, stage: str) -> list[int]:
    """Give a stage's lag by partition."""
    with admin_client(settings) as admin:
        return [row.lag for row in lags(admin, settings) if row.stage == stage]


def test_create_makes_what_is_missing_and_nothing_twice(settings):
    """The first call creates every topic of the contract, the second none, and both end well."""
    first, second = run(settings, "topics", "create"), run(settings, "topics", "create")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"{ALL} created, 0 were there" in first.output
    assert f"0 created, {ALL} were there" in second.output
    with admin_client(settings) as admin:
        assert len(find(admin, topics(settings))) == ALL


def test_created_topics_are_as_the_contract_has_them(created):
    """What the broker says of each topic is what was asked for."""
    rows = json.loads(run(created, "topics", "describe", "--json").stdout)
    assert len(rows) == ALL
    assert all(row["exists"] and row["differences"] == [] for row in rows)


def test_differences_are_reported_and_nothing_is_altered(created):
    """A site's own retention and partitions are named with both values, and are the same afterwards."""
    changed = created.model_copy(update={"retention_days": 3, "extract_partitions": 5})
    result = run(changed, "topics", "create")
    assert result.exit_code == 0
    name = created.topic("articles")
    assert f"{name}: retention.ms is 2592000000, expected 259200000" in result.stderr
    assert f"{created.topic('articles.unique')}: partitions is 3, expected 5" in result.stderr
    with admin_client(created) as admin:
        config = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)])["topic"][name]
        assert config["retention.ms"]["value"] == "2592000000"
        assert find(admin, topics(created))[created.topic("articles.unique")].partitions == 3


def test_describe_names_the_missing(settings):
    """A topic that does not exist is said to be missing."""
    output = run(settings, "topics", "describe").output
    assert output.count(" missing") == ALL


def test_more_replicas_than_brokers_name_the_setting(settings):
    """The broker's own reason comes out with the setting that asks for too much."""
    greedy = settings.model_copy(update={"replication_factor": 3})
    with admin_client(greedy) as admin, pytest.raises(FrontwireError, match="FRONTWIRE_REPLICATION_FACTOR is 3"):
        create_missing(admin, topics(greedy))


def test_two_that_create_at_once_are_both_content(settings):
    """A topic that another process has created since is as good as one's own."""
    wanted = topics(settings)
    with admin_client(settings) as admin, KafkaAdminClient(bootstrap_servers=settings.bootstrap_servers) as other:

        class Late:
            """An admin client that is overtaken between its look and its creation."""

            def __getattr__(self, name):
                return getattr(admin, name)

            def create_topics(self, *arguments, **options):
                create_missing(other, wanted)
                return admin.create_topics(*arguments, **options)

        create_missing(Late(), wanted)


def test_lag_counts_what_is_not_acknowledged(created):
    """Before the first commit all messages count, after it those behind it, and none at the end."""
    send(created, "articles", b"1", b"2", b"3")
    assert lag_of(created, "dedupe") == [3]
    acknowledge(created, "dedupe", "articles", 2)
    assert lag_of(created, "dedupe") == [1]
    acknowledge(created, "dedupe", "articles", 3)
    assert lag_of(created, "dedupe") == [0]


def test_a_transactions_marker_is_no_lag(created):
    """Markers and aborted messages take offsets that no stage acknowledges: behind the last message, none count."""
    send_in_transactions(created, "articles.unique", b"1", b"2")
    assert lag_of(created, "extract") == [6, 0, 0]
    acknowledge(created, "extract", "articles.unique", 1)
    assert lag_of(created, "extract") == [4, 0, 0]
    acknowledge(created, "extract", "articles.unique", 3)
    assert lag_of(created, "extract") == [0, 0, 0]


def test_lag_as_json_has_a_row_a_partition(created):
    """Programs get every stage and partition, with null where nothing was committed."""
    rows = json.loads(run(created, "topics", "lag", "--json").stdout)
    assert [(row["stage"], row["topic"].partition(".")[2], row["partition"]) for row in rows] == [
        ("dedupe", "articles", 0),
        *(("extract", "articles.unique", number) for number in range(3)),
        ("link", "events", 0),
        *(("link", "articles.extracted", number) for number in range(3)),
        ("link", "articles.duplicate", 0),
    ]
    assert {row["committed"] for row in rows} == {None}


def test_records_are_read_to_the_end_and_only_committed_ones(created):
    """Reading ends where the log ends, also behind a transaction's marker; a missing topic has no records."""
    send_in_transactions(created, "articles.unique", b"1", b"2")
    assert [record.value for record in read_to_end(created, created.topic("articles.unique"))] == [b"1", b"2"]
    assert list(read_to_end(created, created.topic("none"))) == []


@pytest.fixture
def letters(created) -> Settings:
    """Put two dead letters on the topic: random bytes that dedupe refused, and an article that extract refused."""
    poison = [
        ("dedupe", Incoming(created.topic("articles"), 0, 4, b"k1", b"\x00\xff\x1b[31m", (("traceparent", b"t"),))),
        ("extract", Incoming(created.topic("articles.unique"), 1, 9, None, None)),
    ]
    with KafkaProducer(bootstrap_servers=created.bootstrap_servers) as producer:
        for stage, message in poison:
            sent = dead_letter(message, stage, "not JSON", 1, datetime.now(UTC))
            producer.send(created.topic(sent.topic), sent.value, sent.key, list(sent.headers)).get(30)
    return created


def test_dead_letters_are_listed_with_their_reasons(letters):
    """Each has its number, the place it failed at, the stage and why; a stage's own can be asked for."""
    rows = json.loads(run(letters, "dead-letters", "list", "--json").stdout)
    assert [(row["number"], row["stage"], row["offset"], row["error"]) for row in rows] == [
        (0, "dedupe", 4, "not JSON"),
        (1, "extract", 9, "not JSON"),
    ]
    only = run(letters, "dead-letters", "list", "--stage", "extract").stdout
    assert len(only.splitlines()) == 1
    assert f"{letters.topic('articles.unique')}/1/9" in only


def test_a_letter_is_shown_without_steering_the_terminal(letters):
    """Bytes from anywhere are shown as escapes, and given as they are only on request."""
    shown = run(letters, "dead-letters", "show", "0")
    assert "header traceparent: t" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert run(letters, "dead-letters", "show", "0", "--raw").stdout_bytes == b"\x00\xff\x1b[31m"


def test_a_letter_that_is_not_there_is_one_line(letters):
    """A wrong number ends as bad input that names the list."""
    result = run(letters, "dead-letters", "show", "7")
    assert isinstance(result.exception, FrontwireError)
    assert "dead-letters list" in str(result.exception)


def test_redrive_sends_the_bytes_back_for_the_stage_that_failed(letters):
    """The message is again on its topic with key, bytes and headers, for one stage, and its letter is closed."""
    assert run(letters, "dead-letters", "redrive", "0").exit_code == 0
    (record,) = read_to_end(letters, letters.topic("articles"))
    assert (record.key, record.value) == (b"k1", b"\x00\xff\x1b[31m")
    headers = tuple(record.headers)
    assert ("traceparent", b"t") in headers
    assert is_for(headers, "dedupe")
    assert not is_for(headers, "extract")
    assert [row["number"] for row in json.loads(run(letters, "dead-letters", "list", "--json").stdout)] == [1]


def test_redrive_of_all_leaves_none_open_and_nothing_to_do(letters):
    """After all were redriven none is open, a second call sends nothing, and the letters still lie on the topic."""
    assert "2 redriven" in run(letters, "dead-letters", "redrive", "--all").stdout
    assert "0 redriven" in run(letters, "dead-letters", "redrive", "--all").stdout
    assert len(list(read_to_end(letters, letters.topic("dead-letters")))) == 4
    assert len(list(read_to_end(letters, letters.topic("articles.unique")))) == 1


def test_redrive_needs_to_be_told_what(letters):
    """Neither numbers nor --all is wrong usage, as are both."""
    assert run(letters, "dead-letters", "redrive").exit_code == 2
    assert run(letters, "dead-letters", "redrive", "1", "--all").exit_code == 2


@pytest.mark.slow
@pytest.mark.parametrize("listening", [False, True])
def test_an_unreachable_broker_is_one_line_within_fifteen_seconds(tmp_path, listening):
    """Whether nobody listens or somebody who never answers, the error comes in time and names the remedy."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", free_ports(1)[0]))
        if listening:
            server.listen()
        begin = time.monotonic()
        with pytest.raises(BrokerUnreachable, match="FRONTWIRE_BOOTSTRAP_SERVERS") as error:
            reach(Settings(bootstrap_servers=f"127.0.0.1:{server.getsockname()[1]}", data_dir=tmp_path))
    assert time.monotonic() - begin < 15
    assert (error.value.exit_status, "\n" in str(error.value)) == (3, False)


def test_another_kafka_on_the_port_is_recognised(kafka, tmp_path):
    """Where the embedded Kafka's address is answered by another cluster, clients refuse and say so."""
    (tmp_path / FOLDER).mkdir()
    write_endpoint(tmp_path / FOLDER, Endpoint(kafka, "some-other-cluster-id"))
    with pytest.raises(BrokerUnreachable, match="is not the one of"):
        reach(Settings(data_dir=tmp_path))


def test_reach_names_the_brokers_that_answered(kafka, tmp_path):
    """After it, the settings name the cluster, so that every client of the process asks the same one."""
    assert reach(Settings(bootstrap_servers=f" {kafka} ,", data_dir=tmp_path)).bootstrap_servers == kafka
