"""Shows the figures that the chaos tests have measured."""

import pytest

_FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin with none."""
    config.stash[_FIGURES] = []


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> list[str]:
    """Give the list to which figures are added, a line each."""
    return request.config.stash[_FIGURES]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show them."""
    if config.stash[_FIGURES]:
        terminalreporter.section("figures")
        terminalreporter.write("\n".join(config.stash[_FIGURES]) + "\n")
