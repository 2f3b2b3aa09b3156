"""Ctrl-C and SIGTERM, obeyed between two articles."""

import os
import signal

import pytest

from pipeline.replay.interrupt import Interrupt


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_obeyed_where_it_is_asked_for(number: signal.Signals) -> None:
    """Nothing is raised until then; a wait ends at once."""
    with Interrupt() as interrupt:
        interrupt.check()
        os.kill(os.getpid(), number)
        with pytest.raises(KeyboardInterrupt):
            interrupt.check()
        with pytest.raises(KeyboardInterrupt):
            interrupt.sleep(3600)


def test_a_second_signal_is_not_held_back() -> None:
    """Who is in a hurry gets what the signal did before."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupt():
        assert signal.getsignal(signal.SIGINT) != before
        os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) == before
    assert signal.getsignal(signal.SIGINT) == before
