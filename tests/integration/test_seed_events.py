"""The events that the manifest expects of the seeds, against what the packaged rules make of them.

The user's article is tested field by field in tests/unit/extraction. Of the others the rules get most and not all
right (docs/accuracy.md): what they reach is held here, and raised when they reach more.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

SEEDS: Final = Path(__file__).parents[2] / "seeds"
REACHED: Final = {
    "precision": 0.64,
    "recall": 0.80,
    "eventless": 0.74,
    "sub_event_type": 0.84,
    "date": 0.90,
    "place": 0.82,
}
"""Some three points below what was measured: a mended rule may cost a case or two elsewhere."""


def test_the_seeds_tell_what_the_manifest_expects() -> None:
    """No figure falls below what was reached, and every labelled article is read."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "evaluate", str(SEEDS), "--json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    figures = {figure["name"]: figure["value"] for figure in measured["figures"]}
    assert measured["articles"] == 162
    assert {name: figures[name] for name, least in REACHED.items() if figures[name] < least} == {}
