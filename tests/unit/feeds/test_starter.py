"""The feed list that comes with Frontwire."""

import pytest

from pipeline.errors import WrongUsage
from pipeline.feeds import starter
from pipeline.feeds.catalogue import checked
from pipeline.feeds.identity import feed_id


def test_every_feed_has_a_name_and_a_web_address_of_its_own() -> None:
    """None is listed twice, not even as http and https."""
    found = starter.read()
    assert len(found) > 100
    assert all(outline.title and checked(outline.url) == outline.url for outline in found)
    assert len({feed_id(outline.url) for outline in found}) == len(found)


def test_it_covers_the_regions_of_the_world_and_can_be_narrowed() -> None:
    """By the beginning of a region's name, in any case, and by language."""
    assert len(starter.read("africa")) > 10
    assert 0 < len(starter.read("Africa", "fr")) < len(starter.read("Africa"))
    with pytest.raises(WrongUsage, match=r"no feed of region 'Atlantis' .* it has World, Africa"):
        starter.read("Atlantis")
