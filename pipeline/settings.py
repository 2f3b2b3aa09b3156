"""One typed object of settings, out of the environment (`FRONTWIRE_…`) and a TOML file; the environment wins.

An unknown key is an error that names the nearest known one, so that a typo fails at start and not in the night.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FilePath, ValidationError

from pipeline.errors import WrongUsage

PREFIX = "FRONTWIRE_"
CONFIG = f"{PREFIX}CONFIG"


def _data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "frontwire"


class Settings(BaseModel):
    """Every setting, with its default. In the environment: upper case, with the prefix."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bootstrap_servers: str | None = Field(None, description="a Kafka cluster; without it `up` starts its own")
    topic_prefix: str = Field("", pattern=r"^[A-Za-z0-9._-]*$", description="lets pipelines share a cluster")
    data_dir: Path = Field(default_factory=_data_dir, description="everything that a process keeps on disk")
    kafka_port: int = Field(9092, ge=1, le=65535, description="the embedded Kafka's")
    kafka_jars: Path | None = Field(None, description="a folder of Kafka's jars, where nothing can be downloaded")
    web_host: str = "127.0.0.1"
    web_port: int = Field(8080, ge=0, le=65535)
    store_url: str | None = Field(None, description="sqlite:///… or postgresql://…")
    fetch_contact: str | None = Field(None, description="an address or URL for the User-Agent")
    fetch_allow_private: bool = Field(False, description="let pollers connect to private and loopback addresses")
    poll_min_interval: int = Field(300, ge=1, description="seconds")
    poll_max_interval: int = Field(86_400, ge=1, description="seconds")
    event_scope: Literal["conflict", "all"] = "conflict"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    sasl_mechanism: str | None = None
    sasl_username: str | None = None
    sasl_password_file: Path | None = None
    ssl_cafile: Path | None = None
    ssl_certfile: Path | None = None
    ssl_keyfile: Path | None = None
    replication_factor: int = Field(1, ge=1)
    extract_partitions: int = Field(12, ge=1)
    extractor: str = Field("rules", description="an entry point of the group frontwire.extractors")
    geonames_file: FilePath | None = Field(None, description="a GeoNames dump of places that the gazetteer lacks")
    extract_workers: int = Field(0, ge=0, description="parser processes of one extract service; 0: one a core")
    retention_days: int = Field(30, ge=1, description="of the topics articles*")
    health_host: str = "127.0.0.1"
    health_port: int | None = Field(None, ge=0, le=65535, description="/healthz, /readyz, /metrics")

    def topic(self, name: str) -> str:
        """Give a topic's (or a consumer group's) full name."""
        return self.topic_prefix + name


def load(environ: Mapping[str, str] = os.environ, config: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings, or raise WrongUsage with the key and the remedy. `overrides` (a command's options) win."""
    config = config or (Path(environ[CONFIG]) if environ.get(CONFIG) else None)
    values = _from_toml(config) if config else {}
    values |= _from_environment(environ)
    values |= {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise WrongUsage(f"setting {PREFIX}{key.upper()} = {first['input']!r}: {first['msg']}") from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {k: v for k, v in environ.items() if k.startswith(PREFIX) and k != CONFIG and v != ""}
    for name in found:
        _known(name.removeprefix(PREFIX).lower(), name, PREFIX)
    return {name.removeprefix(PREFIX).lower(): value for name, value in found.items()}


def _from_toml(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise WrongUsage(f"the configuration {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUsage(f"the configuration {path} is no TOML: {error}") from None
    for key in values:
        _known(key, f"{key} in {path}", "")
    return values


def _known(key: str, shown: str, prefix: str) -> None:
    if key in Settings.model_fields:
        return
    near = difflib.get_close_matches(key, Settings.model_fields, n=1, cutoff=0.5)
    shape = str.upper if prefix else str.lower
    hint = f"; did you mean {prefix}{shape(near[0])}?" if near else f"; known are {', '.join(Settings.model_fields)}"
    raise WrongUsage(f"unknown setting {shown}{hint}")
