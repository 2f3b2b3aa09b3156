"""The line that `frontwire up` keeps."""

from collections import Counter

from pipeline.cli.up import summary


def test_the_summary_names_only_services_that_do_not_run() -> None:
    """What runs needs no word; a replay that has ended is as it should be."""
    counts = Counter({"events": 5, "dead-letters": 1})
    states = {"dedupe": "running", "extract": "waiting", "replay": "stopped"}
    assert summary(9, counts, 2, states) == "9 articles · 5 events · 1 dead letters · 2 behind · extract waiting"
