"""Settings out of the environment and a TOML file."""

from pathlib import Path

import pytest

from pipeline.errors import WrongUsage
from pipeline.settings import Settings, load


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a configuration file."""
    path = tmp_path / "frontwire.toml"
    path.write_text('topic_prefix = "test."\nkafka_port = 19092\nfetch_allow_private = true\n', "utf-8")
    return path


def refusal(environ: dict[str, str], config: Path | None = None) -> str:
    """Give the one line with which settings are refused."""
    with pytest.raises(WrongUsage) as raised:
        load(environ, config)
    assert raised.value.exit_status == 2
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_defaults() -> None:
    """Without environment and file the defaults hold."""
    assert load({}) == Settings()
    assert (load({}).kafka_port, load({}).web_host, load({}).event_scope) == (9092, "127.0.0.1", "conflict")


def test_file(config: Path) -> None:
    """The file's keys are the settings in lower case."""
    settings = load({}, config)
    assert (settings.topic_prefix, settings.kafka_port, settings.fetch_allow_private) == ("test.", 19092, True)


def test_environment_wins(config: Path) -> None:
    """The environment wins over the file, and what a command was given wins over both."""
    environ = {"FRONTWIRE_KAFKA_PORT": "29092"}
    assert load(environ, config).kafka_port == 29092
    assert load(environ, config, kafka_port=39092).kafka_port == 39092
    assert load(environ, config, kafka_port=None).kafka_port == 29092


def test_config_from_environment(config: Path) -> None:
    """FRONTWIRE_CONFIG names the file."""
    assert load({"FRONTWIRE_CONFIG": str(config)}).topic_prefix == "test."


def test_empty_is_not_said(config: Path) -> None:
    """An empty variable, which compose files leave behind, says nothing."""
    assert load({"FRONTWIRE_KAFKA_PORT": "", "FRONTWIRE_CONFIG": ""}, config).kafka_port == 19092


def test_others_are_left_alone() -> None:
    """Variables without the prefix are none of ours."""
    assert load({"KAFKA_PORT": "1", "PATH": "/bin"}) == Settings()


def test_unknown_variable() -> None:
    """An unknown variable is an error that names the nearest setting as it is written there."""
    line = refusal({"FRONTWIRE_BOOTSTRAP_SERVER": "kafka:9092"})
    assert "FRONTWIRE_BOOTSTRAP_SERVER" in line
    assert "did you mean FRONTWIRE_BOOTSTRAP_SERVERS?" in line


def test_unknown_key(config: Path) -> None:
    """An unknown key of the file names the file and the nearest key."""
    config.write_text("kafka_prot = 9092\n", "utf-8")
    line = refusal({}, config)
    assert "kafka_prot" in line
    assert str(config) in line
    assert "did you mean kafka_port?" in line


def test_unknown_and_unlike() -> None:
    """Where none is near, all are named."""
    assert "known are bootstrap_servers, " in refusal({"FRONTWIRE_ZZZZZZ": "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAFKA_PORT", "port"),
        ("KAFKA_PORT", "0"),
        ("WEB_PORT", "70000"),
        ("FETCH_ALLOW_PRIVATE", "perhaps"),
        ("EVENT_SCOPE", "everything"),
        ("LOG_LEVEL", "loud"),
        ("TOPIC_PREFIX", "a b"),
        ("REPLICATION_FACTOR", "0"),
        ("SECURITY_PROTOCOL", "TLS"),
    ],
)
def test_bad_value(name: str, value: str) -> None:
    """A bad value is refused in one line that names the setting and the value."""
    line = refusal({f"FRONTWIRE_{name}": value})
    assert f"FRONTWIRE_{name} = {value!r}: " in line


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    path = tmp_path / "missing.toml"
    assert refusal({}, path) == f"the configuration {path} cannot be read: No such file or directory"


@pytest.mark.parametrize("content", [b"kafka_port = \n", b"\xff\xfe", b"[[["])
def test_no_toml(config: Path, content: bytes) -> None:
    """A file that is no TOML is named."""
    config.write_bytes(content)
    assert f"the configuration {config} is no TOML: " in refusal({}, config)


def test_topic_prefix() -> None:
    """Topics and groups carry the prefix."""
    assert Settings(topic_prefix="eu.").topic("events") == "eu.events"
    assert Settings().topic("events") == "events"


def test_a_geonames_file_must_be_there(tmp_path: Path) -> None:
    """A file that is not there is told at start, not after the models are loaded."""
    dump = tmp_path / "NG.txt"
    assert "GEONAMES_FILE" in refusal({"FRONTWIRE_GEONAMES_FILE": str(dump)})
    dump.write_text("", "utf-8")
    assert load({"FRONTWIRE_GEONAMES_FILE": str(dump)}).geonames_file == dump
