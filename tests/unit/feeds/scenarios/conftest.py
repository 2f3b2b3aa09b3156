"""What the scenarios share."""

import pytest

from pipeline.feeds import connect


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have 127.0.0.1 stand for the public internet, and every other loopback address for a private one."""
    monkeypatch.setattr(connect, "is_public", lambda address: address == "127.0.0.1")
