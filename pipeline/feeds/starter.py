"""A first feed list to begin with: `starter.tsv`."""

from pipeline.errors import WrongUsage
from pipeline.feeds.opml import Outline
from pipeline.tables import records


def read(region: str = "", language: str = "") -> list[Outline]:
    """Give its feeds: of the regions whose names begin so and of one language, where these are named.

    Raises WrongUsage that tells the regions where there is none.
    """
    feeds = records(__package__, "starter.tsv")
    found = [
        Outline(row["url"], row["name"])
        for row in feeds
        if row["region"].casefold().startswith(region.casefold()) and language in ("", row["language"])
    ]
    if not found:
        regions = ", ".join(dict.fromkeys(row["region"] for row in feeds))
        raise WrongUsage(
            f"the starter list has no feed of region {region!r} in language {language!r}; it has {regions}"
        )
    return found
