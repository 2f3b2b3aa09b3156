"""Every error that Frontwire raises on purpose.

    FrontwireError                one clear line with the remedy; exit status 1
    ├── BadInput                  some input was bad: a file, a line, a feed (1)
    │   └── BadMessage            a message that cannot be decoded or breaks its schema: poison
    ├── WrongUsage                the command or a setting is wrong (2)
    ├── BrokerUnreachable         no Kafka answers at start (3)
    └── Fatal                     a running service cannot go on and is to be started again (75)

The exit statuses are the contract's.
"""


class FrontwireError(Exception):
    """Root of the errors that a person can do something about: the text is one line with the remedy."""

    exit_status = 1


class BadInput(FrontwireError):
    """Some input was bad; the rest is still done."""


class BadMessage(BadInput):
    """A message that cannot be decoded or breaks its schema; its bytes go to the dead letters."""


class WrongUsage(FrontwireError):
    """The command line or the settings are wrong."""

    exit_status = 2


class BrokerUnreachable(FrontwireError):
    """No Kafka broker answers at start."""

    exit_status = 3


class Fatal(FrontwireError):
    """A running service cannot go on; its supervisor starts it again (75 is sysexits' EX_TEMPFAIL)."""

    exit_status = 75
