"""What a service says of itself, one line a record on stderr: for a person (`console`) or a machine (`json`)."""

import logging
from datetime import UTC, datetime
from typing import Final, Literal

import orjson

Level = Literal["debug", "info", "warning", "error"]
Style = Literal["console", "json"]

_NOISY: Final = ("aiohttp.access", "aiokafka", "asyncio", "faust", "mode", "trafilatura")
"""Libraries that tell at `info` what nobody asks for at `info`."""
_SILENT: Final = ("kafka",)
"""It tells in many lines what it raises as well."""

_PASSING: Final = ("GroupCoordinatorNotAvailableError", "NotLeaderForPartitionError", "Marking the coordinator dead")
"""What aiokafka complains of while a cluster or a topic is new; it asks again by itself."""

_OWN: Final = {*logging.makeLogRecord({}).__dict__, "message", "asctime", "taskName"}
"""What every record has; anything else was given as `extra`."""


def configure(level: Level = "info", style: Style = "console", service: str | None = None) -> None:
    """Log to stderr from here on; `service` stands in every JSON line. A second call replaces the first."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine(service) if style == "json" else ConsoleLine(tracebacks=level == "debug"))
    handler.addFilter(_lasts if level != "debug" else lambda _: True)
    handler.addFilter(Sparing())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING if level == "info" else logging.NOTSET)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "debug" else logging.CRITICAL)
    logging.captureWarnings(capture=True)


def _lasts(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] != "aiokafka" or not any(word in record.getMessage() for word in _PASSING)


def extras(record: logging.LogRecord) -> dict[str, object]:
    """Give what the caller passed as `extra`."""
    return {key: value for key, value in record.__dict__.items() if key not in _OWN}


class Sparing(logging.Filter):
    """Lets a library say the same thing once in ten seconds; a lost broker fills 200 lines a second without it."""

    SECONDS = 10.0

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Hold back what was said a moment ago; `msg` is the words before the figures are put in."""
        if record.name.partition(".")[0] not in _NOISY:
            return True
        key = (record.name, str(record.msg))
        fresh = record.created - self._said.get(key, 0.0) >= self.SECONDS
        if fresh:
            self._said[key] = record.created
        return fresh


class ConsoleLine(logging.Formatter):
    """`10:02:03 message key=value`; the level stands there from `warning` on, a traceback only where asked for."""

    def __init__(self, *, tracebacks: bool) -> None:
        super().__init__()
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        """Give the record as one line, unless tracebacks are wanted."""
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        level = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        pairs = "".join(f" {key}={value}" for key, value in extras(record).items())
        line = f"{at} {level}{record.getMessage()}{pairs}".replace("\n", "\\n")
        return line + self._error(record)

    def _error(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[1] is None:
            return ""
        if self._tracebacks:
            return "\n" + self.formatException(record.exc_info)
        error = record.exc_info[1]
        return f" ({type(error).__name__}: {error})".replace("\n", "\\n")


class JsonLine(logging.Formatter):
    """One JSON object a record: `time`, `level`, `logger`, `service`, `message`, the extras, `exception`."""

    def __init__(self, service: str | None) -> None:
        super().__init__()
        self._service = {"service": service} if service else {}

    def format(self, record: logging.LogRecord) -> str:
        """Give the record as a JSON object without line breaks; a value that JSON has not is given as text."""
        row = {
            **extras(record),
            **self._service,
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(row, default=str, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS).decode()
