"""Bytes to text, whatever is said of their encoding. Pure.

What is valid UTF-8 beyond ASCII is UTF-8, whatever a header or a declaration says: other encodings hardly ever make
such bytes. A few broken bytes in it are a cut or a slip, and no reason to read all of it as another encoding.
"""

import codecs
import re
from typing import Final

_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_HEAD: Final = 4096
_MOST_BROKEN: Final = 0.1
"""Broken sequences to whole ones beyond ASCII. Cyrillic or Arabic of another encoding has hardly a whole one."""
_WINDOWS: Final = "cp1252"
"""Where nothing says otherwise, or Latin-1 is said: browsers take Windows-1252 for it."""
_LATIN: Final = frozenset(("ascii", "iso8859-1"))


def has_mark(data: bytes) -> bool:
    """Tell whether bytes begin with a byte order mark, which outranks all else that is said of them."""
    return any(data.startswith(mark) for mark in _MARKS)


def text(data: bytes, content_type: str | None = None) -> str:
    """Decode text: by its mark, as UTF-8, as HTTP says, as it says itself, else as Windows-1252."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    found = utf8(data)
    if found is not None:
        return found
    return data.decode(_said(data, content_type), errors="replace")


def utf8(data: bytes) -> str | None:
    """Decode UTF-8, also where a few bytes of it are broken (as U+FFFD); None for what is another encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        found = data.decode("utf-8", errors="replace")
    broken = found.count("\ufffd")
    whole = sum(char > "\x7f" for char in found) - broken
    return found if broken <= whole * _MOST_BROKEN else None


def _said(data: bytes, content_type: str | None) -> str:
    head = data[:_HEAD]
    declared = _DECLARED.search(head)
    names = (
        *_CHARSET.findall(content_type or ""),
        *([declared[1].decode("ascii")] if declared else ()),
        *_CHARSET.findall(head.decode("latin-1")),
    )
    return next((found for name in names if (found := _usable(name))), _WINDOWS)


def _usable(name: str) -> str | None:
    """Give the codec of a name; None for one that is unknown, or UTF-8, which the bytes were seen not to be."""
    try:
        found = codecs.lookup(name).name
        b" ".decode(found, "replace")  # refuses codecs that do not give text
    except (LookupError, ValueError):
        return None
    if found.startswith("utf-8"):
        return None
    return _WINDOWS if found in _LATIN else found
