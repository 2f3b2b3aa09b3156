"""HTML fragments of feeds to plain text, its paragraphs separated by a blank line."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

_BLOCKS: Final = frozenset(
    "address article blockquote body dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p "  # noqa: SIM905 - thirty lines otherwise
    "pre section table tr ul".split()
)
_CELLS: Final = frozenset(("td", "th"))
_SKIPPED: Final = frozenset(
    "script style template head iframe object svg math select button textarea noscript nav aside figcaption".split()  # noqa: SIM905
)
"""What holds no sentences of the article; captions tell of pictures and name photographers."""

_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<!--")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
"""Controls, soft hyphens, zero-width spaces and lone surrogates: they part words that a reader sees whole."""


def is_markup(text: str) -> bool:
    """Tell whether text holds tags or character references."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def to_text(html: str) -> str:
    """Give the text of an HTML fragment: a block is a paragraph, `<br>` a line break, no scripts, no captions."""
    if not is_markup(html):
        return tidy(html)
    return tidy("".join(_pieces(html)))


def to_line(html: str) -> str:
    """Give the text of an HTML fragment on one line, as for a title."""
    return " ".join(to_text(html).split())


def tidy(text: str) -> str:
    """Fold white space within lines, part paragraphs by one blank line, drop what is invisible."""
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n"))
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _pieces(html: str) -> Iterator[str]:
    # Bytes, because lxml refuses text that declares an encoding of its own.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(_INVISIBLE.sub("", html).encode("utf-8") or b"<p></p>", parser)
    if root is None:
        return
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield _break(element.tag, event) + _folded(element.tail if element is not root else None)
        elif element.tag in _SKIPPED:
            # Its end event still comes, with the text that follows it.
            walk.skip_subtree()
        else:
            yield _break(element.tag, event) + _folded(element.text)


def _break(tag: Any, event: str) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    if tag == "br" and event == "start":
        return "\n"
    if tag in _CELLS:
        return " "
    return ""


def _folded(text: str | None) -> str:
    return " ".join(re.split(r"\s+", text)) if text else ""
