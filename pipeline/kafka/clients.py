"""Settings to client arguments, and a broker that answers, or one clear error.

kafka-python and aiokafka name the same things alike once TLS is an `ssl_context`, so one set of arguments serves both.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from pipeline.errors import BrokerUnreachable, WrongUsage
from pipeline.kafka.endpoint import FOLDER, Endpoint, read_endpoint
from pipeline.kafka.node import HOST
from pipeline.settings import Settings

BOOTSTRAP_SECONDS = 10
"""The contract gives 15 s to find out that no broker answers; the rest is for the start of the command."""

PROBE_SECONDS = 2
START_ONE = "start one with `frontwire up`, or name yours in FRONTWIRE_BOOTSTRAP_SERVERS"


def bootstrap_servers(settings: Settings) -> list[str]:
    """Give the brokers to ask first: the named ones, else the embedded Kafka's, else its usual port."""
    endpoint = _endpoint(settings)
    named = settings.bootstrap_servers or (endpoint and endpoint.bootstrap_servers) or f"{HOST}:{settings.kafka_port}"
    return [server.strip() for server in named.split(",") if server.strip()]


def _endpoint(settings: Settings) -> Endpoint | None:
    return None if settings.bootstrap_servers else read_endpoint(settings.data_dir / FOLDER)


def client_arguments(settings: Settings) -> dict[str, Any]:
    """Give the arguments that every client of kafka-python and of aiokafka takes."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": bootstrap_servers(settings),
        "security_protocol": settings.security_protocol,
        "client_id": "frontwire",
    }
    if settings.security_protocol.endswith("SSL"):
        arguments["ssl_context"] = _ssl_context(settings)
    if settings.security_protocol.startswith("SASL"):
        arguments |= _sasl(settings)
    return arguments


def _ssl_context(settings: Settings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.ssl_cafile)
        if settings.ssl_certfile:
            context.load_cert_chain(settings.ssl_certfile, settings.ssl_keyfile)
    except OSError as error:
        names = "FRONTWIRE_SSL_CAFILE, FRONTWIRE_SSL_CERTFILE, FRONTWIRE_SSL_KEYFILE"
        raise WrongUsage(f"the certificates cannot be used ({error}): see {names}") from None
    return context


def _sasl(settings: Settings) -> dict[str, str]:
    if not (settings.sasl_mechanism and settings.sasl_username and settings.sasl_password_file):
        needed = "FRONTWIRE_SASL_MECHANISM, FRONTWIRE_SASL_USERNAME and FRONTWIRE_SASL_PASSWORD_FILE"
        raise WrongUsage(f"{settings.security_protocol} needs {needed}")
    try:
        password = settings.sasl_password_file.read_text("utf-8").rstrip("\r\n")
    except OSError as error:
        raise WrongUsage(f"the password file {settings.sasl_password_file} cannot be read: {error.strerror}") from None
    return {
        "sasl_mechanism": settings.sasl_mechanism,
        "sasl_plain_username": settings.sasl_username,
        "sasl_plain_password": password,
    }


def reach(settings: Settings) -> Settings:
    """Give the settings with the brokers named that answer now, or raise BrokerUnreachable within 15 seconds.

    Every command and service calls it before its first client, whose own errors would be many lines and late.
    """
    with admin_client(settings):
        return settings.model_copy(update={"bootstrap_servers": ",".join(bootstrap_servers(settings))})


@contextmanager
def admin_client(settings: Settings) -> Iterator[KafkaAdminClient]:
    """Give an administration client whose broker answers, or raise BrokerUnreachable."""
    arguments = client_arguments(settings)
    try:
        admin = KafkaAdminClient(**arguments, bootstrap_timeout_ms=BOOTSTRAP_SECONDS * 1000)
    except ValueError:
        raise WrongUsage(f"not host:port, comma-separated: {', '.join(bootstrap_servers(settings))}") from None
    except (KafkaError, OSError):
        raise BrokerUnreachable(_unreachable(settings)) from None
    with admin:
        _require_ours(admin, settings)
        yield admin


def _unreachable(settings: Settings) -> str:
    servers = bootstrap_servers(settings)
    return f"no Kafka broker answers at {','.join(servers)} ({_why(servers[0])}): {START_ONE}"


def _why(server: str) -> str:
    """Ask the first server once more: the client itself says no more than that its time is up."""
    host, _, port = server.rpartition(":")
    try:
        socket.create_connection((host, int(port)), PROBE_SECONDS).close()
    except (OSError, ValueError, OverflowError) as error:
        return getattr(error, "strerror", None) or str(error)
    return "something listens there and is no Kafka, or wants another FRONTWIRE_SECURITY_PROTOCOL or login"


def _require_ours(admin: KafkaAdminClient, settings: Settings) -> None:
    """Compare the cluster's id where the address is the embedded Kafka's: the port may be another's by now."""
    endpoint = _endpoint(settings)
    if endpoint and admin.describe_cluster()["cluster_id"] != endpoint.cluster_id:
        raise BrokerUnreachable(
            f"the Kafka at {endpoint.bootstrap_servers} is not the one of {settings.data_dir}: stop it and {START_ONE}"
        )
