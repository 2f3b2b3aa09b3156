"""Why an address gave nothing, in one line, out of what the HTTP client raises."""

import os
import ssl
from collections.abc import Callable
from typing import Any, Final

import aiohttp

from pipeline.feeds.connect import PrivateAddress

MOST_REDIRECTS: Final = 5
_LONGEST: Final = 200

ERRORS: Final = (aiohttp.ClientError, OSError, ValueError)
"""What the client raises; a name that is too long for the DNS is a ValueError."""


def _no_connection(error: aiohttp.ClientConnectorError) -> str:
    cause = error.os_error
    if isinstance(cause, PrivateAddress):
        return str(cause)
    return f"no connection to {error.host}:{error.port}: {_cause(cause)}"


def _cause(cause: OSError) -> str:
    if isinstance(cause, ssl.SSLError):
        return f"TLS failed ({cause.reason or _line(cause)})"
    if cause.errno is not None and cause.errno > 0:
        return os.strerror(cause.errno)
    return cause.strerror or _line(cause)  # a name that cannot be resolved has a number below 0, and its own words


def _line(what: object) -> str:
    return " ".join(str(what).split())[:_LONGEST] or type(what).__name__


_REASONS: Final[tuple[tuple[Any, Callable[[Any], str]], ...]] = (
    (aiohttp.TooManyRedirects, lambda _: f"more than {MOST_REDIRECTS} redirects"),
    (TimeoutError, lambda _: "it took too long"),
    ((aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError, UnicodeError), lambda _: "it is no http(s) address"),
    (
        aiohttp.ClientConnectorCertificateError,
        lambda error: f"its certificate is not valid: {_line(error.certificate_error)}",
    ),
    (aiohttp.ClientConnectorError, _no_connection),
    (aiohttp.ClientResponseError, lambda error: f"it does not speak HTTP: {_line(error.message)}"),
    (aiohttp.ClientPayloadError, lambda error: f"its answer broke off or cannot be decoded: {_line(error)}"),
    (Exception, _line),
)
"""The first that fits: some are kinds of others."""


def reason(error: Exception) -> str:
    """Give the reason."""
    return next(told(error) for kind, told in _REASONS if isinstance(error, kind))
