"""OPML 1.0 and 2.0: the feed lists of other readers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from pipeline.contract import FeedSpec
from pipeline.errors import BadInput

_LARGEST: Final = 15_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of a list."""

    url: str
    title: str | None


def read(data: bytes) -> list[Outline]:
    """Give the feeds of a list, through its folders, each once; BadInput where there is no list."""
    if len(data) > _LARGEST:
        raise BadInput(f"it is larger than {_LARGEST / 1e6:.0f} MB")
    # Entities are not resolved and nothing is loaded: a list is anybody's file.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"it is no OPML: {error.msg}") from None
    if root is None or str(root.tag).lower() != "opml":
        raise BadInput("it is no OPML: its first element must be opml")
    outlines = list({outline.url: outline for outline in _outlines(root)}.values())
    if not outlines:
        raise BadInput("there is no feed in it")
    return outlines


def _outlines(root: etree._Element) -> Iterator[Outline]:
    for element in root.iter("outline"):
        values = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        if url := values.get("xmlurl"):
            yield Outline(url, values.get("title") or values.get("text") or None)


def write(specs: Iterable[FeedSpec]) -> bytes:
    """Give a list of the feeds, as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Frontwire's feeds"
    body = etree.SubElement(root, "body")
    for spec in specs:
        etree.SubElement(body, "outline", type="rss", text=spec.title or spec.url, xmlUrl=spec.url)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data
