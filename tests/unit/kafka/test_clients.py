import socket

import pytest

from pipeline.errors import WrongUsage
from pipeline.kafka.clients import _why, bootstrap_servers, client_arguments
from pipeline.kafka.endpoint import FOLDER, Endpoint, write_endpoint
from pipeline.settings import Settings


@pytest.fixture
def data_dir(tmp_path):
    """Give a data folder with a place for the embedded Kafka."""
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def test_named_brokers_come_first(data_dir):
    """A cluster that the settings name wins over an embedded Kafka that happens to run."""
    write_endpoint(data_dir / FOLDER, Endpoint("127.0.0.1:9192", "abc"))
    settings = Settings(bootstrap_servers="a:1, b:2", data_dir=data_dir)
    assert bootstrap_servers(settings) == ["a:1", "b:2"]


def test_else_the_embedded_kafka_of_the_data_folder(data_dir):
    """A client finds the Kafka that runs on the same data folder, on whatever port that is."""
    write_endpoint(data_dir / FOLDER, Endpoint("127.0.0.1:9192", "abc"))
    assert bootstrap_servers(Settings(data_dir=data_dir)) == ["127.0.0.1:9192"]


def test_else_the_usual_port(data_dir):
    """Without either, the port where an embedded Kafka would be is asked."""
    assert bootstrap_servers(Settings(data_dir=data_dir, kafka_port=9392)) == ["127.0.0.1:9392"]


def test_a_plain_connection_has_no_secrets(data_dir):
    """The default asks for neither certificates nor a password."""
    arguments = client_arguments(Settings(data_dir=data_dir))
    assert arguments["security_protocol"] == "PLAINTEXT"
    assert not {"ssl_context", "sasl_mechanism"} & arguments.keys()


def test_a_login_reads_its_password_from_a_file(data_dir):
    """The password never stands in the environment; the newline that editors add is none of it."""
    (data_dir / "password").write_text("secret \n")
    settings = Settings(
        data_dir=data_dir,
        security_protocol="SASL_SSL",
        sasl_mechanism="SCRAM-SHA-512",
        sasl_username="u",
        sasl_password_file=data_dir / "password",
    )
    arguments = client_arguments(settings)
    assert arguments["sasl_plain_password"] == "secret "
    assert arguments["sasl_mechanism"] == "SCRAM-SHA-512"
    assert arguments["ssl_context"].check_hostname


def test_a_login_without_its_parts_is_wrong_usage(data_dir):
    """The error names the settings that are needed."""
    with pytest.raises(WrongUsage, match="FRONTWIRE_SASL_MECHANISM"):
        client_arguments(Settings(data_dir=data_dir, security_protocol="SASL_SSL"))


@pytest.mark.parametrize(
    "changes",
    [
        {"security_protocol": "SSL", "ssl_cafile": "/nowhere"},
        {
            "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "PLAIN",
            "sasl_username": "u",
            "sasl_password_file": "/nowhere",
        },
    ],
)
def test_files_that_cannot_be_read_are_wrong_usage(data_dir, changes):
    """A missing certificate or password file is one clear line."""
    with pytest.raises(WrongUsage):
        client_arguments(Settings(data_dir=data_dir, **changes))


def test_the_reason_tells_a_closed_port_from_a_stranger():
    """A port where nobody listens, one where something else does, a name that does not resolve: each is told apart."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{server.getsockname()[1]}"
        assert "refused" in _why(address)
        server.listen()
        assert "no Kafka" in _why(address)
    assert _why("no.such.host.invalid:9092")
    assert _why("host:99999999")
