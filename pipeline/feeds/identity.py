"""What a feed is known by: an id that its address gives, for ever."""

from pipeline.contract import ids


def feed_id(url: str) -> str:
    """Give the id of the feed that was first listed under this URL; http or https, with or without a slash, is one."""
    return ids.digest("feed/1", ids.canonical_1(url))
