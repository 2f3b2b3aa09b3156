"""Where following begins."""

from datetime import UTC, datetime

import pytest

from pipeline.errors import WrongUsage
from pipeline.subscribe.begin import begin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beginning", "beginning"),
        ("latest", "latest"),
        ("2023-09-19", datetime(2023, 9, 19, tzinfo=UTC)),
        ("2023-09-19T04:00+02:00", datetime(2023, 9, 19, 2, tzinfo=UTC)),
    ],
)
def test_what_can_be_given(text: str, expected: object) -> None:
    """The beginning, now, or a time, which is UTC without a zone."""
    assert begin(text) == expected


def test_anything_else_is_wrong_usage() -> None:
    """The fault says what can be given."""
    with pytest.raises(WrongUsage, match="give beginning, latest, or a time such as"):
        begin("yesterday")
