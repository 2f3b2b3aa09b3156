"""The main job from end to end, as a newcomer runs it: `frontwire up`, the seeds in, events out."""

from pathlib import Path

import pytest
from running_up import SEEDS, alive, running_up

from pipeline.kafka.node import Runtime

pytestmark = pytest.mark.kafka


def test_the_seeds_go_in_events_come_out_and_nothing_is_left(tmp_path: Path, kafka_runtime: Runtime) -> None:
    """Every seed article is accounted for, the first tells its three violent events, and Ctrl-C ends every process."""
    with running_up(tmp_path, "--replay", str(SEEDS)) as up:
        up.says("articles onto articles")
        accounts, first = up.settle(), up.records("articles")[0].key.decode()
        told = {event_id for receipt in accounts.receipts.values() for event_id in receipt.event_ids}
        assert told <= {event.event_id for event in up.events()}
        violent = [e for e in up.events() if e.article_id == first and e.realis == "actual" and e.event_type]
        assert {(e.location and e.location.name, e.fatalities and e.fatalities.best) for e in violent} == {
            ("Nagorno-Karabakh", None),
            ("Khojavend", 2),
            ("Shusha", 4),
        }
        family = up.family()
        assert up.interrupt() == 0
    assert len(violent) == 3
    assert alive(family) == []
