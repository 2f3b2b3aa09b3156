"""Ids that are computed: the same input gives the same id on every machine and in every version.

Each function is frozen by golden vectors in the tests; a changed rule is a new version with a new name.
"""

import re
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|ocid|cmpid|at_\w+|_ga|ref_src|s_cid|ns_\w+)$"
)
"""Query parameters that tell where a reader came from, not what is read."""


def canonical_1(url: str) -> str:
    """Normalise a URL (`canonical/1`): https, lower-case host, no default port, fragment, tracking or trailing slash.

    Anything that is no absolute http(s) URL comes back stripped and otherwise as it is.
    """
    url = url.strip()
    try:
        return _normal(url)
    except ValueError:  # a broken host or port, or half of a surrogate pair
        return url


def _normal(url: str) -> str:
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port
    if parts.scheme.lower() not in ("http", "https") or not host or host != host.strip():
        return url
    netloc = _host(host) if port in (None, 80, 443) else f"{_host(host)}:{port}"
    path = quote(_ESCAPE.sub(_unescaped, parts.path), safe="/:@!$&'()*+,;=~-._%")
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())]
    return urlunsplit(("https", netloc, path.rstrip("/"), urlencode(sorted(query)), ""))


_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")


def _unescaped(escape: re.Match[str]) -> str:
    """Decode an escape that need not be one; %2F and the like are other than what they stand for (RFC 3986, 6.2.2)."""
    char = unquote(escape[0], "latin-1")
    return char if char.isascii() and (char.isalnum() or char in "-._~") else escape[0].upper()


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def digest(*parts: str) -> str:
    """SHA-256, in hex, of parts that no part can run into the next of (each with its length)."""
    joined = b"".join(b"%d:%s\n" % (len(b), b) for b in (p.encode("utf-8", "surrogatepass") for p in parts))
    return sha256(joined).hexdigest()


def content_hash(title: str, text: str) -> str:
    """Hash what a reader sees, white space folded, so that a changed layout is no changed text."""
    return digest("content/1", " ".join(title.split()), " ".join(text.split()))


def article_id(*, url: str | None, feed_id: str | None, guid: str | None, title: str, text: str) -> str:
    """Give the id of an article without an explicit one: by its URL, else feed and guid, else content."""
    if url:
        return sha256(canonical_1(url).encode("utf-8", "surrogatepass")).hexdigest()
    if guid:
        return digest("guid/1", feed_id or "", guid)
    return content_hash(title, text)


def event_id(article: str, family: str, sentence: int, ordinal: int) -> str:
    """Give an event's id: the ordinal of its trigger's sentence in the article, and its own ordinal therein, from 0."""
    return digest("event/1", article, family, str(sentence), str(ordinal))


def incident_id(first_event: str) -> str:
    """Give the id of the incident that an event opens."""
    return digest("incident/1", first_event)
